"""The roles a person holds or held, as their page shows them."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from motcua.accounts import selectors
from motcua.accounts.models import RoleAssignment, User
from motcua.web.office.staff import looks


@dataclass(frozen=True)
class HeldRole:
    """One assignment: within what, and whether it can still be ended."""

    assignment: RoleAssignment
    limits: str
    may_end: bool


def roles(user: User, *, on: date) -> list[HeldRole]:
    """Every role of a person, the newest first."""
    scopes = looks.scopes(user.centre)
    return [
        HeldRole(
            assignment,
            _limits(assignment, scopes),
            may_end=assignment.ends_on is None or assignment.ends_on >= on,
        )
        for assignment in selectors.assignments_of(user)
    ]


def _limits(held: RoleAssignment, scopes: dict[str, str]) -> str:
    keys = (held.field_id, held.step_key, held.neighbourhood_id)
    limits = [scopes.get(str(key), str(key)) for key in keys if key]
    return _("chỉ trong: %(limits)s") % {"limits": ", ".join(limits)} if limits else ""
