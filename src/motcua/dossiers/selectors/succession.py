"""What a person still holds, and which roles would have nobody without them."""

from datetime import date

from django.db.models import QuerySet

from motcua.accounts import selectors as accounts
from motcua.accounts.models import User
from motcua.dossiers.models import Dossier, Step
from motcua.rules.lifecycle import FINAL


def open_work(user: User) -> QuerySet[Step]:
    """The unfinished steps in a person's name, of dossiers that are not closed."""
    return (
        Step.objects.filter(
            centre_id=user.centre_id,
            assignee=user,
            dossier__centre_id=user.centre_id,
        )
        .exclude(status=Step.Status.DONE)
        .exclude(dossier__state__in=[int(state) for state in FINAL])
        .select_related("dossier__version__procedure")
        .order_by("dossier__code", "position")
    )


def sole_roles(user: User, *, on: date) -> list[str]:
    """The roles only this person holds while dossiers wait for them unassigned."""
    held = accounts.roles_of(user.centre, on=on)
    active = set(
        User.objects.filter(centre_id=user.centre_id, is_active=True).values_list(
            "id", flat=True
        )
    )
    mine = set(held.pop(user.id, []))
    others = {r for person, roles in held.items() if person in active for r in roles}
    sole = sorted(mine - others)
    if not sole:
        return []
    return sorted(
        Dossier.objects.filter(
            centre_id=user.centre_id,
            held_since__isnull=False,
            holder=None,
            holder_role__in=sole,
        )
        .values_list("holder_role", flat=True)
        .distinct()
    )
