"""Giving a later date, once and with an apology (Decree 61/2018 art. 19(9)).

The agency says so at the latest one working day before the promise ends. A later word
is better than none: it is taken, and carries the mark of being late itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from motcua.rules.worktime import (
    ExtensionRefused,
    OfficeCalendar,
    Pause,
    ResumePolicy,
    working_days_between,
)

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Extension:
    """The new date as it may be given: is the apology late, and when was its time?"""

    due_at: datetime
    is_late: bool
    last_moment: datetime


def extend(
    due_at: datetime, new_due_at: datetime, calendar: OfficeCalendar, *, at: datetime
) -> Extension:
    """Return the extension given at this moment.

    Raises ExtensionRefused when the new date is not later than the present one, has
    passed already, or lies outside office time.
    """
    if new_due_at <= due_at:
        raise ExtensionRefused(f"{new_due_at} is not later than {due_at}")
    if new_due_at <= at:
        raise ExtensionRefused(f"{new_due_at} has passed")
    day = calendar.wall_clock(new_due_at).date()
    if not calendar.is_working_day(day) or not calendar.is_open(new_due_at):
        raise ExtensionRefused(f"{new_due_at} is outside office time")
    return Extension(
        due_at=new_due_at,
        is_late=_days_ahead(due_at, calendar, at=at) < 1,
        last_moment=last_moment(due_at, calendar),
    )


def last_moment(due_at: datetime, calendar: OfficeCalendar) -> datetime:
    """Return the end of the last working day before the promise: an apology's time."""
    day = calendar.wall_clock(due_at).date() - ONE_DAY
    while not calendar.is_working_day(day):
        day -= ONE_DAY
    return calendar.closing_of(day)


def carried(
    extended_due_at: datetime,
    calendar: OfficeCalendar,
    *,
    given_at: datetime,
    pauses: Iterable[Pause],
) -> datetime:
    """Return the extended date after the pauses that came since it was given.

    A pause that the law lets the clock continue after moves the date by its working
    days. One that starts the clock afresh is counted elsewhere: the later date holds.
    A day that a newer calendar closes gives way to the next working day.
    """
    due_at = _on_working_day(extended_due_at, calendar)
    for pause in sorted(pauses, key=lambda pause: pause.opened_at):
        if pause.closed_at is None or not given_at <= pause.opened_at <= due_at:
            continue
        if pause.resume is ResumePolicy.CONTINUE:
            opened, closed = (
                calendar.wall_clock(moment).date()
                for moment in (pause.opened_at, pause.closed_at)
            )
            days = working_days_between(opened, closed, calendar)
            due_at = _later(due_at, days, calendar)
    return due_at


def _days_ahead(due_at: datetime, calendar: OfficeCalendar, *, at: datetime) -> int:
    """Count the working days from the next opening up to the day of the promise."""
    opening = calendar.wall_clock(calendar.next_open(at)).date()
    return working_days_between(opening, calendar.wall_clock(due_at).date(), calendar)


def _later(due_at: datetime, days: int, calendar: OfficeCalendar) -> datetime:
    wall = calendar.wall_clock(due_at)
    day = wall.date()
    for _count in range(days):
        day = _next_working_day(day + ONE_DAY, calendar)
    return _at_hour(day, wall, calendar)


def _on_working_day(due_at: datetime, calendar: OfficeCalendar) -> datetime:
    wall = calendar.wall_clock(due_at)
    day = _next_working_day(wall.date(), calendar)
    return due_at if day == wall.date() else calendar.closing_of(day)


def _at_hour(day: date, wall: datetime, calendar: OfficeCalendar) -> datetime:
    """The same hour of that day, or its closing when the office is shut then."""
    same = calendar.zoned(datetime.combine(day, wall.time()))
    return same if calendar.is_open(same) else calendar.closing_of(day)


def _next_working_day(day: date, calendar: OfficeCalendar) -> date:
    while not calendar.is_working_day(day):
        day += ONE_DAY
    return day
