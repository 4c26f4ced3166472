"""Take the next number of a series."""

from uuid import UUID

from django.db.models import F

from motcua.foundation.numbering.models import Series
from motcua.foundation.toolkit.work import require_transaction


def take(*, centre_id: UUID, series: str, period: str) -> int:
    """Return the next number, from 1; it is ours when the transaction commits.

    The counter's row stays locked until then, so two callers never get one number.
    Call it as late in the transaction as the work allows: the lock is the price.
    """
    require_transaction("A number")
    mine = Series.objects.filter(centre_id=centre_id, name=series, period=period)
    if not mine.update(last=F("last") + 1):
        Series.objects.bulk_create(
            [Series(centre_id=centre_id, name=series, period=period)],
            ignore_conflicts=True,
        )
        mine.update(last=F("last") + 1)
    return mine.values_list("last", flat=True).get()
