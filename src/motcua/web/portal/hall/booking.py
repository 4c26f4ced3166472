"""Make an appointment: what for, which day, which half hour, and who comes."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.middleware import HouseRequest
from motcua.foundation.requests import services as requests
from motcua.queueing import appointments
from motcua.queueing.errors import (
    BookedEnough,
    NoAppointments,
    SlotClosed,
    SlotFull,
)
from motcua.queueing.models import Appointment, Queue
from motcua.queueing.services import booking
from motcua.queueing.services.booking import MOST_BOOKED, Wanted
from motcua.rules import appointment_slots as slots
from motcua.web.portal.door import of_centre, unlisted
from motcua.web.portal.hall import choosing
from motcua.web.portal.hall.booking_form import BookingForm

PAGE_BYTES: Final = 16
# A digital team helps a whole neighbourhood behind one address; a program asks more.
MOST_PER_ADDRESS: Final = 100
WAIT_SECONDS: Final = int(2 * requests.WINDOW.total_seconds())


@of_centre
@require_safe
def queues(request: HouseRequest) -> HttpResponse:
    """What can be come for with an appointment."""
    found = appointments.bookable_queues(request.centre)
    return render(request, "portal/hall/booking_queues.html", {"queues": found})


@of_centre
@require_safe
def days(request: HouseRequest, letter: str) -> HttpResponse:
    """The days of a queue and the half hours of one of them, with what is free."""
    queue = _queue(request, letter)
    found = appointments.half_hours(queue, at=timezone.now())
    choice = choosing.choose(found, request.GET.get("ngay", ""))
    context = {"queue": queue, "choice": choice}
    return render(request, "portal/hall/booking_days.html", context)


@of_centre
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HouseRequest, letter: str, slot: str) -> HttpResponse:
    """Who comes; posted, the appointment's own page."""
    queue, starts_at = _queue(request, letter), choosing.read(slot)
    if starts_at is None:
        raise Http404
    if request.method == "POST":
        return _posted(request, queue, starts_at)
    now = timezone.now()
    free = _free_now(queue, now)
    if starts_at not in free:
        messages.warning(request, _("Giờ này không còn chỗ. Xin chọn giờ khác."))
        return redirect("portal:appointment-days", letter)
    form = BookingForm(initial={"page": secrets.token_hex(PAGE_BYTES)})
    return _form(request, queue, starts_at, form)


def _posted(request: HouseRequest, queue: Queue, starts_at: datetime) -> HttpResponse:
    now = timezone.now()
    address = f"appointments {request.META.get('REMOTE_ADDR', '')}"
    if requests.is_blocked(address, at=now, most=MOST_PER_ADDRESS):
        return _too_many(request)
    chosen = choosing.read(request.POST.get("slot", "")) or starts_at
    form = BookingForm(request.POST)
    if not form.is_valid():
        return _form(request, queue, chosen, form, status=422)
    try:
        made, is_new = booking.book(
            centre=request.centre,
            wanted=_wanted(queue, chosen, form),
            key=requests.fingerprint(["appointment", form.cleaned_data["page"]]),
            at=now,
        )
    except (SlotFull, SlotClosed):
        return _lost(request, queue, chosen)
    except NoAppointments:
        raise Http404 from None
    except BookedEnough:
        form.add_error("phone", _enough())
        return _form(request, queue, chosen, form, status=409)
    if is_new:
        requests.note_failure(address, at=now)
    return _to_page(request, made, chosen)


def _wanted(queue: Queue, starts_at: datetime, form: BookingForm) -> Wanted:
    said = form.cleaned_data
    return Wanted(
        letter=queue.letter,
        starts_at=starts_at,
        full_name=said["full_name"],
        phone=said["phone"],
        on_behalf_of=said["on_behalf_of"],
        wants_earlier=said["wants_earlier"],
        language=get_language() or "vi",
    )


def _to_page(request: HouseRequest, made: Appointment, asked: datetime) -> HttpResponse:
    if made.starts_at != asked:
        # Somebody went back and sent the same page once more with another hour.
        messages.warning(
            request, _("Lịch này đã đặt rồi. Muốn đến giờ khác thì bấm Đổi giờ hẹn.")
        )
    return redirect("portal:appointment", made.public_code)


def _lost(request: HouseRequest, queue: Queue, wanted: datetime) -> HttpResponse:
    """Somebody was faster: what was typed stays, beside the nearest half hours."""
    found = appointments.half_hours(queue, at=timezone.now())
    typed = request.POST.copy()
    typed.pop("slot", None)
    instead = slots.nearest(found, wanted)
    form = BookingForm(typed, instead=instead)
    return _form(request, queue, wanted, form, lost=instead, status=409)


def _form(
    request: HouseRequest,
    queue: Queue,
    starts_at: datetime,
    form: BookingForm,
    *,
    lost: Sequence[datetime] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "queue": queue,
        "starts_at": starts_at,
        "slot": choosing.written(starts_at),
        "day": timezone.localtime(starts_at).date().isoformat(),
        "form": form,
        "is_lost": lost is not None,
    }
    page = render(request, "portal/hall/booking_form.html", context, status=status)
    # Going back shows the page as it was served, so that its key is the same.
    patch_cache_control(page, private=True, no_cache=True)
    return page


def _free_now(queue: Queue, at: datetime) -> list[datetime]:
    found = appointments.half_hours(queue, at=at)
    return [slot.starts_at for slot in found if slot.free]


def _queue(request: HouseRequest, letter: str) -> Queue:
    queue = appointments.bookable_queue(request.centre, letter)
    if queue is None:
        raise Http404
    return queue


def _enough() -> str:
    return _(
        "Số điện thoại này đã có %(most)d lịch hẹn sắp tới. Xong hoặc hủy một lịch rồi mới đặt thêm được."
    ) % {"most": MOST_BOOKED}


def _too_many(request: HouseRequest) -> HttpResponse:
    page = render(request, "portal/hall/booking_too_many.html", status=429)
    page["Retry-After"] = str(WAIT_SECONDS)
    return unlisted(page)
