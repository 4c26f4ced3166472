"""Open dossiers that nobody will move: found by index, judged by `rules.stuck`."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Final
from uuid import UUID

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from motcua.accounts import away
from motcua.accounts import selectors as accounts
from motcua.accounts.models import Delegation, User
from motcua.accounts.roles import CAPABILITIES, Capability
from motcua.dossiers.models import Dossier, StateChange, StuckLimit
from motcua.dossiers.models.oversight import STUCK_HOURS
from motcua.rules import worktime
from motcua.rules.lifecycle import FINAL, OPEN, WORKING, State
from motcua.rules.stuck import Standing, StuckReason, stuck_reasons
from motcua.rules.worktime import OfficeCalendar
from motcua.ward import selectors as ward
from motcua.ward.models import Centre

MOST: Final = 500
DAY: Final = timedelta(days=1)
# Longer than the longest row of days off: looking further back finds nothing new.
FARTHEST: Final = 60
# Somebody must hold these; a stopped one is taken up again before it has a holder.
HELD: Final = (OPEN | {State.RESOLVED}) - {State.NEW, State.STOPPED}
SIGNING: Final = [r for r, may in CAPABILITIES.items() if Capability.APPROVE in may]


@dataclass(frozen=True)
class Stuck:
    """A dossier that goes nowhere, why, and how long nothing has moved."""

    dossier: Dossier
    reasons: tuple[StuckReason, ...]
    since: datetime
    idle: timedelta


@dataclass(frozen=True)
class Present:
    """Who can act today: people gone, people away without a stand-in, roles nobody has."""

    gone: frozenset[UUID]
    away: frozenset[UUID]
    roles: frozenset[str]

    @property
    def empty_roles(self) -> list[str]:
        """The roles nobody present holds."""
        return sorted(set(CAPABILITIES) - self.roles)


def stuck_limit(centre: Centre) -> StuckLimit | None:
    """What the centre set; None while the default counts."""
    return StuckLimit.objects.filter(centre=centre).first()


def stuck_dossiers(centre: Centre, *, at: datetime, most: int = MOST) -> list[Stuck]:
    """The stuck dossiers, the longest without movement first, at most so many."""
    limit = _limit(centre)
    calendar = ward.calendar_of(ward.edition_in_force(centre))
    present = present_on(centre, timezone.localdate(at))
    cutoff = _cutoff(at, limit, calendar)
    found = _candidates(centre, present, cutoff, most)
    moved = _last_moves(centre, list(found))
    judged = [
        _judge(dossier, moved.get(key), present, limit, calendar, at)
        for key, dossier in found.items()
    ]
    stuck = [one for one in judged if one.reasons]
    return sorted(stuck, key=lambda one: (one.since, one.dossier.code))[:most]


def stuck_count(centre: Centre, *, at: datetime, most: int = MOST) -> int:
    """How many dossiers are stuck; `most` stands for so many or more."""
    return len(stuck_dossiers(centre, at=at, most=most))


def present_on(centre: Centre, day: date) -> Present:
    """Who can act on this day."""
    active = set(
        User.objects.filter(centre=centre, is_active=True).values_list("id", flat=True)
    )
    every = User.objects.filter(centre=centre, is_active=False)
    gone = frozenset(every.values_list("id", flat=True))
    absent = away.away_on(centre.id, day)
    alone = frozenset(
        person
        for person, row in absent.items()
        if row.substitute_id is None
        or row.substitute_id in absent
        or row.substitute_id not in active
    )
    roles = {
        role
        for person, held in accounts.roles_of(centre, on=day).items()
        if person in active and person not in alone
        for role in held
    }
    return Present(gone, alone, frozenset(roles | _delegated(centre, day, set(absent))))


def _delegated(centre: Centre, day: date, absent: set[UUID]) -> set[str]:
    """Roles whose signature a present deputy holds."""
    return set(
        Delegation.objects.filter(
            # In the same condition as the role: of one assignment, not of any.
            Q(leader__assignments__ends_on=None)
            | Q(leader__assignments__ends_on__gte=day),
            centre=centre,
            revoked_at=None,
            starts_on__lte=day,
            ends_on__gte=day,
            deputy__is_active=True,
            leader__is_active=True,
            leader__assignments__starts_on__lte=day,
            leader__assignments__role__in=SIGNING,
        )
        .exclude(deputy_id__in=absent)
        .values_list("leader__assignments__role", flat=True)
    )


def _candidates(
    centre: Centre, present: Present, cutoff: datetime, most: int
) -> dict[UUID, Dossier]:
    """Rows that may be stuck; each question below is answered by one index."""
    mine = Dossier.objects.filter(centre=centre).select_related(
        "version__procedure", "holder", "holder_department"
    )
    held = mine.filter(held_since__isnull=False)
    nobody = [*present.gone, *present.away]
    asked: list[QuerySet[Dossier]] = [
        mine.filter(state=State.NEW, received_at__lt=cutoff),
        mine.filter(
            held_since__isnull=True,
            state__in=[int(s) for s in sorted(HELD)],
        ),
        held.filter(
            state__in=[int(s) for s in WORKING], held_since__lt=cutoff
        ).order_by("held_since"),
        held.filter(holder=None, holder_role__in=present.empty_roles).order_by(
            "due_at"
        ),
    ]
    if nobody:
        asked.append(held.filter(holder_id__in=nobody).order_by("due_at"))
    rows = chain.from_iterable(question[:most] for question in asked)
    return {row.id: row for row in rows if row.now_in not in FINAL}


def _last_moves(centre: Centre, keys: list[UUID]) -> dict[UUID, datetime]:
    rows = StateChange.objects.filter(centre=centre, dossier_id__in=keys)
    return dict(rows.values_list("dossier_id").annotate(last=Max("at")).order_by())


def _judge(
    dossier: Dossier,
    moved: datetime | None,
    present: Present,
    limit: timedelta,
    calendar: OfficeCalendar,
    at: datetime,
) -> Stuck:
    times = [dossier.received_at, dossier.held_since, moved]
    since = max(time for time in times if time is not None)
    idle = worktime.elapsed(since, max(at, since), calendar)
    holder = dossier.holder_id
    standing = Standing(
        state=dossier.now_in,
        has_step=dossier.held_since is not None,
        has_holder=holder is not None,
        is_holder_active=holder not in present.gone,
        is_holder_away=holder in present.away,
        is_role_filled=dossier.holder_role in present.roles,
        idle=idle,
    )
    return Stuck(dossier, stuck_reasons(standing, limit=limit), since, idle)


def _limit(centre: Centre) -> timedelta:
    row = stuck_limit(centre)
    return timedelta(hours=row.working_hours if row else STUCK_HOURS)


def _cutoff(at: datetime, limit: timedelta, calendar: OfficeCalendar) -> datetime:
    """A time before which everything is past the limit, found a day at a time."""
    for days in range(1, FARTHEST):
        before = at - days * DAY
        if worktime.elapsed(before, at, calendar) > limit:
            # What moved within this day is judged by the rule to the minute.
            return before + DAY
    return at - FARTHEST * DAY
