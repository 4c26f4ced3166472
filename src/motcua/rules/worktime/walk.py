"""Walking the calendar: open time spent, open time to come, working days."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Final

from motcua.rules.worktime.calendar import OfficeCalendar, after
from motcua.rules.worktime.pauses import Pause, standstills

NOTHING: Final = timedelta()


def elapsed(
    start: datetime,
    end: datetime,
    calendar: OfficeCalendar,
    pauses: Iterable[Pause] = (),
) -> timedelta:
    """Return the open time from start to end, less the pauses; never negative.

    A pause still open takes everything from its opening on.
    """
    first, last = calendar.wall_clock(start), calendar.wall_clock(end)
    total = open_time(first, last, calendar)
    for pause in standstills(pauses, calendar):
        closed = last if pause.closed is None else min(pause.closed, last)
        total -= open_time(max(pause.opened, first), closed, calendar)
    return total


def advance(
    start: datetime, open_time: timedelta, calendar: OfficeCalendar
) -> datetime:
    """Return the first instant by which so much open time has passed since start.

    No open time at all gives the start itself, rolled forward to an opening.
    """
    if open_time < NOTHING:
        raise ValueError("the clock does not run backwards")
    return calendar.zoned(advanced(calendar.wall_clock(start), open_time, calendar))


def working_days_between(first: date, last: date, calendar: OfficeCalendar) -> int:
    """Count the working days d with first <= d < last."""
    count = 0
    while first < last:
        count += calendar.is_working_day(first)
        first = after(first)
    return count


def open_time(first: datetime, last: datetime, calendar: OfficeCalendar) -> timedelta:
    """Return the open time between two wall-clock times."""
    if last <= first:
        return NOTHING
    day, end = first.date(), last.date()
    if day == end:
        return _open_part(first, last, calendar)
    total = _open_part(first, _midnight(after(day)), calendar)
    while (day := after(day)) < end:
        total += calendar.plan(day).open_time
    return total + _open_part(_midnight(end), last, calendar)


def advanced(start: datetime, left: timedelta, calendar: OfficeCalendar) -> datetime:
    """Return the wall-clock time by which so much open time has passed."""
    start = calendar.roll(start)
    day = start.date()
    while True:
        plan = calendar.plan(day)
        for opens, closes in plan.sessions:
            begins = max(opens, start)
            if begins > closes:
                continue
            if left <= closes - begins:
                return begins + left
            left -= closes - begins
        day = after(day)


def nth_working_day(day: date, count: int, calendar: OfficeCalendar) -> date:
    """Return the count-th working day after this day; the day itself for none."""
    while count:
        day = after(day)
        count -= calendar.plan(day).is_working
    return day


def working_day_from(day: date, calendar: OfficeCalendar) -> date:
    """Return this day when it is a working day, otherwise the next one."""
    while not calendar.plan(day).is_working:
        day = after(day)
    return day


def _open_part(first: datetime, last: datetime, calendar: OfficeCalendar) -> timedelta:
    """Return the open time of first's day that lies between the two times."""
    sessions = calendar.plan(first.date()).sessions
    parts = (min(closes, last) - max(opens, first) for opens, closes in sessions)
    return sum((part for part in parts if part > NOTHING), NOTHING)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
