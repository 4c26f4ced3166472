"""What the page of an appointment says: when to come, and what can be done now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.queueing import appointments
from motcua.queueing.models import Appointment
from motcua.queueing.services import booking
from motcua.rules import appointment_slots as slots
from motcua.rules.appointment_slots import Coming
from motcua.ward import selectors as ward
from motcua.web.portal.hall.choosing import Hour
from motcua.web.ui.formatting import vn_time
from motcua.web.ui.parts import Fact


@dataclass(frozen=True)
class Story:
    """The page at one moment."""

    appointment: Appointment
    starts_at: datetime
    tone: str
    icon: str
    title: str
    text: str
    facts: Sequence[Fact]
    offers: Sequence[Hour]
    is_to_come: bool
    can_check_in: bool

    @property
    def ticket_code(self) -> str:
        """The code of the number it became."""
        ticket = self.appointment.ticket
        return ticket.visit.public_code if ticket else ""


def tell(made: Appointment, *, at: datetime) -> Story:
    """How it stands with this appointment."""
    starts_at = timezone.localtime(made.starts_at)
    coming = slots.coming(ward.calendar_in_force(made.centre), made.starts_at, at)
    is_to_come = booking.is_to_come(made, at=at)
    tone, icon, title, text = _words(made, coming, starts_at)
    return Story(
        appointment=made,
        starts_at=starts_at,
        tone=tone,
        icon=icon,
        title=title,
        text=text,
        facts=_facts(made),
        offers=[
            Hour(timezone.localtime(start), 1)
            for start in appointments.offers_to(made, at=at)
        ],
        is_to_come=is_to_come,
        can_check_in=is_to_come and coming in {Coming.EXPECTED, Coming.LATE},
    )


def _words(
    made: Appointment, coming: Coming, starts_at: datetime
) -> tuple[str, str, str, str]:
    if made.state == Appointment.State.CANCELLED:
        return (
            "calm",
            "ban",
            _("Lịch hẹn đã hủy"),
            _("Chỗ đã nhường cho người khác. Khi cần, Ông/Bà đặt lại lịch mới."),
        )
    if made.state == Appointment.State.CHECKED_IN:
        return (
            "ok",
            "circle-check",
            _("Ông/Bà đã đến và có số"),
            _("Mở trang của số để xem còn mấy người và đến quầy nào."),
        )
    return _to_come(coming, starts_at)


def _to_come(coming: Coming, starts_at: datetime) -> tuple[str, str, str, str]:
    if coming is Coming.EXPECTED:
        return (
            "ok",
            "door-open",
            _("Đến giờ hẹn của Ông/Bà"),
            _(
                "Đến Trung tâm rồi thì bấm “Tôi đã đến”: có số ngay, được gọi theo giờ hẹn."
            ),
        )
    if coming is Coming.LATE:
        return (
            "warn",
            "clock",
            _("Đã quá giờ hẹn 15 phút"),
            _(
                "Không sao: bấm “Tôi đã đến” vẫn có số, chờ theo thứ tự như mọi người. Hoặc đổi sang giờ khác."
            ),
        )
    times = {
        "from": vn_time(starts_at - slots.EARLY),
        "until": vn_time(starts_at + slots.LATE),
    }
    return (
        "info",
        "calendar-check",
        _("Đã giữ chỗ cho Ông/Bà"),
        _(
            "Hôm đó mở trang này từ %(from)s đến %(until)s, bấm “Tôi đã đến” là có số. Hoặc đưa mã QR cho người hướng dẫn ở cửa."
        )
        % times,
    )


def _facts(made: Appointment) -> list[Fact]:
    facts = [
        Fact(term=_("Việc"), value=made.queue.title),
        Fact(term=_("Người đến"), value=made.full_name),
    ]
    if made.on_behalf_of:
        facts.append(Fact(term=_("Làm hộ cho"), value=made.on_behalf_of))
    if made.centre.address:
        facts.append(Fact(term=_("Nơi đến"), value=made.centre.address))
    return facts
