"""When in a week people come: numbers given out per weekday and half-hour of the day."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Final

from motcua.rules.worktime.week import Session

FEWEST_WEEKS: Final = 4
"""With fewer weeks one funeral or one holiday would make the picture."""
HALF_HOUR: Final = 30
HALF_HOURS: Final = 48

Slot = tuple[int, int]
"""A weekday (0 is Monday) and a half-hour of the day (0 begins at midnight)."""


@dataclass(frozen=True)
class Week:
    """What several weeks were like.

    `weeks` and `days` (by weekday) are those on which numbers were given out: a
    holiday makes no weekday look quiet. `issued` holds what they add up to.
    """

    weeks: int
    days: Mapping[int, int]
    issued: Mapping[Slot, int]

    @property
    def is_enough(self) -> bool:
        """True when the weeks are enough to say something."""
        return self.weeks >= FEWEST_WEEKS

    def mean(self, slot: Slot) -> Fraction:
        """How many numbers are given out in this half-hour of such a day."""
        days = self.days.get(slot[0], 0)
        return Fraction(self.issued.get(slot, 0), days) if days else Fraction(0)


def week_of(moments: Iterable[datetime]) -> Week:
    """The week that the numbers given out at these wall-clock times make."""
    dates: set[date] = set()
    issued: Counter[Slot] = Counter()
    for moment in moments:
        dates.add(moment.date())
        issued[moment.weekday(), slot_of(moment.time())] += 1
    return Week(
        weeks=len({day.isocalendar()[:2] for day in dates}),
        days=Counter(day.weekday() for day in dates),
        issued=issued,
    )


def slot_of(moment: time) -> int:
    """The half-hour of the day that a time lies in."""
    return (moment.hour * 60 + moment.minute) // HALF_HOUR


def begins(slot: int) -> str:
    """When a half-hour begins, 08:30; its end is the beginning of the next."""
    return f"{slot // 2:02}:{slot % 2 * HALF_HOUR:02}"


def slots_within(
    week: Mapping[int, Sequence[Session]], *, last: timedelta = timedelta(0)
) -> set[Slot]:
    """The half-hours in which the doors stand open the whole time.

    With `last` those of them in which numbers are given out the whole time: none is any
    more in so long a time before a day's closing.
    """
    return {
        (weekday, slot)
        for weekday, sessions in week.items()
        for session in sessions
        for slot in range(HALF_HOURS)
        if _at(slot) >= _since_midnight(session.opens)
        and _at(slot + 1)
        <= _since_midnight(session.closes)
        - (last if session is sessions[-1] else timedelta(0))
    }


def by_quiet(week: Week, slots: Iterable[Slot]) -> list[Slot]:
    """These half-hours, of days that were seen, the quietest first, then the earliest."""
    seen = (slot for slot in slots if week.days.get(slot[0]))
    return sorted(seen, key=lambda slot: (week.mean(slot), slot))


def _at(slot: int) -> timedelta:
    return timedelta(minutes=HALF_HOUR * slot)


def _since_midnight(moment: time) -> timedelta:
    return timedelta(hours=moment.hour, minutes=moment.minute)
