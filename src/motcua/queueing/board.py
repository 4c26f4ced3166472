"""The hall as its supervisor sees it: each queue, each counter, and what is wrong."""

from collections import Counter as Count
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from motcua.queueing import devices, experience, selectors
from motcua.queueing.devices import Health
from motcua.queueing.models import Break, Device, Move, Queue, Sitting, Ticket
from motcua.queueing.services import estimating
from motcua.rules import hall_alarms, queue_order
from motcua.rules.hall_alarms import Alarm, CounterNow, MachineNow, QueueNow
from motcua.rules.queue_order import Server, Waiting
from motcua.rules.ticket_life import AT_A_COUNTER, Act, State
from motcua.rules.wait_estimate import Range
from motcua.ward import selectors as ward
from motcua.ward.models import Centre, Counter

HOUR: Final = timedelta(hours=1)
MICROSECOND: Final = timedelta(microseconds=1)


class Doing(StrEnum):
    """What a counter does."""

    EMPTY = "empty"
    FREE = "free"
    CALLED = "called"
    SERVING = "serving"
    BREAK = "break"


@dataclass(frozen=True)
class QueueRow:
    """A queue: who waits, how long the longest, how many beyond their target, the range
    somebody is told who takes a number now, and the counters that call from it."""

    queue: Queue
    waiting: int
    longest: timedelta
    late: int
    range: Range | None
    counters: Sequence[int]


@dataclass(frozen=True)
class CounterRow:
    """A counter: who sits there and does what since when; how many today, mean time."""

    counter: Counter
    sitting: Sitting | None
    doing: Doing
    since: datetime | None
    ticket: Ticket | None
    pause: Break | None
    served: int
    mean: timedelta | None


@dataclass(frozen=True)
class Board:
    """The whole hall at one moment; alarms come with what they are about."""

    at: datetime
    queues: Sequence[QueueRow]
    counters: Sequence[CounterRow]
    machines: Sequence[Device]
    alarms: Sequence[Alarm]

    @property
    def waiting(self) -> int:
        """How many people wait."""
        return sum(row.waiting for row in self.queues)


@dataclass(frozen=True)
class _Read:
    """What the tables say, read once."""

    at: datetime
    tickets: Sequence[Ticket]
    waiting: Sequence[Waiting]
    sittings: Mapping[UUID, Sitting]
    pauses: Mapping[UUID, Break]
    servers: Mapping[UUID, Server]

    def calling(self, queue: Queue) -> list[int]:
        """The numbers of the counters that call from this queue now."""
        return [
            sitting.counter.number
            for sitting in self.sittings.values()
            if sitting.id not in self.pauses
            and str(queue.id) in self.servers[sitting.id].queues
        ]


def of(centre: Centre, *, at: datetime) -> Board:
    """The board of this moment."""
    read = _read(centre, at)
    queues = _queues(centre, read)
    counters = _counters(centre, read)
    silent = [
        each
        for each in devices.of_centre(centre)
        if devices.health(each, at=at) is Health.SILENT
    ]
    return Board(
        at=at,
        queues=queues,
        counters=counters,
        machines=silent,
        alarms=hall_alarms.raised(
            _queues_now(centre, queues, read),
            _counters_now(centre, counters, read),
            [
                MachineNow(str(each.id), each.last_seen_at)
                for each in silent
                if each.last_seen_at
            ],
            at=at,
            is_open=_is_open(centre, at),
        ),
    )


def _read(centre: Centre, at: datetime) -> _Read:
    tickets = list(selectors.in_hall(centre))
    sittings = selectors.sittings(centre)
    waiting = [each for each in tickets if each.state == State.WAITING]
    return _Read(
        at=at,
        tickets=tickets,
        waiting=selectors.for_rules(centre, waiting),
        sittings={each.counter_id: each for each in sittings},
        pauses={
            each.sitting_id: each
            for each in Break.objects.filter(centre=centre, ended_at=None)
        },
        servers=selectors.servers(centre.id, sittings),
    )


def _queues(centre: Centre, read: _Read) -> list[QueueRow]:
    waits = _waits(read)
    told = _told(centre, read.at)
    return [
        QueueRow(
            queue=queue,
            waiting=len(waits[str(queue.id)]),
            longest=max(
                (wait for wait, _ in waits[str(queue.id)]), default=timedelta(0)
            ),
            late=sum(wait > target for wait, target in waits[str(queue.id)]),
            range=told.get(queue.id),
            counters=read.calling(queue),
        )
        for queue in selectors.queues(centre)
    ]


def _waits(read: _Read) -> defaultdict[str, list[tuple[timedelta, timedelta]]]:
    waits = defaultdict(list)
    for each in read.waiting:
        wait = max(read.at - each.since, timedelta(0))
        waits[each.queue].append((wait, each.target))
    return waits


def _told(centre: Centre, at: datetime) -> dict[UUID, Range]:
    try:
        answers = estimating.estimate_newcomers(centre=centre, at=at)
    except ward.NoCalendar:
        return {}
    return {key: told.range for key, told in answers.items() if told.range}


