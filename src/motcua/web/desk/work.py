"""My work: what is in my hands, and what I may take."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.dossiers import selectors
from motcua.foundation.live import topics
from motcua.web.desk import rows
from motcua.web.desk.rows import Table

MOST: Final = 100
MINE: Final = ("code", "owner", "procedure", "due", "step", "since")
POOL: Final = (*MINE, "claim")


@dataclass(frozen=True)
class Work:
    """Both lists, ready to show, with how many of mine are due today or late."""

    mine: Table
    pool: Table
    pressing: int
    is_cut: bool


@needs(Capability.WORK_STEPS)
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """Two lists, the most urgent first; they follow what happens elsewhere."""
    topic = f"work:{request.centre.id}:{request.user.id}"
    context = {
        "work": of(request.mandate, at=timezone.now()),
        "live": topics.address(topic),
    }
    return render(request, "desk/work.html", context)


def of(mandate: Mandate, *, at: datetime) -> Work:
    """The work of this person as it is now."""
    mine = list(selectors.my_work(mandate)[: MOST + 1])
    pool = list(selectors.pool(mandate)[: MOST + 1])
    facts = rows.board(mandate.user.centre, mine + pool, at=at)
    return Work(
        mine=rows.table(mine[:MOST], MINE, facts),
        pool=rows.table(pool[:MOST], POOL, facts),
        pressing=sum(
            1
            for d in mine
            if (due := facts.due(d)) and due.kind in {"today", "overdue"}
        ),
        is_cut=max(len(mine), len(pool)) > MOST,
    )
