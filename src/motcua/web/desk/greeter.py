"""The person at the door: gives numbers, sees who waits too long, helps who needs it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.foundation.live import topics
from motcua.foundation.requests import services as requests
from motcua.foundation.toolkit.models import new_id
from motcua.queueing import errors, selectors
from motcua.queueing.models import Queue, Ticket
from motcua.queueing.models.hall import TicketClass
from motcua.queueing.services import issuing, persons
from motcua.queueing.services.issuing import Ask
from motcua.rules.ticket_life import ActNotAllowed, State
from motcua.web.desk import expected, helping
from motcua.web.desk.console_page import Row, row_of
from motcua.web.desk.expected import Expected
from motcua.web.desk.greeter_words import closed
from motcua.web.ui.templatetags.ui import vn_time

SHOWN: Final = 100
MINUTE: Final = timedelta(minutes=1)
FULL: Final = 100
TARGET_AT: Final = 50


@dataclass(frozen=True)
class Load:
    """One queue: how many wait, the longest wait beside its target, who serves it."""

    queue: Queue
    waiting: int
    longest: int
    bar: int
    is_late: bool
    counters: int


@dataclass(frozen=True)
class Board:
    """The hall as the greeter sees it."""

    loads: Sequence[Load]
    rows: Sequence[Row]
    aside: Sequence[Row]
    expected: Sequence[Expected]
    waiting: int
    late: int


@needs(Capability.GREET, Capability.SEE_HALL)
@never_cache
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """Who waits, for what, how long; and numbers for who comes in."""
    return _page(request)


@needs(Capability.GREET)
@require_POST
def issue(request: StaffRequest) -> HttpResponse:
    """Give out a number for somebody."""
    ground = request.POST.get("ground", "")
    known = ground in Ticket.Ground.values
    ask = Ask(
        letter=request.POST.get("queue", "")[:1],
        channel=Ticket.Channel.GREETER,
        ticket_class=TicketClass.PRIORITY if known else TicketClass.ORDINARY,
        ground=ground if known else "",
        anyway=request.POST.get("anyway", "")[:200],
    )
    try:
        ticket, _is_new = issuing.issue(
            centre=request.centre,
            ask=ask,
            key=requests.fingerprint(
                ["greeter", str(request.user.id), request.POST.get("key", "")]
            ),
            at=timezone.now(),
            by=request.user,
        )
    except errors.UnknownQueue:
        messages.warning(request, _("Chọn một nhóm việc."))
        return _page(request, status=422)
    except errors.HallClosed as refusal:
        return _page(request, refusal=refusal, status=409)
    return redirect(f"{reverse('desk:greeter')}?ticket={ticket.id}")


@needs(Capability.GREET)
@require_POST
def change(request: StaffRequest, ticket_id: UUID, act: str) -> HttpResponse:
    """Make a ticket a priority one, say its person is back, or that they left."""
    if act not in CHANGES or selectors.ticket(request.centre, ticket_id) is None:
        raise Http404
    try:
        said = CHANGES[act](request, ticket_id)
    except errors.GroundMissing:
        messages.warning(request, _("Chọn diện ưu tiên."))
    except (errors.TooLate, ActNotAllowed):
        messages.warning(request, _("Số này không còn làm được việc đó."))
    else:
        messages.success(request, said)
    return redirect("desk:greeter")


def board(mandate: Mandate, *, at: datetime) -> Board:
    """The hall now, the longest over its target first."""
    centre = mandate.user.centre
    hall = list(selectors.in_hall(centre))
    waiting = [ticket for ticket in hall if ticket.state == State.WAITING]
    rows = sorted(
        (row_of(ticket, at) for ticket in waiting),
        key=lambda row: row.minutes / row.target,
        reverse=True,
    )
    served = selectors.letters_by_counter(centre)
    manned = {each.counter_id for each in selectors.sittings(centre)}
    return Board(
        loads=[
            _load(
                queue,
                [row for row in rows if row.ticket.queue_id == queue.id],
                sum(queue in served.get(counter, []) for counter in manned),
            )
            for queue in selectors.queues(centre)
        ],
        rows=rows[:SHOWN],
        aside=[
            row_of(ticket, at)
            for ticket in hall
            if ticket.state in {State.AWAY, State.MISSED, State.HELD}
        ],
        expected=expected.today(centre, at=at),
        waiting=len(rows),
        late=sum(row.is_late for row in rows),
    )


def live_context(mandate: Mandate, *, at: datetime) -> dict[str, Any]:
    """What the part that follows the hall shows."""
    return {
        "board": board(mandate, at=at),
        "needed": helping.needed(mandate.user.centre, at=at),
        "grounds": Ticket.Ground.choices,
        "may_greet": mandate.may(Capability.GREET),
    }


def _load(queue: Queue, rows: Sequence[Row], counters: int) -> Load:
    longest = max((row.minutes for row in rows), default=0)
    return Load(
        queue=queue,
        waiting=len(rows),
        longest=longest,
        bar=min(FULL, longest * TARGET_AT // queue.ordinary_minutes),
        is_late=any(row.is_late for row in rows),
        counters=counters,
    )


def _page(
    request: StaffRequest,
    *,
    refusal: errors.HallClosed | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        **live_context(request.mandate, at=timezone.now()),
        "live": topics.address(f"greeter:{request.centre.id}:{request.user.id}"),
        "key": new_id().hex,
        "given": _given(request),
        "closed": closed(refusal) if refusal else "",
        "asked": request.POST if refusal else {},
    }
    return render(request, "desk/greeter/page.html", context, status=status)


def _given(request: StaffRequest) -> Ticket | None:
    """The number just given, to be shown large."""
    try:
        asked = UUID(request.GET.get("ticket", ""))
    except ValueError:
        return None
    return selectors.in_hall(request.centre).filter(id=asked).first()


def _priority(request: StaffRequest, ticket_id: UUID) -> str:
    ground = request.POST.get("ground", "")
    if ground not in Ticket.Ground.values:
        raise errors.GroundMissing(ground)
    ticket = persons.change_class(
        centre=request.centre,
        ticket_id=ticket_id,
        ticket_class=TicketClass.PRIORITY,
        ground=ground,
        reason=_("Người hướng dẫn xác nhận tại chỗ lúc %(at)s")
        % {"at": vn_time(timezone.now())},
        by=request.user,
        at=timezone.now(),
    )
    return _("Số %(label)s được ưu tiên.") % {"label": ticket.label}


def _back(request: StaffRequest, ticket_id: UUID) -> str:
    ticket = persons.come_back(
        centre=request.centre, ticket_id=ticket_id, at=timezone.now(), by=request.user
    )
    return _("Số %(label)s đã quay lại, được gọi trước người đến sau.") % {
        "label": ticket.label
    }


def _left(request: StaffRequest, ticket_id: UUID) -> str:
    ticket = persons.give_up(
        centre=request.centre, ticket_id=ticket_id, at=timezone.now(), by=request.user
    )
    return _("Số %(label)s đã về.") % {"label": ticket.label}


CHANGES: Final = {"priority": _priority, "return": _back, "leaving": _left}
