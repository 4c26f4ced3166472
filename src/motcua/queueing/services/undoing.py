"""Take back the last act of a counter, for half a minute."""

from datetime import datetime
from typing import Final

from django.db import models

from motcua.foundation.toolkit.work import unit_of_work
from motcua.queueing import selectors
from motcua.queueing.errors import CounterBusy, NobodyThere, TooLate
from motcua.queueing.models import Move, Sitting, Ticket
from motcua.queueing.services.ending import VISIT
from motcua.queueing.services.sittings import Seat, act_from
from motcua.queueing.services.writing import tell
from motcua.rules import ticket_life
from motcua.rules.ticket_life import Act, State
from motcua.visits.services import open_visits
from motcua.ward.models import Centre

LOOKED_AT: Final = 20


def undo(*, centre: Centre, seat: Seat, at: datetime) -> Ticket:
    """Put a ticket back to where it was before this officer's last act on one.

    Half a minute at most, and only while nothing else happened to that ticket; taken
    again, the act before. Raises NobodyThere when there is nothing to take back, TooLate,
    or CounterBusy when the ticket would come back to a counter that has another one.
    """
    with unit_of_work():
        sitting = act_from(centre, seat)
        move = _last(sitting)
        if at - move.at > ticket_life.UNDO_WITHIN:
            raise TooLate
        ticket = move.ticket
        was_over = ticket.ended_at is not None
        _put_back(ticket, move)
        returns = State(ticket.state) in ticket_life.AT_A_COUNTER
        present = selectors.at_counter(sitting.counter)
        if returns and present is not None and present != ticket:
            raise CounterBusy(present)
        if was_over:
            open_visits.open_again(ticket.visit, by=None)
        ticket.steps += 1
        ticket.save()
        if returns:
            open_visits.take(
                ticket.visit, by=sitting.officer, counter=sitting.counter, at=at
            )
        else:
            open_visits.let_go(ticket.visit)
        tell(ticket, Act.UNDO, at=at, by=sitting.officer, reason=move.act)
    return ticket


def can_undo(sitting: Sitting, *, at: datetime) -> Move | None:
    """The act that `undo` would take back now; None when there is none."""
    try:
        move = _last(sitting)
    except NobodyThere:
        return None
    return move if at - move.at <= ticket_life.UNDO_WITHIN else None


def _last(sitting: Sitting) -> Move:
    """This officer's last act that nothing followed; raises NobodyThere."""
    done = Move.objects.filter(
        centre_id=sitting.centre_id,
        by=sitting.officer,
        at__gte=sitting.began_at,
        act__in=[act.value for act in ticket_life.UNDOABLE],
    ).select_related("ticket__visit", "ticket__queue", "ticket__counter")
    for move in done.order_by("-at", "-id")[:LOOKED_AT]:
        if move.step == move.ticket.steps:
            return move
    raise NobodyThere


def _put_back(ticket: Ticket, move: Move) -> None:
    before = dict(move.before)
    done = before.pop(VISIT, {})
    for name, value in done.items():
        setattr(ticket.visit, name, value)
    if done:
        ticket.visit.save(update_fields=[*done])
    for name, value in before.items():
        field = Ticket._meta.get_field(name)
        assert isinstance(field, models.Field)
        setattr(ticket, field.attname, field.to_python(value))
