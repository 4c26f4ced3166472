"""When a dossier is due, and how that was counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from motcua.rules.worktime.calendar import OfficeCalendar
from motcua.rules.worktime.courses import Course, course_of
from motcua.rules.worktime.errors import ExtensionRefused
from motcua.rules.worktime.limits import TimeLimit
from motcua.rules.worktime.pauses import Pause, ResumePolicy, Standstill, standstills
from motcua.rules.worktime.story import Line, LineKind, Story

# The day the rules counted here came into force (Decree 309/2026/NĐ-CP). Each
# promise keeps it: a later rule set never moves an older promise.
RULE_SET: Final = "2026-08-05"


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A due time with everything it was counted from.

    ``starts_at`` is where the count that led to ``due_at`` started: inside hours,
    after the last restart. While ``paused``, ``due_at`` is the due time as it
    stood when the open pause began.
    """

    received_at: datetime
    starts_at: datetime
    due_at: datetime
    limit: TimeLimit
    edition: str
    rule_set: str
    provisional: bool
    paused: bool
    lines: tuple[Line, ...]


def due(
    received_at: datetime,
    limit: TimeLimit,
    calendar: OfficeCalendar,
    *,
    pauses: Iterable[Pause] = (),
    extension: date | None = None,
) -> Reckoning:
    """Return when a dossier received then is due (Decree 309/2026 art. 8, 9).

    Pauses that overlap or touch count as one. What lies before the start of the
    count moves nothing, and a CONTINUE pause opened after the due time moves
    nothing: what is late stays late. RESTART counts afresh from the answer. An
    extension is the head's last word: closing time of that working day.

    Raises NaiveTime, InvalidPause, ExtensionRefused or OutOfReach.
    """
    received = calendar.wall_clock(received_at)
    story = Story(calendar)
    story.tell(LineKind.RECEIVED, received)
    clock = _Clock(received, limit, story)
    for standstill in standstills(pauses, calendar):
        clock.stand_still(standstill)
    if extension is not None:
        clock.extend(extension)
    return clock.reckoning(received)


class _Clock:
    """The running count of one dossier."""

    def __init__(self, received: datetime, limit: TimeLimit, story: Story) -> None:
        self.limit = limit
        self.story = story
        self.calendar = story.calendar
        self.received = received
        self.paused = False
        self.extended: date | None = None
        self._start(received)

    def _start(self, at: datetime) -> None:
        self.start = self.calendar.roll(at)
        if self.start != at:
            if self.start.date() > at.date():
                self.story.skipped(at.date(), self.start.date())
            self.story.tell(LineKind.STARTED, self.start)
        self.course: Course = course_of(self.start, self.limit, self.story)

    def stand_still(self, pause: Standstill) -> None:
        """Let one pause act on the count."""
        if pause.closed is None:
            self.paused = True
            self.story.tell(LineKind.STILL_PAUSED, pause.opened)
        elif pause.resume is ResumePolicy.RESTART:
            self._restart(pause.opened, pause.closed)
        else:
            self._continue(pause.opened, pause.closed)

    def _restart(self, opened: datetime, closed: datetime) -> None:
        if closed < self.received:
            self.story.tell(LineKind.PAUSE_BEFORE_START, opened)
            return
        self.story.tell(LineKind.PAUSED, opened)
        self.story.tell(LineKind.RESTARTED, closed)
        self.story.afresh()
        self._start(closed)

    def _continue(self, opened: datetime, closed: datetime) -> None:
        if closed < self.start:
            self.story.tell(LineKind.PAUSE_BEFORE_START, opened)
        elif opened > self.course.due:
            self.story.tell(LineKind.PAUSE_AFTER_DUE, opened)
        else:
            self.story.tell(LineKind.PAUSED, opened)
            self.course.move(max(opened, self.start), closed)
            self.story.tell(LineKind.MOVED, self.course.due)

    def extend(self, day: date) -> None:
        """Put the due time on a later working day."""
        if day <= self.course.due.date():
            raise ExtensionRefused(f"{day} is not later than the present due date")
        if not self.calendar.is_working_day(day):
            raise ExtensionRefused(f"{day} is not a working day")
        self.extended = day
        self.story.tell(LineKind.EXTENDED, day)

    def reckoning(self, received_at: datetime) -> Reckoning:
        """Close the count."""
        due_at = self.course.due
        if self.extended:
            due_at = self.calendar.closing(self.extended)
        doubt = self.calendar.first_uncertain(received_at.date(), due_at.date())
        if isinstance(doubt, date):
            self.story.tell(LineKind.PROVISIONAL, doubt)
        elif doubt is not None:
            self.story.tell(LineKind.PROVISIONAL, doubt.on, note=doubt.name)
        self.story.tell(LineKind.DUE, due_at)
        zoned = self.calendar.zoned
        return Reckoning(
            received_at=zoned(received_at),
            starts_at=zoned(self.start),
            due_at=zoned(due_at),
            limit=self.limit,
            edition=self.calendar.edition,
            rule_set=RULE_SET,
            provisional=doubt is not None,
            paused=self.paused,
            lines=tuple(self.story.lines),
        )
