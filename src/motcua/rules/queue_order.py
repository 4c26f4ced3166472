"""Who is called next, and why: the longest wait measured by what its class may wait.

Every ticket has a *target*: how long its class may wait at most (a priority class less
than an ordinary one). Its *pressure* is the time it has waited divided by its target;
the ticket with the highest pressure is called, of equals the one that began to wait
first, then the lower number. Nothing else decides: no counting of priority against
ordinary tickets, no order that depends on when somebody happened to press a key.

**No one starves.** A ticket that has waited `w` for a target `T` is passed only by one
whose pressure is higher: with a target `t` it must have waited more than `w·t/T`, so it
began at most `w·(1 - t/T)` after ours. Whatever comes later than that waits behind us,
however urgent its class; and within one class nobody is ever passed at all. The bound
is `latest_overtaker`. Where strict priority would starve (urgent classes bring as much
work as the counters can do, for ever), ours waits at most `T/t` times the work it found.

Times are aware datetimes, all arithmetic is in whole microseconds and exact.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

ANY: frozenset[str] = frozenset()


class NoTarget(ValueError):
    """A target is a time that may pass: more than nothing."""


class Reason(StrEnum):
    """Why one ticket goes before another."""

    NEARER_TO_TARGET = "nearer_to_target"
    CAME_FIRST = "came_first"
    LOWER_NUMBER = "lower_number"


class Bar(StrEnum):
    """Why a counter cannot call a ticket now."""

    OTHER_SERVICE = "other_service"
    SKILL_MISSING = "skill_missing"
    OTHER_COUNTER = "other_counter"
    NOT_YET = "not_yet"


@dataclass(frozen=True)
class Waiting:
    """A ticket that waits.

    `since` is when its wait began (for an appointment: its hour, when they came early);
    `not_before` keeps one that missed its call aside for a while. `needs` are the skills
    its officer must have, `counter` the one counter it was sent to, if it was.
    """

    key: UUID | str
    queue: str
    number: int
    since: datetime
    target: timedelta
    needs: frozenset[str] = ANY
    counter: UUID | str | None = None
    not_before: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a target that nobody can wait for; raises NoTarget."""
        if self.target <= timedelta(0):
            raise NoTarget(self.key)


@dataclass(frozen=True)
class Server:
    """A counter that calls: what it serves, and what its officer can do."""

    counter: UUID | str
    queues: Collection[str]
    skills: Collection[str] = field(default=ANY)


@dataclass(frozen=True)
class Why:
    """One ticket before another, in the numbers that decided it.

    Waits and targets are those of the first and the second; a pressure of 1 means
    that the target has just passed.
    """

    reason: Reason
    waits: tuple[timedelta, timedelta]
    targets: tuple[timedelta, timedelta]
    pressures: tuple[Fraction, Fraction]


def pressure(ticket: Waiting, at: datetime) -> Fraction:
    """The wait so far divided by the target; negative before an appointment's hour."""
    return Fraction(_us(at - ticket.since), _us(ticket.target))


def in_order(tickets: Iterable[Waiting], at: datetime) -> list[Waiting]:
    """All of them, the one to call first at the head."""
    return sorted(tickets, key=lambda each: _rank(each, at))


def bar(ticket: Waiting, server: Server, at: datetime) -> Bar | None:
    """What keeps this counter from calling this ticket now; None when nothing does."""
    if ticket.counter is not None and ticket.counter != server.counter:
        return Bar.OTHER_COUNTER
    # Who was sent to a counter is expected there, whatever it serves otherwise.
    if ticket.counter is None and ticket.queue not in server.queues:
        return Bar.OTHER_SERVICE
    if not ticket.needs <= set(server.skills):
        return Bar.SKILL_MISSING
    if ticket.not_before is not None and ticket.not_before > at:
        return Bar.NOT_YET
    return None


def could_call(ticket: Waiting, server: Server, at: datetime) -> bool:
    """True when this counter calls the ticket now or, if it is put aside, later."""
    return bar(ticket, server, at) in {None, Bar.NOT_YET}


def next_for(
    server: Server, tickets: Iterable[Waiting], at: datetime
) -> Waiting | None:
    """The ticket this counter calls next; None when there is none for it."""
    callable_ = (each for each in tickets if bar(each, server, at) is None)
    return min(callable_, key=lambda each: _rank(each, at), default=None)


def why(first: Waiting, second: Waiting, at: datetime) -> Why | None:
    """Why `first` goes before `second`; None when it does not."""
    if not goes_before(first, second, at):
        return None
    pressures = pressure(first, at), pressure(second, at)
    if pressures[0] != pressures[1]:
        reason = Reason.NEARER_TO_TARGET
    elif first.since != second.since:
        reason = Reason.CAME_FIRST
    else:
        reason = Reason.LOWER_NUMBER
    if first.target == second.target and reason is Reason.NEARER_TO_TARGET:
        # With one target the higher pressure is nothing but the longer wait.
        reason = Reason.CAME_FIRST
    return Why(
        reason,
        (at - first.since, at - second.since),
        (first.target, second.target),
        pressures,
    )


def latest_overtaker(
    ticket: Waiting, *, called_at: datetime, shortest: timedelta
) -> datetime:
    """No ticket that began to wait after this was called before `ticket`.

    `called_at` is when `ticket` itself was called, `shortest` the shortest target of any
    class. The times between are the whole price a class with a longer target pays.
    """
    waited = max(called_at - ticket.since, timedelta(0))
    if shortest >= ticket.target:
        return ticket.since
    share = Fraction(_us(ticket.target - shortest), _us(ticket.target))
    return ticket.since + timedelta(microseconds=int(_us(waited) * share))


def among_equals(ticket: Waiting) -> tuple[datetime, int, str, str]:
    """The order of tickets under one pressure, the lowest first.

    A number is one in its series; two series may meet in it, and keys never tie.
    """
    return ticket.since, ticket.number, ticket.queue, str(ticket.key)


def goes_before(first: Waiting, second: Waiting, at: datetime) -> bool:
    """Say whether, at a counter that may call both, `first` is called."""
    return _rank(first, at) < _rank(second, at)


def _rank(ticket: Waiting, at: datetime) -> tuple[Fraction, *tuple[object, ...]]:
    return -pressure(ticket, at), *among_equals(ticket)


def _us(time: timedelta) -> int:
    return time // timedelta(microseconds=1)
