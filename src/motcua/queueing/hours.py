"""Whether a queue gives out numbers now: hours, last minutes, a full hall, a closed field."""

from datetime import datetime, timedelta

from motcua.queueing.errors import Closed, HallClosed
from motcua.queueing.models import Queue, Ticket
from motcua.rules import hall_hours
from motcua.rules.ticket_life import State
from motcua.ward import selectors as ward


def require_open(queue: Queue, *, at: datetime) -> None:
    """Return when a number may be given out now; raises HallClosed."""
    if not queue.is_open:
        raise HallClosed(Closed.QUEUE)
    calendar = ward.calendar_in_force(queue.centre)
    last = timedelta(minutes=queue.last_minutes)
    opens_at = hall_hours.next_ticket_at(calendar, at, last=last)
    if opens_at > at:
        is_today = calendar.is_open(at)
        reason = Closed.LAST_MINUTES if is_today else Closed.HOURS
        raise HallClosed(reason, opens_at)
    if queue.most_waiting is not None:
        waiting = Ticket.objects.filter(
            centre=queue.centre, state=State.WAITING, ended_at=None, queue=queue
        ).count()
        if waiting >= queue.most_waiting:
            raise HallClosed(Closed.FULL)
