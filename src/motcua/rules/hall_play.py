"""A hall played ahead by its own rule, to see when one ticket is called.

Each run begins with the hall as it is: who waits, who is served since when, who is on a
break until when. What remains of a service is drawn from those services of its queue
that took longer than this one has taken already; everybody called after that takes a
length drawn from their queue. Counters call by `rules.queue_order`, and people who are
still to come are called before ours where the rule says so.

**The order** is that of queue_order by integers only, exactly. The pressures
`(t - since) / target` are multiplied by a common multiple of all targets, and the rule's
order of equals is a rank below that. So of the first ones of all *streams* (people with
the same target and the same counters, in the order they came) the one with the highest
`t * weight - base` is called, where the weight is the stream's and the base the person's.

Times are aware datetimes, inside a run whole microseconds from now.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heapify, heappop, heapreplace
from itertools import chain
from math import inf, lcm
from random import Random
from sys import maxsize
from typing import Final

from motcua.rules.queue_order import ANY, Server, Waiting, among_equals, could_call
from motcua.rules.service_lengths import Lengths

_US: Final = timedelta(microseconds=1)
_HOUR: Final = timedelta(hours=1) // _US
# More urgent people than the counters can serve may not come for ever: no run would end.
_COMING_FOR: Final = 3 * _HOUR
_BYTE: Final = 8
# A counter's number stands in the lowest bits of the time at which it is free.
_BITS: Final = 10
_MASK: Final = (1 << _BITS) - 1


@dataclass(frozen=True)
class Manned:
    """A counter with its officer, and what keeps it from calling at once.

    `queue` and `since` tell whom it serves: their queue and when they were called.
    `back_at` is the end of its break.
    """

    server: Server
    queue: str = ""
    since: datetime | None = None
    back_at: datetime | None = None


@dataclass(frozen=True)
class Coming:
    """People still to come: so many an hour to a queue, with their class's target."""

    queue: str
    target: timedelta
    per_hour: float


@dataclass(frozen=True)
class Hall:
    """All that is known of a hall at one moment.

    `closed` are the spans, in order, in which no counter calls anybody (before the doors
    open, at noon); who is being served then is served to the end.
    """

    at: datetime
    waiting: Sequence[Waiting]
    counters: Sequence[Manned]
    lengths: Mapping[str, Lengths]
    coming: Sequence[Coming] = ()
    closed: Sequence[tuple[datetime, datetime]] = ()


def play(
    hall: Hall, ticket: Waiting, *, seed: int | str, runs: int
) -> list[timedelta] | None:
    """How long the ticket (of the hall, or of a newcomer) waits from now, in each run.

    The same seed gives the same runs. None when no counter can call this ticket, or when
    it is not known how long the services before it take.
    """
    stage = _reach(hall, ticket)
    if not stage.counters or not stage.queues() <= hall.lengths.keys():
        return None
    game = _Game(stage, Random(seed))  # noqa: S311  (a game, no secret)
    return [us * _US for us in game.play(runs)]


def newcomer(
    queue: str,
    target: timedelta,
    at: datetime,
    needs: frozenset[str] = ANY,
) -> Waiting:
    """The ticket of somebody who takes a number now, behind all of their class."""
    return Waiting("", queue, maxsize, at, target, needs)


@dataclass(frozen=True)
class _Stage:
    """The part of a hall on which it depends when one ticket is called."""

    hall: Hall
    ticket: Waiting
    counters: Sequence[Manned]
    waiting: Sequence[Waiting]
    coming: Sequence[Coming]

    def queues(self) -> set[str]:
        """Whose lengths a run draws."""
        serving = {m.queue for m in self.counters if m.since is not None}
        return serving | {each.queue for each in self.waiting}

    def after(self, at: datetime) -> int:
        """Microseconds from now."""
        return (at - self.hall.at) // _US


