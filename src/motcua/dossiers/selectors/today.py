"""What a head looks at first: late now, late soon, stuck, waiting for others.

Each figure is the length of a list of this module, asked for by the same name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from motcua.accounts import away
from motcua.accounts.models import Absence
from motcua.accounts.roles import CAPABILITIES, Capability
from motcua.accounts.selectors import Mandate
from motcua.dossiers.models import AgencyTask, Dossier
from motcua.dossiers.selectors import agencies
from motcua.dossiers.selectors.lists import approvals, limits, ready_results, rows_of
from motcua.dossiers.selectors.returns import UNCOLLECTED_DAYS
from motcua.dossiers.selectors.stuck import Stuck, stuck_dossiers
from motcua.dossiers.selectors.supplements import pending_supplements
from motcua.rules import worktime
from motcua.rules.lifecycle import OPEN, WORKING, State
from motcua.rules.worktime import OfficeCalendar
from motcua.ward import selectors as ward

UNIT_HEADS: Final = frozenset({"division_head", "office_chief"})
SOON_DAYS: Final = 2
DAY: Final = timedelta(days=1)
# Longer than the longest row of days off between so many working days.
FARTHEST: Final = 60

# The lists by how much time is left; no dossier is in two of them.
SLACK: Final = ("late", "due-today", "due-soon", "due-week", "due-later", "no-date")


@dataclass(frozen=True)
class Edges:
    """The moments between the lists, for one look at the page.

    `soon` is the same hour two working days on: 48 hours that no days off hide in.
    """

    at: datetime
    tonight: datetime
    soon: datetime
    week: datetime
    uncollected: datetime

    @classmethod
    def of(cls, calendar: OfficeCalendar, at: datetime) -> "Edges":
        """The moments as this calendar has them."""
        local = timezone.localtime(at)
        today = local.date()
        second = worktime.nth_working_day(today, SOON_DAYS, calendar)
        monday = today + (7 - today.weekday()) * DAY
        zone = local.tzinfo
        tonight = datetime.combine(today + DAY, time.min, zone)
        soon = datetime.combine(second, local.time(), zone)
        return cls(
            at=at,
            tonight=tonight,
            soon=soon,
            week=max(soon, datetime.combine(monday, time.min, zone)),
            uncollected=_uncollected_before(calendar, at),
        )


@dataclass(frozen=True)
class LateShare:
    """How many late dossiers wait for one person or role of one unit."""

    unit_id: UUID | None
    unit: str
    person_id: UUID | None
    person: str
    role: str
    count: int


@dataclass(frozen=True)
class Desired:
    """Whose part of a list is asked for; nothing given means all of it."""

    unit_id: UUID | None = None
    person_id: UUID | None = None
    role: str = ""


@dataclass(frozen=True)
class Today:
    """The figures of the page; each is the length of the list of its name."""

    counts: dict[str, int]
    late_by: list[LateShare]
    stuck: int
    to_sign: dict[str, int]
    absent: list[Absence]

    @property
    def running(self) -> int:
        """How many dossiers the centre's clock runs for."""
        return sum(self.counts[name] for name in SLACK)


def sees_all(mandate: Mandate) -> bool:
    """True for those whose office is the whole centre; a unit's head sees the unit."""
    return any(
        Capability.SEE_OVERSIGHT in CAPABILITIES.get(role, ())
        for role in mandate.roles - UNIT_HEADS
    )


def today(mandate: Mandate, *, at: datetime) -> Today:
    """Everything on the page, counted over open dossiers only."""
    edges = edges_of(mandate, at=at)
    return Today(
        counts=_counts(mandate, edges),
        late_by=late_by(mandate, edges),
        stuck=len(stuck_for(mandate, at=at)),
        to_sign=_to_sign(mandate, at),
        absent=absent_without_substitute(mandate, at=at),
    )


def edges_of(mandate: Mandate, *, at: datetime) -> Edges:
    """The moments between the lists by the calendar in force."""
    return Edges.of(ward.calendar_in_force(mandate.user.centre), at)


