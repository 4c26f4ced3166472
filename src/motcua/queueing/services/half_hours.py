"""Give away and take back one appointment of a half hour: never one too many.

The count of a half hour is one row. It is raised only while it is below what the queue
takes, in the same statement that looks: two who want the last one cannot both have it,
whatever they read before. The database refuses a count above the capacity as well.
"""

from datetime import datetime

from django.db.models import F

from motcua.foundation.toolkit import rows
from motcua.foundation.toolkit.work import require_transaction
from motcua.queueing.errors import SlotFull
from motcua.queueing.models import HalfHour, Queue


def take(queue: Queue, starts_at: datetime) -> None:
    """Give one appointment of this half hour away; raises SlotFull."""
    require_transaction("An appointment")
    most = queue.per_half_hour
    rows.insert_new(
        HalfHour(
            centre_id=queue.centre_id,
            queue=queue,
            starts_at=starts_at,
            booked=0,
            capacity=most,
        )
    )
    below = HalfHour.objects.filter(
        centre_id=queue.centre_id, queue=queue, starts_at=starts_at, booked__lt=most
    )
    if not below.update(booked=F("booked") + 1, capacity=most):
        raise SlotFull(starts_at)


def give_back(queue: Queue, starts_at: datetime) -> None:
    """Somebody does not come: one more may."""
    require_transaction("An appointment")
    HalfHour.objects.filter(
        centre_id=queue.centre_id, queue=queue, starts_at=starts_at, booked__gt=0
    ).update(booked=F("booked") - 1)
