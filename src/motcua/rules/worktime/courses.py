"""How a limit of each unit runs, and how a pause moves its end."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import Final, Protocol

from motcua.rules.worktime.errors import OutOfReach
from motcua.rules.worktime.limits import TimeLimit, Unit
from motcua.rules.worktime.story import MINUTE, LineKind, Story
from motcua.rules.worktime.walk import (
    advanced,
    nth_working_day,
    open_time,
    working_day_from,
    working_days_between,
)

# "After 15 hours" the matter may be finished the next working day, so 15:00
# sharp still belongs to today (Decree 309/2026 art. 9; civil status art. 5(3)).
CUTOFF: Final = time(15)


class Course(Protocol):
    """A limit that is running towards its due time (all on the wall clock)."""

    @property
    def due(self) -> datetime:
        """Return the due time as it stands."""

    def move(self, opened: datetime, closed: datetime) -> None:
        """Let the due time wait for a pause of the CONTINUE kind."""


class ByOpenTime:
    """Hours: so much open time, to the exact minute."""

    def __init__(self, start: datetime, limit: TimeLimit, story: Story) -> None:
        self.story = story
        self.due = start
        self._run(LineKind.COUNTED_TIME, timedelta(hours=limit.quantity))

    def move(self, opened: datetime, closed: datetime) -> None:
        """Move by the open time paused."""
        paused = open_time(opened, closed, self.story.calendar)
        self.story.tell(LineKind.RESUMED, closed, paused // MINUTE, Unit.HOURS)
        if paused:
            self._run(LineKind.MADE_UP_TIME, paused)

    def _run(self, kind: LineKind, more: timedelta) -> None:
        calendar, begun = self.story.calendar, self.due
        self.due = advanced(begun, more, calendar)
        self.story.open_time(
            kind, begun, self.due, lambda end: open_time(begun, end, calendar)
        )


class ByWorkingDays:
    """Working days, and same-day limits: to closing time of the last of them."""

    def __init__(self, start: datetime, limit: TimeLimit, story: Story) -> None:
        self.story = story
        self.last = start.date()
        if limit.unit is Unit.WORKING_DAYS:
            self._run(LineKind.COUNTED_DAYS, limit.quantity)
        elif start.time() > CUTOFF:
            story.tell(LineKind.AFTER_CUTOFF, start)
            self._run(LineKind.COUNTED_DAYS, 1)

    @property
    def due(self) -> datetime:
        """Return closing time of the last day."""
        return self.story.calendar.closing(self.last)

    def move(self, opened: datetime, closed: datetime) -> None:
        """Move by the working days d with date(opened) <= d < date(closed)."""
        days = working_days_between(opened.date(), closed.date(), self.story.calendar)
        self.story.tell(LineKind.RESUMED, closed, days, Unit.WORKING_DAYS)
        self._run(LineKind.MADE_UP_DAYS, days)

    def _run(self, kind: LineKind, days: int) -> None:
        begun = self.last
        self.last = nth_working_day(begun, days, self.story.calendar)
        self.story.working_days(kind, begun, self.last)


class ByCalendarDays:
    """Calendar days and months: ends on a date, rolled to a working day."""

    def __init__(self, start: datetime, limit: TimeLimit, story: Story) -> None:
        self.story = story
        step = _months_after if limit.unit is Unit.MONTHS else _days_after
        self._aim(step(start.date(), limit.quantity), limit.quantity, limit.unit)

    @property
    def due(self) -> datetime:
        """Return closing time of the last day."""
        return self.story.calendar.closing(self.last)

    def move(self, opened: datetime, closed: datetime) -> None:
        """Move by the days d with date(opened) <= d < date(closed).

        A pause that opens in the days won by rolling waits from its own day on,
        or its end would come after the due time.
        """
        days = (closed.date() - opened.date()).days
        self.story.tell(LineKind.RESUMED, closed, days, Unit.CALENDAR_DAYS)
        if days:
            begun = max(self.target, opened.date())
            self._aim(_days_after(begun, days), days, Unit.CALENDAR_DAYS)

    def _aim(self, target: date, count: int, unit: Unit) -> None:
        self.target = target
        self.last = working_day_from(target, self.story.calendar)
        self.story.tell(LineKind.TARGET, target, count, unit)
        if self.last != target:
            self.story.skipped(target, self.last)
            self.story.tell(LineKind.ROLLED, self.last)


def course_of(start: datetime, limit: TimeLimit, story: Story) -> Course:
    """Return the limit running from this start (inside hours)."""
    match limit.unit:
        case Unit.HOURS:
            return ByOpenTime(start, limit, story)
        case Unit.WORKING_DAYS | Unit.SAME_DAY:
            return ByWorkingDays(start, limit, story)
        case Unit.CALENDAR_DAYS | Unit.MONTHS:
            return ByCalendarDays(start, limit, story)


def _days_after(day: date, count: int) -> date:
    try:
        return day + timedelta(days=count)
    except OverflowError:
        raise OutOfReach("the count ran past the last date there is") from None


def _months_after(day: date, count: int) -> date:
    """Return the same day of a later month; a short month gives its last day."""
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    if year > date.max.year:
        raise OutOfReach("the count ran past the last date there is")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
