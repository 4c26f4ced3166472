"""How a dossier stands against its promise: what is left, or how late it is."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from motcua.dossiers.models import Dossier
from motcua.rules import worktime
from motcua.rules.lifecycle import CLOCKS, Clock, State
from motcua.rules.worktime import OfficeCalendar

SOON_DAYS: Final = 2
HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True)
class TimeLeft:
    """Kind (on_time, soon, today, overdue, paused, done, done_late) and an amount."""

    kind: str
    amount: int | None = None
    unit: str = "day"


def time_left(
    dossier: Dossier, calendar: OfficeCalendar, *, at: datetime
) -> TimeLeft | None:
    """How much working time is left at this moment, or over; None without a promise."""
    if dossier.due_at is None:
        return None
    if dossier.now_in in {State.RESOLVED, State.RETURNED} and dossier.resolved_at:
        # An extension makes no late result one on time.
        measured = dossier.measured_due_at or dossier.due_at
        return _done(dossier.resolved_at, measured, calendar)
    clock = CLOCKS[dossier.now_in]
    if clock is Clock.PAUSED:
        return TimeLeft("paused")
    if clock is Clock.ENDED:
        return None
    if at > dossier.due_at:
        return TimeLeft("overdue", *_between(dossier.due_at, at, calendar))
    return _ahead(at, dossier.due_at, calendar)


def time_until(due: datetime, calendar: OfficeCalendar, *, at: datetime) -> TimeLeft:
    """How much working time is left until any due time, or over."""
    if at > due:
        return TimeLeft("overdue", *_between(due, at, calendar))
    return _ahead(at, due, calendar)


def _ahead(at: datetime, due: datetime, calendar: OfficeCalendar) -> TimeLeft:
    today, last = calendar.wall_clock(at).date(), calendar.wall_clock(due).date()
    days = worktime.working_days_between(today, last, calendar)
    if days == 0:
        hours = worktime.elapsed(at, due, calendar) // HOUR
        return TimeLeft("today" if today == last else "soon", hours or None, "hour")
    return TimeLeft("soon" if days <= SOON_DAYS else "on_time", days)


def _done(resolved: datetime, due: datetime, calendar: OfficeCalendar) -> TimeLeft:
    if resolved > due:
        return TimeLeft("done_late", *_between(due, resolved, calendar))
    first, last = (calendar.wall_clock(moment).date() for moment in (resolved, due))
    return TimeLeft(
        "done", worktime.working_days_between(first, last, calendar) or None
    )


def _between(
    first: datetime, last: datetime, calendar: OfficeCalendar
) -> tuple[int | None, str]:
    """Working days from the one to the other; within one day, hours begun."""
    start, end = (calendar.wall_clock(moment).date() for moment in (first, last))
    days = worktime.working_days_between(start, end, calendar)
    if days:
        return days, "day"
    hours = -(-worktime.elapsed(first, last, calendar) // HOUR)
    return hours or None, "hour"
