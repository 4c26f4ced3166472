"""The clock of the desk's tests, and browsers of the people who use it."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from motcua.accounts.selectors import Mandate
from tests.cast import NOW


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    """Every page is asked for at the hour the cast's dossiers came in."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def at_counter(
    signed_in: Callable[[Mandate], Client], reception_mai: Mandate
) -> Client:
    """Mai's browser."""
    return signed_in(reception_mai)


@pytest.fixture
def at_civil_status(
    signed_in: Callable[[Mandate], Client], civil_status_linh: Mandate
) -> Client:
    """Linh's browser."""
    return signed_in(civil_status_linh)


@pytest.fixture
def at_leader(signed_in: Callable[[Mandate], Client], leader_hung: Mandate) -> Client:
    """Hùng's browser."""
    return signed_in(leader_hung)


@pytest.fixture
def elsewhere(signed_in: Callable[[Mandate], Client], stranger: Mandate) -> Client:
    """The browser of a stranger, an officer of another ward."""
    return signed_in(stranger)
