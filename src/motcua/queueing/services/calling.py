"""Call people: the next by the rule, one out of order for a reason, again, or not yet."""

from datetime import datetime
from uuid import UUID

from motcua.foundation.toolkit.work import unit_of_work
from motcua.queueing import selectors
from motcua.queueing.errors import (
    CannotServe,
    CounterBusy,
    OnBreak,
    ReasonMissing,
    UnknownTicket,
)
from motcua.queueing.models import Sitting, Ticket
from motcua.queueing.services import ending
from motcua.queueing.services.sittings import Seat, act_from, at_seat
from motcua.queueing.services.writing import act_on, locked
from motcua.rules import queue_order, ticket_life
from motcua.rules.queue_order import Bar
from motcua.rules.ticket_life import Act
from motcua.visits.services import open_visits
from motcua.ward.models import Centre


def call_next(*, centre: Centre, seat: Seat, at: datetime) -> Ticket | None:
    """Call the ticket the rule puts first for this counter; None when nobody waits.

    A visit at the counter in which something was done is finished by it; one without an
    outcome raises CounterBusy. Raises OnBreak, StaleConsole or NotYourConsole.
    """
    with unit_of_work():
        sitting = _free(centre, seat, at)
        waiting = selectors.for_rules(centre, selectors.waiting(centre))
        chosen = queue_order.next_for(selectors.server(sitting), waiting, at)
        if chosen is None:
            return None
        assert isinstance(chosen.key, UUID)
        ticket = locked(centre, chosen.key)
        _call(ticket, sitting, at=at)
    return ticket


def call_out_of_order(
    *, centre: Centre, seat: Seat, ticket_id: UUID, reason: str, at: datetime
) -> Ticket:
    """Call one ticket before its turn, or one on hold, away or missed, for a reason.

    Raises ReasonMissing, UnknownTicket, CannotServe when its officer would lack a skill
    it needs, ActNotAllowed when it has gone, and what call_next raises.
    """
    if not reason.strip():
        raise ReasonMissing
    with unit_of_work():
        sitting = _free(centre, seat, at)
        ticket = selectors.in_hall(centre).filter(id=ticket_id).first()
        if ticket is None:
            raise UnknownTicket(ticket_id)
        (seen,) = selectors.for_rules(centre, [ticket])
        if queue_order.bar(seen, selectors.server(sitting), at) is Bar.SKILL_MISSING:
            raise CannotServe
        _call(ticket, sitting, at=at, reason=reason)
    return ticket


def recall(*, centre: Centre, seat: Seat, at: datetime) -> Ticket:
    """Announce the called ticket once more; raises NobodyThere or ActNotAllowed."""
    with unit_of_work():
        sitting, ticket = at_seat(centre, seat)
        act_on(
            ticket,
            Act.RECALL,
            at=at,
            by=sitting.officer,
            called_at=at,
            calls=ticket.calls + 1,
        )
    return ticket


def start(*, centre: Centre, seat: Seat, at: datetime) -> Ticket:
    """The person has come to the counter; raises NobodyThere or ActNotAllowed."""
    with unit_of_work():
        sitting, ticket = at_seat(centre, seat)
        act_on(
            ticket,
            Act.START,
            at=at,
            by=sitting.officer,
            started_at=ticket.started_at or at,
        )
    return ticket


def miss(*, centre: Centre, seat: Seat, at: datetime) -> Ticket:
    """Nobody came: aside for some minutes the first time, then until they say they are
    there. Raises NobodyThere or ActNotAllowed."""
    with unit_of_work():
        sitting, ticket = at_seat(centre, seat)
        act = ticket_life.missed_act(ticket.missed)
        is_last = act is Act.MISS
        act_on(
            ticket,
            act,
            at=at,
            by=sitting.officer,
            missed=ticket.missed + 1,
            counter=None,
            not_before=None if is_last else at + ticket_life.ASIDE,
            keeps_until=at + ticket_life.RETURNS_WITHIN if is_last else None,
        )
        open_visits.let_go(ticket.visit)
    return ticket


def _free(centre: Centre, seat: Seat, at: datetime) -> Sitting:
    """The sitting, when its counter can call somebody now."""
    sitting = act_from(centre, seat)
    if selectors.open_break(sitting) is not None:
        raise OnBreak
    present = selectors.at_counter(sitting.counter)
    if present is not None and not present.visit.outcome:
        raise CounterBusy(present)
    if present is not None:
        ending.end(present, by=sitting.officer, at=at)
    return sitting


def _call(ticket: Ticket, sitting: Sitting, *, at: datetime, reason: str = "") -> None:
    act_on(
        ticket,
        Act.CALL,
        at=at,
        by=sitting.officer,
        reason=reason,
        counter=sitting.counter,
        called_at=at,
        calls=ticket.calls + 1,
        not_before=None,
        keeps_until=None,
    )
    open_visits.take(ticket.visit, by=sitting.officer, counter=sitting.counter, at=at)
