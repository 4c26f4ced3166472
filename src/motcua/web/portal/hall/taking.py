"""Take a number with one's own phone: the QR at the door leads here."""

import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from motcua.accounts.middleware import HouseRequest
from motcua.foundation.requests import services as requests
from motcua.queueing import appointments, hours, phone
from motcua.queueing.errors import HallClosed, HoldsEnough, TooLate, UnknownQueue
from motcua.queueing.models import Queue, Ticket
from motcua.queueing.services import matters, phoning
from motcua.queueing.services.phoning import Tap
from motcua.ward import selectors as ward
from motcua.web.citizens import coming_for, taking_words
from motcua.web.citizens.opening import weekly_hours
from motcua.web.portal.door import of_centre

COOKIE: Final = "phone"
COOKIE_SECONDS: Final = 12 * 3600
COOKIE_BYTES: Final = 12
PAGE_BYTES: Final = 8
RANDOM: Final = re.compile(r"[0-9a-f]{16,24}")
# A hall shares one address, and so may half a town of one carrier: three hundred people
# in ten minutes stay below this, a program does not. Of one browser two numbers live.
MOST_PER_ADDRESS: Final = 400
WAIT_SECONDS: Final = int(2 * requests.WINDOW.total_seconds())
MOST_CHOICES: Final = 6


@dataclass(frozen=True)
class Choice:
    """One thing people come for: how many wait, why no number is given, if so, and the
    number of it that this browser holds already."""

    queue: Queue
    waiting: int
    closed: str
    held: str

    @property
    def icon(self) -> str:
        """Its picture."""
        return self.queue.icon or "ticket"


@of_centre
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HouseRequest) -> HttpResponse:
    """What people come for, one tap each; posted, the number's own page."""
    if request.method == "POST":
        return _tapped(request)
    return _choices(request)


def held(request: HouseRequest) -> list[Ticket]:
    """The numbers this browser holds."""
    browser = _browser(request)
    today = timezone.localdate()
    return phone.held_by(request.centre, browser, on=today) if browser else []


def _tapped(request: HouseRequest) -> HttpResponse:
    now = timezone.now()
    browser, page = _browser(request), request.POST.get("page", "")
    if not browser or not RANDOM.fullmatch(page):
        # Without its cookie a tap could be counted twice: once more, with one.
        return redirect("portal:take-number")
    address = f"numbers by phone {request.META.get('REMOTE_ADDR', '')}"
    if requests.is_blocked(address, at=now, most=MOST_PER_ADDRESS):
        return _too_many(request)
    tap = Tap(
        browser,
        page,
        request.POST.get("letter", "")[:1],
        get_language() or "vi",
        coming_for.sent(request.POST),
    )
    try:
        ticket, is_new = phoning.take(centre=request.centre, tap=tap, at=now)
    except (HallClosed, HoldsEnough, UnknownQueue) as refusal:
        return _choices(request, refusal)
    if is_new:
        requests.note_failure(address, at=now)
    elif tap.matter != matters.NOTHING:
        # The number they hold already is now about this.
        with suppress(TooLate):
            matters.say(centre=request.centre, ticket=ticket, said=tap.matter, at=now)
    return redirect("portal:ticket", ticket.visit.public_code)


def _choices(request: HouseRequest, refusal: Exception | None = None) -> HttpResponse:
    now = timezone.localtime()
    calendar = ward.calendar_in_force(request.centre)
    doors = hours.doors(request.centre, at=now)
    mine = held(request)
    labels = {ticket.letter: ticket.label for ticket in mine}
    said = coming_for.sent(request.POST if refusal else request.GET)
    coming = coming_for.shown(request.centre, said, at=now)
    if coming is not None and coming.field:
        # The queue of this procedure stands first.
        doors.sort(key=lambda door: coming.field not in door.queue.fields)
    choices = [
        Choice(
            queue=door.queue,
            waiting=door.waiting,
            closed=taking_words.why_closed(door.closed, door.queue, now),
            held=labels.get(door.queue.letter, ""),
        )
        for door in doors
    ]
    response = render(
        request,
        "portal/hall/taking.html",
        {
            "page": secrets.token_hex(PAGE_BYTES),
            "refused": taking_words.refused(refusal, now) if refusal else "",
            "night": taking_words.until_opening([d.closed for d in doors], now),
            "week": weekly_hours(calendar, today=now.date()),
            "first": choices[:MOST_CHOICES],
            "more": choices[MOST_CHOICES:],
            "held": mine,
            "coming": coming,
            "can_book": bool(appointments.bookable_queues(request.centre)),
        },
        status=409 if refusal else 200,
    )
    # Going back shows the page as it was served, so that its key is the same.
    patch_cache_control(response, private=True, no_cache=True)
    if not _browser(request):
        response.set_cookie(
            COOKIE,
            secrets.token_hex(COOKIE_BYTES),
            max_age=COOKIE_SECONDS,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response


def _too_many(request: HouseRequest) -> HttpResponse:
    response = render(
        request, "portal/hall/too_many.html", {"held": held(request)}, status=429
    )
    response["Retry-After"] = str(WAIT_SECONDS)
    return response


def _browser(request: HouseRequest) -> str:
    """The random word of this browser; empty when it has none of ours."""
    word = request.COOKIES.get(COOKIE, "")
    return word if RANDOM.fullmatch(word) else ""
