"""How long people waited and were served in some days: by queue, officer and hour."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Min, QuerySet
from django.utils import timezone

from motcua.accounts.models import User
from motcua.queueing import selectors
from motcua.queueing.models import Move, Queue, Ticket
from motcua.rules import hall_figures
from motcua.rules.hall_figures import Line, Spell
from motcua.rules.ticket_life import Act, State
from motcua.ward.models import Centre


@dataclass(frozen=True)
class Figures:
    """The figures of some days; every group that had anybody, in its usual order."""

    whole: Line
    by_queue: Sequence[tuple[Queue, Line]]
    by_officer: Sequence[tuple[User, Line]]
    by_hour: Sequence[tuple[int, Line]]


def of(centre: Centre, *, first: date, last: date) -> Figures:
    """The figures of the days from `first` to `last`, both included."""
    spells = list(_spells(centre, first, last))
    queues = hall_figures.by(lambda one: one.queue, spells)
    officers = hall_figures.by(lambda one: one.officer, spells)
    people = User.objects.filter(centre=centre, id__in=[*filter(None, officers)])
    return Figures(
        whole=hall_figures.line(spells),
        by_queue=[
            (queue, queues[str(queue.id)])
            for queue in selectors.queues(centre)
            if str(queue.id) in queues
        ],
        by_officer=[
            (person, officers[str(person.id)])
            for person in people.order_by("full_name", "id")
        ],
        by_hour=sorted(hall_figures.by(lambda one: one.hour, spells).items()),
    )


def rows(centre: Centre, *, first: date, last: date) -> Iterator[Ticket]:
    """Each ticket of these days as it is, in the order of issue."""
    tickets = _of_days(centre, first, last).select_related("queue", "counter", "visit")
    yield from tickets.order_by("issued_at", "id")


def _spells(centre: Centre, first: date, last: date) -> Iterator[Spell]:
    called = _called(centre, first, last)
    held = set(
        Move.objects.filter(
            centre=centre,
            ticket__day__range=(first, last),
            act__in=[Act.HOLD.value, Act.SEND_AWAY.value],
        ).values_list("ticket_id", flat=True)
    )
    tickets = _of_days(centre, first, last).filter(called_at__isnull=False)
    for ticket in tickets.select_related("visit"):
        at = called.get(ticket.id)
        if at is None:
            continue
        is_whole = ticket.state == State.ENDED and ticket.id not in held
        yield Spell(
            queue=str(ticket.queue_id),
            officer=str(ticket.visit.served_by_id or ""),
            hour=timezone.localtime(at).hour,
            waited=max(at - ticket.since, at - at),
            served=ticket.ended_at - ticket.called_at
            if is_whole and ticket.ended_at and ticket.called_at
            else None,
        )


def _called(centre: Centre, first: date, last: date) -> dict[UUID, datetime]:
    """When each ticket of these days was called first."""
    return dict(
        Move.objects.filter(
            centre=centre, ticket__day__range=(first, last), act=Act.CALL.value
        )
        .values_list("ticket_id")
        .annotate(first=Min("at"))
    )


def _of_days(centre: Centre, first: date, last: date) -> QuerySet[Ticket]:
    return Ticket.objects.filter(centre=centre, day__range=(first, last))
