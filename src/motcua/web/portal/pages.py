"""Pages that explain: hours and contact, help for everyone, personal data."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.accounts.middleware import HouseRequest
from motcua.rules.worktime import DayKind, SpecialDay
from motcua.ward import selectors as ward
from motcua.ward.models import CalendarDay, Centre
from motcua.web.citizens.opening import coming_days, opening, weekly_hours
from motcua.web.portal.door import of_centre
from motcua.web.ui.formatting import vn_day
from motcua.web.ui.parts import Fact


@of_centre
def hours(request: HouseRequest) -> HttpResponse:
    """When the centre is open, which days differ, where it is."""
    now = timezone.localtime()
    calendar = ward.calendar_in_force(request.centre)
    return render(
        request,
        "portal/hours.html",
        {
            "opening": opening(calendar, at=now),
            "week": weekly_hours(calendar, today=now.date()),
            "days": [_day(day) for day in coming_days(calendar, today=now.date())],
            "contact": _contact(request.centre),
        },
    )


@of_centre
def accessibility(request: HouseRequest) -> HttpResponse:
    """What makes the pages easier, and whom to tell when they are not."""
    return render(request, "portal/accessibility.html")


@of_centre
def personal_data(request: HouseRequest) -> HttpResponse:
    """What is kept about people, why, and what they may ask for."""
    return render(request, "portal/personal_data.html")


def _day(day: SpecialDay) -> dict[str, object]:
    kind = str(CalendarDay.Kind(day.kind).label)
    return {
        "date": vn_day(day.on, get_language() or "vi"),
        "name": day.name,
        "kind": kind,
        "is_open": bool(day.sessions) or day.kind is DayKind.WORKED_DAY,
        "sessions": tuple(map(str, day.sessions)),
        "is_provisional": day.provisional,
    }


def _contact(centre: Centre) -> list[Fact]:
    unknown = _("chưa cập nhật")
    return [
        Fact(term=_("Cơ quan"), value=centre.committee),
        Fact(term=_("Nơi đến"), value=centre.name),
        Fact(term=_("Địa chỉ"), value=centre.address or unknown),
        Fact(term=_("Điện thoại"), value=centre.phone or unknown),
        Fact(term=_("Thuộc"), value=f"{centre.ward_name}, {centre.province_name}"),
    ]
