"""What the public screens of the hall show: numbers, counters, how many wait. No names
of visitors, no reasons, no classes."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.utils import timezone

from motcua.queueing import devices, selectors
from motcua.queueing.models import Queue, Sitting, Ticket
from motcua.rules.ticket_life import State
from motcua.ward.models import Centre, Counter

MOST_CALLS: Final = 20
"""More than fifteen counters call in the minute in which a call can still be spoken."""


@dataclass(frozen=True)
class Call:
    """One call of a number to a counter; said again it is another one."""

    letter: str
    number: int
    label: str
    counter: int
    times: int
    at: datetime
    is_open: bool
    """True as long as nobody has come."""

    @property
    def key(self) -> str:
        """The name of this call: an undone and repeated one has another moment."""
        return f"{self.label}-{self.times}-{_ms(self.at)}"


@dataclass(frozen=True)
class QueueLine:
    """How many wait in a queue."""

    queue: Queue
    waiting: int


@dataclass(frozen=True)
class HallScreen:
    """The hall: its calls, the newest first, its queues, a trial of the sound."""

    calls: list[Call]
    queues: list[QueueLine]
    sound_tried_at: datetime | None


class Doing(StrEnum):
    """What goes on at a counter."""

    CLOSED = "closed"
    BREAK = "break"
    FREE = "free"
    CALLING = "calling"
    SERVING = "serving"


@dataclass(frozen=True)
class CounterScreen:
    """One counter: what it serves, what it does, whom it serves, who sits there."""

    number: int
    queues: list[Queue]
    doing: Doing
    call: Call | None = None
    back_at: datetime | None = None
    officer: str = ""


def hall(centre: Centre, *, on: date) -> HallScreen:
    """The screen of the hall on a day of the office."""
    speaking = devices.speaking(centre)
    return HallScreen(
        calls=_calls(centre, on),
        queues=_queues(centre),
        sound_tried_at=speaking.sound_tried_at if speaking else None,
    )


def counter(centre: Centre, counter_id: UUID) -> CounterScreen | None:
    """The screen above one counter; None when the centre has no such counter."""
    found = Counter.objects.filter(centre=centre, id=counter_id).first()
    if found is None:
        return None
    served = selectors.letters_by_counter(centre).get(found.id, [])
    sitting = (
        Sitting.objects.filter(centre=centre, counter=found, ended_at=None)
        .select_related("officer")
        .first()
    )
    if sitting is None:
        return CounterScreen(found.number, served, Doing.CLOSED)
    officer = sitting.officer.full_name
    pause = selectors.open_break(sitting)
    if pause is not None:
        return CounterScreen(
            found.number, served, Doing.BREAK, back_at=pause.back_at, officer=officer
        )
    ticket = selectors.at_counter(found)
    if ticket is None:
        return CounterScreen(found.number, served, Doing.FREE, officer=officer)
    is_called = ticket.state == State.CALLED
    return CounterScreen(
        found.number,
        [ticket.queue],
        Doing.CALLING if is_called else Doing.SERVING,
        call=_call(ticket, found.number),
        officer=officer,
    )


def _calls(centre: Centre, on: date) -> list[Call]:
    morning = timezone.make_aware(datetime.combine(on, time.min))
    rows = (
        Ticket.objects.filter(
            centre=centre, called_at__gte=morning, counter__isnull=False
        )
        .select_related("counter")
        .order_by("-called_at", "-id")
    )
    return [_call(t, t.counter.number) for t in rows[:MOST_CALLS] if t.counter]


def _call(ticket: Ticket, counter_number: int) -> Call:
    return Call(
        letter=ticket.letter,
        number=ticket.number,
        label=ticket.label,
        counter=counter_number,
        times=ticket.calls,
        at=ticket.called_at or ticket.issued_at,
        is_open=ticket.state == State.CALLED,
    )


def _queues(centre: Centre) -> list[QueueLine]:
    waiting = selectors.waiting_by_queue(centre)
    return [
        QueueLine(queue, waiting.get(queue.id, 0)) for queue in selectors.queues(centre)
    ]


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)
