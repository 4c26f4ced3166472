"""Tell people how long they will wait, keep what was told, and score it at night."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Final
from uuid import UUID

from django.utils import timezone

from motcua.foundation.toolkit.work import keep, take_turn, unit_of_work
from motcua.queueing import experience, present, selectors
from motcua.queueing.models import EstimateScore, Move, Queue, Ticket, WaitEstimate
from motcua.queueing.models.hall import TicketClass
from motcua.rules import hall_play, wait_estimate, wait_scores
from motcua.rules.hall_play import Hall
from motcua.rules.queue_order import Waiting
from motcua.rules.ticket_life import Act
from motcua.rules.wait_estimate import Estimate, Range
from motcua.rules.wait_scores import Score, Told
from motcua.ward.models import Centre

MONTH: Final = timedelta(days=30)
LAST_ENTERED: Final = timedelta(minutes=30)
"""A call that is longer ago says nothing about the wait now."""
KEPT_EVERY: Final = timedelta(minutes=5)


class Withheld(StrEnum):
    """Why no minutes are told."""

    UNKNOWN = "unknown"
    TOO_FEW = "too_few"
    NOT_TRUSTED = "not_trusted"


@dataclass(frozen=True)
class Answer:
    """What may be said of a wait: a range, or why there is none; the place always."""

    people_ahead: int
    range: Range | None = None
    withheld: Withheld | None = None


def estimate_for(*, ticket: Ticket, at: datetime) -> Answer | None:
    """What the person with this ticket may be told now; None when it does not wait.

    What is told, or would be if it were trusted, is kept when it is new or the last one
    is five minutes old. Raises ward.NoCalendar.
    """
    hall = present.hall(ticket.centre, at)
    mine = next((each for each in hall.waiting if each.key == ticket.id), None)
    if mine is None:
        return None
    estimate = _estimate(hall, mine, ticket.queue, seed=f"{ticket.id}")
    answer = _answer(ticket.queue, estimate, at)
    _keep(ticket, estimate, answer, at)
    return answer


def estimate_newcomer(*, queue: Queue, ticket_class: str, at: datetime) -> Answer:
    """What somebody may be told who takes a number of this queue now; nothing is kept."""
    hall = present.hall(queue.centre, at)
    ticket = hall_play.newcomer(str(queue.id), queue.target(ticket_class), at)
    estimate = _estimate(hall, ticket, queue, seed=f"{queue.id}")
    return _answer(queue, estimate, at)


def estimate_newcomers(*, centre: Centre, at: datetime) -> dict[UUID, Answer]:
    """What an ordinary newcomer to each queue may be told now; the hall is read once.

    Raises ward.NoCalendar.
    """
    hall = present.hall(centre, at)
    answers = {}
    for queue in selectors.queues(centre):
        target = queue.target(TicketClass.ORDINARY)
        ticket = hall_play.newcomer(str(queue.id), target, at)
        estimate = _estimate(hall, ticket, queue, seed=f"{queue.id}")
        answers[queue.id] = _answer(queue, estimate, at)
    return answers


def score_day(*, centre: Centre, day: date) -> list[EstimateScore]:
    """Score all ranges of a day by what came; again gives the same rows anew.

    The wait is over with the first call. Who chose to be called later, or left, has no
    wait that could be compared.
    """
    told = defaultdict(list)
    for estimate, came in _came(centre, day):
        row = Told(
            timedelta(minutes=estimate.low_minutes),
            timedelta(minutes=estimate.high_minutes),
            timedelta(seconds=estimate.middle_seconds),
            came,
        )
        told[estimate.queue_id, estimate.method].append(row)
    scores = [
        _row(centre, day, queue_id, method, wait_scores.score(rows))
        for (queue_id, method), rows in told.items()
    ]
    with unit_of_work():
        take_turn(f"scores:{centre.id}")
        EstimateScore.objects.filter(centre=centre, day=day).delete()
        keep(*scores)
    return scores


def month_score(queue: Queue, method: str, at: datetime) -> Score:
    """What came true of a queue's ranges in the thirty days before today."""
    today = timezone.localdate(at)
    days = EstimateScore.objects.filter(
        centre_id=queue.centre_id,
        queue=queue,
        method=method,
        day__gte=today - MONTH,
        day__lt=today,
    )
    return wait_scores.together(
        Score(
            day.n,
            day.covered,
            timedelta(seconds=day.mae_seconds),
            timedelta(seconds=day.bias_seconds),
        )
        for day in days
    )


