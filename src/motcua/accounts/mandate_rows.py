"""What a person may do today, read in one question that is asked with every request.

Django takes longer to put this question into words than the database to answer it, so
its words are made once for a process and only person, centre and day are put in anew.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, Final
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import F, Q, QuerySet, Value

from motcua.accounts.models import Absence, Delegation, RoleAssignment, User

ROLE: Final = "role"
ABSENCE: Final = "absence"
SIGNATURE: Final = "signature"
SOMEBODY: Final = UUID(int=1)
SOMEWHERE: Final = UUID(int=2)
SOME_DAY: Final = date(1900, 1, 1)


def of(user: User, on: date) -> Iterator[tuple[Any, ...]]:
    """Roles, absences stood in for and signatures given, each as a row.

    Columns: which of the three, role, name, person, field, unit; of a role the name is
    its kind of step and the person its neighbourhood.
    """
    sql, values = _words()
    meant = {
        _sent(SOMEBODY): _sent(user.id),
        _sent(SOMEWHERE): _sent(user.centre_id),
        _day(SOME_DAY): _day(on),
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, [meant.get(value, value) for value in values])
        found = cursor.fetchall()
    for kind, role, name, *keys in found:
        yield (kind, role, name, *map(_key, keys))


def held(on: date) -> QuerySet[RoleAssignment]:
    """The roles that are held on a day."""
    return open_since(on).filter(starts_on__lte=on)


def open_since(since: date) -> QuerySet[RoleAssignment]:
    """The roles that had not ended on a day."""
    return RoleAssignment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=since))


@cache
def _words() -> tuple[str, tuple[Any, ...]]:
    """The question for somebody, somewhere, on some day."""
    rows = _question(SOMEBODY, SOMEWHERE, SOME_DAY)
    sql, values = rows.query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    return sql, tuple(values)


def _question(user: UUID, centre: UUID, on: date) -> QuerySet[Any, Any]:
    mine = {"centre_id": centre}
    roles = held(on).filter(**mine, user_id=user)
    absences = Absence.objects.filter(
        **mine,
        substitute_id=user,
        cancelled_at=None,
        starts_on__lte=on,
        ends_on__gte=on,
        user__is_active=True,
    )
    signatures = Delegation.objects.filter(
        Q(leader__assignments__ends_on=None) | Q(leader__assignments__ends_on__gte=on),
        **mine,
        deputy_id=user,
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


def _sent(key: UUID) -> Any:
    return User._meta.pk.get_db_prep_value(key, connection)


def _day(on: date) -> Any:
    return connection.ops.adapt_datefield_value(on)


def _key(value: Any) -> UUID | None:
    return value if value is None or isinstance(value, UUID) else UUID(value)
