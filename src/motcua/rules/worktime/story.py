"""The reckoning told line by line, so that anyone can count along."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from motcua.rules.worktime.calendar import OfficeCalendar, after
from motcua.rules.worktime.days import DayKind, SpecialDay

MINUTE: Final = timedelta(minutes=1)


class LineKind(StrEnum):
    """What one line of a reckoning says; the first five are kinds of days."""

    HOLIDAY = "holiday"
    SWAP_OFF = "swap_off"
    COMPENSATION = "compensation"
    CLOSURE = "closure"
    WORKED_DAY = "worked_day"
    SHORT_DAY = "short_day"
    """A closure that leaves part of the day open (note: the day's name)."""
    DAYS_OFF = "days_off"
    """So many plain days off, taken together (count)."""
    RECEIVED = "received"
    STARTED = "started"
    """Received outside hours: the count starts at this opening."""
    AFTER_CUTOFF = "after_cutoff"
    """After 15:00, so a same-day matter counts from the next working day."""
    COUNTED_DAYS = "counted_days"
    """By the end of this day so many working days are counted (count)."""
    COUNTED_TIME = "counted_time"
    """By this instant so many minutes of open time are counted (count)."""
    MADE_UP_DAYS = "made_up_days"
    """By the end of this day so many paused working days are made up (count)."""
    MADE_UP_TIME = "made_up_time"
    """By this instant so many paused minutes are made up (count)."""
    TARGET = "target"
    """The calendar day on which the limit ends (count: days or months)."""
    ROLLED = "rolled"
    """That day is a day off: the limit runs to this working day."""
    PAUSED = "paused"
    STILL_PAUSED = "still_paused"
    RESUMED = "resumed"
    """The answer came; the promise moves by count minutes, days or working days,
    the note is the unit."""
    RESTARTED = "restarted"
    """The answer came; the count starts afresh from this instant."""
    MOVED = "moved"
    """The due time after a pause has moved it."""
    PAUSE_BEFORE_START = "pause_before_start"
    PAUSE_AFTER_DUE = "pause_after_due"
    """A pause opened when the due time was over: it moves nothing."""
    EXTENDED = "extended"
    PROVISIONAL = "provisional"
    """From this day on the calendar is not final (note: the day's name, if any)."""
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Line:
    """One step of a reckoning."""

    kind: LineKind
    at: datetime | date | None = None
    count: int | None = None
    note: str = ""


@dataclass
class Story:
    """Collects the lines while the clock counts."""

    calendar: OfficeCalendar
    lines: list[Line] = field(default_factory=list)
    _told: set[date] = field(default_factory=set)

    def tell(
        self,
        kind: LineKind,
        at: datetime | date | None = None,
        count: int | None = None,
        note: str = "",
    ) -> None:
        """Add a line; a wall-clock time gets the zone of the office."""
        if isinstance(at, datetime):
            at = self.calendar.zoned(at)
        self.lines.append(Line(kind, at, count, note))

    def afresh(self) -> None:
        """Tell every special day again: a new count begins."""
        self._told.clear()

    def working_days(self, kind: LineKind, day: date, last: date) -> None:
        """Tell the working days after day, up to last, in lines of this kind."""
        reached, counted, told, off = day, 0, 0, 0
        while day < last:
            day = after(day)
            plan = self.calendar.plan(day)
            if plan.special is not None:
                if counted > told:
                    self.tell(kind, reached, counted)
                    told = counted
                self._special(plan.special)
            if plan.is_working:
                counted, reached = counted + 1, day
            elif plan.special is None:
                off += 1
        if counted > told:
            self.tell(kind, reached, counted)
        self._days_off(off)

    def open_time(
        self,
        kind: LineKind,
        start: datetime,
        end: datetime,
        spent: Callable[[datetime], timedelta],
    ) -> None:
        """Tell the open time from start to end; ``spent`` measures it up to a time."""
        day, told, reached, off = start.date(), start, start, 0
        while day <= end.date():
            plan = self.calendar.plan(day)
            if plan.special is not None:
                if reached > told:
                    self.tell(kind, reached, spent(reached) // MINUTE)
                    told = reached
                self._special(plan.special)
            if plan.sessions:
                reached = max(reached, min(plan.sessions[-1][1], end))
            elif plan.special is None:
                off += 1
            day = after(day)
        self.tell(kind, end, spent(end) // MINUTE)
        self._days_off(off)

    def skipped(self, day: date, until: date) -> None:
        """Tell why the days from day to before until are passed over."""
        off = 0
        while day < until:
            plan = self.calendar.plan(day)
            if plan.special is not None and not plan.is_working:
                self._special(plan.special)
            elif not plan.is_working:
                off += 1
            day = after(day)
        self._days_off(off)

    def _special(self, special: SpecialDay) -> None:
        if special.on in self._told:
            return
        self._told.add(special.on)
        kind = LineKind(special.kind.value)
        if special.kind is DayKind.CLOSURE and special.sessions:
            kind = LineKind.SHORT_DAY
        self.tell(kind, special.on, note=special.name)

    def _days_off(self, count: int) -> None:
        if count:
            self.tell(LineKind.DAYS_OFF, count=count)
