"""Days that differ from their plain weekday."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.rules.worktime.errors import InvalidCalendar
from motcua.rules.worktime.week import Session, in_order


class DayKind(StrEnum):
    """Why a day differs from its plain weekday."""

    HOLIDAY = "holiday"
    SWAP_OFF = "swap_off"
    COMPENSATION = "compensation"
    WORKED_DAY = "worked_day"
    CLOSURE = "closure"


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that differs from its plain weekday.

    ``sessions`` are the hours left open by a closure, or the hours of a worked
    day. A worked day without hours of its own works those of the weekday it
    ``replaces``, in its own season; when that is not known, those of a Monday.
    """

    on: date
    kind: DayKind
    name: str
    sessions: tuple[Session, ...] = ()
    provisional: bool = False
    replaces: date | None = None

    def __post_init__(self) -> None:
        if self.sessions and self.kind not in {DayKind.CLOSURE, DayKind.WORKED_DAY}:
            raise InvalidCalendar(f"{self.on}: a day off has no sessions")
        if self.replaces and self.kind is not DayKind.WORKED_DAY:
            raise InvalidCalendar(f"{self.on}: only a worked day replaces another")
        sessions = in_order(tuple(self.sessions), f"{self.on}")
        object.__setattr__(self, "sessions", sessions)
