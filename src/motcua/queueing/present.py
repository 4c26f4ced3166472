"""The hall as it is at one moment, in the words of the rules."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from motcua.queueing import experience, selectors
from motcua.queueing.models import Break, Sitting, Ticket
from motcua.rules import hall_hours
from motcua.rules.hall_play import Hall, Manned
from motcua.rules.ticket_life import AT_A_COUNTER, State
from motcua.ward import selectors as ward
from motcua.ward.models import Centre

USUAL_BREAK: Final = timedelta(minutes=15)
"""How long a break is taken for whose end was not said."""
SOON: Final = timedelta(minutes=5)
"""When an officer is expected who should have been back by now."""
LOOKS_BACK: Final = timedelta(days=14)

Span = tuple[datetime, datetime]


def hall(centre: Centre, at: datetime) -> Hall:
    """Who waits, who is served since when, what is known of services and arrivals.

    Raises ward.NoCalendar.
    """
    tickets = list(selectors.in_hall(centre))
    waiting = [each for each in tickets if each.state == State.WAITING]
    learnt = experience.of(centre, at)
    closed = _closed(centre, at)
    sittings = selectors.sittings(centre)
    for span in closed:
        if span[0] <= at < span[1]:
            sittings += _expected(centre, sittings, span)
    return Hall(
        at=at,
        waiting=selectors.for_rules(centre, waiting),
        counters=_manned(centre, sittings, tickets, at),
        lengths=learnt.lengths,
        coming=learnt.arrivals.coming(timezone.localtime(at)),
        closed=closed,
    )


def _closed(centre: Centre, at: datetime) -> list[Span]:
    """When no counter calls today, by the office's hours."""
    calendar = ward.calendar_in_force(centre)
    day = calendar.wall_clock(at).date()
    return hall_hours.closed_spans(
        [
            (
                datetime.combine(day, session.opens, tzinfo=calendar.tz),
                datetime.combine(day, session.closes, tzinfo=calendar.tz),
            )
            for session in calendar.sessions_on(day)
        ]
    )


def _expected(centre: Centre, present: Sequence[Sitting], shut: Span) -> list[Sitting]:
    """Who is not there while the doors are shut, and will be when they open: who sat
    there before noon, or on the last day on which anybody did."""
    midnight = experience.midnight(timezone.localdate(shut[0]))
    since = midnight if shut[0] > midnight else midnight - LOOKS_BACK
    sat = list(
        Sitting.objects.filter(
            centre=centre, began_at__gte=since, began_at__lt=shut[0]
        ).order_by("began_at")
    )
    counters = {each.counter_id for each in present}
    officers = {each.officer_id for each in present}
    days = [timezone.localdate(each.began_at) for each in sat]
    last = {
        each.counter_id: each
        for each, day in zip(sat, days, strict=True)
        if day == days[-1]
    }
    return [
        each
        for each in last.values()
        if each.counter_id not in counters and each.officer_id not in officers
    ]


def _manned(
    centre: Centre,
    sittings: Sequence[Sitting],
    tickets: Sequence[Ticket],
    at: datetime,
) -> list[Manned]:
    servers = selectors.servers(centre.id, sittings)
    at_counters = {
        each.counter_id: each for each in tickets if each.state in AT_A_COUNTER
    }
    pauses = {
        pause.sitting_id: pause
        for pause in Break.objects.filter(centre=centre, ended_at=None)
    }
    manned = []
    for sitting in sittings:
        there, pause = at_counters.get(sitting.counter_id), pauses.get(sitting.id)
        manned.append(
            Manned(
                servers[sitting.id],
                queue=str(there.queue_id) if there else "",
                since=there.called_at if there else None,
                back_at=_back_at(pause, at) if pause else None,
            )
        )
    return manned


def _back_at(pause: Break, at: datetime) -> datetime:
    said = pause.back_at or pause.began_at + USUAL_BREAK
    return said if said > at else at + SOON
