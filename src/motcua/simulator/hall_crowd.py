"""Who comes to a simulated hall on a day, what they need, and who sits at its counters.

None of these figures is measured: they are guesses of ours (synthetic). With them the
counters are busy about half of the day, and for an hour or two in the morning some
queues get more people than they can serve.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from motcua.queueing import founding
from motcua.queueing.models.hall import Queue, TicketClass
from motcua.rules.arrivals import SLOT
from motcua.rules.worktime.calendar import DEFAULT_ZONE

ZONE: Final = ZoneInfo(DEFAULT_ZONE)
OPEN: Final = ((time(7, 30), time(11, 30)), (time(13), time(17)))


@dataclass(frozen=True)
class Kind:
    """What people of a queue need: how many come in a day, and a lognormal time."""

    a_day: int
    minutes: float
    spread: float


KINDS: Final = {
    "A": Kind(100, 9, 0.6),
    "B": Kind(40, 14, 0.6),
    "C": Kind(45, 11, 0.6),
    "D": Kind(16, 12, 0.5),
    "E": Kind(20, 10, 0.5),
    "G": Kind(60, 4, 0.7),
}
# How many come in each half hour from its beginning on.
PEAK: Final = {
    time(7): 6,
    time(7, 30): 10,
    time(8): 11,
    time(8, 30): 10,
    time(9): 9,
    time(9, 30): 8,
    time(10): 6,
    time(10, 30): 4,
    time(11): 3,
    time(12, 30): 3,
    time(13): 6,
    time(13, 30): 6,
    time(14): 5,
    time(14, 30): 4,
    time(15): 4,
    time(15, 30): 3,
    time(16): 2,
}
CLASSES: Final = {
    TicketClass.ORDINARY: 82,
    TicketClass.PRIORITY: 12,
    TicketClass.APPOINTMENT: 6,
}
BUSY_DAY: Final = (0.8, 1.2)
MONDAY: Final = 1.15
NEVER_ANSWERS: Final = 0.04
UNMANNED: Final = 0.08
SPEED: Final = (0.8, 1.25)
RESTS: Final = 0.6
REST_MINUTES: Final = (8, 15)


@dataclass(frozen=True)
class Comer:
    """Somebody who takes a number."""

    at: datetime
    queue: str
    target: timedelta
    length: timedelta
    answers: bool


@dataclass(frozen=True)
class Officer:
    """Who sits at a counter today: their speed, and when they would like a rest."""

    counter: str
    queues: frozenset[str]
    speed: float
    rests: tuple[tuple[datetime, timedelta], ...]


class Crowd:
    """The town of one seed."""

    def __init__(self, seed: int) -> None:
        """Read the shipped queues."""
        self._seed = seed
        self._queues = list(founding.shipped())

    @property
    def letters(self) -> list[str]:
        """The queues in order."""
        return [queue.letter for queue, _ in self._queues]

    def dice(self, *name: object) -> random.Random:
        """Dice of their own for this name, the same for the same seed."""
        words = " ".join(str(part) for part in (self._seed, *name))
        return random.Random(words)  # noqa: S311  (a game, no secret)

    def comers(self, on: date) -> list[Comer]:
        """Who comes on a day, in order."""
        dice = self.dice("comers", on)
        busy = dice.uniform(*BUSY_DAY) * (MONDAY if on.weekday() == 0 else 1)
        everyone = [
            self._comer(queue, on, dice)
            for queue, _ in self._queues
            for _ in range(round(KINDS[queue.letter].a_day * busy))
        ]
        return sorted(everyone, key=lambda comer: comer.at)

    def officers(self, on: date) -> list[Officer]:
        """Who sits where on a day; every queue has somebody."""
        dice = self.dice("officers", on)
        serves: dict[int, set[str]] = {}
        for queue, counters in self._queues:
            manned = [n for n in counters if dice.random() >= UNMANNED]
            for counter in manned or counters[:1]:
                serves.setdefault(counter, set()).add(queue.letter)
        return [
            Officer(
                f"{counter}",
                frozenset(letters),
                self.dice("officer", counter).uniform(*SPEED),
                tuple(_rests(on, dice)),
            )
            for counter, letters in sorted(serves.items())
        ]

    def _comer(self, queue: Queue, on: date, dice: random.Random) -> Comer:
        kind = KINDS[queue.letter]
        (slot,) = dice.choices(list(PEAK), list(PEAK.values()))
        (ticket_class,) = dice.choices(list(CLASSES), list(CLASSES.values()))
        minutes = kind.minutes * dice.lognormvariate(0, kind.spread)
        return Comer(
            at=datetime.combine(on, slot, tzinfo=ZONE) + dice.random() * SLOT,
            queue=queue.letter,
            target=queue.target(ticket_class),
            length=timedelta(minutes=minutes),
            answers=dice.random() >= NEVER_ANSWERS,
        )


def sessions(on: date) -> list[tuple[datetime, datetime]]:
    """When the hall is open."""
    return [
        (datetime.combine(on, a, tzinfo=ZONE), datetime.combine(on, b, tzinfo=ZONE))
        for a, b in OPEN
    ]


def _rests(on: date, dice: random.Random) -> Iterator[tuple[datetime, timedelta]]:
    for opens, closes in sessions(on):
        at = opens + dice.uniform(0.25, 0.75) * (closes - opens)
        length = timedelta(minutes=dice.uniform(*REST_MINUTES))
        if dice.random() < RESTS:
            yield at, length
