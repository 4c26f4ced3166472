"""The page of one number: where it stands, and what its person can do about it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.middleware import HouseRequest
from motcua.foundation.live import topics
from motcua.queueing import phone
from motcua.queueing.errors import TooLate
from motcua.queueing.models import Ticket
from motcua.queueing.services import matters, persons
from motcua.rules.ticket_life import AT_A_COUNTER, ActNotAllowed
from motcua.web.citizens import coming_for
from motcua.web.portal.door import of_centre, unlisted
from motcua.web.portal.hall import taking
from motcua.web.portal.hall.ticket_story import tell


@of_centre
def show(request: HouseRequest, code: str) -> HttpResponse:
    """How many are before this number, where to go when it is called.

    The code has 104 random bits, so there is nothing to guess and nobody is ever locked
    out because a neighbour on the same address mistyped.
    """
    now = timezone.now()
    ticket = phone.ticket_of(request.centre, code)
    if ticket is None or is_over(ticket, at=now):
        return nothing_here(request, ticket)
    others = [each for each in taking.held(request) if each != ticket]
    stream = topics.address(f"ticket:{ticket.centre_id}:{ticket.id}")
    return unlisted(
        render(
            request,
            "portal/hall/ticket.html",
            {
                "code": code,
                "story": tell(ticket, at=now),
                "stream": stream,
                "others": others,
                "coming": coming_for.shown(request.centre, matters.of(ticket), at=now),
                "may_say": ticket.state in matters.MAY_SAY,
            },
        )
    )


def is_over(ticket: Ticket, *, at: datetime) -> bool:
    """True on the days after the one it was given out; who is still served stays."""
    return ticket.day < timezone.localdate(at) and ticket.state not in AT_A_COUNTER


@of_centre
@require_POST
def be_late(request: HouseRequest, code: str) -> HttpResponse:
    """Not to be called for ten minutes."""
    return _act(request, code, persons.be_late)


@of_centre
@require_POST
def come_back(request: HouseRequest, code: str) -> HttpResponse:
    """Sent away or missed before, there again now."""
    return _act(request, code, persons.come_back)


@of_centre
@require_POST
def rejoin(request: HouseRequest, code: str) -> HttpResponse:
    """Wait again after all."""
    return _act(request, code, persons.rejoin)


@of_centre
@require_http_methods(["GET", "HEAD", "POST"])
def give_up(request: HouseRequest, code: str) -> HttpResponse:
    """Ask once whether they want to wait no longer; posted, they do not."""
    if request.method == "POST":
        return _act(request, code, persons.give_up)
    now = timezone.now()
    ticket = phone.ticket_of(request.centre, code)
    if ticket is None or is_over(ticket, at=now):
        return nothing_here(request, ticket)
    story = tell(ticket, at=now)
    if not story.can_give_up:
        return redirect("portal:ticket", code)
    context = {"code": code, "story": story}
    return unlisted(render(request, "portal/hall/give_up.html", context))


def _act(request: HouseRequest, code: str, do: Callable[..., Any]) -> HttpResponse:
    """What was done is what the page then says."""
    now = timezone.now()
    ticket = phone.ticket_of(request.centre, code)
    if ticket is None or is_over(ticket, at=now):
        return nothing_here(request, ticket)
    try:
        do(centre=request.centre, ticket_id=ticket.id, at=now)
    except (ActNotAllowed, TooLate):
        messages.warning(
            request, _("Không làm được nữa: xin xem số đang ở đâu dưới đây.")
        )
    return redirect("portal:ticket", code)


def nothing_here(request: HouseRequest, ticket: Ticket | None) -> HttpResponse:
    """No such number, or one of another day."""
    page, status = ("unknown", 404) if ticket is None else ("over", 410)
    return unlisted(
        render(request, f"portal/hall/{page}.html", {"ticket": ticket}, status=status)
    )
