"""The hall for programs: give numbers, sit at a counter, call, serve, finish."""

import secrets
from collections.abc import Callable
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router
from ninja.responses import Status

from motcua.accounts.roles import Capability
from motcua.api.auth import ApiRequest, Bearer
from motcua.api.idempotency import Key, caller, create_once, mark_replay
from motcua.api.problems import INVALID, FieldError, Problem
from motcua.api.schemas.hall import (
    ActSent,
    ActTold,
    HallTold,
    SittingSent,
    SittingTold,
    TicketAsked,
    TicketTold,
)
from motcua.foundation.requests import services as requests
from motcua.queueing import selectors
from motcua.queueing.errors import NotYourConsole, UnknownTicket
from motcua.queueing.models import Queue, Ticket
from motcua.queueing.services import calling, ending, issuing, sittings, undoing
from motcua.queueing.services.ending import Onward
from motcua.queueing.services.issuing import Ask
from motcua.queueing.services.matters import Matter
from motcua.queueing.services.sittings import Seat
from motcua.ward.models import Centre, Counter

router = Router(tags=["hall"])

GREETS: Final = Bearer(Capability.GREET)
CALLS: Final = Bearer(Capability.CALL_TICKETS)
SEES: Final = Bearer(Capability.SEE_HALL, Capability.GREET, Capability.CALL_TICKETS)
SECRET_BYTES: Final = 24


class Verb(StrEnum):
    """What can be done from a console."""

    CALL = "call"
    CALL_THIS = "call-this"
    RECALL = "recall"
    START = "start"
    MISS = "miss"
    HOLD = "hold"
    RESUME = "resume"
    SEND_AWAY = "send-away"
    TRANSFER = "transfer"
    FINISH = "finish"
    UNDO = "undo"


@router.post("/tickets", auth=GREETS, response={201: TicketTold})
def issue_ticket(
    request: ApiRequest, response: HttpResponse, sent: TicketAsked, key: Key
) -> Status[TicketTold]:
    """Give out the next number of a queue, once per key."""
    ticket, is_new = issuing.issue(
        centre=request.auth.user.centre,
        ask=Ask(
            letter=sent.queue,
            channel=Ticket.Channel.GREETER,
            ticket_class=sent.ticket_class,
            ground=sent.ground or "",
            language=sent.language,
            needs=tuple(sent.needs),
            anyway=sent.anyway,
            matter=Matter(sent.procedure, sent.papers, sent.dossier),
        ),
        key=requests.fingerprint([caller(request.auth), key]),
        at=timezone.now(),
        by=request.auth.user,
    )
    mark_replay(response, is_new=is_new)
    return Status(201, TicketTold.of(ticket))


@router.get("/tickets", auth=SEES, response=HallTold)
def list_tickets(request: ApiRequest) -> HallTold:
    """The tickets whose people may still be called."""
    rows = selectors.in_hall(request.auth.user.centre).order_by("letter", "number")
    return HallTold(items=[TicketTold.of(ticket) for ticket in rows])


@router.post("/sittings", auth=CALLS, response={201: SittingTold})
def sit_down(request: ApiRequest, sent: SittingSent, key: Key) -> HttpResponse:
    """Open the console of a counter; acts then come from the caller's own sitting."""
    centre = request.auth.user.centre
    counter = Counter.objects.filter(centre=centre, number=sent.counter).first()
    if counter is None:
        unknown = FieldError("counter", _("Không có quầy này."))
        raise Problem(INVALID, errors=[unknown])

    def do() -> SittingTold:
        sitting = sittings.sit_down(
            counter=counter,
            officer=request.auth.user,
            console=secrets.token_urlsafe(SECRET_BYTES),
            at=timezone.now(),
            takes_over=sent.takes_over,
        )
        return SittingTold.of(sitting)

    return create_once(request.auth, key, sent, do, what="sitting")


@router.delete("/sittings/mine", auth=CALLS, response={204: None})
def stand_up(request: ApiRequest) -> Status[None]:
    """Leave the counter."""
    sittings.stand_up(
        centre=request.auth.user.centre, seat=_seat(request), at=timezone.now()
    )
    return Status(204, None)


@router.post("/sittings/mine/{verb}", auth=CALLS, response=ActTold)
def act_at_counter(request: ApiRequest, verb: Verb, sent: ActSent) -> ActTold:
    """Do one thing at the counter one sits at; with `revision` never twice."""
    seat = _seat(request, sent.revision)
    ticket = ACTS[verb](request.auth.user.centre, seat, sent)
    return ActTold(ticket=TicketTold.of(ticket) if ticket else None)


def _seat(request: ApiRequest, revision: int | None = None) -> Seat:
    """The caller's own live sitting; raises NotYourConsole without one."""
    sitting = selectors.sitting_of(request.auth.user)
    if sitting is None:
        raise NotYourConsole
    return Seat(sitting.id, sitting.console, revision)


def _call(centre: Centre, seat: Seat, sent: ActSent) -> Ticket | None:
    return calling.call_next(centre=centre, seat=seat, at=timezone.now())


def _call_this(centre: Centre, seat: Seat, sent: ActSent) -> Ticket:
    return calling.call_out_of_order(
        centre=centre,
        seat=seat,
        ticket_id=_named(sent),
        reason=sent.reason,
        at=timezone.now(),
    )


def _resume(centre: Centre, seat: Seat, sent: ActSent) -> Ticket:
    return ending.resume(
        centre=centre, seat=seat, ticket_id=_named(sent), at=timezone.now()
    )


def _transfer(centre: Centre, seat: Seat, sent: ActSent) -> Ticket:
    onward = Onward(
        Queue.objects.filter(centre=centre, letter=sent.queue or "").first(),
        Counter.objects.filter(centre=centre, number=sent.counter or 0).first(),
    )
    return ending.transfer(
        centre=centre, seat=seat, onward=onward, at=timezone.now(), reason=sent.reason
    )


def _finish(centre: Centre, seat: Seat, sent: ActSent) -> Ticket:
    return ending.finish(
        centre=centre, seat=seat, at=timezone.now(), service=sent.service
    )


def _plain(verb: Callable[..., Ticket]) -> Callable[[Centre, Seat, ActSent], Ticket]:
    def act(centre: Centre, seat: Seat, sent: ActSent) -> Ticket:
        more: dict[str, Any] = {"reason": sent.reason} if verb in REASONED else {}
        return verb(centre=centre, seat=seat, at=timezone.now(), **more)

    return act


def _named(sent: ActSent) -> UUID:
    if sent.ticket is None:
        raise UnknownTicket
    return sent.ticket


REASONED: Final = (ending.hold, ending.send_away)
ACTS: Final[dict[Verb, Callable[[Centre, Seat, ActSent], Ticket | None]]] = {
    Verb.CALL: _call,
    Verb.CALL_THIS: _call_this,
    Verb.RECALL: _plain(calling.recall),
    Verb.START: _plain(calling.start),
    Verb.MISS: _plain(calling.miss),
    Verb.HOLD: _plain(ending.hold),
    Verb.RESUME: _resume,
    Verb.SEND_AWAY: _plain(ending.send_away),
    Verb.TRANSFER: _transfer,
    Verb.FINISH: _finish,
    Verb.UNDO: _plain(undoing.undo),
}
