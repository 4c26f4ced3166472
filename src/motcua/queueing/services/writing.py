"""How every act on a ticket is written: the change, what was before, the story, the word."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import QuerySet

from motcua.accounts.models import User
from motcua.foundation.audit import services as audit
from motcua.foundation.live import topics
from motcua.foundation.toolkit.prepared import prepared_one
from motcua.foundation.toolkit.work import keep, take_turn
from motcua.queueing.errors import UnknownTicket
from motcua.queueing.models import Move, Ticket
from motcua.rules import ticket_life
from motcua.rules.ticket_life import Act, State
from motcua.ward.models import Centre


def take_hall(centre_id: UUID) -> None:
    """Wait for our turn in this centre's hall: one act at a time decides who is next."""
    take_turn(f"hall:{centre_id}")


def locked(centre: Centre, ticket_id: UUID) -> Ticket:
    """One ticket with its visit and queue, in our turn; raises UnknownTicket."""
    take_hall(centre.id)
    ticket = _ticket(centre.id, ticket_id)
    if ticket is None:
        raise UnknownTicket(ticket_id)
    return ticket


@prepared_one
def _ticket(centre_id: UUID, ticket_id: UUID) -> QuerySet[Ticket]:
    return Ticket.objects.filter(centre_id=centre_id, id=ticket_id).select_related(
        "visit", "queue", "counter"
    )


def act_on(
    ticket: Ticket,
    act: Act,
    *,
    at: datetime,
    by: User | None = None,
    reason: str = "",
    beside: dict[str, Any] | None = None,
    **changes: Any,
) -> None:
    """Let `act` happen to a ticket: its state and `changes`, and a line of its story.

    `beside` is what else was there before, for who takes the act back. Raises
    ActNotAllowed.
    """
    changes["state"] = ticket_life.after(act, State(ticket.state)).value
    before = {name: _plain(ticket, name) for name in changes} | (beside or {})
    for name, value in changes.items():
        setattr(ticket, name, value)
    ticket.steps += 1
    ticket.save(update_fields=[*changes, "steps"])
    tell(ticket, act, at=at, by=by, reason=reason, before=before)


def tell(
    ticket: Ticket,
    act: Act,
    *,
    at: datetime,
    by: User | None = None,
    reason: str = "",
    before: dict[str, Any] | None = None,
) -> None:
    """Add the line of the ticket's newest step and wake the screens that show it.

    What an officer did stands in the sealed audit as well: who is called before whom is
    worth money to somebody.
    """
    if by is not None:
        audit.write(
            centre_id=ticket.centre_id,
            by=by,
            verb=f"ticket_{act}",
            subject=("ticket", ticket.id),
            at=at,
            reason=reason.strip()[:200],
            label=ticket.label,
        )
    keep(
        Move(
            centre_id=ticket.centre_id,
            ticket=ticket,
            step=ticket.steps,
            act=act.value,
            at=at,
            by=by,
            counter_id=ticket.counter_id,
            reason=reason.strip()[:200],
            before=before or {},
        )
    )
    topics.touch(f"hall:{ticket.centre_id}")
    topics.touch(f"ticket:{ticket.centre_id}:{ticket.id}")


def _plain(ticket: Ticket, name: str) -> Any:
    """A column's value as JSON keeps it."""
    field = Ticket._meta.get_field(name)
    assert isinstance(field, models.Field)
    value = getattr(ticket, field.attname)
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
