"""How long one person takes a counter, learnt from the people before.

What counts is the counter's time: from the call to the moment at which the counter could
call again. When the next one was there already and was called a little later, that pause
(papers, a word with a colleague, a short rest) belongs to it, because whoever waits waits
for it too. The lengths are kept as 256 equally likely ones, so that one random byte
draws one.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Final

SLICES: Final = 256
ENOUGH: Final = 30
"""A queue with fewer lengths than this borrows from the whole hall."""
PAUSE: Final = timedelta(minutes=20)
"""A longer time between two people is no pause of a working counter."""
FORGOTTEN: Final = timedelta(hours=3)
"""A visit that took longer is one that somebody forgot to end."""
_US: Final = timedelta(microseconds=1)


@dataclass(frozen=True)
class Served:
    """One person at a counter: since when they waited, called, and gone.

    `counter` is None where it is not known any more (somebody who never came).
    """

    queue: str
    counter: Hashable
    since: datetime
    called_at: datetime
    gone_at: datetime


@dataclass(frozen=True)
class Lengths:
    """256 equally likely lengths in whole microseconds, the shortest first."""

    table: tuple[int, ...]

    @classmethod
    def of(cls, lengths: Iterable[timedelta]) -> "Lengths":
        """The lengths seen, at least one, as 256 equally likely ones."""
        seen = sorted(length // _US for length in lengths)
        places = ((2 * n + 1) * len(seen) // (2 * SLICES) for n in range(SLICES))
        return cls(tuple(seen[place] for place in places))

    def rest_after(self, elapsed: int) -> Sequence[int]:
        """What may remain, equally likely, after so many microseconds.

        Those who are there for longer than anybody before tell us nothing: they are
        taken for somebody who comes to the counter now.
        """
        longer = self.table[bisect_right(self.table, elapsed) :]
        return [length - elapsed for length in longer] or self.table


def counter_times(served: Iterable[Served]) -> dict[str, list[timedelta]]:
    """The counter's time of each person, by queue; forgotten ones left out."""
    times = defaultdict(list)
    for one, gone_at in _with_pauses(served):
        length = gone_at - one.called_at
        if timedelta(0) < length <= FORGOTTEN:
            times[one.queue].append(length)
    return dict(times)


def by_queue(
    times: Mapping[str, Sequence[timedelta]], queues: Iterable[str]
) -> dict[str, Lengths]:
    """The lengths of each queue; none at all while the whole hall has too few.

    A queue with enough of its own has those. With fewer it has the shape of the whole
    hall's, around a median between its own and the hall's: the nearer to its own, the
    more it has.
    """
    hall = [length for some in times.values() for length in some]
    if len(hall) < ENOUGH:
        return {}
    whole = Lengths.of(hall)
    return {queue: _shrunk(times.get(queue, ()), whole) for queue in queues}


def _shrunk(own: Sequence[timedelta], hall: Lengths) -> Lengths:
    if len(own) >= ENOUGH:
        return Lengths.of(own)
    if not own:
        return hall
    middle, own_middle = median(hall.table), median(each // _US for each in own)
    share = len(own) / ENOUGH
    scale = (share * own_middle + (1 - share) * middle) / middle
    return Lengths(tuple(int(length * scale) for length in hall.table))


def _with_pauses(served: Iterable[Served]) -> Iterator[tuple[Served, datetime]]:
    """Each one with the moment at which their counter called the next."""
    at_counter = defaultdict(list)
    for one in served:
        at_counter[one.counter].append(one)
    for counter, row in at_counter.items():
        row.sort(key=lambda one: one.called_at)
        for one, following in pairwise(row):
            yield one, _until_next(one, following) if counter else one.gone_at
        yield row[-1], row[-1].gone_at


def _until_next(one: Served, following: Served) -> datetime:
    was_there = following.since <= one.gone_at <= following.called_at
    is_pause = following.called_at - one.gone_at <= PAUSE
    return following.called_at if was_there and is_pause else one.gone_at
