"""The clock of the desk's tests, and browsers of the people who use it."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.catalogue import selectors as catalogue
from motcua.ward.models import Centre
from tests.cast import EXTRACT, NOW

PAGE = "/desk/intake/"
PREVIEW = "/desk/intake/preview/"
Sheet = dict[str, Any]


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


@pytest.fixture
def sheet(town: Centre) -> Callable[..., Sheet]:
    """A sound sheet for An with every paper; change what a test is about."""
    offer = catalogue.offer(town, EXTRACT, on=NOW.date())

    def filled(**changes: str) -> Sheet:
        papers = {
            f"papers-{component.key}-present": "yes"
            for component in offer.version.components.all()
        }
        typed = {
            "key": str(uuid4()),
            "procedure": EXTRACT,
            "submitter-personal_id": "999155000123",
            "submitter-full_name": "Bùi Thị An",
            "submitter-birth_on": "24/11/1955",
            "submitter-phone": "0912 345 678",
            "submitter-address": "Tổ 1, phường Hòa Bình",
            "matter-for_whom": "self",
            "matter-origin": "online_at_centre",
            "matter-planned_exit": "counter",
        }
        named = {name.replace("__", "-"): value for name, value in changes.items()}
        return {**typed, **papers, **named}

    return filled
