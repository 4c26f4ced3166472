"""Where a simulated month happens: the centre, its office time, and what was done."""

import itertools
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from motcua.rules.worktime import OfficeCalendar
from motcua.simulator.agenda import Agenda
from motcua.simulator.chances import Chances
from motcua.simulator.crew import Crew
from motcua.ward.models import Centre

NOON: Final = 12
MINUTES_A_HOUR: Final = 60


@dataclass
class Stage:
    """What every story of the month shares."""

    centre: Centre
    calendar: OfficeCalendar
    seed: int
    chances: Chances
    crew: Crew
    agenda: Agenda = field(default_factory=Agenda)
    counts: Counter[str] = field(default_factory=Counter)
    down_on: date | None = None

    def is_down(self, at: datetime) -> bool:
        """True in the afternoon on which the national system did not answer."""
        wall = self.calendar.wall_clock(at)
        return wall.date() == self.down_on and wall.hour >= NOON

    def dice(self, *name: object) -> random.Random:
        """Dice of their own for this name, the same for the same seed."""
        words = " ".join(str(part) for part in (self.seed, *name))
        return random.Random(words)  # noqa: S311  (a game, no secret)

    def moment_on(self, day: date, dice: random.Random) -> datetime:
        """A minute of that day at which the centre is open."""
        session = dice.choice(self.calendar.sessions_on(day))
        opens, closes = _minutes(session.opens), _minutes(session.closes)
        minute = dice.randint(opens, closes - 1)
        wall = time(minute // MINUTES_A_HOUR, minute % MINUTES_A_HOUR)
        return datetime.combine(day, wall, tzinfo=self.calendar.tz)

    def days_later(self, at: datetime, days: int, dice: random.Random) -> datetime:
        """An open minute so many working days (at least one) after this moment's day."""
        day = self.calendar.wall_clock(at).date()
        following = (day + timedelta(days=n) for n in itertools.count(1))
        working = filter(self.calendar.is_working_day, following)
        return self.moment_on(next(itertools.islice(working, days - 1, None)), dice)


def _minutes(moment: time) -> int:
    return moment.hour * MINUTES_A_HOUR + moment.minute