def _reach(hall: Hall, ticket: Waiting) -> _Stage:
    """The counters that may call the ticket, whom else they may call, who else may call
    those, and so on; without those who never go before it."""
    waiting = [*(each for each in hall.waiting if each.key != ticket.key), ticket]
    coming = [c for c in hall.coming if c.per_hour > 0 and c.queue in hall.lengths]
    callers = _callers(hall.counters, waiting, coming, hall.at)
    own = reached = callers[_rights(ticket)]
    while more := {n for c in callers.values() if c & reached for n in c} - reached:
        reached = reached | more
    waiting = [each for each in waiting if callers[_rights(each)] & reached]
    coming = [each for each in coming if callers[_rights(each)] & reached]
    if reached == own and not _is_aside(ticket, hall.at) and ticket.since <= hall.at:
        # Every counter here may call ours, so whom the rule puts behind it stays there.
        waiting = [each for each in waiting if not _stays_behind(each, ticket)]
        coming = [each for each in coming if each.target < ticket.target]
    counters = [hall.counters[n] for n in sorted(reached)]
    return _Stage(hall, ticket, counters, waiting, coming)


def _callers(
    counters: Sequence[Manned],
    waiting: Iterable[Waiting],
    coming: Iterable[Coming],
    at: datetime,
) -> dict[object, frozenset[int]]:
    """The counters, by their place, that may call people with these rights."""
    samples = {_rights(each): newcomer(each.queue, each.target, at) for each in coming}
    samples |= {_rights(each): each for each in waiting}
    return {
        rights: frozenset(
            n for n, m in enumerate(counters) if could_call(each, m.server, at)
        )
        for rights, each in samples.items()
    }


def _rights(person: Waiting | Coming) -> object:
    """Which counters may call somebody depends on nothing else."""
    if isinstance(person, Coming):
        return person.queue, ANY, None
    return person.queue, person.needs, person.counter


def _is_aside(ticket: Waiting, at: datetime) -> bool:
    return ticket.not_before is not None and ticket.not_before > at


def _stays_behind(other: Waiting, ticket: Waiting) -> bool:
    is_later = among_equals(other) > among_equals(ticket)
    return other.target >= ticket.target and is_later


# One of a stream: their base, from when on they may be called, their lengths. Ours has no
# lengths: when it is called, the run is over.
_Person = tuple[float, int, Sequence[int]]
_NOBODY: Final[_Person] = (inf, 0, ())


@dataclass(frozen=True)
class _Stream:
    """People whom the same counters may call and who have the same target.

    First the `people` who are there, in the order in which they are called, then those
    of `flows`: how many come in an hour, and their lengths.
    """

    callers: frozenset[int]
    weight: int
    people: list[_Person] = field(default_factory=list)
    flows: list[tuple[float, Sequence[int]]] = field(default_factory=list)

    def begin(self, dice: Random) -> Iterator[_Person]:
        """Everybody in order; those who come are other ones in each run."""
        if not self.flows:
            return iter(self.people)
        return chain(self.people, self._arrivals(dice))

    def _arrivals(self, dice: Random) -> Iterator[_Person]:
        rates, tables = zip(*self.flows, strict=True)
        per_hour, at = sum(rates), 0
        while (at := at + int(dice.expovariate(per_hour) * _HOUR)) < _COMING_FOR:
            yield at * self.weight, at, dice.choices(tables, rates)[0]


