"""The law's clock: when a dossier is due, and how that was counted."""

from motcua.rules.worktime.calendar import OfficeCalendar
from motcua.rules.worktime.courses import CUTOFF
from motcua.rules.worktime.days import DayKind, SpecialDay
from motcua.rules.worktime.errors import (
    ExtensionRefused,
    InvalidCalendar,
    InvalidLimit,
    InvalidPause,
    NaiveTime,
    OutOfReach,
    WorktimeError,
)
from motcua.rules.worktime.limits import TimeLimit, Unit
from motcua.rules.worktime.pauses import Pause, ResumePolicy
from motcua.rules.worktime.reckoning import RULE_SET, Reckoning, due
from motcua.rules.worktime.story import Line, LineKind
from motcua.rules.worktime.walk import (
    advance,
    elapsed,
    nth_working_day,
    working_days_between,
)
from motcua.rules.worktime.week import Season, Session

__all__ = [
    "CUTOFF",
    "RULE_SET",
    "DayKind",
    "ExtensionRefused",
    "InvalidCalendar",
    "InvalidLimit",
    "InvalidPause",
    "Line",
    "LineKind",
    "NaiveTime",
    "OfficeCalendar",
    "OutOfReach",
    "Pause",
    "Reckoning",
    "ResumePolicy",
    "Season",
    "Session",
    "SpecialDay",
    "TimeLimit",
    "Unit",
    "WorktimeError",
    "advance",
    "due",
    "elapsed",
    "nth_working_day",
    "working_days_between",
]
