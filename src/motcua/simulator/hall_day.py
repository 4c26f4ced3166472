"""One day of a simulated hall, played by the pure rules; nothing touches a database.

Everybody is told a wait when they take a number: by the estimate, and by the plain ways
beside it. What came is kept to be compared.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from motcua.rules import (
    hall_hours,
    queue_order,
    service_lengths,
    ticket_life,
    wait_scores,
)
from motcua.rules.arrivals import Arrivals, Arrived
from motcua.rules.hall_play import Hall, Manned
from motcua.rules.queue_order import Server, Waiting
from motcua.rules.service_lengths import Lengths, Served
from motcua.rules.ticket_life import Act
from motcua.rules.wait_estimate import Estimate, estimate
from motcua.simulator.agenda import Act as Happening
from motcua.simulator.agenda import Agenda
from motcua.simulator.hall_crowd import Crowd, Officer, sessions

TURN_SECONDS: Final = (5, 30)
MISSED_SECONDS: Final = (60, 150)
NOTHING: Final = timedelta(0)


@dataclass(frozen=True)
class Asked:
    """What one person was told when they took their number, by the plain ways too."""

    queue: str
    estimate: Estimate
    plain: dict[str, timedelta]


@dataclass
class Past:
    """What the days so far teach: lengths, arrivals, and the plain means."""

    served: list[Served] = field(default_factory=list)
    arrived: list[Arrived] = field(default_factory=list)
    lengths: dict[str, Lengths] = field(default_factory=dict)
    arrivals: Arrivals = field(default_factory=lambda: Arrivals(()))
    mean: timedelta = NOTHING
    mean_waits: dict[str, timedelta] = field(default_factory=dict)

    def learn(self, queues: list[str]) -> None:
        """Count anew; once a day."""
        times = service_lengths.counter_times(self.served)
        waits = defaultdict(list)
        for one in self.served:
            waits[one.queue].append(one.called_at - one.since)
        self.lengths = service_lengths.by_queue(times, queues)
        self.arrivals = Arrivals(self.arrived)
        self.mean = _mean([length for some in times.values() for length in some])
        self.mean_waits = {queue: _mean(some) for queue, some in waits.items()}


@dataclass
class Desk:
    """A counter on this day; it is idle when it looks for people and finds none."""

    officer: Officer
    manned: Manned
    rests: list[tuple[datetime, timedelta]]
    is_idle: bool = True

    @property
    def server(self) -> Server:
        """The counter as the rule sees it."""
        return self.manned.server

    def serves(self, queue: str, since: datetime) -> None:
        """Somebody of this queue is called to it."""
        self.manned = Manned(self.server, queue, since)

    def rests_until(self, back_at: datetime) -> None:
        """Its officer is away."""
        self.manned = Manned(self.server, back_at=back_at)

    def frees(self) -> None:
        """Nothing keeps it from calling."""
        self.manned = Manned(self.server)


class HallDay:
    """One day: `run` it, then read who was told what, and what came."""

    def __init__(self, crowd: Crowd, on: date, past: Past) -> None:
        """Prepare the day; what the past teaches is what people are told by."""
        self._past, self._dice = past, crowd.dice("day", on)
        self._closed = hall_hours.closed_spans(sessions(on))
        self._agenda = Agenda()
        self._desks = [_desk(officer) for officer in crowd.officers(on)]
        self._comers = dict(enumerate(crowd.comers(on), 1))
        self._waiting: dict[int, Waiting] = {}
        self._missed: dict[int, int] = defaultdict(int)
        self._last_wait: dict[str, timedelta] = {}
        self.asked: dict[int, Asked] = {}
        self.came: dict[int, timedelta] = {}
        self.served: list[Served] = []

    @property
    def arrived(self) -> list[Arrived]:
        """Who took a number."""
        return [Arrived(c.queue, c.target, c.at) for c in self._comers.values()]

    def run(self, *, asks: bool) -> None:
        """Let the day happen, until nobody waits; `asks` when people are told a wait."""
        for number, comer in self._comers.items():
            ticket = Waiting(f"{number}", comer.queue, number, comer.at, comer.target)
            self._agenda.plan(comer.at, self._comes(ticket, asks=asks))
        self._agenda.run(None, after=bool)

    def _comes(self, ticket: Waiting, *, asks: bool) -> Happening:
        def come(at: datetime) -> None:
            if asks:
                self.asked[ticket.number] = self._ask(ticket, at)
            self._waiting[ticket.number] = ticket
            self._wake(at)

        return come

    def _wake(self, at: datetime) -> None:
        for desk in self._desks:
            if desk.is_idle:
                self._next(desk, at)

    def _next(self, desk: Desk, at: datetime) -> None:
        """The officer waits for the doors, rests, calls, or finds nobody."""
        opens_at = next((b for a, b in self._closed if a <= at < b), at)
        desk.is_idle = False
        desk.frees()
        if opens_at > at:
            self._agenda.plan(opens_at, self._again(desk))
        elif desk.rests and desk.rests[0][0] <= at:
            back_at = at + desk.rests.pop(0)[1]
            desk.rests_until(back_at)
            self._agenda.plan(back_at, self._again(desk))
        else:
            waiting = self._waiting.values()
            ticket = queue_order.next_for(desk.server, waiting, at)
            desk.is_idle = ticket is None
            if ticket is not None:
                self._call(desk, self._waiting.pop(ticket.number), at)

    def _again(self, desk: Desk) -> Happening:
        return lambda at: self._next(desk, at)

    def _call(self, desk: Desk, ticket: Waiting, at: datetime) -> None:
        comer = self._comers[ticket.number]
        wait = at - ticket.since
        self.came.setdefault(ticket.number, wait)
        self._last_wait[ticket.queue] = wait
        desk.serves(ticket.queue, at)
        gone_at = at + comer.length * desk.officer.speed
        counter: object = desk.server.counter
        if not comer.answers:
            gone_at, counter = at + _seconds(self._dice, MISSED_SECONDS), None
        if comer.answers or self._is_given_up(ticket, gone_at):
            done = Served(ticket.queue, counter, ticket.since, at, gone_at)
            self.served.append(done)
        ready_at = gone_at + _seconds(self._dice, TURN_SECONDS)
        self._agenda.plan(ready_at, self._again(desk))

    def _is_given_up(self, ticket: Waiting, at: datetime) -> bool:
        """Nobody came: put aside for a while, or given up for good."""
        act = ticket_life.missed_act(self._missed[ticket.number])
        self._missed[ticket.number] += 1
        if act is Act.PUT_BACK:
            again_at = at + ticket_life.ASIDE
            aside = replace(ticket, not_before=again_at)
            self._agenda.plan(at, lambda _: self._waiting.update({aside.number: aside}))
            self._agenda.plan(again_at, self._wake)
        return act is Act.MISS

    def _ask(self, ticket: Waiting, at: datetime) -> Asked:
        past = self._past
        hall = Hall(
            at,
            list(self._waiting.values()),
            [desk.manned for desk in self._desks],
            past.lengths,
            past.arrivals.coming(at),
            self._closed,
        )
        told = estimate(hall, ticket, seed=f"{at}")
        at_work = [
            m
            for m in hall.counters
            if not m.back_at and ticket.queue in m.server.queues
        ]
        is_free = any(m.since is None for m in at_work) and not told.people_ahead
        shut = next((b - at for a, b in self._closed if a <= at < b), NOTHING)
        line = wait_scores.by_line(told.people_ahead, past.mean, len(at_work))
        first = min(
            (w.since for w in hall.waiting if w.queue == ticket.queue), default=at
        )
        return Asked(
            ticket.queue,
            told,
            {
                "line": shut + (NOTHING if is_free else line),
                "mean_wait": past.mean_waits[ticket.queue],
                "last_entered": self._last_wait.get(ticket.queue, NOTHING),
                "head_of_line": at - first,
            },
        )


def _desk(officer: Officer) -> Desk:
    server = Server(officer.counter, officer.queues)
    return Desk(officer, Manned(server), list(officer.rests))


def _seconds(dice: Random, between: tuple[int, int]) -> timedelta:
    return timedelta(seconds=dice.uniform(*between))


def _mean(times: list[timedelta]) -> timedelta:
    return sum(times, NOTHING) / max(len(times), 1)
