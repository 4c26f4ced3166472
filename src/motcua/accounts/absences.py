"""Write who is away and who stands in meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q, QuerySet

from motcua.accounts.models import Absence, RoleAssignment, User
from motcua.accounts.roles import CAPABILITIES, Capability
from motcua.foundation.audit import services as audit
from motcua.foundation.live import topics
from motcua.foundation.toolkit.work import take_turn, unit_of_work
from motcua.ward.models import Department

LONGEST_DAYS: Final = 366
# Units that second officers to the centre: they must name a stand-in (domain.md 1.1).
SECONDING: Final = frozenset({Department.Kind.DEPARTMENT, Department.Kind.PARTNER})


class AbsenceError(Exception):
    """The absence cannot be written down so."""


class WrongDays(AbsenceError):
    """It ends before it begins, or lasts longer than a year."""


class AlreadyAway(AbsenceError):
    """The person is away on some of these days already."""


class SubstituteMissing(AbsenceError):
    """The unit that seconds this officer must name a stand-in."""


class SubstituteAway(AbsenceError):
    """The stand-in is away on some of these days."""


class SubstituteUnfit(AbsenceError):
    """The stand-in lacks a role on some of these days, or is nobody of the centre."""

    def __init__(self, role: str = "") -> None:
        """Keep the role that is missing; empty when the person cannot stand in at all."""
        super().__init__(role)
        self.role = role


@dataclass(frozen=True)
class NewAbsence:
    """Days, kind, words and stand-in of an absence."""

    starts_on: date
    ends_on: date
    kind: str = Absence.Kind.LEAVE
    reason: str = ""
    substitute: User | None = None


def declare_absence(*, user: User, new: NewAbsence, by: User, at: datetime) -> Absence:
    """Write down that a person is away; it counts at everybody's next request.

    Raises WrongDays, AlreadyAway, SubstituteMissing, SubstituteAway or SubstituteUnfit.
    """
    if not new.starts_on <= new.ends_on:
        raise WrongDays
    if (new.ends_on - new.starts_on).days >= LONGEST_DAYS:
        raise WrongDays
    with unit_of_work():
        # Two overlapping absences written at once would each find no other.
        take_turn(f"absences {user.centre_id}")
        if _away(user, new).exists():
            raise AlreadyAway(user.username)
        _check_substitute(user, new)
        absence = Absence.objects.create(
            centre_id=user.centre_id,
            user=user,
            starts_on=new.starts_on,
            ends_on=new.ends_on,
            kind=new.kind,
            reason=new.reason,
            substitute=new.substitute,
            made_by=by,
            made_at=at,
        )
        _note(absence, "declare_absence", by=by, at=at)
    return absence


def end_absence(
    *, absence: Absence, last_day: date, by: audit.Actor, at: datetime
) -> None:
    """The person is back: the absence ends after this day, or never was.

    Raises WrongDays for a day after the one written down.
    """
    if last_day > absence.ends_on:
        raise WrongDays
    with unit_of_work():
        if last_day < absence.starts_on:
            absence.cancelled_at = at
        else:
            absence.ends_on = last_day
        absence.save(update_fields=["cancelled_at", "ends_on"])
        _note(absence, "end_absence", by=by, at=at)


def must_have_substitute(user: User) -> bool:
    """True for an officer seconded by a division or a partner agency."""
    return (
        user.department is not None
        and user.department.kind in SECONDING
        and bool(_step_roles(_roles(user)))
    )


def _check_substitute(user: User, new: NewAbsence) -> None:
    substitute = new.substitute
    if substitute is None:
        if must_have_substitute(user):
            raise SubstituteMissing(user.username)
        return
    if substitute.centre_id != user.centre_id or not substitute.is_active:
        raise SubstituteUnfit
    if substitute == user:
        raise SubstituteUnfit
    if _away(substitute, new).exists():
        raise SubstituteAway(substitute.username)
    held = _roles(substitute, first=new.starts_on, last=new.ends_on)
    for role in sorted(_step_roles(_roles(user, last=new.starts_on))):
        if role not in held:
            raise SubstituteUnfit(role)


def _away(user: User, new: NewAbsence) -> QuerySet[Absence]:
    return Absence.objects.filter(
        centre_id=user.centre_id,
        user=user,
        cancelled_at=None,
        starts_on__lte=new.ends_on,
        ends_on__gte=new.starts_on,
    )


def _roles(
    user: User, *, first: date | None = None, last: date | None = None
) -> set[str]:
    """Roles held from the first day through the last; without days, still open ones."""
    held = RoleAssignment.objects.filter(centre_id=user.centre_id, user=user)
    if first is not None:
        held = held.filter(starts_on__lte=first)
    held = held.filter(
        Q(ends_on=None) | Q(ends_on__gte=last) if last else Q(ends_on=None)
    )
    return set(held.values_list("role", flat=True))


def _step_roles(roles: Iterable[str]) -> set[str]:
    """The roles by which steps are done: those a stand-in needs."""
    return {r for r in roles if Capability.WORK_STEPS in CAPABILITIES.get(r, ())}


def _note(absence: Absence, verb: str, *, by: audit.Actor, at: datetime) -> None:
    substitute = absence.substitute
    audit.write(
        centre_id=absence.centre_id,
        by=by,
        verb=verb,
        subject=("user", absence.user_id),
        at=at,
        starts_on=absence.starts_on.isoformat(),
        ends_on=absence.ends_on.isoformat(),
        substitute=substitute.username if substitute else "",
    )
    topics.touch(f"work:{absence.centre_id}")
