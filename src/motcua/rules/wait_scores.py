"""How far told waits may be trusted: what came true of them, and the plain ways beside.

A range *covers* when the wait lies in it, its ends included. The *error* is how far the
middle was off, the *bias* the same with its sign: above nothing we told too long a wait.

The plain ways are those of Ibrahim and Whitt (M&SOM 11:397, 2009): the length of the
line times one mean, the wait of the last one called, the wait so far of the first in
line. Their answers are single times.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

TRUSTED: Final = 0.7
"""Of a month's ranges at least this share covered, or no minutes are shown."""
ENOUGH: Final = 50
"""With fewer ranges than this nobody can know: no minutes are shown."""
NOTHING: Final = timedelta(0)


@dataclass(frozen=True)
class Told:
    """A range that was told, its middle, and the wait that came."""

    low: timedelta
    high: timedelta
    middle: timedelta
    came: timedelta


@dataclass(frozen=True)
class Score:
    """How many ranges there were, how many covered, and the mean error and bias."""

    n: int = 0
    covered: int = 0
    mae: timedelta = NOTHING
    bias: timedelta = NOTHING

    @property
    def coverage(self) -> float:
        """The share that covered; 0 when there was none."""
        return self.covered / self.n if self.n else 0.0


def score(told: Iterable[Told]) -> Score:
    """What came true of these ranges."""
    rows = list(told)
    if not rows:
        return Score()
    off = [each.middle - each.came for each in rows]
    return Score(
        n=len(rows),
        covered=sum(each.low <= each.came <= each.high for each in rows),
        mae=sum(map(abs, off), NOTHING) / len(rows),
        bias=sum(off, NOTHING) / len(rows),
    )


def together(scores: Iterable[Score]) -> Score:
    """The score of several days as if they were one."""
    rows = list(scores)
    n = sum(each.n for each in rows)
    if not n:
        return Score()
    return Score(
        n=n,
        covered=sum(each.covered for each in rows),
        mae=sum((each.mae * each.n for each in rows), NOTHING) / n,
        bias=sum((each.bias * each.n for each in rows), NOTHING) / n,
    )


def is_trusted(coverage: float, n: int) -> bool:
    """Say whether minutes may be shown after a month with this share of `n` ranges."""
    return n >= ENOUGH and coverage >= TRUSTED


def by_line(ahead: int, mean: timedelta, counters: int) -> timedelta:
    """The people before and oneself, one mean each, over the counters at work."""
    return (ahead + 1) * mean / max(counters, 1)
