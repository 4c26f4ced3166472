"""The register (form 07): a year's dossiers in the order they came in."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, QuerySet

from motcua.dossiers.models import Dossier, Promise, RegisterYear, Step
from motcua.rules.lifecycle import State
from motcua.ward.models import Centre

ZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
CHUNK: Final = 1000
UNANSWERED: Final = (State.NEW, State.SUPPLEMENT)
"""At reception these can still become accepted."""


@dataclass(frozen=True)
class RegisterRow:
    """One line of the book; `promised_at` is the promise given at reception."""

    number: int
    dossier: Dossier
    agency: str
    promised_at: datetime | None
    transferred_at: datetime | None

    @property
    def address(self) -> str:
        """Where the owner lives or sits."""
        owner = self.dossier.owner_citizen or self.dossier.owner_organisation
        return owner.address if owner else ""

    @property
    def phone(self) -> str:
        """The submitter's number, masked as in every list."""
        return self.dossier.submitter.masked_phone


@dataclass(frozen=True)
class Totals:
    """What a year comes to, and its two hashes."""

    count: int
    by_state: dict[str, int]
    by_origin: dict[str, int]
    reception_hash: str
    state_hash: str


@dataclass(frozen=True)
class Recount:
    """A closed year counted again.

    What was frozen at reception must be the same for ever. How the dossiers stand may
    lawfully have changed since: an old dossier was finished in the new year.
    """

    closed: RegisterYear
    now: Totals

    @property
    def is_untouched(self) -> bool:
        """True when no row was added, taken away or changed."""
        same_count = self.closed.count == self.now.count
        return same_count and self.closed.reception_hash == self.now.reception_hash

    @property
    def went_on(self) -> bool:
        """True when dossiers of that year went on after the closing."""
        return self.closed.state_hash != self.now.state_hash


def register_rows(
    centre: Centre, year: int, *, offset: int = 0, limit: int | None = None
) -> Iterator[RegisterRow]:
    """The year's rows, numbered from 1, read a thousand at a time."""
    found = _year(centre, year)
    last = None if limit is None else offset + limit
    dossiers = iter(found[offset:last].iterator(chunk_size=CHUNK))
    number = offset
    while chunk := list(islice(dossiers, CHUNK)):
        yield from _rows(centre, chunk, after=number)
        number += len(chunk)


def count_year(centre: Centre, year: int) -> dict[int, int]:
    """How many dossiers of the year are in which state."""
    found = (
        _in_year(centre, year)
        .order_by()
        .values_list("state")
        .annotate(count=Count("id"))
    )
    return dict(found)


def unanswered(centre: Centre, year: int) -> QuerySet[Dossier]:
    """Lodged in the year and not accepted, refused or withdrawn; the oldest first.

    A dossier stands in the book of the year in which it was accepted, so these may
    still leave the year in which they were lodged.
    """
    receiving = Step.objects.filter(
        centre=centre,
        dossier=OuterRef("id"),
        key="receive",
        status=Step.Status.ACTIVE,
    )
    return (
        _in_year(centre, year)
        .filter(Exists(receiving), state__in=[int(state) for state in UNANSWERED])
        .order_by("received_at", "id")
    )


def totals(centre: Centre, year: int) -> Totals:
    """Count the year over all its rows."""
    by_state: Counter[str] = Counter()
    by_origin: Counter[str] = Counter()
    at_reception, at_present = hashlib.sha256(), hashlib.sha256()
    count = 0
    for row in register_rows(centre, year):
        count += 1
        by_state[State(row.dossier.state).name] += 1
        by_origin[row.dossier.origin] += 1
        at_reception.update(_line(_frozen(row)))
        at_present.update(_line(_standing(row)))
    return Totals(
        count=count,
        by_state=dict(sorted(by_state.items())),
        by_origin=dict(sorted(by_origin.items())),
        reception_hash=at_reception.hexdigest(),
        state_hash=at_present.hexdigest(),
    )


def closed_year(centre: Centre, year: int) -> RegisterYear | None:
    """The closing of this year, if it was closed."""
    return (
        RegisterYear.objects.filter(centre=centre, year=year)
        .select_related("closed_by")
        .first()
    )


def register_years(centre: Centre) -> list[int]:
    """The years in which dossiers came in, the newest first."""
    found = Dossier.objects.filter(centre=centre)
    first = found.order_by("received_at", "id").values_list("received_at", flat=True)
    last = found.order_by("-received_at", "-id").values_list("received_at", flat=True)
    ends = first.first(), last.first()
    if ends[0] is None or ends[1] is None:
        return []
    earliest, latest = (moment.astimezone(ZONE).year for moment in ends if moment)
    return list(range(latest, earliest - 1, -1))


def recount(closed: RegisterYear) -> Recount:
    """Count a closed year again."""
    return Recount(closed, totals(closed.centre, closed.year))


def _in_year(centre: Centre, year: int) -> QuerySet[Dossier]:
    first, end = (datetime(day, 1, 1, tzinfo=ZONE) for day in (year, year + 1))
    return Dossier.objects.filter(
        centre=centre, received_at__gte=first, received_at__lt=end
    )


def _year(centre: Centre, year: int) -> QuerySet[Dossier]:
    return (
        _in_year(centre, year)
        .select_related(
            "version__procedure",
            "owner_citizen",
            "owner_organisation",
            "submitter",
            "competent_department",
        )
        .defer("declaration")
        .order_by("received_at", "id")
    )


def _rows(
    centre: Centre, dossiers: list[Dossier], *, after: int
) -> Iterator[RegisterRow]:
    ids = [dossier.id for dossier in dossiers]
    promised = dict(
        Promise.objects.filter(
            centre=centre, dossier_id__in=ids, reason=Promise.Reason.RECEPTION
        ).values_list("dossier_id", "due_at")
    )
    given, agencies = _steps(centre, ids)
    for number, dossier in enumerate(dossiers, start=after + 1):
        agency = dossier.competent_agency or agencies.get(dossier.id, "")
        yield RegisterRow(
            number, dossier, agency, promised.get(dossier.id), given.get(dossier.id)
        )


def _steps(
    centre: Centre, ids: list[UUID]
) -> tuple[dict[UUID, datetime], dict[UUID, str]]:
    """When each dossier left reception, and which unit resolves it."""
    given: dict[UUID, datetime] = {}
    agencies: dict[UUID, str] = {}
    steps = Step.objects.filter(
        centre=centre, dossier_id__in=ids, key__in=("receive", "verify")
    ).values_list("dossier_id", "key", "finished_at", "department__name")
    for dossier_id, key, finished_at, unit in steps:
        if key == "receive" and finished_at:
            given[dossier_id] = finished_at
        elif key == "verify" and unit:
            agencies[dossier_id] = unit
    return given, agencies


def _frozen(row: RegisterRow) -> list[Any]:
    dossier = row.dossier
    return [
        row.number,
        dossier.code,
        dossier.received_at.timestamp(),
        dossier.version.procedure.code,
        dossier.origin,
        dossier.owner_name,
        row.promised_at.timestamp() if row.promised_at else None,
    ]


def _standing(row: RegisterRow) -> list[Any]:
    dossier = row.dossier
    ends = (dossier.resolved_at, dossier.returned_at)
    return [
        dossier.code,
        dossier.state,
        *(moment.timestamp() if moment else None for moment in ends),
    ]


def _line(values: Iterable[Any]) -> bytes:
    text = json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode()
