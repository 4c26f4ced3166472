"""While one waits: what one comes for, and which of its papers are in one's hand."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.middleware import HouseRequest
from motcua.catalogue import selectors as catalogue
from motcua.catalogue.models import LocalProcedure
from motcua.queueing import phone
from motcua.queueing.errors import TooLate
from motcua.queueing.models import Ticket
from motcua.queueing.services import matters
from motcua.web.citizens import asked_for, coming_for
from motcua.web.portal.door import of_centre, unlisted
from motcua.web.portal.hall.ticket import is_over, nothing_here

LONGEST_QUESTION = 100
MOST_SHOWN = 30


@of_centre
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HouseRequest, code: str) -> HttpResponse:
    """Find the procedure, tick its papers; posted, the counter will see it."""
    now = timezone.now()
    ticket = phone.ticket_of(request.centre, code)
    if ticket is None or is_over(ticket, at=now):
        return nothing_here(request, ticket)
    if request.method == "POST":
        return _said(request, ticket, code)
    text = request.GET.get("q", "")[:LONGEST_QUESTION].strip()
    said = coming_for.sent(request.GET)
    if not said.procedure and not text:
        said = matters.of(ticket) if "khac" not in request.GET else said
    coming = coming_for.shown(request.centre, said, at=now)
    context = {
        "code": code,
        "ticket": ticket,
        "text": text,
        "coming": coming,
        "procedures": [] if coming else _found(request, ticket, text),
    }
    return unlisted(render(request, "portal/hall/coming_with.html", context))


def _said(request: HouseRequest, ticket: Ticket, code: str) -> HttpResponse:
    said = coming_for.sent(request.POST)
    try:
        matters.say(centre=request.centre, ticket=ticket, said=said, at=timezone.now())
    except TooLate:
        messages.warning(request, _("Số này đã được gọi: xin nói với cán bộ ở quầy."))
    else:
        messages.success(request, _("Đã ghi. Quầy gọi số này sẽ thấy."))
    return redirect("portal:ticket", code)


def _found(request: HouseRequest, ticket: Ticket, text: str) -> list[LocalProcedure]:
    """By the words typed; without any, what the queue of this number is for."""
    if text:
        return list(catalogue.search(request.centre, text)[:MOST_SHOWN])
    return asked_for.of_queue(ticket.queue, at=timezone.now())[:MOST_SHOWN]
