"""Seed a centre for trial: the ward, its catalogue, a sign-in per role, its people."""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

import motcua.catalogue
from motcua.accounts import services as accounts
from motcua.accounts.models import User
from motcua.accounts.roles import CAPABILITIES, all_roles
from motcua.accounts.services import NewUser
from motcua.catalogue import services as catalogue
from motcua.catalogue.services import ClauseSetting
from motcua.foundation.toolkit.work import unit_of_work
from motcua.people import services as people
from motcua.people.models import Category
from motcua.people.services import Person
from motcua.queueing.founding import found_hall
from motcua.simulator.names import InventedPerson, invent_name, invent_person
from motcua.ward.founding import Founder, found_hoa_binh
from motcua.ward.models import Centre, Department, Neighbourhood

CATALOGUE: Final = Path(motcua.catalogue.__file__).parent / "data"
DEMO_PASSWORD: Final = "mot-cua-demo"  # noqa: S105  (loopback only, invented data)
TOWN_SIZE: Final = 300
OPENED: Final = datetime.fromisoformat("2025-07-01T07:30:00+07:00")
COMPANIES: Final = ("Hợp tác xã Rau sạch Bờ Trái", "Công ty TNHH Gỗ Mường Thịnh")
ELDERLY_YEARS: Final = 60
WEIGHTS: Final = (31, 29, 23, 19, 17, 13, 7, 5, 3)


@dataclass(frozen=True)
class SignIn:
    """What to type at the sign-in page of the trial."""

    username: str
    role: str
    full_name: str


def seed(
    *, at: datetime = OPENED, size: int = TOWN_SIZE, tell: Callable[[str], object] = str
) -> Centre:
    """Make the whole trial centre in one transaction; `tell` hears each part.

    It is founded on the day the real one opened, so that past days can be simulated.
    """
    dice = random.Random(2025)  # noqa: S311  (a seeded town, no secret)
    with unit_of_work():
        tell("Phường, đơn vị, lịch làm việc")
        centre = found_hoa_binh(at=at)
        found_hall(centre)
        tell("Danh mục thủ tục")
        import_shipped_catalogue(centre, at=at)
        tell("Quy chế phối hợp (giả định)")
        add_clauses(centre, at=at)
        tell("Tài khoản theo vai trò")
        add_staff(centre, dice, at=at)
        tell("Công dân và tổ chức giả định")
        add_people(centre, dice, size=size, at=at)
    return centre


def import_shipped_catalogue(centre: Centre, *, at: datetime) -> None:
    """Import the shipped procedures and forms."""
    data = json.loads((CATALOGUE / "procedures.json").read_text(encoding="utf-8"))
    report = catalogue.import_catalogue(
        centre=centre, data=data, dry_run=False, by=Founder(), at=at
    )
    if report.errors:
        raise ValueError(report.errors)
    for path in sorted((CATALOGUE / "forms").glob("*.json")):
        catalogue.import_form(content=json.loads(path.read_text(encoding="utf-8")))


def add_clauses(centre: Centre, *, at: datetime) -> None:
    """Some clauses of an invented coordination regulation, none of them verified."""
    units = {unit.code: unit for unit in Department.objects.filter(centre=centre)}
    for code, hours, medium in CLAUSES:
        catalogue.add_clause(
            centre=centre,
            clause=ClauseSetting(
                agency=units[code],
                hours=Decimal(hours),
                medium=medium,
                source=f"Quy chế phối hợp (giả định), mục {code}",
            ),
            by=Founder(),
            at=at,
        )


def add_staff(centre: Centre, dice: random.Random, *, at: datetime) -> list[User]:
    """One person for every role that can do something, with the trial password."""
    units = {unit.code: unit for unit in Department.objects.filter(centre=centre)}
    made = []
    for username, role, unit in _posts():
        made.append(
            accounts.add_user(
                centre=centre,
                new=NewUser(
                    username=username,
                    full_name=invent_name(dice, dice.choice(["male", "female"])),
                    title=all_roles()[role].name_vi,
                    kind=all_roles()[role].kind,
                    department=units.get(unit) if unit else None,
                    password=DEMO_PASSWORD,
                ),
                roles=[role],
                by=Founder(),
                at=at,
            )
        )
    return made


