"""The named cast: the seeded town, its people, and one dossier they can act on.

Every test that asks for `town` shares one seeded centre (seeded once a session, undone
by the test's transaction). `stranger_centre` is another ward whose officer must see
nothing of it.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import pytest
from django.test import Client

from motcua.accounts import services as accounts
from motcua.accounts.models import User
from motcua.accounts.selectors import Mandate, mandate_of
from motcua.accounts.services import NewUser
from motcua.catalogue import selectors as catalogue
from motcua.dossiers.models import Dossier
from motcua.dossiers.services import PaperGiven
from motcua.journeys import intake
from motcua.journeys.intake import Intake
from motcua.people.services import Person
from motcua.simulator import town as seeded
from motcua.ward import founding, services
from motcua.ward.models import Centre, Department

NOW: Final = datetime.fromisoformat("2026-11-25T09:00:00+07:00")
FOUNDED: Final = datetime.fromisoformat("2025-07-01T07:00:00+07:00")
TOWN_SIZE: Final = 12
EXTRACT: Final = "2.000635"
AN: Final = Person(
    full_name="Bùi Thị An",
    personal_id="999155000123",
    phone="0912 345 678",
    address="Tổ 1, phường Hòa Bình",
)


def seed_everything() -> None:
    """Seed the town and the other ward, unless they are there."""
    if Centre.objects.exists():
        return
    seeded.seed(at=FOUNDED, size=TOWN_SIZE)
    other = founding.found_centre(
        slug="song-da",
        name="Trung tâm Phục vụ hành chính công phường Sông Đà",
        committee="Ủy ban nhân dân phường Sông Đà",
        ward_name="Phường Sông Đà",
        province_name="Tỉnh Phú Thọ",
        province_code="25",
        ward_code="99999",
        agency_identifier="000.00.96.H44",
        host="song-da.example",
        is_synthetic=True,
    )
    founding.add_departments(other, founding.shipped("departments")["departments"])
    founding.add_calendar(other, founding.shipped("holidays"))
    services.publish_calendar(centre=other, by=founding.Founder(), at=FOUNDED)
    for role in ("receptionist", "vice_chairman", "sysadmin", "centre_director"):
        accounts.add_user(
            centre=other,
            new=NewUser(
                username=f"songda.{role}",
                full_name="Người Phường Khác",
                department=Department.objects.get(centre=other, code="TTPVHCC"),
                password=seeded.DEMO_PASSWORD,
            ),
            roles=[role],
            by=founding.Founder(),
            at=FOUNDED,
        )


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Seed the test database once, before the first test."""
    with django_db_blocker.unblock():
        seed_everything()


@pytest.fixture
def town(db: None) -> Centre:
    """The seeded Hoà Bình centre."""
    return Centre.objects.get(slug="hoa-binh")


@pytest.fixture
def living_town(transactional_db: None) -> Centre:
    """The same town for tests that commit for real: seeded afresh each time."""
    seed_everything()
    return Centre.objects.get(slug="hoa-binh")


@pytest.fixture
def stranger_centre(town: Centre) -> Centre:
    """Another ward in the same database."""
    return Centre.objects.get(slug="song-da")


def mandate(username: str, *, at: datetime = NOW) -> Mandate:
    """The person with this sign-in name and what they may do on that day."""
    user = User.objects.select_related("centre").get(username=username)
    return mandate_of(user, on=at.date())


@pytest.fixture
def reception_mai(town: Centre) -> Mandate:
    """Mai, reception and return officer."""
    return mandate("tiepnhan")


@pytest.fixture
def civil_status_linh(town: Centre) -> Mandate:
    """Linh, justice and civil-status officer."""
    return mandate("hotich")


@pytest.fixture
def leader_hung(town: Centre) -> Mandate:
    """Hùng, vice-chairman, who signs."""
    return mandate("phochutich")


@pytest.fixture
def clerk_thu(town: Centre) -> Mandate:
    """Thu, records clerk, who numbers and seals."""
    return mandate("vanthu")


@pytest.fixture
def director_khanh(town: Centre) -> Mandate:
    """Khánh, director of the centre."""
    return mandate("giamdoc")


@pytest.fixture
def admin_quan(town: Centre) -> Mandate:
    """Quân, system administrator."""
    return mandate("quantri")


@pytest.fixture
def stranger(stranger_centre: Centre) -> Mandate:
    """A reception officer of another ward, who must see nothing of this one."""
    return mandate("songda.receptionist")


def intake_of(centre: Centre, code: str = EXTRACT, **changes: Any) -> Intake:
    """A sound reception of this procedure by citizen An, with every paper there."""
    offer = catalogue.offer(centre, code, on=NOW.date())
    papers = [
        PaperGiven(c.key, is_present=True) for c in offer.version.components.all()
    ]
    whole = Intake(
        procedure_code=code,
        submitter=AN,
        origin="online_at_centre",
        planned_exit="counter",
        papers=papers,
    )
    return replace(whole, **changes)


@pytest.fixture
def receive(town: Centre, reception_mai: Mandate) -> Callable[..., Dossier]:
    """Receive a dossier at NOW: `receive()`, `receive("1.001193", at=…, note=…)`."""
    count = 0

    def once(code: str = EXTRACT, *, at: datetime = NOW, **changes: Any) -> Dossier:
        nonlocal count
        count += 1
        dossier, _ = intake.receive(
            centre=town,
            intake=intake_of(town, code, **changes),
            by=reception_mai,
            at=at,
            key=f"test-{count}",
            caller="test",
            public_address="http://127.0.0.1:8000",
        )
        return dossier

    return once


@pytest.fixture
def lodge(town: Centre, reception_mai: Mandate) -> Callable[..., Dossier]:
    """A dossier that came in at NOW and waits to be answered: `lodge()`,
    `lodge("1.001193", at=…, papers=[])`.
    """
    count = 0

    def once(
        code: str = EXTRACT, *, at: datetime = NOW, key: str = "", **changes: Any
    ) -> Dossier:
        nonlocal count
        count += 1
        dossier, _ = intake.lodge(
            centre=town,
            intake=intake_of(town, code, **changes),
            by=reception_mai,
            at=at,
            key=key or f"lodge-{count}",
            caller="test",
        )
        return dossier

    return once


@pytest.fixture
def dossier(receive: Callable[..., Dossier]) -> Dossier:
    """An extract copy received at NOW, waiting for the civil-status officer."""
    return receive()


@pytest.fixture
def signed_in() -> Callable[[Mandate], Client]:
    """A browser of this person: `signed_in(reception_mai).get("/desk/")`."""

    def client(person: Mandate) -> Client:
        browser = Client()
        browser.force_login(person.user, "motcua.accounts.backend.StaffBackend")
        return browser

    return client
