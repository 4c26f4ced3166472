"""Read the hall: who waits in which order, who is called where, what happened to whom."""

import hmac
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils import timezone

from motcua.accounts.models import User
from motcua.foundation.toolkit.prepared import prepared, prepared_one
from motcua.queueing.models import (
    Break,
    CounterQueue,
    Queue,
    Sitting,
    Skill,
    Ticket,
)
from motcua.rules.queue_order import Server, Waiting
from motcua.rules.ticket_life import AT_A_COUNTER, State
from motcua.ward.models import Centre, Counter


def queues(centre: Centre) -> list[Queue]:
    """The queues in the order of the machine."""
    return list(Queue.objects.filter(centre=centre))


def queue(centre: Centre, letter: str) -> Queue | None:
    """The queue of a letter, with its centre."""
    return _queue(centre.id, letter)


@prepared_one
def _queue(centre_id: UUID, letter: str) -> QuerySet[Queue]:
    return Queue.objects.filter(centre_id=centre_id, letter=letter).select_related(
        "centre"
    )


def in_hall(centre: Centre) -> QuerySet[Ticket]:
    """The tickets whose people may still be called, with visit, queue and counter."""
    return Ticket.objects.filter(centre=centre, ended_at=None).select_related(
        "visit__citizen", "queue", "counter"
    )


def ticket(centre: Centre, ticket_id: UUID) -> Ticket | None:
    """One ticket of the centre, wherever it is."""
    return Ticket.objects.filter(centre=centre, id=ticket_id).first()


def waiting(centre: Centre) -> list[Ticket]:
    """The tickets that wait, in no order."""
    return _waiting(centre.id)


@prepared
def _waiting(centre_id: UUID) -> QuerySet[Ticket]:
    return Ticket.objects.filter(
        centre_id=centre_id, ended_at=None, state=State.WAITING
    )


def waiting_by_queue(centre: Centre) -> dict[UUID, int]:
    """How many wait in each queue; a queue in which nobody waits is not there."""
    counts = (
        Ticket.objects.filter(centre=centre, ended_at=None, state=State.WAITING)
        .values_list("queue")
        .annotate(count=Count("id"))
    )
    return dict(counts)


def sittings(centre: Centre) -> list[Sitting]:
    """Who sits at which counter now."""
    return list(
        Sitting.objects.filter(centre=centre, ended_at=None)
        .select_related("counter", "officer")
        .order_by("counter__number")
    )


def held_by(centre: Centre, sitting_id: UUID, console: str) -> Sitting | None:
    """The live sitting a browser holds with its secret; None when it does not."""
    found = sitting(centre.id, sitting_id)
    if found is None or not hmac.compare_digest(found.console, console):
        return None
    return found


def sitting(centre_id: UUID, sitting_id: UUID) -> Sitting | None:
    """A live sitting, for screens that were opened with its address."""
    return _sitting(centre_id, sitting_id)


@prepared_one
def _sitting(centre_id: UUID, sitting_id: UUID) -> QuerySet[Sitting]:
    return Sitting.objects.filter(
        centre_id=centre_id, id=sitting_id, ended_at=None
    ).select_related("counter", "officer", "centre")


def sitting_of(officer: User) -> Sitting | None:
    """Where this officer sits now; None when nowhere."""
    return _sitting_of(officer.centre_id, officer.id)


@prepared_one
def _sitting_of(centre_id: UUID, officer_id: UUID) -> QuerySet[Sitting]:
    return Sitting.objects.filter(
        centre_id=centre_id, officer_id=officer_id, ended_at=None
    )


def at_counter(counter: Counter) -> Ticket | None:
    """The ticket that is called to or served at this counter, with visit and queue."""
    return _at_counter(counter.centre_id, counter.id)


@prepared_one
def _at_counter(centre_id: UUID, counter_id: UUID) -> QuerySet[Ticket]:
    return Ticket.objects.filter(
        centre_id=centre_id,
        counter_id=counter_id,
        state__in=[state.value for state in AT_A_COUNTER],
        ended_at=None,
    ).select_related("visit", "queue", "counter")