def sign_ins(centre: Centre) -> list[SignIn]:
    """The sign-ins of the trial, for the banner `make run` prints."""
    users = User.objects.filter(centre=centre).order_by("username")
    people_by_name = {user.username: user for user in users}
    return [
        SignIn(username, all_roles()[role].name_vi, people_by_name[username].full_name)
        for username, role, _ in _posts()
        if username in people_by_name
    ]


def add_people(centre: Centre, dice: random.Random, *, size: int, at: datetime) -> None:
    """Invent citizens with priority marks, and organisations led by some of them."""
    homes = list(Neighbourhood.objects.filter(centre=centre).order_by("number"))
    citizens = []
    for serial in range(1, size + 1):
        person = invent_person(dice, serial, today=at.date())
        home = dice.choice(homes)
        citizen = people.enter_citizen(
            centre=centre, person=_as_typed(person, home), by=Founder(), at=at
        )
        citizens.append(citizen)
        if _age(person.birth_on, at.date()) >= ELDERLY_YEARS:
            people.mark_priority(
                citizen=citizen,
                category=Category.ELDERLY,
                evidence="năm sinh",
                by=Founder(),
                at=at,
            )
    for number, name in enumerate(COMPANIES, start=1):
        people.enter_organisation(
            centre=centre,
            name=name,
            tax_code=invented_tax_code(number),
            representative=dice.choice(citizens),
            is_synthetic=True,
            by=Founder(),
            at=at,
        )


def invented_tax_code(number: int) -> str:
    """A tax code with a right check digit, from a range nobody is issued."""
    for serial in range(number * 11, number * 11 + 11):
        nine = f"99{serial:07}"
        rest = sum(int(d) * w for d, w in zip(nine, WEIGHTS, strict=True)) % 11
        if 10 - rest != 10:
            return f"{nine}{10 - rest}"
    raise AssertionError("one of eleven neighbours has a check digit")


def _as_typed(person: InventedPerson, home: Neighbourhood) -> Person:
    return Person(
        full_name=person.full_name,
        personal_id=person.personal_id,
        birth_on=person.birth_on,
        sex=person.sex,
        phone=person.phone,
        address=f"{home.name}, phường Hòa Bình, tỉnh Phú Thọ",
        neighbourhood=home,
        is_synthetic=True,
    )


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _posts() -> Iterator[tuple[str, str, str | None]]:
    for role in CAPABILITIES:
        if role in USERNAMES:
            yield USERNAMES[role], role, all_roles()[role].department
    yield from POSTS_IN_UNITS


USERNAMES: Final = {
    "queue_guide": "huongdan",
    "receptionist": "tiepnhan",
    "civil_status_officer": "hotich",
    "specialist_kt": "kinhte",
    "specialist_vhxh": "vanhoa",
    "police_officer": "congan",
    "office_chief": "chanhvp",
    "vice_chairman": "phochutich",
    "chairman": "chutich",
    "centre_director": "giamdoc",
    "centre_deputy_director": "phogiamdoc",
    "clerk": "vanthu",
    "inspector": "kiemsoat",
    "sysadmin": "quantri",
}
# General clauses: agency, working hours, medium.
CLAUSES: Final = (
    ("TYT", 8, "electronic"),
    ("VPDKDD", 24, "paper"),
    ("THUE", 16, "electronic"),
    ("BHXH", 16, "electronic"),
)
# Roles that exist once in each of several units.
POSTS_IN_UNITS: Final = (
    ("truongphong.kt", "division_head", "KTHTDT"),
    ("truongphong.vhxh", "division_head", "VHXH"),
    ("truongcongan", "partner_agency_officer", "CA"),
    ("chihuytruong", "partner_agency_officer", "BCHQS"),
    ("tramyte", "partner_agency_officer", "TYT"),
    ("datdai", "partner_agency_officer", "VPDKDD"),
    ("thue", "partner_agency_officer", "THUE"),
    ("baohiem", "partner_agency_officer", "BHXH"),
)
