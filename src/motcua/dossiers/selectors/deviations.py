"""What went other than planned: a report by the page, and one dossier side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from motcua.dossiers.models import Pause, Step, StepDeviation
from motcua.dossiers.services.deviations import as_standstills, facts_of, spent_on
from motcua.rules.deviations import Deviation, deviations_of, planned
from motcua.rules.worktime import OfficeCalendar
from motcua.ward.models import Centre

PAGE: Final = 50
MOST_EXPORTED: Final = 10_000


@dataclass(frozen=True)
class Wanted:
    """What the report is about: a time (the end not included) and, each if given, more."""

    since: datetime
    until: datetime
    kind: str = ""
    officer_id: UUID | None = None
    unit_id: UUID | None = None
    step_key: str = ""


@dataclass(frozen=True)
class After:
    """Where a page of the report goes on: behind this row."""

    at: datetime
    row_id: UUID


@dataclass(frozen=True)
class Share:
    """The deviations of one step, officer or unit, by kind.

    `key` is a step's kind or an id as text; it is empty where nobody is named.
    """

    key: str
    name: str
    kinds: dict[str, int]

    @property
    def total(self) -> int:
        """All kinds together."""
        return sum(self.kinds.values())


@dataclass(frozen=True)
class Shares:
    """Where the deviations lie, the most first: steps, officers, units and agencies."""

    by_step: list[Share]
    by_officer: list[Share]
    by_unit: list[Share]


@dataclass(frozen=True)
class SideBySide:
    """A step of one dossier: what the process says and what happened."""

    step: Step
    planned: timedelta
    spent: timedelta | None
    kinds: tuple[Deviation, ...]


def report_rows(centre: Centre, wanted: Wanted) -> QuerySet[StepDeviation]:
    """The deviations of a time, the newest first; never counted whole."""
    rows = StepDeviation.objects.filter(
        centre=centre, at__gte=wanted.since, at__lt=wanted.until
    )
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.officer_id:
        rows = rows.filter(officer_id=wanted.officer_id)
    if wanted.unit_id:
        rows = rows.filter(unit_id=wanted.unit_id)
    if wanted.step_key:
        rows = rows.filter(step__key=wanted.step_key)
    return rows.order_by("-at", "-id")


def deviation_page(
    centre: Centre, wanted: Wanted, *, after: After | None = None, size: int = PAGE
) -> tuple[list[StepDeviation], After | None]:
    """One page of the report and where the next begins (None at the end)."""
    rows = report_rows(centre, wanted)
    if after is not None:
        rows = rows.filter(
            Q(at__lt=after.at) | Q(at=after.at, id__lt=after.row_id),
            at__lte=after.at,
        )
    found = list(_whole(rows)[: size + 1])
    if len(found) <= size:
        return found, None
    last = found[size - 1]
    return found[:size], After(last.at, last.id)


def exported(centre: Centre, wanted: Wanted) -> Iterator[StepDeviation]:
    """The rows for a file, at most MOST_EXPORTED."""
    return iter(_whole(report_rows(centre, wanted))[:MOST_EXPORTED])


def deviation_counts(centre: Centre, wanted: Wanted) -> dict[str, int]:
    """How many of each kind in that time."""
    rows = report_rows(centre, wanted).order_by().values_list("kind")
    return dict(rows.annotate(count=Count("id")))


def deviation_shares(centre: Centre, wanted: Wanted) -> Shares:
    """The deviations of that time, counted by step, officer and unit."""
    rows = report_rows(centre, wanted).order_by()
    return Shares(
        _shares(rows, "step__key", "step__key"),
        _shares(rows, "officer_id", "officer__full_name"),
        _shares(rows, "unit_id", "unit__name"),
    )


def _shares(rows: QuerySet[StepDeviation], key: str, name: str) -> list[Share]:
    found: dict[str, Share] = {}
    counted = rows.values_list(key, name, "kind").annotate(count=Count("id"))
    for of, called, kind, count in counted:
        text = str(of or "")
        share = found.setdefault(text, Share(text, called or "", {}))
        share.kinds[kind] = count
    return sorted(found.values(), key=lambda share: (-share.total, share.name))


def side_by_side(
    steps: list[Step],
    pauses: list[Pause],
    calendar: OfficeCalendar,
    *,
    at: datetime,
) -> list[SideBySide]:
    """The approved process beside what happened, for the steps of one dossier."""
    standstills = as_standstills(pauses)
    last = max((s.position for s in steps if s.status == Step.Status.DONE), default=0)
    outside = _outside_role(steps)
    rows = []
    for step in steps:
        spent = spent_on(step, calendar, standstills, at=at)
        facts = facts_of(
            step,
            spent,
            is_passed=step.status == Step.Status.WAITING and step.position < last,
            is_role_held=step.id not in outside,
        )
        rows.append(SideBySide(step, planned(step.hours), spent, deviations_of(facts)))
    return rows


def _outside_role(steps: list[Step]) -> set[UUID]:
    """Steps that were found to be done by somebody without the role."""
    if not steps:
        return set()
    return set(
        StepDeviation.objects.filter(
            centre_id=steps[0].centre_id,
            dossier_id=steps[0].dossier_id,
            kind=Deviation.OUTSIDE_ROLE,
        ).values_list("step_id", flat=True)
    )


def _whole(rows: QuerySet[StepDeviation]) -> QuerySet[StepDeviation]:
    return rows.select_related(
        "dossier__version__procedure", "step__finished_for", "officer", "unit"
    )
