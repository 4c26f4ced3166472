"""What the person with the number does: be late, give up, come back, take it up again."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from motcua.accounts.models import User
from motcua.foundation.toolkit.work import unit_of_work
from motcua.queueing.errors import GroundMissing, ReasonMissing, TooLate
from motcua.queueing.models import Ticket
from motcua.queueing.models.hall import TicketClass
from motcua.queueing.services.writing import act_on, locked
from motcua.rules import ticket_life
from motcua.rules.ticket_life import Act
from motcua.visits.models import Visit
from motcua.visits.services import open_visits
from motcua.ward.models import Centre

LATE: Final = timedelta(minutes=10)
MOST_LATE: Final = 3


def be_late(*, centre: Centre, ticket_id: UUID, at: datetime) -> Ticket:
    """Not to be called for ten minutes; the wait so far is kept. Three times at most.

    Raises UnknownTicket, TooLate or ActNotAllowed.
    """
    with unit_of_work():
        ticket = locked(centre, ticket_id)
        if ticket.moves.filter(act=Act.BE_LATE.value).count() >= MOST_LATE:
            raise TooLate
        act_on(ticket, Act.BE_LATE, at=at, not_before=at + LATE)
    return ticket


def come_back(
    *, centre: Centre, ticket_id: UUID, at: datetime, by: User | None = None
) -> Ticket:
    """The person is there again, sent away or missed before: in time, no new number.

    Their wait counts from when it began. Raises TooLate after the thirty minutes,
    UnknownTicket or ActNotAllowed.
    """
    with unit_of_work():
        ticket = locked(centre, ticket_id)
        if ticket.keeps_until is not None and at > ticket.keeps_until:
            raise TooLate
        act_on(ticket, Act.COME_BACK, at=at, by=by, not_before=None, keeps_until=None)
    return ticket


def give_up(
    *, centre: Centre, ticket_id: UUID, at: datetime, by: User | None = None
) -> Ticket:
    """Leave without having been served; the number can be taken up again for a while."""
    with unit_of_work():
        ticket = locked(centre, ticket_id)
        act_on(
            ticket,
            Act.GIVE_UP,
            at=at,
            by=by,
            ended_at=at,
            keeps_until=at + ticket_life.RETURNS_WITHIN,
        )
        leave(ticket, at=at)
    return ticket


def rejoin(*, centre: Centre, ticket_id: UUID, at: datetime) -> Ticket:
    """Take the number up again after giving it up: in time, behind nobody newer.

    The wait counts from when it began. Raises TooLate, UnknownTicket or ActNotAllowed.
    """
    with unit_of_work():
        ticket = locked(centre, ticket_id)
        if ticket.keeps_until is None or at > ticket.keeps_until:
            raise TooLate
        act_on(ticket, Act.REJOIN, at=at, ended_at=None, keeps_until=None)
        ticket.visit.outcome = ""
        ticket.visit.save(update_fields=["outcome"])
        open_visits.open_again(ticket.visit, by=None)
    return ticket


def change_class(
    *,
    centre: Centre,
    ticket_id: UUID,
    ticket_class: str,
    ground: str,
    reason: str,
    by: User,
    at: datetime,
) -> Ticket:
    """Make a ticket a priority one, or an ordinary one again, for a stated reason.

    Raises ReasonMissing, GroundMissing, UnknownTicket or ActNotAllowed.
    """
    if not reason.strip():
        raise ReasonMissing
    if (ticket_class == TicketClass.PRIORITY) != bool(ground):
        raise GroundMissing(ticket_class)
    with unit_of_work():
        ticket = locked(centre, ticket_id)
        target = ticket.queue.target(ticket_class)
        act_on(
            ticket,
            Act.CHANGE_CLASS,
            at=at,
            by=by,
            reason=reason,
            ticket_class=ticket_class,
            ground=ground,
            target_seconds=int(target.total_seconds()),
        )
    return ticket


def leave(ticket: Ticket, *, at: datetime) -> None:
    """Close the visit of somebody who went: what was done in it stays its outcome."""
    outcome = "" if ticket.visit.outcome else Visit.Outcome.LEFT
    open_visits.close(ticket.visit, outcome=outcome, by=None, at=at)
