"""A person leaves: the work changes hands and the sign-in closes, or neither."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from motcua.accounts import departures
from motcua.accounts import services as accounts
from motcua.accounts.models import Departure, User
from motcua.dossiers import services as dossiers
from motcua.dossiers.selectors import open_work, sole_roles
from motcua.foundation.audit.services import Actor
from motcua.foundation.toolkit.work import unit_of_work


class StillHoldsWork(Exception):
    """The person holds open work: it must be handed over first."""

    def __init__(self, count: int) -> None:
        """Keep how many steps there are."""
        super().__init__(str(count))
        self.count = count


def depart(
    *, user: User, to: Mapping[str, User], reason: str, by: User, at: datetime
) -> Departure:
    """Hand every open step to the successor of its role and close the sign-in.

    One transaction: a step that cannot be handed on (NoSuccessor, CannotReceiveTo)
    leaves everything as it was. Raises OwnSignIn or AlreadyLeft too.
    """
    if by == user:
        raise accounts.OwnSignIn
    with unit_of_work():
        handed = dossiers.hand_on(user=user, successors=to, by=by, at=at, reason=reason)
        return departures.close_for_good(
            user=user,
            reason=reason,
            handed_over=[
                {
                    "code": one.code,
                    "step": one.step,
                    "role": one.role,
                    "to": one.to.full_name,
                }
                for one in handed
            ],
            by=by,
            at=at,
        )


def set_active(*, user: User, is_active: bool, by: Actor, at: datetime) -> None:
    """Open or close a sign-in; closing is refused while work would lose its owner.

    Raises StillHoldsWork, or OwnSignIn.
    """
    with unit_of_work():
        if not is_active and by.audit_id != user.id:
            held = open_work(user).count()
            if held or sole_roles(user, on=timezone.localdate(at)):
                raise StillHoldsWork(held)
        accounts.set_active(user=user, is_active=is_active, by=by, at=at)
