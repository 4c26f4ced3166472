"""The supervisor's board: what is wrong in the hall now, and how many counters to open."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.foundation.live import topics
from motcua.queueing import board, staffing
from motcua.queueing.board import Board, CounterRow, QueueRow
from motcua.queueing.models.hall import TicketClass
from motcua.web.desk.hall_alarm_words import DOING, Said, said
from motcua.web.desk.hall_tabs import tabs

FULL: Final = 100
TARGET_AT: Final = 50


@dataclass(frozen=True)
class QueueLine:
    """A queue with its bar: half of it is the target."""

    row: QueueRow
    bar: int
    numbers: str


@dataclass(frozen=True)
class CounterLine:
    """A counter with its state in a word, an icon and a tone."""

    row: CounterRow
    words: str | Promise
    icon: str
    tone: str


@dataclass(frozen=True)
class Shown:
    """The board as it is drawn."""

    board: Board
    alarms: list[Said]
    queues: list[QueueLine]
    counters: list[CounterLine]
    empty: str
    late: int


@needs(Capability.SEE_HALL)
@never_cache
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The board now; it is pushed anew with every act in the hall."""
    at = timezone.now()
    context = {
        "tabs": tabs("desk:hall-board"),
        "shown": shown(request.mandate, at=at),
        "live": topics.address(f"board:{request.centre.id}:{request.user.id}"),
    }
    return render(request, "desk/hall_board/page.html", context)


@needs(Capability.SEE_HALL)
@require_safe
def counters(request: StaffRequest) -> HttpResponse:
    """How many counters each queue needs in each half hour of a usual day."""
    told = staffing.suggestion(request.centre, at=timezone.now())
    context = {
        "tabs": tabs("desk:hall-staffing"),
        "told": told,
        "columns": list(zip(told.queues, told.minutes, told.has, strict=True)),
    }
    return render(request, "desk/hall_board/staffing.html", context)


def shown(mandate: Mandate, *, at: datetime) -> Shown:
    """The board as this person sees it."""
    told = board.of(mandate.user.centre, at=at)
    may_manage = mandate.may(Capability.MANAGE_HALL)
    return Shown(
        board=told,
        alarms=[said(each, told, may_manage=may_manage) for each in told.alarms],
        queues=[_queue(row) for row in told.queues],
        counters=[
            CounterLine(row, *DOING[row.doing])
            for row in told.counters
            if not _is_empty(row)
        ],
        empty=", ".join(
            str(row.counter.number) for row in told.counters if _is_empty(row)
        ),
        late=sum(row.late for row in told.queues),
    )


def _is_empty(row: CounterRow) -> bool:
    """Nobody sits there, and nobody did today: fifteen of them hide who works."""
    return row.sitting is None and not row.served


def _queue(row: QueueRow) -> QueueLine:
    target = row.queue.target(TicketClass.ORDINARY)
    return QueueLine(
        row=row,
        bar=min(FULL, int(TARGET_AT * row.longest / target)),
        numbers=", ".join(map(str, row.counters)),
    )
