"""How a day's calls went: how long each class waited, and who was passed by whom.

Percentiles are nearest-rank: "nine of ten waited no longer" is the wait of a real
person, never a value between two.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from math import ceil

NINE_OF_TEN = Fraction(9, 10)
HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Called:
    """A ticket that was called: its class, queue and target, since when it waited."""

    label: str
    ticket_class: str
    queue: str
    since: datetime
    called_at: datetime
    target: timedelta

    @property
    def waited(self) -> timedelta:
        """From when its wait began to its first call; an appointment may be early."""
        return max(self.called_at - self.since, timedelta(0))


@dataclass(frozen=True)
class Waits:
    """The waits of one class: of how many people, and how many within their target."""

    count: int
    median: timedelta
    nine_of_ten: timedelta
    longest: timedelta
    within: int

    @property
    def within_of_100(self) -> int:
        """Of 100 people so many were called within the target; rounded down."""
        return 100 * self.within // self.count


def by_class(called: Iterable[Called]) -> dict[str, Waits]:
    """The waits of each class that had any call."""
    classes: dict[str, list[Called]] = {}
    for each in called:
        classes.setdefault(each.ticket_class, []).append(each)
    return {name: _waits(rows) for name, rows in classes.items()}


def passed_by(chosen: Called, all_called: Iterable[Called]) -> list[Called]:
    """Who of the same queue waited then with a higher pressure, and was called later.

    By the rule nobody is: whoever stands here was passed by a call out of order, by a
    skill that the counter lacked, or was asked to wait (late, aside, away).
    """
    at = chosen.called_at
    return [
        each
        for each in all_called
        if each.queue == chosen.queue
        and each.since <= at < each.called_at
        and _pressure(each, at) > _pressure(chosen, at)
    ]


def _waits(rows: Sequence[Called]) -> Waits:
    ordered = sorted(each.waited for each in rows)
    return Waits(
        count=len(rows),
        median=_rank(ordered, HALF),
        nine_of_ten=_rank(ordered, NINE_OF_TEN),
        longest=ordered[-1],
        within=sum(each.waited <= each.target for each in rows),
    )


def _rank(ordered: Sequence[timedelta], share: Fraction) -> timedelta:
    return ordered[ceil(share * len(ordered)) - 1]


def _pressure(each: Called, at: datetime) -> Fraction:
    microsecond = timedelta(microseconds=1)
    return Fraction((at - each.since) // microsecond, each.target // microsecond)