def is_list(name: str) -> bool:
    """True when the page has a list of this name."""
    return name in _CONDITIONS or name in _OTHERS


def listed(
    mandate: Mandate, name: str, edges: Edges, desired: Desired | None = None
) -> QuerySet[Dossier]:
    """The dossiers of one list, as far as this person oversees them."""
    if name in _OTHERS:
        return _OTHERS[name](mandate, edges)
    rows = _open(mandate).filter(_CONDITIONS[name](edges))
    if desired is not None:
        rows = rows.filter(_of(desired))
    return rows.order_by(*_ORDERS.get(name, ("due_at", "id")))


def late_by(mandate: Mandate, edges: Edges) -> list[LateShare]:
    """With whom the late dossiers are, the most first."""
    rows = (
        _open(mandate)
        .filter(_late(edges))
        .order_by()
        .values_list(
            "holder_department_id",
            "holder_department__name",
            "holder_id",
            "holder__full_name",
            "holder_role",
        )
        .annotate(count=Count("id"))
    )
    shares = [
        LateShare(unit_id, unit or "", person_id, name or "", role, count)
        for unit_id, unit, person_id, name, role, count in rows
    ]
    return sorted(shares, key=lambda s: (-s.count, s.unit, s.person, s.role))


def stuck_for(mandate: Mandate, *, at: datetime) -> list[Stuck]:
    """The stuck dossiers this person oversees, the longest without movement first."""
    found = stuck_dossiers(mandate.user.centre, at=at)
    fields = mandate.fields_of(Capability.SEE_OVERSIGHT)
    is_whole = sees_all(mandate)
    return [
        one
        for one in found
        if (fields is None or one.dossier.field_id in fields)
        and (is_whole or _is_of_unit(mandate, one.dossier))
    ]


def absent_without_substitute(mandate: Mandate, *, at: datetime) -> list[Absence]:
    """Who is away today with nobody there to do their work."""
    rows = away.away_on(mandate.user.centre_id, timezone.localdate(at))
    alone = [
        row
        for row in rows.values()
        if row.user.is_active
        and (
            row.substitute is None
            or not row.substitute.is_active
            or row.substitute_id in rows
        )
    ]
    if not sees_all(mandate):
        unit = mandate.user.department_id
        alone = [row for row in alone if row.user.department_id == unit]
    return sorted(alone, key=lambda row: row.user.full_name)


def _counts(mandate: Mandate, edges: Edges) -> dict[str, int]:
    asked = {
        name.replace("-", "_"): Count("id", filter=condition(edges))
        for name, condition in _CONDITIONS.items()
    }
    found = _open(mandate).order_by().aggregate(**asked)
    counts = {name: found[name.replace("-", "_")] for name in _CONDITIONS}
    return counts | {
        name: rows(mandate, edges).count() for name, rows in _OTHERS.items()
    }


def _to_sign(mandate: Mandate, at: datetime) -> dict[str, int]:
    """What waits for this person's own hand; only what they may do is there."""
    waits: dict[str, int] = {}
    if mandate.capabilities & {Capability.APPROVE, Capability.SIGN_FOR}:
        waits["approvals"] = approvals(mandate).order_by().count()
    if mandate.may(Capability.APPROVE_SUPPLEMENT):
        waits["asked"] = pending_supplements(mandate).count()
    if mandate.may(Capability.SIGN_REMINDERS):
        waits["letters"] = agencies.letters_to_sign(mandate.user.centre, at=at).count()
    return waits


def _open(mandate: Mandate) -> QuerySet[Dossier]:
    """The open dossiers this person oversees, named as the index names them."""
    return rows_of(mandate.user.centre_id).filter(
        _seen(mandate),
        state__in=[int(state) for state in sorted(OPEN)],
        resolved_at__isnull=True,
    )


