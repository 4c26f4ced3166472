"""The ward's own week and the words the clock's tests are written in."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from motcua.rules.worktime import (
    DayKind,
    OfficeCalendar,
    Pause,
    ResumePolicy,
    Season,
    Session,
    SpecialDay,
    TimeLimit,
    Unit,
    due,
)
from motcua.ward.calendar_data import calendar_from_file

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
MORNING = Session(time(7, 30), time(11, 30))
AFTERNOON = Session(time(13), time(17))
FULL_WEEK = dict.fromkeys(range(5), (MORNING, AFTERNOON))
ALL_YEAR = Season("all year", (1, 1), (12, 31), FULL_WEEK)

SHIPPED = OfficeCalendar.from_data(calendar_from_file())

SAME_DAY = TimeLimit(1, Unit.SAME_DAY)


def at(text: str) -> datetime:
    """Read "2026-11-23 15:00" on the office's wall clock."""
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


def on(text: str) -> date:
    """Read "2026-11-23"."""
    return date.fromisoformat(text)


def hours(quantity: int) -> TimeLimit:
    """So many working hours."""
    return TimeLimit(quantity, Unit.HOURS)


def working_days(quantity: int) -> TimeLimit:
    """So many working days."""
    return TimeLimit(quantity, Unit.WORKING_DAYS)


def calendar_days(quantity: int) -> TimeLimit:
    """So many days, days off included."""
    return TimeLimit(quantity, Unit.CALENDAR_DAYS)


def months(quantity: int) -> TimeLimit:
    """So many months."""
    return TimeLimit(quantity, Unit.MONTHS)


def waits(opened: str, closed: str | None) -> Pause:
    """Build a pause after which the clock continues."""
    return Pause(at(opened), at(closed) if closed else None, ResumePolicy.CONTINUE)


def restarts(opened: str, closed: str | None) -> Pause:
    """Build a pause after which the clock starts afresh."""
    return Pause(at(opened), at(closed) if closed else None, ResumePolicy.RESTART)


def office(
    *days: SpecialDay,
    seasons: tuple[Season, ...] = (ALL_YEAR,),
    known_until: str = "2030-12-31",
) -> OfficeCalendar:
    """Build a calendar of plain weeks with these special days."""
    return OfficeCalendar("test", seasons, days, on(known_until))


def holiday(
    day: str, name: str = "holiday", *, provisional: bool = False
) -> SpecialDay:
    """Build a day off by law."""
    return SpecialDay(on(day), DayKind.HOLIDAY, name, provisional=provisional)


def due_text(
    received: str,
    limit: TimeLimit,
    *pauses: Pause,
    calendar: OfficeCalendar = SHIPPED,
    extension: str | None = None,
) -> str:
    """Return the due time as "2026-11-23 17:00:00"."""
    later = on(extension) if extension else None
    reckoning = due(at(received), limit, calendar, pauses=pauses, extension=later)
    return f"{reckoning.due_at:%Y-%m-%d %H:%M:%S}"