def _estimate(hall: Hall, ticket: Waiting, queue: Queue, *, seed: str) -> Estimate:
    """One ticket has one seed: its range changes with the hall and not by chance."""
    return wait_estimate.estimate(
        hall, ticket, seed=seed, last_entered=_last_entered(queue, hall.at)
    )


def _last_entered(queue: Queue, at: datetime) -> timedelta | None:
    """How long the last one called had waited, when that is not long ago."""
    called = Ticket.objects.filter(
        centre_id=queue.centre_id,
        queue=queue,
        called_at__gt=at - LAST_ENTERED,
        called_at__lte=at,
    )
    last = called.order_by("-called_at").values_list("called_at", "since").first()
    return max(last[0] - last[1], timedelta(0)) if last and last[0] else None


def _answer(queue: Queue, estimate: Estimate, at: datetime) -> Answer:
    if estimate.range is None:
        return Answer(estimate.people_ahead, withheld=Withheld.UNKNOWN)
    score = month_score(queue, estimate.method, at)
    if wait_scores.is_trusted(score.coverage, score.n):
        return Answer(estimate.people_ahead, estimate.range)
    is_few = score.n < wait_scores.ENOUGH
    why = Withheld.TOO_FEW if is_few else Withheld.NOT_TRUSTED
    return Answer(estimate.people_ahead, withheld=why)


def _keep(ticket: Ticket, estimate: Estimate, answer: Answer, at: datetime) -> None:
    if estimate.range is None or estimate.middle is None:
        return
    row = WaitEstimate(
        centre_id=ticket.centre_id,
        ticket=ticket,
        queue_id=ticket.queue_id,
        at=at,
        method=estimate.method.value,
        people_ahead=estimate.people_ahead,
        low_minutes=estimate.range.low,
        high_minutes=estimate.range.high,
        middle_seconds=estimate.middle // timedelta(seconds=1),
        is_shown=answer.range is not None,
    )
    kept = WaitEstimate.objects.filter(centre_id=ticket.centre_id, ticket=ticket)
    last = kept.order_by("-at").first()
    if last is None or at - last.at >= KEPT_EVERY or _told(last) != _told(row):
        keep(row)


def _told(row: WaitEstimate) -> tuple[object, ...]:
    return row.low_minutes, row.high_minutes, row.method, row.is_shown


def _came(centre: Centre, day: date) -> list[tuple[WaitEstimate, timedelta]]:
    """The day's ranges whose wait ended with a call, each with that wait."""
    since, until = (
        experience.midnight(day),
        experience.midnight(day + timedelta(days=1)),
    )
    moves = Move.objects.filter(
        centre=centre,
        at__gte=since,
        at__lt=until,
        act__in=[Act.CALL.value, Act.BE_LATE.value],
    ).order_by("ticket_id", "at", "step")
    acts = {
        ticket_id: list(rows)
        for ticket_id, rows in groupby(
            moves.values_list("ticket_id", "at", "act"), key=lambda row: row[0]
        )
    }
    came = []
    told = WaitEstimate.objects.filter(centre=centre, at__gte=since, at__lt=until)
    for estimate in told:
        later = (
            row for row in acts.get(estimate.ticket_id, ()) if row[1] >= estimate.at
        )
        _, at, act = next(later, (None, None, ""))
        if at is not None and act == Act.CALL:
            came.append((estimate, at - estimate.at))
    return came


def _row(
    centre: Centre, day: date, queue_id: UUID, method: str, score: Score
) -> EstimateScore:
    second = timedelta(seconds=1)
    return EstimateScore(
        centre=centre,
        queue_id=queue_id,
        day=day,
        method=method,
        n=score.n,
        covered=score.covered,
        mae_seconds=round(score.mae / second),
        bias_seconds=round(score.bias / second),
    )
