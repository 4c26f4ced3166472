"""Patterns: dossiers that the services themselves took to every stage of their way.

Each is walked once in the seeded centre and read back from the database, so that a
loaded copy has every row and every column the program would have written. What differs
between copies (keys, times, names) is found in the rows and becomes a slot.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db import connection

from motcua.accounts import selectors as accounts
from motcua.accounts.selectors import Mandate, mandate_of
from motcua.catalogue import selectors as catalogue
from motcua.dossiers import services
from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.services import PaperGiven
from motcua.foundation.toolkit.models import Scope, new_id
from motcua.journeys import intake, return_result
from motcua.journeys.intake import Company, Intake
from motcua.people.services import Person
from motcua.rules.vietnamese import fold
from motcua.simulator.town import invented_tax_code
from motcua.ward.models import Centre

BASE: Final = datetime.fromisoformat("2026-01-05T09:00:00+07:00")
PROCEDURES: Final = ("2.000635", "2.001008", "1.014230", "1.013228")
VERIFY: Final = "verify"
DELIVER: Final = "deliver"
CLOSED: Final = "closed"
COMPANY: Final = "Công ty Mẫu Phép Đo"
COMPANY_CODE: Final = invented_tax_code(900)
# People are made apart; the rest here is what the dossiers stand on, not of them.
NOT_COPIED: Final = {
    "people",
    "accounts",
    "catalogue",
    "ward",
    "audit",
    "outbox",
    "live",
    "requests",
    "numbering",
}

Cells = list[Any]


@dataclass(frozen=True)
class Slot:
    """What takes the place of a value that differs from copy to copy."""

    kind: str
    number: int = 0


@dataclass(frozen=True)
class Shift:
    """A time so long after the reception."""

    by: timedelta


@dataclass(frozen=True)
class Rows:
    """The rows of one pattern in one table."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True)
class Pattern:
    """One dossier's rows with slots, and where on its way it stands."""

    stage: str
    is_company: bool
    keys: int
    tables: tuple[Rows, ...]

    @property
    def count(self) -> int:
        """How many rows a copy has."""
        return sum(len(table.rows) for table in self.tables)


def patterns(centre: Centre) -> Iterator[Pattern]:
    """Each chosen procedure at each stage; the last one of each is closed."""
    for code in PROCEDURES:
        offer = catalogue.offer(centre, code, on=BASE.date())
        for finished in range(1, len(offer.steps) + 1):
            yield _pattern(centre, code, finished)
            if [step.key for step in offer.steps][finished:][:1] == [VERIFY]:
                yield _pattern(centre, code, finished, is_claimed=True)
    yield _pattern(centre, PROCEDURES[-1], len(offer.steps), is_company=True)


def _pattern(
    centre: Centre,
    code: str,
    finished: int,
    *,
    is_company: bool = False,
    is_claimed: bool = False,
) -> Pattern:
    begin = new_id()
    name = f"Mẫu {code} {finished} {is_claimed} {is_company}"
    dossier = _walk(centre, code, finished, name, is_company=is_company)
    step = Step.objects.filter(
        centre=centre, dossier=dossier, status=Step.Status.ACTIVE
    ).first()
    if step is not None and is_claimed:
        by = _person(centre, step.role, step.department_id)
        at = BASE + timedelta(days=finished)
        services.claim(centre=centre, code=dossier.code, by=by, at=at)
    dossier.refresh_from_db()
    tables = [rows for model in _copied() if (rows := _since(model, begin)).rows]
    return _with_slots(dossier, tables, step.key if step else CLOSED)


