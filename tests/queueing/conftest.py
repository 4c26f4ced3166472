"""The hall and its desks."""

from typing import Any

import pytest

from motcua.accounts.selectors import Mandate
from tests.queueing.hall import Desk, Hall, hall

__all__ = ["hall"]


@pytest.fixture
def desk(hall: Hall, reception_mai: Mandate) -> Desk:
    """Counter 1 (civil status) with Mai."""
    return hall.sit(1, reception_mai.user)


@pytest.fixture
def other_desk(hall: Hall, civil_status_linh: Mandate) -> Desk:
    """Counter 2 (civil status) with Linh."""
    return hall.sit(2, civil_status_linh.user)


@pytest.fixture
def living_hall(living_town: Any) -> Hall:
    """The hall for several at once, who commit for real."""
    return Hall(living_town)
