"""Lists of dossiers: found by words, and the newest."""

from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.dossiers import selectors
from motcua.dossiers.selectors import PAGE, Page
from motcua.rules.lifecycle import State
from motcua.web.desk import rows
from motcua.web.ui.parts import NavItem
from motcua.web.ui.states import state_look

FOUND: Final = ("code", "matter", "state", "holder", "due", "received")
TOO_MANY: Final = 200
LONGEST: Final = 200
LAST_OFFSET: Final = 100_000


@needs(Capability.SEE_DOSSIERS)
@require_safe
def search(request: StaffRequest) -> HttpResponse:
    """Dossiers by code, name without accents, exact number or phone."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    offset = _offset(request)
    found = selectors.page(selectors.search(request.centre, text), offset=offset)
    if len(found.rows) == 1 and not offset:
        return redirect("desk:dossier", found.rows[0].code)
    context = _list(request, found, FOUND, offset) | {
        "q": text,
        "is_too_many": offset >= TOO_MANY - PAGE and found.next_after,
    }
    return render(request, "desk/search.html", context)


@needs(Capability.SEE_DOSSIERS)
@require_safe
def recent(request: StaffRequest) -> HttpResponse:
    """Everything received, newest first, one state or all of them."""
    dossiers = selectors.recent(request.centre)
    chosen = _state(request)
    if chosen is not None:
        dossiers = dossiers.filter(state=chosen)
    offset = _offset(request)
    found = selectors.page(dossiers, offset=offset)
    context = _list(request, found, FOUND, offset) | {"filters": _filters(chosen)}
    return render(request, "desk/dossiers/list.html", context)


def _list(
    request: StaffRequest, found: Page, columns: tuple[str, ...], offset: int
) -> dict[str, Any]:
    facts = rows.board(request.centre, found.rows, at=timezone.now())
    first, last = offset + 1, offset + len(found.rows)
    return {
        "table": rows.table(found.rows, columns, facts),
        "summary": _("%(first)s đến %(last)s") % {"first": first, "last": last}
        if found.next_after or offset
        else "",
        "next_url": _address(request, found.next_after),
        "previous_url": _address(request, str(max(0, offset - PAGE))) if offset else "",
    }


def _address(request: StaffRequest, after: str | None) -> str:
    if after is None:
        return ""
    kept = {key: request.GET[key] for key in ("q", "state") if key in request.GET}
    return f"?{urlencode({**kept, 'after': after})}"


def _offset(request: StaffRequest) -> int:
    text = request.GET.get("after", "")
    return min(int(text), LAST_OFFSET) if text.isascii() and text.isdigit() else 0


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
