"""Pauses: the times in which the agency's clock does not run."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from motcua.rules.worktime.calendar import OfficeCalendar
from motcua.rules.worktime.errors import InvalidPause


class ResumePolicy(StrEnum):
    """What the clock does when the pause ends; RESTART unless sector law differs."""

    RESTART = "restart"
    CONTINUE = "continue"


@dataclass(frozen=True, slots=True)
class Pause:
    """One time the clock stood still; ``closed_at`` is None while it still does."""

    opened_at: datetime
    closed_at: datetime | None
    resume: ResumePolicy = ResumePolicy.RESTART


class Standstill(NamedTuple):
    """Pauses that overlap or touch, taken as one, on the office's wall clock."""

    opened: datetime
    closed: datetime | None
    resume: ResumePolicy


def standstills(
    pauses: Iterable[Pause], calendar: OfficeCalendar
) -> tuple[Standstill, ...]:
    """Return the pauses in order, merged where they overlap or touch.

    A merged pause stays open when one of its parts is, and restarts the clock
    when one of its parts does. Raises InvalidPause when one closes before it opens.
    """
    merged: list[Standstill] = []
    walls = (_on_wall_clock(pause, calendar) for pause in pauses)
    for pause in sorted(walls, key=lambda pause: pause.opened):
        if merged and _touch(merged[-1], pause):
            merged[-1] = _join(merged[-1], pause)
        else:
            merged.append(pause)
    return tuple(merged)


def _on_wall_clock(pause: Pause, calendar: OfficeCalendar) -> Standstill:
    opened = calendar.wall_clock(pause.opened_at)
    closed = calendar.wall_clock(pause.closed_at) if pause.closed_at else None
    if closed is not None and closed < opened:
        raise InvalidPause(f"closed {closed}, before it was opened {opened}")
    return Standstill(opened, closed, pause.resume)


def _touch(earlier: Standstill, later: Standstill) -> bool:
    return earlier.closed is None or later.opened <= earlier.closed


def _join(earlier: Standstill, later: Standstill) -> Standstill:
    closed = None
    if earlier.closed is not None and later.closed is not None:
        closed = max(earlier.closed, later.closed)
    restart = ResumePolicy.RESTART in {earlier.resume, later.resume}
    resume = ResumePolicy.RESTART if restart else ResumePolicy.CONTINUE
    return Standstill(earlier.opened, closed, resume)
