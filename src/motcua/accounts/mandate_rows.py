"""What a person may do today, read in one question that is asked with every request."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import F, Q, QuerySet, Value

from motcua.accounts.models import Absence, Delegation, RoleAssignment
from motcua.foundation.toolkit.prepared import prepared

ROLE: Final = "role"
ABSENCE: Final = "absence"
SIGNATURE: Final = "signature"


def held(on: date) -> QuerySet[RoleAssignment]:
    """The roles that are held on a day."""
    return open_since(on).filter(starts_on__lte=on)


def open_since(since: date) -> QuerySet[RoleAssignment]:
    """The roles that had not ended on a day."""
    return RoleAssignment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=since))


@prepared
def of(user_id: UUID, centre_id: UUID, on: date) -> QuerySet[Any, Any]:
    """Roles, absences stood in for and signatures given, each as a row.

    Columns: which of the three, role, name, person, field, unit; of a role the name is
    its kind of step and the person its neighbourhood.
    """
    mine = {"centre_id": centre_id}
    roles = held(on).filter(**mine, user_id=user_id)
    absences = Absence.objects.filter(
        **mine,
        substitute_id=user_id,
        cancelled_at=None,
        starts_on__lte=on,
        ends_on__gte=on,
        user__is_active=True,
    )
    signatures = Delegation.objects.filter(
        Q(leader__assignments__ends_on=None) | Q(leader__assignments__ends_on__gte=on),
        **mine,
        deputy_id=user_id,
        revoked_at=None,
        starts_on__lte=on,
        ends_on__gte=on,
        leader__is_active=True,
        leader__assignments__starts_on__lte=on,
    )
    return roles.values_list(
        Value(ROLE),
        F("role"),
        F("step_key"),
        F("neighbourhood_id"),
        F("field_id"),
        F("department_id"),
    ).union(
        absences.values_list(
            Value(ABSENCE),
            Value(""),
            F("user__full_name"),
            F("user_id"),
            F("id"),
            F("user__department_id"),
        ),
        signatures.values_list(
            Value(SIGNATURE),
            F("leader__assignments__role"),
            F("leader__full_name"),
            F("leader_id"),
            F("fields__field_id"),
            F("leader__department_id"),
        ),
    )