def _walk(
    centre: Centre, code: str, finished: int, name: str, *, is_company: bool
) -> Dossier:
    """Receive, then do the next steps, one a day, until so many are done."""
    offer = catalogue.offer(centre, code, on=BASE.date())
    receiver = _person(centre, "receptionist", None)
    dossier, _is_new = intake.receive(
        centre=centre,
        intake=Intake(
            procedure_code=code,
            submitter=Person(full_name=name, is_synthetic=True),
            company=Company(COMPANY, COMPANY_CODE, "") if is_company else None,
            authorisation="Giấy giới thiệu" if is_company else "",
            origin="online_at_centre",
            planned_exit="counter",
            papers=[
                PaperGiven(component.key, is_present=True)
                for component in offer.version.components.all()
            ],
        ),
        by=receiver,
        at=BASE,
        key=new_id().hex,
        caller="bench",
        public_address="http://127.0.0.1:8000",
    )
    for day in range(1, finished):
        _next_step(centre, dossier, BASE + timedelta(days=day))
    return dossier


def _next_step(centre: Centre, dossier: Dossier, at: datetime) -> None:
    step = Step.objects.get(centre=centre, dossier=dossier, status=Step.Status.ACTIVE)
    by = _person(centre, step.role, step.department_id)
    if step.key == "sign":
        services.approve_result(centre=centre, code=dossier.code, by=by, at=at)
    elif step.key == DELIVER:
        return_result.return_in_visit(
            centre=centre,
            code=dossier.code,
            to=dossier.owner_name,
            exit_by=dossier.planned_exit,
            by=by,
            at=at,
        )
    else:
        if step.key == VERIFY:
            services.claim(centre=centre, code=dossier.code, by=by, at=at)
        services.hand_over(centre=centre, code=dossier.code, by=by, at=at)


def _person(centre: Centre, role: str, department_id: UUID | None) -> Mandate:
    people = accounts.people_with_role(
        centre, role, on=BASE.date(), department_id=department_id
    )
    user = people.first()
    assert user is not None, role
    return mandate_of(user, on=BASE.date())


def _copied() -> Iterator[Any]:
    for model in apps.get_models(include_auto_created=True):
        is_centres = getattr(model, "scope", None) == Scope.CENTRE
        if is_centres and model._meta.app_label not in NOT_COPIED:
            yield model


def _since(model: Any, begin: UUID) -> Rows:
    table = model._meta.db_table
    lowest = begin.hex if connection.vendor == "sqlite" else begin
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" WHERE id > %s', [lowest])
        columns = tuple(column[0] for column in cursor.description)
        return Rows(table, columns, tuple(tuple(row) for row in cursor.fetchall()))


def _with_slots(dossier: Dossier, tables: Sequence[Rows], stage: str) -> Pattern:
    keys = {
        row[table.columns.index("id")]: number
        for number, (table, row) in enumerate(
            (table, row) for table in tables for row in table.rows
        )
    }
    slots: dict[Any, Slot] = {key: Slot("key", n) for key, n in keys.items()}
    slots |= {
        _key(dossier.submitter_id): Slot("person"),
        dossier.code: Slot("code"),
        dossier.lookup_token: Slot("token"),
        dossier.owner_name: Slot("name"),
        fold(dossier.owner_name): Slot("folded"),
    }
    if dossier.owner_organisation_id:
        slots[_key(dossier.owner_organisation_id)] = Slot("organisation")
    return Pattern(
        stage=stage,
        is_company=dossier.owner_organisation_id is not None,
        keys=len(keys),
        tables=tuple(
            replace(
                table,
                rows=tuple(
                    tuple(
                        _slotted(column, cell, slots)
                        for column, cell in zip(table.columns, row, strict=True)
                    )
                    for row in table.rows
                ),
            )
            for table in tables
        ),
    )


def _slotted(column: str, cell: Any, slots: dict[Any, Slot]) -> Any:
    if column == "public_code":
        return Slot("token")
    if isinstance(cell, datetime):
        moment = cell if cell.tzinfo else cell.replace(tzinfo=UTC)
        return Shift(moment - BASE)
    return slots.get(cell, cell) if isinstance(cell, str | UUID) else cell


def _key(value: UUID) -> Any:
    return value.hex if connection.vendor == "sqlite" else value
