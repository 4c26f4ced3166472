"""The day stands still at NOW, and each of the cast has a program."""

from collections.abc import Callable, Iterator

import pytest
import time_machine

from motcua.dossiers import services
from motcua.ward import selectors as ward
from motcua.ward.models import Centre
from tests.api.programs import Program, program_of, reception
from tests.cast import NOW


@pytest.fixture(autouse=True)
def still_clock() -> Iterator[None]:
    """It is nine o'clock on the day of every test."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(town: Centre) -> Program:
    """Mai's program: reception and return."""
    return program_of("tiepnhan", "receptionist")


@pytest.fixture
def officer(town: Centre) -> Program:
    """Linh's program: civil status."""
    return program_of("hotich", "civil_status_officer")


@pytest.fixture
def leader(town: Centre) -> Program:
    """Hùng's program: signing."""
    return program_of("phochutich", "vice_chairman")


@pytest.fixture
def director(town: Centre) -> Program:
    """Khánh's program: calendar, catalogue, figures."""
    return program_of("giamdoc", "centre_director")


@pytest.fixture
def admin(town: Centre) -> Program:
    """Quân's program: staff and tokens."""
    return program_of("quantri", "sysadmin")


@pytest.fixture
def outsider(stranger_centre: Centre) -> Program:
    """The program of another ward's reception officer."""
    return program_of("songda.receptionist", "receptionist")


@pytest.fixture
def received(town: Centre, desk: Program) -> str:
    """The code of a dossier received through the API."""
    code: str = desk.send("/dossiers", reception(town)).json()["code"]
    return code


@pytest.fixture
def review(town: Centre, director: Program, received: str) -> Callable[[], int]:
    """Close the day the received dossier is due and list what that would move."""

    def ask() -> int:
        day = {"on": NOW.date().isoformat(), "kind": "closure", "name": "Mất điện"}
        assert director.send("/calendar/special-days", day).status_code == 201
        edition = ward.edition_in_force(town)
        return services.review_promises(centre=town, edition=edition)

    assert received
    return ask
