"""Whether a queue gives out numbers now: hours, last minutes, a full hall, a closed field."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.queueing import selectors
from motcua.queueing.errors import Closed, HallClosed
from motcua.queueing.models import Queue
from motcua.rules import hall_hours
from motcua.rules.worktime import OfficeCalendar
from motcua.ward import selectors as ward
from motcua.ward.models import Centre


@dataclass(frozen=True)
class Door:
    """A queue as people find it: how many wait, and why it gives no number, if so."""

    queue: Queue
    waiting: int
    closed: HallClosed | None


def doors(centre: Centre, *, at: datetime) -> list[Door]:
    """Every queue in the order of the machine."""
    calendar = ward.calendar_in_force(centre)
    waiting = selectors.waiting_by_queue(centre)
    return [
        Door(queue, count, _closed(queue, calendar, waiting=count, at=at))
        for queue in selectors.queues(centre)
        for count in [waiting.get(queue.id, 0)]
    ]


def require_open(queue: Queue, *, at: datetime, is_expected: bool = False) -> None:
    """Return when a number may be given out now; raises HallClosed.

    For who has an appointment the hall is never full, and open to its last minute.
    """
    calendar = ward.calendar_in_force(queue.centre)
    if is_expected:
        closed = _closed_by_clock(queue, calendar, last=timedelta(0), at=at)
    else:
        waiting = 0
        if queue.most_waiting is not None:
            waiting = selectors.waiting_by_queue(queue.centre).get(queue.id, 0)
        closed = _closed(queue, calendar, waiting=waiting, at=at)
    if closed is not None:
        raise closed


def _closed(
    queue: Queue, calendar: OfficeCalendar, *, waiting: int, at: datetime
) -> HallClosed | None:
    last = timedelta(minutes=queue.last_minutes)
    closed = _closed_by_clock(queue, calendar, last=last, at=at)
    if closed is not None:
        return closed
    if queue.most_waiting is not None and waiting >= queue.most_waiting:
        return HallClosed(Closed.FULL)
    return None


def _closed_by_clock(
    queue: Queue, calendar: OfficeCalendar, *, last: timedelta, at: datetime
) -> HallClosed | None:
    if not queue.is_open:
        return HallClosed(Closed.QUEUE)
    opens_at = hall_hours.next_ticket_at(calendar, at, last=last)
    if opens_at > at:
        is_today = calendar.is_open(at)
        reason = Closed.LAST_MINUTES if is_today else Closed.HOURS
        return HallClosed(reason, opens_at)
    return None
