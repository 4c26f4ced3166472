"""Where everybody stands in the hall: reckoned once for all the phones that show it.

Whatever happens in the hall wakes every open page. Each of them asks for its own place,
and the answer to all of them is one: it is kept until something happens again.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from motcua.queueing import selectors
from motcua.queueing.models import CounterQueue, Move, Sitting, Ticket
from motcua.rules import queue_place
from motcua.rules.ticket_life import State
from motcua.ward.models import Centre

KEPT: Final = timedelta(seconds=5)
"""The order changes with time alone too, though slowly."""

Version = tuple[object, ...]


@dataclass(frozen=True)
class Place:
    """Where one ticket stands.

    `before` people are called before it (None when it does not wait); `counters` are
    the numbers of those that serve its queue, `is_served` says whether anybody sits at
    one of them.
    """

    before: int | None
    counters: tuple[int, ...]
    is_served: bool


@dataclass(frozen=True)
class _Hall:
    version: Version
    at: datetime
    before: Mapping[UUID | str, int]
    counters: Mapping[UUID, list[int]]
    manned: frozenset[UUID]


_kept: dict[UUID, _Hall] = {}


def place_of(ticket: Ticket, *, at: datetime) -> Place:
    """Where this ticket stands now."""
    version = _version(ticket.centre, at)
    hall = _kept.get(ticket.centre_id)
    is_waiting = ticket.state == State.WAITING
    if (
        hall is None
        or hall.version != version
        or abs(at - hall.at) > KEPT
        or (is_waiting and ticket.id not in hall.before)
    ):
        hall = _kept[ticket.centre_id] = _reckon(ticket.centre, version, at)
    return Place(
        before=hall.before.get(ticket.id) if is_waiting else None,
        counters=tuple(hall.counters.get(ticket.queue_id, ())),
        is_served=ticket.queue_id in hall.manned,
    )


def _version(centre: Centre, at: datetime) -> Version:
    """Another one after each act in the hall. Lines of the story are only ever added."""
    acts = Move.objects.filter(centre=centre, at__gte=selectors.morning(at)).count()
    seats = Sitting.objects.filter(centre=centre, ended_at=None).order_by("id")
    return acts, *seats.values_list("id", "revision")


def _reckon(centre: Centre, version: Version, at: datetime) -> _Hall:
    counters: dict[UUID, list[int]] = defaultdict(list)
    rows = CounterQueue.objects.filter(centre=centre).order_by("counter__number")
    for queue, number in rows.values_list("queue_id", "counter__number"):
        counters[queue].append(number)
    servers = list(selectors.servers(centre.id, selectors.sittings(centre)).values())
    seen = selectors.for_rules(centre, selectors.waiting(centre))
    return _Hall(
        version=version,
        at=at,
        before=queue_place.places(seen, servers, at),
        counters=counters,
        manned=frozenset(UUID(queue) for each in servers for queue in each.queues),
    )
