"""How long somebody still waits, a range of minutes and never one number; and where."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.queueing.models import Ticket
from motcua.queueing.places import Place
from motcua.queueing.services import estimating
from motcua.rules.ticket_life import State
from motcua.ward.selectors import NoCalendar

KEPT: Final = timedelta(minutes=1)
"""Playing the hall ahead costs some milliseconds, and every act wakes every phone."""
MOST_KEPT: Final = 2_000

Span = tuple[int, int]

_kept: dict[UUID, tuple[datetime, Span | None]] = {}


def minutes_left(ticket: Ticket, *, at: datetime) -> Span | None:
    """The fewest and the most minutes until the call; None when nothing can be said.

    Within a minute the same ticket is told the same.
    """
    known = _kept.get(ticket.id)
    if known is not None and timedelta(0) <= at - known[0] < KEPT:
        return known[1]
    span = _reckoned(ticket, at)
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[ticket.id] = (at, span)
    return span


def in_words(ticket: Ticket, *, at: datetime) -> str:
    """The same as people read it; empty when nothing can be said or nobody waits."""
    span = minutes_left(ticket, at=at)
    if span is None or ticket.state != State.WAITING:
        return ""
    return _("Khoảng %(fewest)d đến %(most)d phút nữa") % {
        "fewest": span[0],
        "most": span[1],
    }


def area(ticket: Ticket, place: Place) -> str:
    """The counters that may call this ticket while it waits."""
    if ticket.state != State.WAITING:
        return ""
    if ticket.sent_to is not None:
        return str(ticket.sent_to.number)
    return ", ".join(map(str, place.counters))


def _reckoned(ticket: Ticket, at: datetime) -> Span | None:
    try:
        answer = estimating.estimate_for(ticket=ticket, at=at)
    except NoCalendar:
        return None
    if answer is None or answer.range is None:
        return None
    return answer.range.low, answer.range.high