def open_break(sitting: Sitting) -> Break | None:
    """The break this counter is on; None when it works."""
    return _open_break(sitting.centre_id, sitting.id)


@prepared_one
def _open_break(centre_id: UUID, sitting_id: UUID) -> QuerySet[Break]:
    return Break.objects.filter(
        centre_id=centre_id, sitting_id=sitting_id, ended_at=None
    )


def letters_by_counter(centre: Centre) -> dict[UUID, list[Queue]]:
    """Which queues each counter serves."""
    served: dict[UUID, list[Queue]] = {}
    rows = CounterQueue.objects.filter(centre=centre).select_related("queue")
    for row in rows.order_by("queue__place"):
        served.setdefault(row.counter_id, []).append(row.queue)
    return served


def server(sitting: Sitting) -> Server:
    """A counter as the rule sees it: what it serves and what its officer can do."""
    return Server(
        counter=sitting.counter_id,
        queues={*map(str, _served_at(sitting.centre_id, sitting.counter_id))},
        skills=frozenset(_skills_of(sitting.centre_id, sitting.officer_id)),
    )


@prepared
def _served_at(centre_id: UUID, counter_id: UUID) -> QuerySet[CounterQueue, UUID]:
    return CounterQueue.objects.filter(
        centre_id=centre_id, counter_id=counter_id
    ).values_list("queue_id", flat=True)


@prepared
def _skills_of(centre_id: UUID, officer_id: UUID) -> QuerySet[Skill, str]:
    return Skill.objects.filter(centre_id=centre_id, user_id=officer_id).values_list(
        "code", flat=True
    )


def servers(centre_id: UUID, sittings: Sequence[Sitting]) -> dict[UUID, Server]:
    """Counters as the rule sees them, by sitting."""
    serves, can = defaultdict(set), defaultdict(set)
    for counter_id, queue_id in CounterQueue.objects.filter(
        centre_id=centre_id, counter_id__in={each.counter_id for each in sittings}
    ).values_list("counter_id", "queue_id"):
        serves[counter_id].add(str(queue_id))
    for user_id, code in Skill.objects.filter(
        centre_id=centre_id, user_id__in={each.officer_id for each in sittings}
    ).values_list("user_id", "code"):
        can[user_id].add(code)
    return {
        each.id: Server(
            counter=each.counter_id,
            queues=serves[each.counter_id],
            skills=frozenset(can[each.officer_id]),
        )
        for each in sittings
    }


def served_today(sitting: Sitting, *, at: datetime) -> tuple[int, int | None]:
    """How many tickets this officer ended on the office's day, and the mean minutes of
    one from the call on; no mean for none."""
    spans = Ticket.objects.filter(
        centre_id=sitting.centre_id,
        state=State.ENDED,
        visit__served_by=sitting.officer_id,
        called_at__gte=morning(at),
    ).values_list("called_at", "ended_at")
    lengths = [ended - called for called, ended in spans if called and ended]
    if not lengths:
        return 0, None
    mean = sum(lengths, timedelta()) / len(lengths)
    return len(lengths), round(mean / timedelta(minutes=1))


def morning(at: datetime) -> datetime:
    """When the office's day began: midnight on its clock."""
    return timezone.make_aware(datetime.combine(timezone.localdate(at), time.min))


def for_rules(centre: Centre, tickets: Sequence[Ticket]) -> list[Waiting]:
    """Tickets as the rule sees them. One sent to a counter where nobody sits any more
    waits for any counter of its queue."""
    manned: set[UUID] = set()
    if any(ticket.sent_to_id for ticket in tickets):
        manned = set(
            Sitting.objects.filter(centre=centre, ended_at=None).values_list(
                "counter_id", flat=True
            )
        )
    return [
        Waiting(
            key=ticket.id,
            queue=str(ticket.queue_id),
            number=ticket.number,
            since=ticket.since,
            target=timedelta(seconds=ticket.target_seconds),
            needs=frozenset(ticket.needs),
            counter=ticket.sent_to_id if ticket.sent_to_id in manned else None,
            not_before=ticket.not_before,
        )
        for ticket in tickets
    ]
