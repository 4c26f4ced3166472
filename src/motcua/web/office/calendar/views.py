"""The office calendar: a year at a glance, and its changes."""

from datetime import date
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.dossiers import services as dossiers
from motcua.dossiers.selectors import open_reviews
from motcua.rules.worktime import InvalidCalendar, OutOfReach
from motcua.ward import selectors, services
from motcua.ward.explanations import explain
from motcua.ward.models import CalendarEdition
from motcua.web.office.calendar.forms import HoursForm, ReckoningForm, SpecialDayForm
from motcua.web.office.calendar.months import MARKS, months_of
from motcua.web.office.frame import page
from motcua.web.office.inputs import day_or_none
from motcua.web.ui.parts import NavItem

ROOM: Final = "calendar"
YEARS: Final = range(2000, 2100)


@needs(Capability.MANAGE_CALENDAR)
def show(request: StaffRequest) -> HttpResponse:
    """Twelve months, the special days beside them, the hours of the week."""
    today = timezone.localdate()
    year = _year(request, today)
    days = list(selectors.special_days(request.centre, year))
    return page(
        request,
        "office/calendar/year.html",
        ROOM,
        {
            "year": year,
            "years": _years(request, year, today),
            "months": months_of(year, days, today=today),
            "days": days,
            "marks": MARKS,
            "seasons": selectors.seasons(request.centre),
            "edition": selectors.editions(request.centre).first(),
            "question_count": open_reviews(request.centre).count(),
        },
    )


@needs(Capability.MANAGE_CALENDAR)
def add_day(request: StaffRequest) -> HttpResponse:
    """Mark a day; the promises it would move are then asked about."""
    if request.method != "POST":
        asked = day_or_none(request.GET.get("on", ""))
        return _day_page(
            request, SpecialDayForm(initial={"on": asked} if asked else {})
        )
    form = SpecialDayForm(request.POST)
    if not form.is_valid():
        return _day_page(request, form)
    try:
        edition = services.add_special_day(
            centre=request.centre, new=form.day, by=request.user, at=timezone.now()
        )
    except services.DayAlreadySpecial:
        form.add_error("on", _("Lịch đã có ghi ngày này; bỏ ghi cũ trước khi ghi lại"))
    except InvalidCalendar:
        form.add_error(None, _("Ngày này mâu thuẫn với lịch đang có, chưa ghi gì cả"))
    else:
        messages.success(request, _("Đã ghi ngày vào lịch."))
        return _ask_about_promises(request, edition)
    return _day_page(request, form)


@needs(Capability.MANAGE_CALENDAR)
def remove_day(request: StaffRequest, day: str) -> HttpResponse:
    """Make a day an ordinary one again, after asking."""
    on = day_or_none(day)
    special = selectors.special_day(request.centre, on) if on else None
    if on is None or special is None:
        raise Http404
    if request.method != "POST":
        return page(request, "office/calendar/remove.html", ROOM, {"day": special})
    try:
        edition = services.remove_special_day(
            centre=request.centre, on=on, by=request.user, at=timezone.now()
        )
    except services.NoSuchDay:
        raise Http404 from None
    messages.success(request, _("Đã bỏ ngày khỏi lịch."))
    return _ask_about_promises(request, edition)


@needs(Capability.MANAGE_CALENDAR)
def hours(request: StaffRequest, season_id: UUID) -> HttpResponse:
    """Change the opening hours of one season."""
    season = selectors.seasons(request.centre).filter(id=season_id).first()
    if season is None:
        raise Http404
    form = HoursForm(request.POST or None, season=season)
    if form.is_valid():
        try:
            edition = services.set_hours(
                centre=request.centre,
                season=season.name,
                week=form.week,
                by=request.user,
                at=timezone.now(),
            )
        except InvalidCalendar:
            form.add_error(
                None, _("Giờ này mâu thuẫn với lịch đang có, chưa đổi gì cả")
            )
        else:
            messages.success(request, _("Đã đổi giờ làm việc."))
            return _ask_about_promises(request, edition)
    return page(
        request, "office/calendar/hours.html", ROOM, {"form": form, "season": season}
    )


@needs(Capability.MANAGE_CALENDAR)
def editions(request: StaffRequest) -> HttpResponse:
    """Every edition of the calendar: who changed what, when."""
    rows = selectors.editions(request.centre).defer("content")[:200]
    return page(request, "office/calendar/editions.html", ROOM, {"editions": rows})


@needs(Capability.MANAGE_CALENDAR)
def reckoning(request: StaffRequest) -> HttpResponse:
    """Try the clock: a moment and a limit, and how the due time is counted."""
    form = ReckoningForm(
        request.GET or None, initial={"received": timezone.localtime(), "quantity": 5}
    )
    result = None
    if form.is_valid():
        try:
            result = dossiers.preview_due(
                request.centre, form.limit, received_at=form.received_at
            )
        except OutOfReach:
            form.add_error("received", _("Ngày này xa quá, lịch không đếm tới được"))
    return page(
        request,
        "office/calendar/reckoning.html",
        ROOM,
        {"form": form, "result": result, "lines": explain(result) if result else []},
    )


def _ask_about_promises(
    request: StaffRequest, edition: CalendarEdition
) -> HttpResponse:
    """List what the new edition would move, then show the list."""
    dossiers.review_promises(centre=request.centre, edition=edition)
    return redirect("office:reviews")


def _day_page(request: StaffRequest, form: SpecialDayForm) -> HttpResponse:
    return page(request, "office/calendar/add.html", ROOM, {"form": form})


def _year(request: StaffRequest, today: date) -> int:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdigit() and int(asked) in YEARS else today.year


def _years(request: StaffRequest, year: int, today: date) -> list[NavItem]:
    known = selectors.years_with_special_days(request.centre)
    shown = sorted({*known, today.year, year})
    return [
        NavItem(
            label=str(one),
            url=f"{reverse('office:calendar')}?year={one}",
            is_current=one == year,
        )
        for one in shown
    ]
