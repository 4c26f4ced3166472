"""Small faults a hurried hand could plant in the clock.

Each is one textual change of one file of ``rules/worktime``; the text to change
must occur there exactly once.
"""

from typing import NamedTuple


class Fault(NamedTuple):
    """One wrong change."""

    name: str
    file: str
    right: str
    wrong: str


FAULTS = (
    Fault(
        "15:00 sharp belongs to tomorrow",
        "courses.py",
        "start.time() > CUTOFF",
        "start.time() >= CUTOFF",
    ),
    Fault("the cutoff is at 15:01", "courses.py", "time(15)", "time(15, 1)"),
    Fault(
        "the cutoff forgets seconds",
        "courses.py",
        "start.time() > CUTOFF",
        "start.time().replace(second=0, microsecond=0) > CUTOFF",
    ),
    Fault(
        "late same-day matters stay today",
        "courses.py",
        "            self._run(LineKind.COUNTED_DAYS, 1)\n",
        "",
    ),
    Fault(
        "the day of reception is counted",
        "courses.py",
        "limit.quantity)\n        elif",
        "limit.quantity - 1)\n        elif",
    ),
    Fault(
        "the closing instant is outside hours",
        "calendar.py",
        "if wall <= closes:",
        "if wall < closes:",
    ),
    Fault(
        "the doors are shut at closing time sharp",
        "calendar.py",
        "a <= wall <= b",
        "a <= wall < b",
    ),
    Fault(
        "worked Saturdays are not counted",
        "calendar.py",
        "(worked or day.weekday() < SATURDAY)",
        "day.weekday() < SATURDAY",
    ),
    Fault(
        "Saturday reception is a working day",
        "calendar.py",
        "(worked or day.weekday() < SATURDAY)",
        "True",
    ),
    Fault(
        "days off are worked",
        "calendar.py",
        "return special.sessions\n",
        "return special.sessions or season.sessions(day.weekday())\n",
    ),
    Fault(
        "worked days always work like a Monday",
        "calendar.py",
        "special.replaces.weekday() if special.replaces else 0",
        "0",
    ),
    Fault(
        "a day is over at its first closing",
        "calendar.py",
        "return sessions[-1][1]",
        "return sessions[0][1]",
    ),
    Fault(
        "naive times are taken for local ones",
        "calendar.py",
        "if at.utcoffset() is None:",
        "if at is None:",
    ),
    Fault(
        "times are read on the sender's wall clock",
        "calendar.py",
        "at.astimezone(self.tz).replace(tzinfo=None)",
        "at.replace(tzinfo=None)",
    ),
    Fault(
        "the last known day is unknown",
        "calendar.py",
        "if last > self.known_until",
        "if last >= self.known_until",
    ),
    Fault(
        "a provisional due day is final",
        "calendar.py",
        "self._uncertain[found] <= last",
        "self._uncertain[found] < last",
    ),
    Fault(
        "a season ends at New Year",
        "week.py",
        ">= self.first or (month, day)",
        ">= self.first and (month, day)",
    ),
    Fault(
        "overlapping sessions are accepted",
        "week.py",
        "if later.opens < earlier.closes:",
        "if later.opens < earlier.opens:",
    ),
    Fault(
        "hours that end with the morning run into the afternoon",
        "walk.py",
        "if left <= closes - begins:",
        "if left < closes - begins:",
    ),
    Fault(
        "the day of the answer is a paused day",
        "walk.py",
        "while first < last:",
        "while first <= last:",
    ),
    Fault(
        "what was paused before the start is taken out",
        "walk.py",
        "open_time(max(pause.opened, first), closed, calendar)",
        "open_time(pause.opened, closed, calendar)",
    ),
    Fault(
        "holidays between two days are open time",
        "walk.py",
        "total += calendar.plan(day).open_time",
        "total += calendar.plan(first.date()).open_time",
    ),
    Fault("hours never wait", "courses.py", "if paused:", "if not paused:"),
    Fault(
        "short months give their 28th",
        "courses.py",
        "monthrange(year, month + 1)[1]",
        "28",
    ),
    Fault(
        "a limit may end on a day off",
        "courses.py",
        "working_day_from(target, self.story.calendar)",
        "target",
    ),
    Fault(
        "days won by rolling are given back",
        "courses.py",
        "max(self.target, opened.date())",
        "self.target",
    ),
    Fault(
        "overlapping pauses end with the later one",
        "pauses.py",
        "closed = max(earlier.closed, later.closed)",
        "closed = later.closed",
    ),
    Fault(
        "pauses that touch are two",
        "pauses.py",
        "later.opened <= earlier.closed",
        "later.opened < earlier.closed",
    ),
    Fault(
        "an overlapping restart is forgotten",
        "pauses.py",
        "in {earlier.resume, later.resume}",
        "in {earlier.resume}",
    ),
    Fault(
        "a pause may close before it opens",
        "pauses.py",
        "closed < opened",
        "closed == opened and closed < opened",
    ),
    Fault(
        "a late dossier is saved by a pause",
        "reckoning.py",
        "elif opened > self.course.due:",
        "elif opened > closed:",
    ),
    Fault(
        "a pause in the due minute comes too late",
        "reckoning.py",
        "elif opened > self.course.due:",
        "elif opened >= self.course.due:",
    ),
    Fault(
        "the clock waits before it has started",
        "reckoning.py",
        "max(opened, self.start)",
        "opened",
    ),
    Fault(
        "the clock restarts at the question",
        "reckoning.py",
        "self._start(closed)",
        "self._start(opened)",
    ),
    Fault(
        "an answer before reception restarts the clock",
        "reckoning.py",
        "if closed < self.received:",
        "if closed < opened:",
    ),
    Fault(
        "an extension may keep the day",
        "reckoning.py",
        "if day <= self.course.due.date():",
        "if day < self.course.due.date():",
    ),
    Fault(
        "an extension may fall on a day off",
        "reckoning.py",
        "if not self.calendar.is_working_day(day):",
        "if day.weekday() > 6:",
    ),
    Fault(
        "an open pause is not shown",
        "reckoning.py",
        "self.paused = True",
        "self.paused = False",
    ),
    Fault(
        "passed-over holidays are not told",
        "story.py",
        "if plan.special is not None and not plan.is_working:",
        "if plan.special is None and not plan.is_working:",
    ),
)
