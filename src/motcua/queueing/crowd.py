"""How crowded it is: now in each queue, and at which hours of the week."""

from collections import Counter as Count
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final
from uuid import UUID

from django.utils import timezone

from motcua.queueing import selectors
from motcua.queueing.models import Break, CounterQueue, Queue, Sitting, Ticket
from motcua.queueing.models.ticket import label
from motcua.rules import quiet_hours
from motcua.rules.quiet_hours import Week
from motcua.ward.models import Centre

WEEKS: Final = timedelta(weeks=8)
MOST_KEPT: Final = 256


@dataclass(frozen=True)
class QueueNow:
    """A queue at this minute: the number called last today, who waits, who serves."""

    queue: Queue
    last: str
    waiting: int
    counters: int


def now(centre: Centre, *, at: datetime) -> list[QueueNow]:
    """Every queue; reckoned once a minute, however many people look.

    A counter on a break serves nobody.
    """
    return _now(centre, at.replace(second=0, microsecond=0))


def week(centre: Centre, *, at: datetime) -> Week:
    """What the last eight weeks were like, up to Sunday; reckoned once an hour."""
    return _week(centre.id, at.replace(minute=0, second=0, microsecond=0))


def forget() -> None:
    """Reckon anew when asked next."""
    _now.cache_clear()
    _week.cache_clear()


@lru_cache(maxsize=MOST_KEPT)
def _now(centre: Centre, minute: datetime) -> list[QueueNow]:
    waiting = selectors.waiting_by_queue(centre)
    called = _called_last(centre, minute)
    counters = _counters(centre)
    return [
        QueueNow(
            queue=queue,
            last=called.get(queue.letter, ""),
            waiting=waiting.get(queue.id, 0),
            counters=counters[queue.id],
        )
        for queue in selectors.queues(centre)
    ]


@lru_cache(maxsize=MOST_KEPT)
def _week(centre_id: UUID, hour: datetime) -> Week:
    today = timezone.localdate(hour)
    until = selectors.morning(hour) - timedelta(days=today.weekday())
    moments = Ticket.objects.filter(
        centre_id=centre_id, issued_at__gte=until - WEEKS, issued_at__lt=until
    ).values_list("issued_at", flat=True)
    return quiet_hours.week_of(map(timezone.localtime, moments.iterator()))


def _called_last(centre: Centre, at: datetime) -> dict[str, str]:
    """The number called last today in each series, by its letter."""
    rows = Ticket.objects.filter(centre=centre, called_at__gte=selectors.morning(at))
    in_order = rows.order_by("called_at").values_list("letter", "number")
    return {letter: label(letter, number) for letter, number in in_order}


def _counters(centre: Centre) -> Count[UUID]:
    """How many counters call people of each queue."""
    on_break = Break.objects.filter(centre=centre, ended_at=None)
    open_ = (
        Sitting.objects.filter(centre=centre, ended_at=None)
        .exclude(id__in=on_break.values("sitting"))
        .values("counter")
    )
    serving = CounterQueue.objects.filter(centre=centre, counter__in=open_)
    return Count(serving.values_list("queue_id", flat=True))
