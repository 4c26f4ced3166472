"""How many counters each queue needs at which time, from who came in the last weeks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID

from motcua.queueing import experience, selectors
from motcua.queueing.models import CounterQueue, Queue
from motcua.rules import staffing
from motcua.rules.service_lengths import Lengths
from motcua.ward.models import Centre

AN_HOUR: Final = 2
"""Half hours."""
MINUTE: Final = timedelta(minutes=1) // timedelta(microseconds=1)


@dataclass(frozen=True)
class Need:
    """A queue in a half hour: who comes, how many counters that takes."""

    people: float
    counters: int


@dataclass(frozen=True)
class HalfHour:
    """All queues in one half hour, in the order of the machine, and their sum."""

    begins: time
    needs: Sequence[Need]
    total: int


@dataclass(frozen=True)
class Suggestion:
    """A usual day: its half hours, how long one takes in each queue (minutes, None where
    that is not known), and how many counters each queue has."""

    queues: Sequence[Queue]
    minutes: Sequence[int | None]
    has: Sequence[int]
    half_hours: Sequence[HalfHour]


def suggestion(centre: Centre, *, at: datetime) -> Suggestion:
    """The counters with which nine of ten are called within their queue's target.

    From the experience of the sixty days before today, every open day alike.
    """
    queues = selectors.queues(centre)
    learnt = experience.of(centre, at)
    minutes = {queue.id: _mean(learnt.lengths.get(str(queue.id))) for queue in queues}
    counters = _counters(centre)
    return Suggestion(
        queues=queues,
        minutes=[_whole(minutes[queue.id]) for queue in queues],
        has=[counters.get(queue.id, 0) for queue in queues],
        half_hours=[
            _half_hour(begins, queues, people, minutes)
            for begins, people in learnt.arrivals.by_half_hour().items()
        ],
    )


def _half_hour(
    begins: time,
    queues: Sequence[Queue],
    people: Mapping[str, float],
    minutes: Mapping[UUID, float | None],
) -> HalfHour:
    needs = [
        _need(queue, people.get(str(queue.id), 0.0), minutes[queue.id])
        for queue in queues
    ]
    return HalfHour(begins, needs, sum(need.counters for need in needs))


def _need(queue: Queue, people: float, minutes: float | None) -> Need:
    if not people or not minutes:
        return Need(people, 0)
    counters = staffing.counters_for(
        people_an_hour=people * AN_HOUR,
        service_minutes=minutes,
        minutes=queue.ordinary_minutes,
    )
    return Need(people, counters)


def _mean(lengths: Lengths | None) -> float | None:
    if lengths is None:
        return None
    return sum(lengths.table) / len(lengths.table) / MINUTE


def _whole(minutes: float | None) -> int | None:
    return None if minutes is None else max(1, round(minutes))


def _counters(centre: Centre) -> dict[UUID, int]:
    served: dict[UUID, int] = {}
    rows = CounterQueue.objects.filter(centre=centre, counter__is_open=True)
    for queue_id in rows.values_list("queue_id", flat=True):
        served[queue_id] = served.get(queue_id, 0) + 1
    return served