def _seen(mandate: Mandate) -> Q:
    seen = limits(mandate, Capability.SEE_OVERSIGHT)
    if sees_all(mandate):
        return seen
    unit = mandate.user.department_id
    theirs = Q(holder_department_id=unit) | Q(holder__department_id=unit)
    return seen & theirs if unit else seen & Q(pk__in=[])


def _is_of_unit(mandate: Mandate, dossier: Dossier) -> bool:
    holder = dossier.holder
    units = {dossier.holder_department_id, holder and holder.department_id}
    return mandate.user.department_id in units - {None}


def _of(desired: Desired) -> Q:
    whose = Q()
    if desired.unit_id:
        whose &= Q(holder_department_id=desired.unit_id)
    if desired.person_id:
        whose &= Q(holder_id=desired.person_id)
    if desired.role:
        whose &= Q(holder=None, holder_role=desired.role)
    return whose


def _due(*, since: datetime | None = None, until: datetime | None = None) -> Q:
    """The centre's clock runs, and the promise lies in this time."""
    due = Q(state__in=[int(state) for state in sorted(WORKING)])
    if since is not None:
        due &= Q(due_at__gte=since)
    if until is not None:
        due &= Q(due_at__lt=until)
    return due


def _late(edges: Edges) -> Q:
    return _due(until=edges.at)


def _at_agencies(_edges: Edges) -> Q:
    return Q(
        Exists(
            AgencyTask.objects.filter(
                centre_id=OuterRef("centre_id"),
                dossier=OuterRef("pk"),
                state__in=agencies.OPEN,
            )
        )
    )


def _uncollected(mandate: Mandate, edges: Edges) -> QuerySet[Dossier]:
    rows = ready_results(mandate.user.centre).filter(resolved_at__lt=edges.uncollected)
    return rows.filter(_seen(mandate))


def _asked(mandate: Mandate, _edges: Edges) -> QuerySet[Dossier]:
    waiting = pending_supplements(mandate).order_by().values("dossier_id")
    rows = rows_of(mandate.user.centre_id).filter(id__in=waiting)
    return rows.order_by("received_at", "id")


def _uncollected_before(calendar: OfficeCalendar, at: datetime) -> datetime:
    """What was ready before this moment has waited its fifteen working days."""
    today = timezone.localdate(at)
    day, waited = today, int(calendar.is_working_day(today))
    for _back in range(FARTHEST):
        if waited >= UNCOLLECTED_DAYS:
            break
        day -= DAY
        waited += calendar.is_working_day(day)
    return datetime.combine(day, time.min, timezone.localtime(at).tzinfo)


_CONDITIONS: Final[dict[str, Callable[[Edges], Q]]] = {
    "late": _late,
    "soon": lambda e: _due(since=e.at, until=e.soon),
    "due-today": lambda e: _due(since=e.at, until=e.tonight),
    "due-soon": lambda e: _due(since=e.tonight, until=e.soon),
    "due-week": lambda e: _due(since=e.soon, until=e.week),
    "due-later": lambda e: _due(since=e.week),
    "no-date": lambda e: _due() & Q(due_at__isnull=True),
    "agencies": _at_agencies,
    "supplement": lambda e: Q(state=int(State.SUPPLEMENT)),
    "payment": lambda e: Q(state=int(State.AWAITING_PAYMENT)),
    "answers": lambda e: Q(state=int(State.NEW)),
    "answers-late": lambda e: Q(state=int(State.NEW), answer_due_at__lt=e.at),
}
BY_ANSWER: Final = (F("answer_due_at").asc(nulls_last=True), "id")
_ORDERS: Final[dict[str, tuple[Any, ...]]] = {
    "answers": BY_ANSWER,
    "answers-late": BY_ANSWER,
}
_OTHERS: Final[dict[str, Callable[[Mandate, Edges], QuerySet[Dossier]]]] = {
    "uncollected": _uncollected,
    "asked": _asked,
}
LISTS: Final = (*_CONDITIONS, *_OTHERS)
