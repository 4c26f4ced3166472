"""What may be told of a wait: a range, and how many are before.

The hall is played ahead many times by its own rule (`rules.hall_play`). **The range** is
from the 10th to the 90th of a hundred runs, rounded outward to whole five minutes. From
the middle to the 90th would be a promise of four times in ten, and a range is hidden when
it holds less than seven times in ten (`rules.wait_scores`): on simulated days, of those
who waited more than five minutes, it held for 69 of 100, the wider one for 90.

Where the hall cannot be played, the wait of the last one called stands in; where there is
none, only the place in the line is told. Waits are timedeltas, ranges whole minutes.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from math import ceil
from typing import Final

from motcua.rules import hall_play, queue_place
from motcua.rules.hall_play import Hall
from motcua.rules.queue_order import Waiting

RUNS: Final = 300
LOW: Final = 0.1
HIGH: Final = 0.9
STEP: Final = timedelta(minutes=5)
MINUTE: Final = timedelta(minutes=1)


class Method(StrEnum):
    """Where an estimate comes from; the weaker ones stand in for the first."""

    PLAYED = "played"
    LAST_ENTERED = "last_entered"
    POSITION = "position"


@dataclass(frozen=True)
class Range:
    """From so many to so many minutes."""

    low: int
    high: int


@dataclass(frozen=True)
class Estimate:
    """What is known about a wait; by its place alone it has no range and no middle."""

    people_ahead: int
    method: Method
    range: Range | None = None
    middle: timedelta | None = None


def estimate(
    hall: Hall,
    ticket: Waiting,
    *,
    seed: int | str,
    last_entered: timedelta | None = None,
) -> Estimate:
    """The wait of a ticket of the hall, or of a newcomer, from now on.

    `last_entered` is how long the last one called had waited, when that is not long ago.
    """
    ahead = people_ahead(hall, ticket)
    waits = hall_play.play(hall, ticket, seed=seed, runs=RUNS)
    if waits is not None:
        waits.sort()
        told = rounded_out(at_share(waits, LOW), at_share(waits, HIGH))
        return Estimate(ahead, Method.PLAYED, told, at_share(waits, 0.5))
    if last_entered is None:
        return Estimate(ahead, Method.POSITION)
    told = rounded_out(last_entered / 2, last_entered * 3 / 2)
    return Estimate(ahead, Method.LAST_ENTERED, told, last_entered)


def people_ahead(hall: Hall, ticket: Waiting) -> int:
    """How many are called before this ticket, which need not stand in the hall yet."""
    others = [each for each in hall.waiting if each.key != ticket.key]
    servers = [manned.server for manned in hall.counters]
    return queue_place.places([*others, ticket], servers, hall.at)[ticket.key]


def at_share(waits: list[timedelta], share: float) -> timedelta:
    """The wait that this share of the sorted waits does not exceed."""
    return waits[max(ceil(share * len(waits)) - 1, 0)]


def rounded_out(low: timedelta, high: timedelta) -> Range:
    """Whole five minutes around a span, and never less than five."""
    first, last = low // STEP, -(-high // STEP)
    step = STEP // MINUTE
    return Range(first * step, max(last, first + 1) * step)
