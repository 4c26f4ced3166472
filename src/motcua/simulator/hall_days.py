"""Days of a simulated hall: how good was what people were told?

A plain way gives one time. To compare like with like, each such time is widened to a
range as wide as ours was for the same person.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, islice
from typing import Final

from motcua.rules import wait_scores
from motcua.rules.wait_estimate import MINUTE
from motcua.rules.wait_scores import Score, Told
from motcua.simulator.hall_crowd import Crowd
from motcua.simulator.hall_day import Asked, HallDay, Past

FIRST: Final = date(2026, 11, 2)
TEACHING: Final = 10
"""So many days before the first one that counts teach how long services take."""
SATURDAY: Final = 5
OURS: Final = "estimate"
AT_ONCE: Final = 5 * MINUTE
NOTHING: Final = timedelta(0)


@dataclass(frozen=True)
class Line:
    """What came true of one way, or of ours in one queue; the width in minutes.

    `waited` is the score of those who waited more than five minutes: to be told "soon"
    when nobody is before you is no art.
    """

    name: str
    score: Score
    waited: Score
    width: float


@dataclass(frozen=True)
class Figures:
    """What so many days show: every way, and ours by queue."""

    days: int
    ways: list[Line]
    queues: list[Line]


def play_days(days: int, *, seed: int, tell: Callable[[], object] = bool) -> Figures:
    """Play so many working days and compare; `tell` follows each day.

    The same seed gives the same figures.
    """
    crowd, past = Crowd(seed), Past()
    asked: list[tuple[Asked, timedelta]] = []
    for number, on in enumerate(islice(_working_days(), TEACHING + days)):
        asks = number >= TEACHING
        if asks:
            past.learn(crowd.letters)
        day = HallDay(crowd, on, past)
        day.run(asks=asks)
        asked += [(each, day.came[n]) for n, each in day.asked.items()]
        past.served += day.served
        past.arrived += day.arrived
        tell()
    return _figures(days, asked)


def _figures(days: int, asked: Iterable[tuple[Asked, timedelta]]) -> Figures:
    ways, queues = defaultdict(list), defaultdict(list)
    for each, came in asked:
        ours = each.estimate
        assert ours.range is not None
        assert ours.middle is not None
        low, high = ours.range.low * MINUTE, ours.range.high * MINUTE
        told = Told(low, high, ours.middle, came)
        ways[OURS].append(told)
        queues[each.queue].append(told)
        for way, middle in each.plain.items():
            start = max(middle - (high - low) / 2, NOTHING)
            ways[way].append(Told(start, start + (high - low), middle, came))
    return Figures(
        days,
        [_line(way, rows) for way, rows in ways.items()],
        [_line(queue, rows) for queue, rows in sorted(queues.items())],
    )


def _line(name: str, told: list[Told]) -> Line:
    width = sum((each.high - each.low for each in told), NOTHING) / len(told)
    waited = (each for each in told if each.came > AT_ONCE)
    return Line(
        name, wait_scores.score(told), wait_scores.score(waited), width / MINUTE
    )


def _working_days() -> Iterator[date]:
    every = (FIRST + timedelta(days=n) for n in count())
    return (day for day in every if day.weekday() < SATURDAY)
