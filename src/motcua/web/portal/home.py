"""The first page: whose it is, whether the door is open, what can be done."""

from collections.abc import Sequence
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.accounts.middleware import HouseRequest
from motcua.catalogue import selectors as catalogue
from motcua.queueing import selectors as hall
from motcua.queueing.models import Queue
from motcua.ward import selectors as ward
from motcua.web.citizens.opening import ONE_DAY, coming_days, opening
from motcua.web.portal.door import of_centre
from motcua.web.ui.parts import NavItem

MOST_FIELDS: Final = 6


@of_centre
def show(request: HouseRequest) -> HttpResponse:
    """The home page."""
    now = timezone.localtime()
    tomorrow = now.date() + ONE_DAY
    calendar = ward.calendar_in_force(request.centre)
    fields = catalogue.fields_offered(request.centre)
    return render(
        request,
        "portal/home.html",
        {
            "opening": opening(calendar, at=now),
            "next_special": next(iter(coming_days(calendar, today=tomorrow)), None),
            "tasks": _tasks(hall.queues(request.centre)),
            "fields": sorted(fields, key=lambda field: -field.count)[:MOST_FIELDS],
            "field_total": len(fields),
        },
    )


def _tasks(queues: Sequence[Queue]) -> list[NavItem]:
    """Only what can be done today: a task that does not exist is not promised."""
    booked = [
        NavItem(
            label=_("Đặt lịch hẹn"),
            text=_("Chọn ngày, chọn giờ; đến đúng giờ thì được gọi trước"),
            url=reverse("portal:appointments"),
            icon="calendar-clock",
        )
    ]
    in_hall = [
        NavItem(
            label=_("Lấy số thứ tự"),
            text=_("Bằng điện thoại, không cần cài gì, theo dõi lượt ngay trên máy"),
            url=reverse("portal:take-number"),
            icon="ticket",
        ),
        NavItem(
            label=_("Bây giờ có đông không?"),
            text=_("Đang gọi số nào, bao nhiêu người chờ, giờ nào vắng"),
            url=reverse("portal:crowd"),
            icon="users",
        ),
    ]
    return [
        NavItem(
            label=_("Tra cứu hồ sơ"),
            text=_("Xem hồ sơ đang ở đâu, bao giờ có kết quả"),
            url=reverse("portal:tracking"),
            icon="scan-line",
            is_main=True,
        ),
        NavItem(
            label=_("Chuẩn bị giấy tờ"),
            text=_("Cần mang gì, mất bao lâu, bao nhiêu tiền"),
            url=reverse("portal:procedures"),
            icon="list-checks",
        ),
        *(in_hall if queues else []),
        *(booked if any(q.is_open and q.per_half_hour for q in queues) else []),
        NavItem(
            label=_("Giờ làm việc và liên hệ"),
            text=_("Giờ mở cửa, ngày nghỉ, địa chỉ, điện thoại"),
            url=reverse("portal:hours"),
            icon="map-pin",
        ),
        NavItem(
            label=_("Trợ giúp khi dùng trang này"),
            text=_("Chữ to, màu rõ, nhờ người làm hộ"),
            url=reverse("portal:accessibility"),
            icon="hand-heart",
        ),
    ]
