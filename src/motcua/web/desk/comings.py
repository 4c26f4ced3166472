"""Somebody comes because of a dossier: the cause in one key, the likely one first."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.dossiers import selectors
from motcua.dossiers.models import DossierVisit
from motcua.journeys.come_again import come_about
from motcua.rules.trips import Cause
from motcua.visits.models import Visit
from motcua.visits.services import Episode
from motcua.ward import selectors as ward
from motcua.web.desk import counters, dossiers, walk_ins

LONGEST_NOTE = 300
PURPOSES = (DossierVisit.Purpose.ENQUIRE, DossierVisit.Purpose.SUPPLEMENT)


@dataclass(frozen=True)
class Choice:
    """One cause as a button: its key, its words, who answers for it."""

    key: int
    cause: Cause
    label: str
    owner: str
    is_proposed: bool


@needs(Capability.RECEIVE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: StaffRequest, code: str) -> HttpResponse:
    """Why do they come? The likely cause first; one key writes the visit down."""
    view = dossiers.found(request, code)
    if request.method == "POST":
        problem = _write(request, view)
        if not problem:
            return redirect("desk:dossier", view.dossier.code)
        return _render(request, view, problem=problem, status=422)
    return _render(request, view)


def _write(request: StaffRequest, view: selectors.DossierView) -> str:
    """Write the visit down; what is wrong with what was sent, or nothing."""
    sent = request.POST
    if (
        sent.get("cause", "") not in Visit.Cause.values
        or sent.get("purpose") not in PURPOSES
    ):
        return _("Chọn vì sao người dân phải đến.")
    owner = None
    if sent.get("owner"):
        owner = ward.department(request.centre, sent["owner"][:20])
    visit = come_about(
        dossier=view.dossier,
        purpose=sent["purpose"],
        by=request.user,
        at=timezone.now(),
        cause=Cause(sent["cause"]),
        owner=owner,
        counter=counters.of(request, origin=""),
        told=Episode(
            opened_at=walk_ins.began(request), note=sent.get("note", "")[:LONGEST_NOTE]
        ),
    )
    said = _("Đã ghi một lượt đến vì hồ sơ này: %(cause)s.")
    messages.success(request, said % {"cause": visit.get_again_cause_display()})
    return ""


def _render(
    request: StaffRequest,
    view: selectors.DossierView,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    found = selectors.propose_again(view.dossier, at=timezone.now())
    causes = sorted(
        (cause for cause in Cause if cause != Cause.PLANNED or found.cause == cause),
        key=lambda cause: cause != found.cause,
    )
    choices = [
        Choice(
            key=number,
            cause=cause,
            label=str(Visit.Cause(cause.value).label),
            owner=owner.name if (owner := found.owner(cause)) else "",
            is_proposed=cause == found.cause,
        )
        for number, cause in enumerate(causes, start=1)
    ]
    context: dict[str, Any] = {
        "view": view,
        "choices": choices,
        "visits": selectors.visits_of(view.dossier),
        "units": ward.departments(request.centre),
        "began": request.POST.get("began") or walk_ins.now_sealed(),
        "problem": problem,
        "typed": request.POST,
    }
    return render(request, "desk/visits/coming.html", context, status=status)