def _streams(stage: _Stage) -> list[_Stream]:
    """The people of a stage by stream; who is put aside, or has an appointment later
    on, stands alone."""
    hall, order = stage.hall, sorted(stage.waiting, key=among_equals)
    callers = _callers(stage.counters, order, stage.coming, hall.at)
    targets = {each.target for each in order} | {each.target for each in stage.coming}
    multiple = lcm(*(target // _US for target in targets)) * len(order)
    streams: dict[object, _Stream] = {}

    def stream(each: Waiting | Coming, alone: object = None) -> _Stream:
        by = callers[_rights(each)]
        made = _Stream(by, multiple // (each.target // _US))
        return streams.setdefault((by, each.target, alone), made)

    for rank, each in enumerate(order):
        opens = max(stage.after(each.not_before or hall.at), 0)
        row = stream(each, each.key if opens or each.since > hall.at else None)
        is_ours = each.key == stage.ticket.key
        table = () if is_ours else hall.lengths[each.queue].table
        row.people.append((stage.after(each.since) * row.weight + rank, opens, table))
    for flow in stage.coming:
        stream(flow).flows.append((flow.per_hour, hall.lengths[flow.queue].table))
    return list(streams.values())


class _Game:
    """A stage made ready for many runs."""

    def __init__(self, stage: _Stage, dice: Random) -> None:
        self._dice, self._streams = dice, _streams(stage)
        self._calls = [
            [
                (n, stream.weight)
                for n, stream in enumerate(self._streams)
                if counter in stream.callers
            ]
            for counter in range(len(stage.counters))
        ]
        self._rests = [_rest(stage, manned) for manned in stage.counters]
        spans = stage.hall.closed
        self._closed = [(stage.after(a), stage.after(b)) for a, b in spans]
        self._draws = len(stage.counters) + len(stage.waiting)

    def play(self, runs: int) -> Iterator[int]:
        """When ours is called, in each run.

        The bytes that lengths are drawn by are drawn before the runs and used in the
        order of the calls: one more person behind others changes nobody's length.
        """
        dice = self._dice
        blocks = [dice.randbytes(runs) for _ in range(self._draws)]
        spare = iter(lambda: dice.getrandbits(_BYTE), None)
        for row in zip(*blocks, strict=True):
            yield self._run(chain(row, spare))

    def _run(self, draws: Iterator[int]) -> int:
        """Let the counter that is free first call, until one calls ours."""
        calls, closes = self._calls, self._closed[0][0] if self._closed else inf
        free = self._free(draws)
        people = [stream.begin(self._dice) for stream in self._streams]
        firsts = [next(each, _NOBODY) for each in people]
        bases, opens, tables = map(list, zip(*firsts, strict=True))
        while True:
            code = free[0]
            at, counter = code >> _BITS, code & _MASK
            first, most = -1, -inf
            for n, weight in calls[counter]:
                score = at * weight - bases[n]
                if score > most and opens[n] <= at:
                    first, most = n, score
            if first < 0:
                self._idle(free, opens)
                continue
            table = tables[first]
            if not table:
                return at
            bases[first], opens[first], tables[first] = next(people[first], _NOBODY)
            done = at + table[next(draws)]
            if done >= closes:
                done = self._reopened(done)
            heapreplace(free, done << _BITS | counter)

    def _free(self, draws: Iterator[int]) -> list[int]:
        """The times at which the counters are free, each with the counter's number."""
        free = []
        for counter, rest in enumerate(self._rests):
            at = rest[next(draws) * len(rest) >> _BYTE]
            free.append(self._reopened(at) << _BITS | counter)
        heapify(free)
        return free

    def _idle(self, free: list[int], opens: list[int]) -> None:
        """Nobody is there for the counter that is free first: until somebody is."""
        at, counter = free[0] >> _BITS, free[0] & _MASK
        later = [opens[n] for n, _ in self._calls[counter] if opens[n] > at]
        if later:
            heapreplace(free, self._reopened(min(later)) << _BITS | counter)
        else:
            heappop(free)

    def _reopened(self, at: int) -> int:
        """The first time from this one on at which counters call."""
        for closes, opens in self._closed:
            if closes <= at < opens:
                return opens
        return at


def _rest(stage: _Stage, manned: Manned) -> Sequence[int]:
    """What may remain, equally likely, until the counter can call."""
    if manned.since is not None:
        lengths = stage.hall.lengths[manned.queue]
        return lengths.rest_after(-stage.after(manned.since))
    return (max(stage.after(manned.back_at or stage.hall.at), 0),)
