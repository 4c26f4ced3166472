"""What in the hall needs somebody now, the gravest first; nothing when all is well.

Each alarm is about one thing (a queue, a counter, a machine) and of one kind, so that a
screen can say it in one sentence and offer one act. What is measured is compared with
what was promised to people (targets), said by officers (the end of a break) or is usual
(the median of a queue); the few numbers that are ours stand here by name.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import chain
from typing import Final

TOO_LONG_TIMES: Final = 3
"""So many times the usual, and somebody should look whether help is needed."""
IDLE_AFTER: Final = timedelta(minutes=3)
"""A breath between two people is work; more is a counter that forgot to call."""
LONGEST_UNSAID: Final = timedelta(hours=1)
"""A break whose end was not said is over after this."""
MANY_MISSED: Final = 5
MANY_SHARE: Final = Fraction(1, 3)
"""So many of the last hour's calls without anybody coming, and this share of them."""
_MINUTE: Final = timedelta(minutes=1)


class Kind(StrEnum):
    """What is wrong; in the order of gravity."""

    UNSERVED = "unserved"
    LONG_WAIT = "long_wait"
    LATE_BREAK = "late_break"
    IDLE = "idle"
    LONG_SERVICE = "long_service"
    NO_SHOWS = "no_shows"
    SILENT = "silent"


GRAVITY: Final = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True)
class QueueNow:
    """A queue: each wait with its target, whether any counter calls from it, and of
    the last hour's calls how many nobody came to."""

    key: str
    waits: Sequence[tuple[timedelta, timedelta]]
    is_served: bool
    called: int = 0
    missed: int = 0


@dataclass(frozen=True)
class CounterNow:
    """A manned counter.

    `serving_since` is when its present ticket was called and `usual` what one takes in
    that ticket's queue; `free_since` when its officer last did anything, for one that is
    free and could call somebody. A break has its beginning, and its end if that was said.
    """

    key: str
    serving_since: datetime | None = None
    usual: timedelta | None = None
    free_since: datetime | None = None
    break_since: datetime | None = None
    back_at: datetime | None = None


@dataclass(frozen=True)
class MachineNow:
    """A machine that was heard last at this moment, and should have been since."""

    key: str
    silent_since: datetime


@dataclass(frozen=True)
class Alarm:
    """One thing that needs somebody.

    `time` is how long it has gone on, or been over what was promised; `count` the people
    it is about.
    """

    kind: Kind
    key: str
    weight: Fraction
    time: timedelta = timedelta(0)
    count: int = 0


def raised(
    queues: Iterable[QueueNow],
    counters: Iterable[CounterNow],
    machines: Iterable[MachineNow],
    *,
    at: datetime,
    is_open: bool,
) -> list[Alarm]:
    """Every alarm of this moment, by gravity, then by how much is wrong.

    While the office is shut nobody is expected to call: then only waits, visits and
    machines are told.
    """
    found = chain(
        (alarm for each in queues for alarm in _of_queue(each, is_open=is_open)),
        (
            alarm
            for each in counters
            for alarm in _of_counter(each, at, is_open=is_open)
        ),
        (
            Alarm(
                Kind.SILENT,
                each.key,
                _minutes(at - each.silent_since),
                at - each.silent_since,
            )
            for each in machines
        ),
    )
    return sorted(found, key=_rank)


def _of_queue(queue: QueueNow, *, is_open: bool) -> Iterator[Alarm]:
    longest = max((wait for wait, _ in queue.waits), default=timedelta(0))
    late = [(wait, target) for wait, target in queue.waits if wait > target]
    if is_open and queue.waits and not queue.is_served:
        yield Alarm(
            Kind.UNSERVED, queue.key, _minutes(longest), longest, len(queue.waits)
        )
    if late:
        wait, target = max(late, key=_share)
        yield Alarm(Kind.LONG_WAIT, queue.key, _share((wait, target)), wait, len(late))
    if queue.missed >= MANY_MISSED and queue.missed >= MANY_SHARE * queue.called:
        share = Fraction(queue.missed, max(queue.called, 1))
        yield Alarm(Kind.NO_SHOWS, queue.key, share, count=queue.missed)


def _of_counter(counter: CounterNow, at: datetime, *, is_open: bool) -> Iterator[Alarm]:
    if counter.break_since is not None:
        ends = counter.back_at or counter.break_since + LONGEST_UNSAID
        if is_open and at > ends:
            yield _since(Kind.LATE_BREAK, counter, at - ends)
        return
    if counter.serving_since is not None and counter.usual:
        spent = at - counter.serving_since
        if spent > TOO_LONG_TIMES * counter.usual:
            yield _since(Kind.LONG_SERVICE, counter, spent)
    if is_open and counter.free_since is not None:
        idle = at - counter.free_since
        if idle > IDLE_AFTER:
            yield _since(Kind.IDLE, counter, idle)


def _since(kind: Kind, counter: CounterNow, time: timedelta) -> Alarm:
    return Alarm(kind, counter.key, _minutes(time), time)


def _rank(alarm: Alarm) -> tuple[int, Fraction, str]:
    return GRAVITY[alarm.kind], -alarm.weight, alarm.key


def _share(wait: tuple[timedelta, timedelta]) -> Fraction:
    return _minutes(wait[0]) / _minutes(wait[1])


def _minutes(time: timedelta) -> Fraction:
    return Fraction(
        time // timedelta(microseconds=1), _MINUTE // timedelta(microseconds=1)
    )
