"""My work: what is in my hands, and what I may take."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.dossiers import selectors
from motcua.dossiers.models import Dossier, SupplementRequest
from motcua.foundation.live import topics
from motcua.web.desk import rows
from motcua.web.desk.rows import Board, Table

PAGE: Final = 50
MOST: Final = 500
MINE: Final = ("code", "matter", "due", "step", "since")
POOL: Final = (*MINE, "claim")
LODGED: Final = ("code", "matter", "answer", "since")
BACK_FOR: Final = timedelta(days=14)
MOST_BACK: Final = 20


OF_THE_HOUSE: Final = frozenset(Capability) - {Capability.PARTNER_WORK}


@dataclass(frozen=True)
class Work:
    """Both lists, ready to show, with how many of mine are due today or late."""

    mine: Table
    pool: Table
    pressing: str
    shown: int
    more_url: str
    lodged: Table
    pending: list[SupplementRequest]
    back: list[SupplementRequest]


@needs(*OF_THE_HOUSE)
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """Two lists, the most urgent first; they follow what happens elsewhere.

    Everybody of the house types this address; who has no steps to do is led to their
    own page.
    """
    if not request.mandate.may(Capability.WORK_STEPS):
        return redirect(rows.home_of(request.mandate))
    shown = rows_asked(request.GET.get("rows", ""))
    topic = f"work:{request.centre.id}:{request.user.id}:{shown}"
    context = {
        "work": of(request.mandate, at=timezone.now(), shown=shown),
        "live": topics.address(topic),
    }
    return render(request, "desk/work.html", context)


def rows_asked(text: str) -> int:
    """How many rows of each list are asked for: one page, two, … up to the most."""
    asked = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else PAGE
    return min(MOST, max(PAGE, asked))


def of(mandate: Mandate, *, at: datetime, shown: int = PAGE) -> Work:
    """The work of this person as it is now, so many rows of each list."""
    mine = list(selectors.my_work(mandate)[: shown + 1])
    pool = list(selectors.pool(mandate)[: shown + 1])
    is_cut = max(len(mine), len(pool)) > shown
    mine, pool = mine[:shown], pool[:shown]
    lodged = list(selectors.lodged(mandate)[:shown])
    everything = mine + pool + lodged
    facts = rows.board(mandate.user.centre, everything, at=at, viewer=mandate)
    return Work(
        mine=rows.table(mine, MINE, facts),
        pool=rows.table(pool, POOL, facts),
        lodged=rows.table(lodged, LODGED, facts),
        pending=list(selectors.pending_supplements(mandate)[:shown]),
        back=list(selectors.came_back(mandate, since=at - BACK_FOR)[:MOST_BACK]),
        pressing=_pressing(mine, facts, is_all=not is_cut),
        shown=shown,
        more_url=f"?rows={shown + PAGE}" if is_cut and shown < MOST else "",
    )


def _pressing(mine: list[Dossier], facts: Board, *, is_all: bool) -> str:
    """How many are due today or late; "50+" when more may follow below the page."""
    dues = filter(None, map(facts.due, mine))
    count = sum(1 for due in dues if due.kind in {"today", "overdue"})
    if not count:
        return ""
    return f"{count}+" if count == len(mine) and not is_all else str(count)
