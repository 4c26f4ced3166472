"""Before leaving home: who is served now, and which hours of the week are quiet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.accounts.middleware import HouseRequest
from motcua.queueing import crowd
from motcua.queueing.crowd import QueueNow
from motcua.rules import quiet_hours
from motcua.rules.quiet_hours import Slot, Week
from motcua.rules.worktime import OfficeCalendar
from motcua.ward import selectors as ward
from motcua.ward.explanations import WEEKDAYS
from motcua.web.citizens.opening import opening
from motcua.web.portal.door import of_centre
from motcua.web.portal.hall.crowd_picture import LEVELS, SHORT, Picture, draw

NAMED: Final = 3


@dataclass(frozen=True)
class Quiet:
    """The quiet hours: said, drawn, and as a table."""

    quietest: list[str]
    busiest: list[str]
    picture: Picture
    days: list[str]
    weeks: int


@of_centre
def show(request: HouseRequest) -> HttpResponse:
    """Now serving, and the quiet hours; no person is in either."""
    now = timezone.localtime()
    calendar = ward.calendar_in_force(request.centre)
    queues = crowd.now(request.centre, at=now)
    door = opening(calendar, at=now)
    return render(
        request,
        "portal/hall/crowd.html",
        {
            "opening": door,
            "is_over": not door.is_open and not any(each.waiting for each in queues),
            "queues": queues,
            "quiet": _quiet(crowd.week(request.centre, at=now), queues, calendar, now),
            "levels": LEVELS,
            "fewest": quiet_hours.FEWEST_WEEKS,
            "now": now,
        },
    )


def _quiet(
    week: Week, queues: Sequence[QueueNow], calendar: OfficeCalendar, now: datetime
) -> Quiet | None:
    """None as long as too few weeks are known to say anything."""
    if not week.is_enough or not queues:
        return None
    today = now.date()
    season = next(s for s in calendar.seasons if s.covers(today.month, today.day))
    last = timedelta(minutes=max(each.queue.last_minutes for each in queues))
    order = quiet_hours.by_quiet(week, quiet_hours.slots_within(season.week, last=last))
    picture = draw(week, quiet_hours.slots_within(season.week))
    return Quiet(
        quietest=[_in_words(week, slot) for slot in order[:NAMED]],
        busiest=[_in_words(week, slot) for slot in order[-NAMED:][::-1]],
        picture=picture,
        days=[str(SHORT[day]) for day in sorted(week.days)],
        weeks=week.weeks,
    )


def _in_words(week: Week, slot: Slot) -> str:
    day = str(WEEKDAYS[slot[0]])
    count = round(week.mean(slot))
    values = {
        "day": day[:1].upper() + day[1:],
        "begins": quiet_hours.begins(slot[1]),
        "ends": quiet_hours.begins(slot[1] + 1),
        "count": count,
    }
    if not count:
        return _("%(day)s, %(begins)s đến %(ends)s: hầu như không ai") % values
    return (
        ngettext(
            "%(day)s, %(begins)s đến %(ends)s: khoảng %(count)d người",
            "%(day)s, %(begins)s đến %(ends)s: khoảng %(count)d người",
            count,
        )
        % values
    )
