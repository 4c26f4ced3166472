"""A number: taken with the last touch, shown large, printed."""

from datetime import datetime
from typing import Final

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.foundation.requests import services as requests
from motcua.foundation.typesetting import services as typesetting
from motcua.queueing import phone, places
from motcua.queueing.errors import HallClosed, UnknownQueue
from motcua.queueing.models import Device, Printout, Ticket
from motcua.queueing.models.hall import TicketClass
from motcua.queueing.paper.face import TicketFace
from motcua.queueing.places import Place
from motcua.queueing.services import lending, printing
from motcua.queueing.services.issuing import Ask
from motcua.web.citizens import coming_for, taking_words, waiting_range
from motcua.web.kiosk import printing_words, reading
from motcua.web.kiosk.door import KioskRequest, of_kiosk, shown
from motcua.web.kiosk.start import GROUNDS

MOST_TAKEN: Final = 300
"""Numbers of one machine in ten minutes: a hand needs two seconds for one."""
KEY: Final = 32
KNOWN_GROUNDS: Final = {ground for ground, _icon, _words in GROUNDS}


@of_kiosk
@require_POST
def take(request: KioskRequest) -> HttpResponse:
    """Give out the number; touched twice, it is the same one."""
    now, key = timezone.now(), request.POST.get("key", "")[:KEY]
    tries = f"numbers of machine {request.device.id}"
    if len(key) < KEY // 2:
        return redirect("kiosk:home")
    if requests.is_blocked(tries, at=now, most=MOST_TAKEN):
        return _refused(request, _("Máy phát số quá nhanh. Xin chờ mười phút."), 429)
    try:
        ticket, is_new = lending.issue(request.device, _asked(request), key, at=now)
    except (HallClosed, UnknownQueue) as refusal:
        words = taking_words.refused(refusal, timezone.localtime(now))
        return _refused(request, words, 409)
    if is_new:
        requests.note_failure(tries, at=now)
    return redirect("kiosk:number", ticket.visit.public_code)


@of_kiosk
@require_safe
def show(request: KioskRequest, code: str) -> HttpResponse:
    """The number, who is before it, where it is called, and the code to follow it."""
    now = timezone.now()
    ticket = _ticket(request, code)
    place = places.place_of(ticket, at=now)
    title = _("Số của Ông/Bà")
    wait = waiting_range.in_words(ticket, at=now)
    counters = _counters(ticket, place)
    context = {
        "title": title,
        "ticket": ticket,
        "code": code,
        "place": place,
        "counters": counters,
        "wait": wait,
        "qr": typesetting.qr_inline(_address(request, code)),
        "printout": Printout.objects.filter(
            centre=request.centre, ticket=ticket
        ).first(),
        "printer": request.device.printer,
        "read": reading.address_of(title, spoken(ticket.label), wait, counters),
    }
    return shown(request, "number", context)


@of_kiosk
@require_POST
def print_it(request: KioskRequest, code: str) -> HttpResponse:
    """Print it, once; and say what came of it."""
    now = timezone.now()
    ticket = _ticket(request, code)
    if request.device.printer != Device.Printer.NETWORK:
        raise Http404
    printout = printing.print_ticket(
        request.device, ticket, _face(request, ticket, now), at=now
    )
    words = printing_words.for_visitor(printout)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"outcome": printout.outcome, "words": words})
    return redirect("kiosk:number", code)


def spoken(label: str) -> str:
    """A number as it is read out: sign by sign, as the hall says it."""
    return " ".join(label)


def _asked(request: KioskRequest) -> Ask:
    ground = request.POST.get("ground", "")
    is_first = ground in KNOWN_GROUNDS
    return Ask(
        letter=request.POST.get("letter", "")[:1],
        channel=Ticket.Channel.KIOSK,
        ticket_class=TicketClass.PRIORITY if is_first else TicketClass.ORDINARY,
        ground=ground if is_first else "",
        language=get_language() or "vi",
        matter=coming_for.sent(request.POST),
    )


def _refused(request: KioskRequest, words: str, status: int) -> HttpResponse:
    context = {
        "title": _("Chưa lấy được số"),
        "words": words,
        "read": reading.address_of(_("Chưa lấy được số"), words),
    }
    return shown(request, "refused", context, status=status)


def _ticket(request: KioskRequest, code: str) -> Ticket:
    """A number of today; those of other days are nobody's business here."""
    ticket = phone.ticket_of(request.centre, code)
    if ticket is None or ticket.day != timezone.localdate():
        raise Http404
    return ticket


def _face(request: KioskRequest, ticket: Ticket, now: datetime) -> TicketFace:
    place = places.place_of(ticket, at=now)
    return TicketFace(
        centre=request.centre.name,
        label=ticket.label,
        service=ticket.queue.name,
        before=place.before or 0,
        printed_at=now,
        qr_text=_address(request, ticket.visit.public_code),
        code=ticket.visit.public_code,
        wait=waiting_range.in_words(ticket, at=now),
        place=_counters(ticket, place),
        language="en" if ticket.language == "en" else "vi",
    )


def _address(request: KioskRequest, code: str) -> str:
    """Where a phone follows it: the portal's page of the number."""
    return request.build_absolute_uri(f"/so/{code}/")


def _counters(ticket: Ticket, place: Place) -> str:
    area = waiting_range.area(ticket, place)
    return _("Quầy %(number)s") % {"number": area} if area else ""
