"""How much office time went by on a dossier, how much of it stood still, what is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.dossiers.models import Dossier, Pause
from motcua.rules import worktime
from motcua.rules.lifecycle import CLOCKS, Clock
from motcua.rules.worktime import OfficeCalendar

NOTHING = timedelta()


@dataclass(frozen=True)
class Spent:
    """Open time since the clock started; `left` is None when nothing is promised."""

    gross: timedelta
    net: timedelta
    left: timedelta | None

    @property
    def paused(self) -> timedelta:
        """The part of the gross time in which the clock stood still."""
        return self.gross - self.net

    @property
    def shares(self) -> tuple[int, int, int]:
        """Worked, paused and left in hundredths of the whole."""
        whole = self.gross + (self.left or NOTHING)
        if not whole:
            return (0, 0, 0)
        worked, paused = 100 * self.net // whole, 100 * self.paused // whole
        return (worked, paused, 100 - worked - paused if self.left else 0)


def spent(
    dossier: Dossier,
    pauses: Iterable[Pause],
    calendar: OfficeCalendar,
    *,
    at: datetime,
) -> Spent | None:
    """The time spent until this moment, or until the end; None before the clock starts."""
    start = dossier.clock_from
    if start is None:
        return None
    rows = list(pauses)
    end = dossier.resolved_at or _ended(dossier) or at
    stood = [worktime.Pause(row.opened_at, row.closed_at) for row in rows]
    return Spent(
        gross=worktime.elapsed(start, end, calendar),
        net=worktime.elapsed(start, end, calendar, stood),
        left=_left(dossier, rows, calendar, at=end),
    )


def _ended(dossier: Dossier) -> datetime | None:
    """When a dossier without result ended, as its last change says."""
    if CLOCKS[dossier.now_in] is not Clock.ENDED:
        return None
    last = dossier.changes.order_by("-at").values_list("at", flat=True).first()
    ended: datetime | None = last
    return ended


def _left(
    dossier: Dossier, pauses: list[Pause], calendar: OfficeCalendar, *, at: datetime
) -> timedelta | None:
    clock = CLOCKS[dossier.now_in]
    if dossier.due_at is None or clock is Clock.ENDED:
        return None
    still = next((row.opened_at for row in pauses if row.closed_at is None), None)
    return worktime.elapsed(still or at, dossier.due_at, calendar)
