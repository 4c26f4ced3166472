"""What the last sixty days teach about the hall: how long services take, and who comes.

Days that are over do not change, so it is read once a day and process and kept, until
another day is the last one with a call (a month that was imported, a new demo).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from motcua.queueing.models import Move, Queue, Ticket
from motcua.rules import service_lengths
from motcua.rules.arrivals import Arrivals, Arrived
from motcua.rules.service_lengths import Lengths, Served
from motcua.rules.ticket_life import Act, State
from motcua.ward.models import Centre

DAYS: Final = timedelta(days=60)
COLUMNS: Final = (
    "id",
    "queue_id",
    "counter_id",
    "issued_at",
    "since",
    "called_at",
    "ended_at",
    "target_seconds",
    "state",
)


@dataclass(frozen=True)
class Experience:
    """How long one person of a queue takes a counter, and who comes when; queues are
    named by their keys as `selectors.for_rules` names them."""

    lengths: dict[str, Lengths]
    arrivals: Arrivals


_Key = tuple[date, UUID | None]
_kept: dict[UUID, tuple[_Key, Experience]] = {}


def of(centre: Centre, at: datetime) -> Experience:
    """The experience of the sixty days before today."""
    today = timezone.localdate(at)
    until = midnight(today)
    key = today, _last_call(centre, until)
    kept = _kept.get(centre.id)
    if kept is None or kept[0] != key:
        kept = _kept[centre.id] = key, _read(centre, until - DAYS, until)
    return kept[1]


def midnight(day: date) -> datetime:
    """The beginning of an office's day."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _last_call(centre: Centre, until: datetime) -> UUID | None:
    called = Ticket.objects.filter(centre=centre, called_at__lt=until)
    return called.order_by("-called_at").values_list("id", flat=True).first()


def _read(centre: Centre, since: datetime, until: datetime) -> Experience:
    rows = list(
        Ticket.objects.filter(
            centre=centre, called_at__gte=since, called_at__lt=until
        ).values(*COLUMNS)
    )
    queues = Queue.objects.filter(centre=centre).values_list("id", flat=True)
    times = service_lengths.counter_times(_served(centre, rows, since, until))
    return Experience(
        service_lengths.by_queue(times, map(str, queues)),
        Arrivals(
            Arrived(
                str(row["queue_id"]),
                timedelta(seconds=row["target_seconds"]),
                timezone.localtime(row["issued_at"]),
            )
            for row in rows
        ),
    )


def _served(
    centre: Centre, rows: list[dict[str, Any]], since: datetime, until: datetime
) -> Iterator[Served]:
    """Those who were served at one go, and those who never came.

    Who was put aside in between (held) took their counter for less than the time from
    call to end, and how much less is not known.
    """
    moves = Move.objects.filter(
        centre=centre,
        at__gte=since,
        at__lt=until,
        act__in=[Act.HOLD.value, Act.MISS.value],
    ).order_by("at")
    acts = list(moves.values_list("ticket_id", "act", "at"))
    held = {ticket_id for ticket_id, act, _ in acts if act == Act.HOLD}
    missed = {ticket_id: at for ticket_id, act, at in acts if act == Act.MISS}
    for row in rows:
        is_served = row["state"] == State.ENDED and row["id"] not in held
        gone_at = row["ended_at"] if is_served else missed.get(row["id"])
        if gone_at is not None:
            yield Served(
                queue=str(row["queue_id"]),
                counter=row["counter_id"],
                since=row["since"],
                called_at=row["called_at"],
                gone_at=gone_at,
            )
