"""Whether the centre is open now, and when it opens next, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.rules.worktime import OfficeCalendar, SpecialDay
from motcua.ward.explanations import WEEKDAYS
from motcua.web.ui.formatting import vn_day

ONE_DAY: Final = timedelta(days=1)
AHEAD: Final = timedelta(days=120)
MOST_DAYS: Final = 8


@dataclass(frozen=True)
class Opening:
    """The sign on the door: open or closed, until when, and why."""

    is_open: bool
    title: str
    text: str


@dataclass(frozen=True)
class Hours:
    """The opening hours of one weekday or of several alike."""

    days: str
    sessions: tuple[str, ...]


def opening(calendar: OfficeCalendar, *, at: datetime) -> Opening:
    """What the sign on the door says at this moment."""
    wall = calendar.wall_clock(at)
    sessions = calendar.plan(wall.date()).sessions
    if current := next((s for s in sessions if s[0] <= wall < s[1]), None):
        return Opening(
            is_open=True,
            title=_("Đang mở cửa đến %(time)s") % {"time": f"{current[1]:%H:%M}"},
            text=_later_today([s for s in sessions if s[0] >= current[1]]),
        )
    opens = calendar.roll(wall + timedelta(minutes=1))
    return Opening(
        is_open=False,
        title=_closed_because(calendar, wall),
        text=_("Mở lại lúc %(when)s.") % {"when": in_words(opens, wall.date())},
    )


def coming_days(calendar: OfficeCalendar, *, today: date) -> list[SpecialDay]:
    """The next days that are not like their weekday."""
    coming = [day for day in calendar.days if today <= day.on <= today + AHEAD]
    return coming[:MOST_DAYS]


def weekly_hours(calendar: OfficeCalendar, *, today: date) -> list[Hours]:
    """The plain week of today's season, weekdays alike in one line."""
    season = next(s for s in calendar.seasons if s.covers(today.month, today.day))
    week = [(day, tuple(map(str, season.sessions(day)))) for day in range(7)]
    return [
        Hours(_span([day for day, _sessions in alike]), sessions)
        for sessions, alike in _alike(week)
    ]


def _alike(
    week: list[tuple[int, tuple[str, ...]]],
) -> Iterator[tuple[tuple[str, ...], list[tuple[int, tuple[str, ...]]]]]:
    for sessions, days in groupby(week, key=lambda day: day[1]):
        yield sessions, list(days)


def _span(days: list[int]) -> str:
    first, last = _weekday(days[0]), _weekday(days[-1])
    if len(days) == 1:
        return first
    if len(days) == 2:
        return _("%(first)s, %(last)s") % {"first": first, "last": last}
    return _("%(first)s đến %(last)s") % {"first": first, "last": last}


def _weekday(day: int) -> str:
    name = str(WEEKDAYS[day])
    return name[:1].upper() + name[1:]


def _later_today(sessions: list[tuple[datetime, datetime]]) -> str:
    if not sessions:
        return ""
    opens, closes = sessions[0]
    return _("Nghỉ trưa, rồi mở lại từ %(opens)s đến %(closes)s.") % {
        "opens": f"{opens:%H:%M}",
        "closes": f"{closes:%H:%M}",
    }


def _closed_because(calendar: OfficeCalendar, wall: datetime) -> str:
    special = calendar.special_on(wall.date())
    if special is None or calendar.plan(wall.date()).sessions:
        return _("Đang đóng cửa")
    return _("Hôm nay nghỉ: %(name)s") % {"name": special.name}


def in_words(opens: datetime, today: date) -> str:
    """When it opens: 07:30 tomorrow, Thursday 26/11/2026."""
    time, day = f"{opens:%H:%M}", vn_day(opens, get_language() or "vi")
    if opens.date() == today:
        return _("%(time)s hôm nay") % {"time": time}
    if opens.date() == today + ONE_DAY:
        return _("%(time)s ngày mai, %(day)s") % {"time": time, "day": day}
    return _("%(time)s %(day)s") % {"time": time, "day": day}
