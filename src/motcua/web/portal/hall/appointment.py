"""The page of one appointment: when, move, cancel, an earlier hour, and "I am here"."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from motcua.accounts.middleware import HouseRequest
from motcua.foundation.typesetting import services as typesetting
from motcua.queueing import appointments
from motcua.queueing.errors import (
    AppointmentEnded,
    CameTooEarly,
    HallClosed,
    NoAppointments,
    OfferGone,
    SlotClosed,
    SlotFull,
)
from motcua.queueing.models import Appointment
from motcua.queueing.services import booking, expecting
from motcua.web.citizens import taking_words
from motcua.web.portal.door import of_centre, unlisted
from motcua.web.portal.hall import calendar_entry, choosing
from motcua.web.portal.hall.appointment_story import tell
from motcua.web.ui.templatetags.ui import vn_time

CALENDAR: Final = "text/calendar; charset=utf-8"


@of_centre
@require_safe
def show(request: HouseRequest, code: str) -> HttpResponse:
    """When to come and what can be done about it; its code cannot be guessed."""
    now = timezone.now()
    made = appointments.with_code(request.centre, code)
    if made is None or made.state == Appointment.State.MISSED or _is_over(made, now):
        return _nothing_here(request, made)
    qr = typesetting.qr_inline(_address(request, code))
    context = {"story": tell(made, at=now), "qr": qr}
    return unlisted(render(request, "portal/hall/appointment.html", context))


@of_centre
@require_safe
def calendar(request: HouseRequest, code: str) -> HttpResponse:
    """The appointment for the calendar of a phone."""
    now = timezone.now()
    made = appointments.with_code(request.centre, code)
    if made is None or not booking.is_to_come(made, at=now):
        return _nothing_here(request, made)
    text = calendar_entry.text(made, address=_address(request, code), at=now)
    file = HttpResponse(text, content_type=CALENDAR)
    file["Content-Disposition"] = 'attachment; filename="lich-hen.ics"'
    return unlisted(file)


@of_centre
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HouseRequest, code: str) -> HttpResponse:
    """The half hours one may come instead; posted, one of them."""
    now = timezone.now()
    made = appointments.with_code(request.centre, code)
    if made is None or not booking.is_to_come(made, at=now):
        return _nothing_here(request, made)
    is_lost = False
    if request.method == "POST":
        is_lost = not _moved(request, made, now)
        if not is_lost:
            messages.success(request, _("Đã đổi giờ hẹn."))
            return redirect("portal:appointment", code)
    found = appointments.half_hours(made.queue, at=now)
    context = {
        "story": tell(made, at=now),
        "choice": choosing.choose(found, _day_asked(request, made)),
        "is_lost": is_lost,
        "present": choosing.written(made.starts_at),
    }
    status = 409 if is_lost else 200
    page = render(request, "portal/hall/appointment_move.html", context, status=status)
    return unlisted(page)


@of_centre
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HouseRequest, code: str) -> HttpResponse:
    """Ask once whether they do not want to come; posted, they do not."""
    if request.method == "POST":
        return _act(request, code, booking.cancel, _("Đã hủy lịch hẹn."))
    now = timezone.now()
    made = appointments.with_code(request.centre, code)
    if made is None or not booking.is_to_come(made, at=now):
        return _nothing_here(request, made)
    context = {"story": tell(made, at=now)}
    return unlisted(render(request, "portal/hall/appointment_cancel.html", context))


@of_centre
@require_POST
def wish(request: HouseRequest, code: str) -> HttpResponse:
    """Be told of earlier half hours, or no longer."""
    is_wanted = request.POST.get("earlier") == "yes"
    said = _("Có giờ sớm hơn thì trang này báo.") if is_wanted else _("Đã thôi báo.")
    return _act(request, code, booking.wish_earlier, said, is_wanted=is_wanted)


@of_centre
@require_POST
def accept(request: HouseRequest, code: str) -> HttpResponse:
    """Come in the earlier half hour that was offered."""
    start = choosing.read(request.POST.get("slot", ""))
    if start is None:
        return redirect("portal:appointment", code)
    return _act(
        request,
        code,
        booking.accept_offer,
        _("Đã đổi sang giờ sớm hơn."),
        starts_at=start,
    )


@of_centre
@require_POST
def check_in(request: HouseRequest, code: str) -> HttpResponse:
    """They are there: on to the page of their number."""
    now = timezone.now()
    made = appointments.with_code(request.centre, code)
    if made is None:
        return _nothing_here(request, made)
    try:
        expecting.check_in(centre=request.centre, appointment_id=made.id, at=now)
    except (CameTooEarly, AppointmentEnded, HallClosed) as refusal:
        messages.warning(request, _why_no_number(refusal, made, now))
        return redirect("portal:appointment", code)
    came = appointments.with_code(request.centre, code)
    assert came is not None
    assert came.ticket is not None
    return redirect("portal:ticket", came.ticket.visit.public_code)


def _moved(request: HouseRequest, made: Appointment, now: datetime) -> bool:
    """Whether the half hour that was chosen could be had."""
    wanted = choosing.read(request.POST.get("slot", ""))
    if wanted is None:
        return False
    try:
        booking.move(
            centre=request.centre, appointment_id=made.id, starts_at=wanted, at=now
        )
    except (SlotFull, SlotClosed, NoAppointments, AppointmentEnded):
        return False
    return True


def _act(
    request: HouseRequest, code: str, do: Callable[..., Any], said: str, **more: Any
) -> HttpResponse:
    """What was done is what the page then says."""
    now = timezone.now()
    made = appointments.with_code(request.centre, code)
    if made is None:
        return _nothing_here(request, made)
    try:
        do(centre=request.centre, appointment_id=made.id, at=now, **more)
    except AppointmentEnded:
        messages.warning(request, _("Không làm được nữa: xin xem lịch dưới đây."))
    except (OfferGone, SlotFull, SlotClosed, NoAppointments):
        messages.warning(
            request, _("Giờ đó đã có người khác nhận. Lịch của Ông/Bà vẫn như cũ.")
        )
    else:
        messages.success(request, said)
    return redirect("portal:appointment", code)


def _why_no_number(refusal: Exception, made: Appointment, now: datetime) -> str:
    if isinstance(refusal, CameTooEarly):
        return _("Chưa đến giờ. Từ %(time)s bấm lại là có số.") % {
            "time": vn_time(refusal.at)
        }
    if isinstance(refusal, HallClosed):
        return taking_words.why_closed(refusal, made.queue, timezone.localtime(now))
    return _("Không làm được nữa: xin xem lịch dưới đây.")


def _day_asked(request: HouseRequest, made: Appointment) -> str:
    today = timezone.localtime(made.starts_at).date().isoformat()
    return request.GET.get("ngay", "") or today


def _is_over(made: Appointment, now: datetime) -> bool:
    """True on the days after the one it was for."""
    return timezone.localdate(made.starts_at) < timezone.localdate(now)


def _address(request: HouseRequest, code: str) -> str:
    return request.build_absolute_uri(reverse("portal:appointment", args=[code]))


def _nothing_here(request: HouseRequest, made: Appointment | None) -> HttpResponse:
    """No such appointment, or one that is over."""
    status = 404 if made is None else 410
    context = {"appointment": made}
    return unlisted(
        render(request, "portal/hall/appointment_gone.html", context, status=status)
    )
