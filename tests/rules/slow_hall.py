"""A hall played the slow way: the real rule over plain datetimes, nothing left out.

The oracle of rules.hall_play: no streams, no integers, no part of the hall cut away.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from motcua.rules import queue_order
from motcua.rules.hall_play import Hall
from motcua.rules.queue_order import Waiting, could_call

NEVER: Final = datetime.max.replace(tzinfo=UTC)
LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class World:
    """What chance gives: what remains after a while, a length, and who comes."""

    rest: Callable[[str, timedelta], timedelta]
    length: Callable[[str], timedelta]
    comers: Sequence[Waiting] = ()


def wait(hall: Hall, ticket: Waiting, world: World) -> timedelta:
    """How long `ticket` waits, from now."""
    waiting = {each.key: each for each in (*world.comers, *hall.waiting, ticket)}
    free = {n: _free(hall, n, world) for n in range(len(hall.counters))}
    while True:
        n = min(free, key=lambda each: (free[each], each))
        at, server = free[n], hall.counters[n].server
        here = [each for each in waiting.values() if _begins(each, world) <= at]
        called = queue_order.next_for(server, here, at)
        if called is None:
            later = [
                begins
                for each in waiting.values()
                if could_call(each, server, at)
                and (begins := _begins(each, world)) > at
            ]
            free[n] = _opened(hall, min(later, default=NEVER))
        elif called.key == ticket.key:
            return at - hall.at
        else:
            del waiting[called.key]
            free[n] = _opened(hall, at + world.length(called.queue))


def _begins(each: Waiting, world: World) -> datetime:
    """From when on somebody may be called at all."""
    since = each.since if each in world.comers else each.not_before
    return since or LONG_AGO


def _free(hall: Hall, n: int, world: World) -> datetime:
    manned = hall.counters[n]
    at = max(manned.back_at or hall.at, hall.at)
    if manned.since is not None:
        at = hall.at + world.rest(manned.queue, hall.at - manned.since)
    return _opened(hall, at)


def _opened(hall: Hall, at: datetime) -> datetime:
    return next((b for a, b in hall.closed if a <= at < b), at)
