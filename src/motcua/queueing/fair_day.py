"""A day's calls as the fairness report tells them: from the tickets' own stories."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Min

from motcua.queueing.models import Move, Ticket
from motcua.rules import fairness
from motcua.rules.fairness import Called, Waits
from motcua.rules.ticket_life import Act
from motcua.ward.models import Centre


@dataclass(frozen=True)
class OutOfOrder:
    """A call before its turn: by whom, why, and who was passed by it."""

    move: Move
    passed: Sequence[Called]


@dataclass(frozen=True)
class FairDay:
    """What the report says of one day."""

    waits: Mapping[str, Waits]
    out_of_order: Sequence[OutOfOrder]
    class_changes: Sequence[Move]
    called: int
    left: int


def of(centre: Centre, *, day: date) -> FairDay:
    """The report of a day of the office; a handful of questions however long it was."""
    called = _called(centre, day)
    moves = list(
        Move.objects.filter(
            centre=centre,
            ticket__day=day,
            act__in=[Act.CALL.value, Act.CHANGE_CLASS.value],
        )
        .exclude(reason="")
        .select_related("ticket__queue", "by", "counter")
        .order_by("at", "id")
    )
    return FairDay(
        waits=fairness.by_class(called.values()),
        out_of_order=[
            OutOfOrder(move, _passed(move, called))
            for move in moves
            if move.act == Act.CALL.value
        ],
        class_changes=[move for move in moves if move.act != Act.CALL.value],
        called=len(called),
        left=Ticket.objects.filter(
            centre=centre, day=day, ended_at__isnull=False, called_at=None
        ).count(),
    )


def _called(centre: Centre, day: date) -> dict[object, Called]:
    """Each ticket of the day that was called, with the time of its first call."""
    first: dict[object, datetime] = dict(
        Move.objects.filter(centre=centre, ticket__day=day, act=Act.CALL.value)
        .values_list("ticket_id")
        .annotate(first=Min("at"))
    )
    tickets = Ticket.objects.filter(centre=centre, day=day, called_at__isnull=False)
    return {
        ticket.id: Called(
            label=ticket.label,
            ticket_class=ticket.ticket_class,
            queue=str(ticket.queue_id),
            since=ticket.since,
            called_at=first[ticket.id],
            target=timedelta(seconds=ticket.target_seconds),
        )
        for ticket in tickets
        if ticket.id in first
    }


def _passed(move: Move, called: Mapping[object, Called]) -> list[Called]:
    chosen = called.get(move.ticket_id)
    return fairness.passed_by(chosen, called.values()) if chosen else []
