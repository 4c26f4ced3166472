"""What follows a call: hold, take up again, send on, send away, finish, undo."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from motcua.accounts.models import User
from motcua.foundation.live import topics
from motcua.foundation.toolkit.work import unit_of_work
from motcua.people.models import Citizen
from motcua.queueing import selectors
from motcua.queueing.errors import CounterBusy, UnknownQueue, UnknownTicket
from motcua.queueing.models import Queue, Sitting, Ticket
from motcua.queueing.services.sittings import Seat, act_from, at_seat
from motcua.queueing.services.writing import act_on
from motcua.rules import ticket_life
from motcua.rules.ticket_life import Act
from motcua.visits import services as visits
from motcua.visits.services import open_visits
from motcua.ward.models import Centre, Counter

VISIT: Final = "visit"
DONE_IN_IT: Final = ("outcome", "service")


@dataclass(frozen=True)
class Onward:
    """Where a ticket is sent: to a queue, or to one counter (in its own queue then)."""

    queue: Queue | None = None
    counter: Counter | None = None


def name_person(*, centre: Centre, seat: Seat, citizen: Citizen) -> Ticket:
    """Say who sits at the counter; raises NobodyThere."""
    with unit_of_work():
        _, ticket = at_seat(centre, seat)
        open_visits.name_person(ticket.visit, citizen)
        topics.touch(f"hall:{centre.id}")
    return ticket


def hold(*, centre: Centre, seat: Seat, at: datetime, reason: str = "") -> Ticket:
    """Put the ticket aside at this counter, to be taken up again from its list."""
    with unit_of_work():
        sitting, ticket = at_seat(centre, seat)
        _away(ticket, Act.HOLD, sitting, at=at, reason=reason, sent_to=sitting.counter)
    return ticket


def resume(*, centre: Centre, seat: Seat, ticket_id: UUID, at: datetime) -> Ticket:
    """Take a held ticket up again without calling it; raises CounterBusy."""
    with unit_of_work():
        sitting = act_from(centre, seat)
        present = selectors.at_counter(sitting.counter)
        if present is not None:
            raise CounterBusy(present)
        ticket = selectors.in_hall(centre).filter(id=ticket_id).first()
        if ticket is None:
            raise UnknownTicket(ticket_id)
        act_on(
            ticket,
            Act.RESUME,
            at=at,
            by=sitting.officer,
            counter=sitting.counter,
            started_at=ticket.started_at or at,
        )
        open_visits.take(
            ticket.visit, by=sitting.officer, counter=sitting.counter, at=at
        )
    return ticket


def transfer(
    *, centre: Centre, seat: Seat, onward: Onward, at: datetime, reason: str = ""
) -> Ticket:
    """Send the person on to another queue or counter; what they waited counts there.

    Raises NobodyThere, UnknownQueue when nothing is named, ActNotAllowed.
    """
    if onward.queue is None and onward.counter is None:
        raise UnknownQueue
    with unit_of_work():
        sitting, ticket = at_seat(centre, seat)
        queue = onward.queue or ticket.queue
        target = queue.target(ticket.ticket_class)
        _away(
            ticket,
            Act.TRANSFER,
            sitting,
            at=at,
            reason=reason,
            queue=queue,
            sent_to=onward.counter,
            target_seconds=int(target.total_seconds()),
        )
    return ticket


def send_away(*, centre: Centre, seat: Seat, at: datetime, reason: str = "") -> Ticket:
    """Let the person fetch what is missing: back within 30 minutes without a new number.

    They come back to this counter, before those who came later.
    """
    with unit_of_work():
        sitting, ticket = at_seat(centre, seat)
        _away(
            ticket,
            Act.SEND_AWAY,
            sitting,
            at=at,
            reason=reason,
            sent_to=sitting.counter,
            keeps_until=at + ticket_life.RETURNS_WITHIN,
        )
    return ticket


def finish(
    *,
    centre: Centre,
    seat: Seat,
    at: datetime,
    outcome: str = "",
    service: str = "",
) -> Ticket:
    """End the visit at the counter: by what was done in it, or by a service without a
    dossier, or by an outcome named.

    Raises NobodyThere, visits.OutcomeMissing when nothing says how it ended, and
    visits.UnknownService.
    """
    with unit_of_work():
        sitting, ticket = at_seat(centre, seat)
        was = {VISIT: {name: getattr(ticket.visit, name) for name in DONE_IN_IT}}
        if service:
            served = visits.serve_walk_in(
                centre=centre,
                service=service,
                by=sitting.officer,
                at=at,
                counter=sitting.counter,
            )
            ticket.visit = served
        end(ticket, by=sitting.officer, at=at, outcome=outcome, was=was)
    return ticket


def end(
    ticket: Ticket,
    *,
    by: User,
    at: datetime,
    outcome: str = "",
    was: dict[str, Any] | None = None,
) -> None:
    """Close a ticket at a counter together with its visit, inside the caller's unit.

    `was` is what its visit was before this end, for who takes it back.
    """
    act_on(
        ticket,
        Act.FINISH,
        at=at,
        by=by,
        beside=was,
        started_at=ticket.started_at or ticket.called_at,
        ended_at=at,
    )
    open_visits.close(ticket.visit, outcome=outcome, by=by, at=at)


def _away(
    ticket: Ticket,
    act: Act,
    sitting: Sitting,
    *,
    at: datetime,
    reason: str,
    **changes: Any,
) -> None:
    act_on(
        ticket,
        act,
        at=at,
        by=sitting.officer,
        reason=reason,
        counter=None,
        **changes,
    )
    open_visits.let_go(ticket.visit)
