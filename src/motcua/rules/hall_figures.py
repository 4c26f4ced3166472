"""How long people waited and were served, told by people and never by averages alone.

A percentile here is the nearest rank: the time of a real person ("nine of ten waited no
longer than this"), never a value between two.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from math import ceil
from typing import Final, TypeVar

HALF: Final = Fraction(1, 2)
NINE_OF_TEN: Final = Fraction(9, 10)
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Spell:
    """One person: for which queue, by whom, in which hour called, how long.

    `served` is None where it is not known: put aside in between, never came, or still
    there.
    """

    queue: str
    officer: str
    hour: int
    waited: timedelta
    served: timedelta | None


@dataclass(frozen=True)
class Spread:
    """Times of some people; without any all are zero."""

    count: int
    half: timedelta
    nine_of_ten: timedelta
    longest: timedelta


@dataclass(frozen=True)
class Line:
    """The waits and services of one group."""

    waited: Spread
    served: Spread


def by(group: Callable[[Spell], K], spells: Iterable[Spell]) -> dict[K, Line]:
    """A line for each group that had anybody, in no order."""
    groups: dict[K, list[Spell]] = defaultdict(list)
    for spell in spells:
        groups[group(spell)].append(spell)
    return {name: line(rows) for name, rows in groups.items()}


def line(spells: Sequence[Spell]) -> Line:
    """All of them as one group."""
    return Line(
        spread(each.waited for each in spells),
        spread(each.served for each in spells if each.served is not None),
    )


def spread(times: Iterable[timedelta]) -> Spread:
    """The times by rank."""
    ordered = sorted(times)
    if not ordered:
        return Spread(0, *[timedelta(0)] * 3)
    return Spread(
        len(ordered), _rank(ordered, HALF), _rank(ordered, NINE_OF_TEN), ordered[-1]
    )


def _rank(ordered: Sequence[timedelta], share: Fraction) -> timedelta:
    return ordered[ceil(share * len(ordered)) - 1]
