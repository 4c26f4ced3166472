"""Visits without a dossier: one key opens the page, one more writes the visit down."""

from datetime import datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.people.models import Citizen
from motcua.people.services import find_by_personal_id
from motcua.rules import personal_id as ids
from motcua.visits import selectors, services, walk_ins
from motcua.visits.services import Episode
from motcua.web.desk import counters
from motcua.web.desk.typed import read_card

SALT: Final = "motcua.desk.visit"
LONGEST_NOTE: Final = 300
SHOWN: Final = 50


@needs(Capability.RECEIVE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: StaffRequest) -> HttpResponse:
    """The services, one key each, and what was written down today."""
    if request.method == "POST":
        return _serve(request)
    return _render(request)


@needs(Capability.RECEIVE)
@require_POST
def strike(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """Take a visit written by mistake out of the counts."""
    try:
        services.strike_visit(
            centre=request.centre,
            visit_id=visit_id,
            reason=request.POST.get("reason", "") or _("Bấm nhầm"),
            by=request.user,
            at=timezone.now(),
        )
    except services.UnknownVisit:
        raise Http404 from None
    except services.VisitStays:
        messages.warning(request, _("Lượt này đã gắn với việc khác nên không bỏ được."))
    else:
        messages.success(request, _("Đã bỏ lượt ghi nhầm; lượt không còn được tính."))
    return redirect("desk:visits")


def began(request: StaffRequest) -> datetime | None:
    """When the page was opened that now comes back; None when it does not say."""
    try:
        text = signing.loads(request.POST.get("began", ""), salt=SALT)
        return datetime.fromisoformat(text)
    except (signing.BadSignature, ValueError, TypeError):
        return None


def now_sealed() -> str:
    """The present moment, so that the page can say later when it was opened."""
    return signing.dumps(timezone.now().isoformat(), salt=SALT)


def _serve(request: StaffRequest) -> HttpResponse:
    counters.remember(request)
    citizen, problem = known_person(request)
    if problem:
        return _render(request, problem=problem, status=422)
    try:
        visit = services.serve_walk_in(
            centre=request.centre,
            service=request.POST.get("service", ""),
            by=request.user,
            at=timezone.now(),
            citizen=citizen,
            counter=counters.of(request, origin=""),
            told=Episode(
                opened_at=began(request),
                note=request.POST.get("note", "")[:LONGEST_NOTE],
            ),
        )
    except services.UnknownService:
        problem = _("Chọn một việc trong danh sách.")
        return _render(request, problem=problem, status=422)
    name = walk_ins.all_services(request.centre)[visit.service].name
    messages.success(request, _("Đã ghi một lượt: %(service)s.") % {"service": name})
    return redirect("desk:visits")


def known_person(request: StaffRequest) -> tuple[Citizen | None, str]:
    """Whose number was typed or scanned; else what is wrong with it, if it was."""
    typed = request.POST.get("personal_id", "")[:1000].strip()
    if not typed:
        return None, ""
    card = read_card(typed)
    try:
        number = ids.parse(card.personal_id if card else typed).digits
    except ids.NotAPersonalId:
        return None, _("Số định danh có 12 chữ số. Xem lại, hoặc để trống.")
    found = find_by_personal_id(request.centre, number)
    if found is None:
        return None, _("Chưa có ai mang số này. Để trống vẫn ghi được lượt.")
    return found, ""


def _render(
    request: StaffRequest, *, problem: str = "", status: int = 200
) -> HttpResponse:
    since = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    until = since + timedelta(days=1)
    every = walk_ins.all_services(request.centre)
    rows = selectors.walk_ins(request.centre, since=since, until=until)
    counts = selectors.counts_by_service(request.centre, since=since, until=until)
    context: dict[str, Any] = {
        "services": walk_ins.offered(request.centre),
        "began": request.POST.get("began") or now_sealed(),
        "problem": problem,
        "typed": request.POST if problem else {},
        "visits": [
            (visit, every[visit.service].name if visit.service in every else "")
            for visit in rows[:SHOWN]
        ],
        "total": sum(counts.values()),
        "counters": counters.choices(request.centre),
        "counter": counters.chosen(request),
    }
    return render(request, "desk/visits/page.html", context, status=status)
