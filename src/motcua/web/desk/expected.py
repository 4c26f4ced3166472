"""Who has an appointment today, for the person at the door: they come, they get a number."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.queueing import appointments, errors
from motcua.queueing.models import Appointment
from motcua.queueing.services import expecting
from motcua.rules import appointment_slots as slots
from motcua.rules.appointment_slots import Coming
from motcua.rules.vietnamese import mask_name, mask_phone
from motcua.ward import selectors as ward
from motcua.ward.models import Centre
from motcua.web.desk.greeter_words import closed
from motcua.web.ui.templatetags.ui import vn_time


@dataclass(frozen=True)
class Expected:
    """One appointment of today as the door sees it: enough to recognise who comes."""

    appointment: Appointment
    name: str
    phone: str
    opens_at: datetime
    coming: Coming

    @property
    def may_come(self) -> bool:
        """True when they get a number now."""
        return self.coming in {Coming.EXPECTED, Coming.LATE}

    @property
    def tone(self) -> str:
        """How it looks in the list."""
        return {Coming.EXPECTED: "ok", Coming.LATE: "warn"}.get(self.coming, "calm")


def today(centre: Centre, *, at: datetime) -> list[Expected]:
    """Who is still expected today, the next one first."""
    if not ward.has_calendar(centre):
        return []
    calendar = ward.calendar_in_force(centre)
    return [
        Expected(
            appointment=made,
            name=mask_name(made.full_name),
            phone=mask_phone(made.phone),
            opens_at=made.starts_at - slots.EARLY,
            coming=slots.coming(calendar, made.starts_at, at),
        )
        for made in appointments.expected(centre, on=timezone.localdate(at))
    ]


@needs(Capability.GREET)
@require_POST
def check_in(request: StaffRequest, appointment_id: UUID) -> HttpResponse:
    """They are there: give them their number."""
    try:
        ticket = expecting.check_in(
            centre=request.centre,
            appointment_id=appointment_id,
            at=timezone.now(),
            by=request.user,
        )
    except errors.UnknownAppointment:
        raise Http404 from None
    except errors.AppointmentEnded:
        messages.warning(request, _("Lịch hẹn này đã hủy hoặc đã qua ngày."))
    except errors.CameTooEarly as early:
        messages.warning(
            request,
            _("Chưa đến giờ: từ %(time)s mới phát số cho lịch hẹn này.")
            % {"time": vn_time(early.at)},
        )
    except errors.HallClosed as refusal:
        messages.warning(request, closed(refusal))
    else:
        return redirect(f"{reverse('desk:greeter')}?ticket={ticket.id}")
    return redirect("desk:greeter")
