"""Take the next number of a series."""

from typing import Final
from uuid import UUID

from django.db import connection

from motcua.foundation.numbering.models import Series
from motcua.foundation.toolkit.models import new_id
from motcua.foundation.toolkit.work import require_transaction

TABLE: Final = Series._meta.db_table
# One statement makes the row or moves it on, and holds its lock until the commit.
TAKE: Final = (
    f"INSERT INTO {TABLE} (id, centre_id, name, period, last)"  # noqa: S608
    " VALUES (%s, %s, %s, %s, 1)"
    f" ON CONFLICT (centre_id, name, period) DO UPDATE SET last = {TABLE}.last + 1"
    " RETURNING last"
)


def take(*, centre_id: UUID, series: str, period: str) -> int:
    """Return the next number, from 1; it is ours when the transaction commits.

    The counter's row stays locked until then, so two callers never get one number.
    Call it as late in the transaction as the work allows: the lock is the price.
    """
    require_transaction("A number")
    key = Series._meta.pk.get_db_prep_value(new_id(), connection)
    centre = Series._meta.get_field("centre_id").get_db_prep_value(
        centre_id, connection
    )
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [key, centre, series, period])
        return int(cursor.fetchone()[0])
