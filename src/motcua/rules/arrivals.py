"""How many people come at which time of the day, counted from the days before."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from motcua.rules.hall_play import Coming

SLOT: Final = timedelta(minutes=30)
SLOTS_AN_HOUR: Final = timedelta(hours=1) // SLOT


@dataclass(frozen=True)
class Arrived:
    """Somebody took a number: for which queue, with which target, when (wall clock)."""

    queue: str
    target: timedelta
    at: datetime


class Arrivals:
    """The arrivals of some days by half hour."""

    def __init__(self, arrived: Iterable[Arrived]) -> None:
        """Count them; a day on which nobody came counts as no day."""
        days: set[date] = set()
        self._slots: dict[int, Counter[tuple[str, timedelta]]] = {}
        for one in arrived:
            days.add(one.at.date())
            slot = self._slots.setdefault(_slot(one.at), Counter())
            slot[one.queue, one.target] += 1
        self._days = len(days)

    def coming(self, at: datetime) -> list[Coming]:
        """Who usually comes within the hour from this half hour on (wall clock)."""
        hour: Counter[tuple[str, timedelta]] = Counter()
        for later in range(SLOTS_AN_HOUR):
            hour.update(self._slots.get(_slot(at) + later, {}))
        return [
            Coming(queue, target, count / self._days)
            for (queue, target), count in sorted(hour.items())
        ]

    def by_half_hour(self) -> dict[time, dict[str, float]]:
        """How many people come to each queue in each half hour of a usual day (wall
        clock); half hours in which nobody ever came are not there."""
        told: dict[time, dict[str, float]] = {}
        for slot, counted in sorted(self._slots.items()):
            begins = time(*divmod(slot * SLOT // timedelta(minutes=1), 60))
            queues = told.setdefault(begins, {})
            for (queue, _), count in counted.items():
                queues[queue] = queues.get(queue, 0.0) + count / self._days
        return told


def _slot(at: datetime) -> int:
    return (at - datetime.combine(at.date(), time.min, at.tzinfo)) // SLOT