def _counters(centre: Centre, read: _Read) -> list[CounterRow]:
    present = {t.counter_id: t for t in read.tickets if t.state in AT_A_COUNTER}
    served = _served(centre, read)
    return [
        _counter(
            counter,
            read.sittings.get(counter.id),
            present.get(counter.id),
            read,
            served,
        )
        for counter in ward.counters(centre)
        if counter.is_open or counter.id in read.sittings
    ]


def _counter(
    counter: Counter,
    sitting: Sitting | None,
    ticket: Ticket | None,
    read: _Read,
    served: Mapping[UUID, Sequence[timedelta]],
) -> CounterRow:
    pause = read.pauses.get(sitting.id) if sitting else None
    times = served.get(sitting.officer_id, ()) if sitting else ()
    doing, since = _doing(sitting, ticket, pause)
    return CounterRow(
        counter=counter,
        sitting=sitting,
        doing=doing,
        since=since,
        ticket=ticket,
        pause=pause,
        served=len(times),
        mean=sum(times, timedelta()) / len(times) if times else None,
    )


def _doing(
    sitting: Sitting | None, ticket: Ticket | None, pause: Break | None
) -> tuple[Doing, datetime | None]:
    if sitting is None:
        return Doing.EMPTY, None
    if pause is not None:
        return Doing.BREAK, pause.began_at
    if ticket is None:
        return Doing.FREE, None
    if ticket.state == State.CALLED:
        return Doing.CALLED, ticket.called_at
    return Doing.SERVING, ticket.called_at


def _served(centre: Centre, read: _Read) -> dict[UUID, list[timedelta]]:
    """What each officer's ended tickets of today took, from the call on."""
    officers = {each.officer_id for each in read.sittings.values()}
    ended = Ticket.objects.filter(
        centre=centre,
        state=State.ENDED,
        called_at__gte=selectors.morning(read.at),
        visit__served_by__in=officers,
    ).values_list("visit__served_by", "called_at", "ended_at")
    served = defaultdict(list)
    for officer, called_at, ended_at in ended:
        if called_at and ended_at:
            served[officer].append(ended_at - called_at)
    return served


def _queues_now(
    centre: Centre, rows: Sequence[QueueRow], read: _Read
) -> list[QueueNow]:
    waits = _waits(read)
    called = _acts(centre, read.at, Act.CALL)
    missed = _acts(centre, read.at, Act.MISS, Act.PUT_BACK)
    return [
        QueueNow(
            key=row.queue.letter,
            waits=waits[str(row.queue.id)],
            is_served=bool(row.counters),
            called=called[row.queue.id],
            missed=missed[row.queue.id],
        )
        for row in rows
    ]


def _acts(centre: Centre, at: datetime, *acts: Act) -> Count[UUID]:
    """How often that happened in each queue within the last hour."""
    moves = Move.objects.filter(
        centre=centre, at__gt=at - HOUR, at__lte=at, act__in=[act.value for act in acts]
    )
    return Count(moves.values_list("ticket__queue_id", flat=True))


def _counters_now(
    centre: Centre, rows: Sequence[CounterRow], read: _Read
) -> list[CounterNow]:
    lengths = experience.of(centre, read.at).lengths
    usual = {
        queue: each.table[len(each.table) // 2] * MICROSECOND
        for queue, each in lengths.items()
    }
    last = _last_acts(centre, read)
    return [
        CounterNow(
            key=str(row.counter.number),
            serving_since=row.since if row.ticket else None,
            usual=usual.get(str(row.ticket.queue_id)) if row.ticket else None,
            free_since=_free_since(row.sitting, read, last)
            if row.doing is Doing.FREE
            else None,
            break_since=row.pause.began_at if row.pause else None,
            back_at=row.pause.back_at if row.pause else None,
        )
        for row in rows
        if row.sitting is not None
    ]


def _last_acts(centre: Centre, read: _Read) -> dict[UUID, datetime]:
    """When each officer at a counter last did anything today, or came back."""
    since = selectors.morning(read.at)
    officers = {each.officer_id for each in read.sittings.values()}
    moves = Move.objects.filter(centre=centre, by__in=officers, at__gte=since)
    breaks = Break.objects.filter(
        centre=centre, sitting__in=read.servers, ended_at__isnull=False
    )
    rows = [
        *moves.order_by("at").values_list("by_id", "at"),
        *breaks.values_list("sitting__officer_id", "ended_at"),
    ]
    last: dict[UUID, datetime] = {}
    for officer, at in rows:
        if at is not None:
            last[officer] = max(at, last.get(officer, at))
    return last


def _free_since(
    sitting: Sitting | None, read: _Read, last: Mapping[UUID, datetime]
) -> datetime | None:
    """Since when this counter could have called somebody; None when nobody is for it."""
    assert sitting is not None
    server = read.servers[sitting.id]
    mine = [
        max(each.since, each.not_before or each.since)
        for each in read.waiting
        if queue_order.bar(each, server, read.at) is None
    ]
    if not mine:
        return None
    return max(sitting.began_at, min(mine), last.get(sitting.officer_id, min(mine)))


def _is_open(centre: Centre, at: datetime) -> bool:
    """Whether the counters are expected to call; without a calendar always."""
    try:
        return ward.calendar_in_force(centre).is_open(at)
    except ward.NoCalendar:
        return True
