"""Close everything a person had here, and keep the record of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from motcua.accounts.models import (
    Absence,
    ApiToken,
    Delegation,
    Departure,
    RoleAssignment,
    User,
)
from motcua.accounts.services import OwnSignIn
from motcua.foundation.audit import services as audit
from motcua.foundation.toolkit.work import unit_of_work


class AlreadyLeft(Exception):
    """The person's sign-in is closed already."""


def close_for_good(
    *,
    user: User,
    reason: str,
    handed_over: Sequence[dict[str, str]],
    by: User,
    at: datetime,
) -> Departure:
    """End roles, tokens, absences and delegations, close the sign-in, keep the record.

    Raises OwnSignIn for somebody who would close their own, AlreadyLeft the second time.
    """
    if by == user:
        raise OwnSignIn
    with unit_of_work():
        locked = (
            User.objects.select_for_update()
            .filter(centre_id=user.centre_id, id=user.id)
            .get()
        )
        if not locked.is_active:
            raise AlreadyLeft(user.username)
        user.is_active = False
        user.save(update_fields=["is_active"])
        record = Departure.objects.create(
            centre_id=user.centre_id,
            user=user,
            reason=reason,
            left_at=at,
            made_by=by,
            roles_ended=_end_roles(user, at),
            tokens_revoked=ApiToken.objects.filter(**_of(user), revoked_at=None).update(
                revoked_at=at
            ),
            handed_over=list(handed_over),
        )
        _close_absences(user, at)
        audit.write(
            centre_id=user.centre_id,
            by=by,
            verb="depart",
            subject=("user", user.id),
            at=at,
            reason=reason,
            handed_over=len(handed_over),
        )
    return record


def _end_roles(user: User, at: datetime) -> list[str]:
    today = timezone.localdate(at)
    open_roles = RoleAssignment.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=today), **_of(user)
    )
    ended = sorted(set(open_roles.values_list("role", flat=True)))
    open_roles.filter(starts_on__gt=today).update(ends_on=F("starts_on"))
    open_roles.filter(starts_on__lte=today).update(ends_on=today)
    return ended


def _close_absences(user: User, at: datetime) -> None:
    """What lies ahead is taken back; the day that is going on ends with the person."""
    today = timezone.localdate(at)
    ahead = Absence.objects.filter(**_of(user), cancelled_at=None, ends_on__gt=today)
    ahead.filter(starts_on__gt=today).update(cancelled_at=at)
    ahead.filter(starts_on__lte=today).update(ends_on=today)
    given = Delegation.objects.filter(centre_id=user.centre_id, revoked_at=None)
    given.filter(Q(leader=user) | Q(deputy=user)).update(revoked_at=at)


def _of(user: User) -> dict[str, Any]:
    return {"centre_id": user.centre_id, "user": user}
