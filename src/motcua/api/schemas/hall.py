"""Tickets and counters as they are told and sent."""

from typing import Annotated, Self
from uuid import UUID

from ninja import Field, Schema

from motcua.api.schemas.fields import Day, Moment, Sent, words
from motcua.queueing.models import Sitting, Ticket
from motcua.queueing.models.hall import TicketClass

Letter = Annotated[str, Field(pattern=r"^[A-Z]$")]


class TicketAsked(Sent):
    """What a number is asked for; `anyway` is why one is given though it is closed."""

    queue: Letter
    ticket_class: TicketClass = TicketClass.ORDINARY
    ground: Ticket.Ground | None = None
    language: Annotated[str, Field(pattern=r"^(vi|en)$")] = "vi"
    needs: Annotated[list[Annotated[str, words(20)]], Field(max_length=5)] = []
    anyway: Annotated[str, words(200)] = ""
    procedure: Annotated[str, words(40)] = ""
    papers: Annotated[
        list[Annotated[int, Field(ge=1, le=999)]], Field(max_length=60)
    ] = []
    dossier: Annotated[str, words(40)] = ""


class TicketTold(Schema):
    """A ticket: its number, where it is; `code` opens its page on a phone."""

    id: UUID
    label: str
    queue: str
    day: Day
    number: int
    code: str
    state: Ticket.State
    ticket_class: TicketClass
    issued_at: Moment
    called_at: Moment | None
    calls: int

    @classmethod
    def of(cls, ticket: Ticket) -> Self:
        """Tell one ticket."""
        return cls(
            id=ticket.id,
            label=ticket.label,
            queue=ticket.queue.letter,
            day=ticket.day,
            number=ticket.number,
            code=ticket.visit.public_code,
            state=Ticket.State(ticket.state),
            ticket_class=TicketClass(ticket.ticket_class),
            issued_at=ticket.issued_at,
            called_at=ticket.called_at,
            calls=ticket.calls,
        )


class HallTold(Schema):
    """Everybody who may still be called, in the order of their numbers."""

    items: list[TicketTold]


class SittingSent(Sent):
    """Which counter; `takes_over` lets whoever holds it go."""

    counter: Annotated[int, Field(ge=1, le=999)]
    takes_over: bool = False


class SittingTold(Schema):
    """A counter one sits at; `revision` counts what was done from it."""

    id: UUID
    counter: int
    revision: int

    @classmethod
    def of(cls, sitting: Sitting) -> Self:
        """Tell one sitting."""
        return cls(
            id=sitting.id,
            counter=sitting.counter.number,
            revision=sitting.revision,
        )


class ActSent(Sent):
    """What an act needs: which ticket, why, where to, which service ended the visit."""

    ticket: UUID | None = None
    reason: Annotated[str, words(200)] = ""
    queue: Letter | None = None
    counter: Annotated[int, Field(ge=1, le=999)] | None = None
    service: Annotated[str, words(40)] = ""
    revision: Annotated[int, Field(ge=0)] | None = None


class ActTold(Schema):
    """What an act led to; no ticket when there was nobody to call."""

    ticket: TicketTold | None
