"""Lists of dossiers: found by words, and the newest."""

from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.dossiers import selectors
from motcua.dossiers.models import Dossier
from motcua.dossiers.selectors import NotACursor, Page
from motcua.rules.lifecycle import State
from motcua.web.desk import rows
from motcua.web.ui.parts import NavItem
from motcua.web.ui.states import state_look

FOUND: Final = ("code", "matter", "state", "holder", "due", "received")
LONGEST: Final = 200
KEPT: Final = ("q", "state")


@needs(Capability.SEE_DOSSIERS)
@require_safe
def search(request: StaffRequest) -> HttpResponse:
    """Dossiers by code, name without accents, exact number or phone."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    hits = selectors.search(
        request.centre, text, limits=selectors.limits(request.mandate)
    )
    found = page_of(request, hits.rows)
    if len(found.rows) == 1 and not found.previous_after and not hits.is_cut:
        return redirect("desk:dossier", found.rows[0].code)
    context = listing(request, found, FOUND) | {"q": text, "is_too_many": hits.is_cut}
    return render(request, "desk/search.html", context)


@needs(Capability.SEE_DOSSIERS)
@require_safe
def recent(request: StaffRequest) -> HttpResponse:
    """Everything received, newest first, one state or all of them."""
    dossiers = selectors.within(request.mandate, selectors.recent(request.centre))
    chosen = _state(request)
    if chosen is not None:
        dossiers = dossiers.filter(state=chosen)
    context = listing(request, page_of(request, dossiers), FOUND) | {
        "filters": _filters(chosen)
    }
    return render(request, "desk/dossiers/list.html", context)


def page_of(request: StaffRequest, dossiers: QuerySet[Dossier]) -> Page[Dossier]:
    """The page asked for; the first one when the address was cut off on its way."""
    try:
        return selectors.page(dossiers, after=request.GET.get("after", ""))
    except NotACursor:
        return selectors.page(dossiers)


def listing(
    request: StaffRequest,
    found: Page[Dossier],
    columns: tuple[str, ...],
    *,
    kept: tuple[str, ...] = KEPT,
) -> dict[str, Any]:
    """A page of dossiers as a list's template wants it; `kept` is what its links keep."""
    facts = rows.board(request.centre, found.rows, at=timezone.now())
    last = found.first + len(found.rows) - 1
    is_one_of_many = found.next_after or found.previous_after
    return {
        "table": rows.table(found.rows, columns, facts),
        "summary": _("%(first)s đến %(last)s") % {"first": found.first, "last": last}
        if is_one_of_many
        else "",
        "next_url": _address(request, found.next_after, kept),
        "previous_url": _address(request, found.previous_after, kept),
    }


def _address(request: StaffRequest, after: str | None, names: tuple[str, ...]) -> str:
    if after is None:
        return ""
    kept = {key: request.GET[key] for key in names if key in request.GET}
    return f"?{urlencode({**kept, 'after': after})}"


def _state(request: StaffRequest) -> State | None:
    try:
        return State(int(request.GET.get("state", "")))
    except ValueError:
        return None


def _filters(chosen: State | None) -> list[NavItem]:
    every = NavItem(label=_("Tất cả"), url="?", is_current=chosen is None)
    shown = [state for state in State if state not in {State.NEW, State.REJECTED}]
    return [every] + [
        NavItem(
            label=str(state_look(state).label),
            url=f"?state={state.value}",
            is_current=state == chosen,
        )
        for state in shown
    ]
