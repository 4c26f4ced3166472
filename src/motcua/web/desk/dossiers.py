"""One dossier: what state it is in, who holds it, what may be done next, its story."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.dossiers import selectors, services
from motcua.dossiers.models import StateChange
from motcua.dossiers.selectors import DossierView
from motcua.foundation.audit import selectors as audit
from motcua.foundation.live import topics
from motcua.people import services as people
from motcua.people.models import Citizen
from motcua.people.services import Revealed
from motcua.ward.explanations import explain
from motcua.web.desk import pages
from motcua.web.desk.forms import RevealForm, VerbForm
from motcua.web.ui.parts import NavItem

TABS: Final = ("papers", "history", "promise", "slips")
DONE: Final[dict[str, str | Promise]] = {
    "receive": gettext_lazy("Tiếp nhận hồ sơ"),
    "claim": gettext_lazy("Nhận việc"),
    "assign": gettext_lazy("Phân công"),
    "hand_over": gettext_lazy("Xong bước, chuyển tiếp"),
    "send_back": gettext_lazy("Trả lại bước trước"),
    "open_pause": gettext_lazy("Tạm dừng tính giờ"),
    "resume": gettext_lazy("Tiếp tục tính giờ"),
    "approve_result": gettext_lazy("Ký duyệt kết quả"),
    "return_result": gettext_lazy("Trả kết quả"),
    "lodge": gettext_lazy("Nộp hồ sơ, chờ tiếp nhận"),
    "accept": gettext_lazy("Tiếp nhận hồ sơ"),
    "refuse_reception": gettext_lazy("Từ chối tiếp nhận"),
    "request_supplement": gettext_lazy("Yêu cầu bổ sung"),
    "decide_supplement": gettext_lazy("Quyết định yêu cầu bổ sung"),
    "answer_supplement": gettext_lazy("Ghi nhận bổ sung"),
    "propose_refusal": gettext_lazy("Đề nghị từ chối"),
    "drop_refusal": gettext_lazy("Bỏ đề nghị từ chối"),
    "check_receiver": gettext_lazy("Đối chiếu người nhận"),
    "decide_review": gettext_lazy("Quyết định ngày hẹn theo lịch mới"),
}


@dataclass(frozen=True)
class Deed:
    """One line of the story: when, who, what, why, and the state it led to."""

    at: datetime
    who: str
    what: str
    reason: str
    change: StateChange | None


@needs(Capability.SEE_DOSSIERS, Capability.WORK_STEPS)
@never_cache
@require_safe
def show(request: StaffRequest, code: str) -> HttpResponse:
    """The page of one dossier, or its short form for a list; 404 for a stranger."""
    view = found(request, code)
    if request.GET.get("part") == "preview":
        short = pages.of(request.mandate, view, at=timezone.now())
        return render(request, "desk/dossiers/preview.html", {"page": short})
    return page(request, view)


@needs(Capability.SEE_PERSON)
@never_cache
@require_POST
def reveal(request: StaffRequest, code: str) -> HttpResponse:
    """The page with the owner's full number in it; who looked and why is written down."""
    view = found(request, code)
    form = RevealForm(request.POST)
    citizen = _person(view)
    if not form.is_valid() or citizen is None:
        messages.warning(request, _("Chọn lý do xem trước."))
        return page(request, view, status=422)
    seen = people.reveal(
        citizen=citizen,
        reason=str(dict(RevealForm.REASONS)[form.cleaned_data["reason"]]),
        by=request.user,
        at=timezone.now(),
    )
    return page(request, view, seen=seen)


def found(request: StaffRequest, code: str) -> DossierView:
    """The dossier with all its rows; Http404 for a stranger or a wrong code."""
    view = selectors.for_desk(request.mandate, code)
    if view is None:
        raise Http404
    return view


def page(
    request: StaffRequest,
    view: DossierView,
    *,
    sent: tuple[str, VerbForm] | None = None,
    seen: Revealed | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the page; `sent` is a form that came back, `seen` what was revealed."""
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else TABS[0]
    topic = f"dossier:{view.dossier.id}:{request.user.id}"
    context: dict[str, Any] = {
        "page": pages.of(request.mandate, view, at=timezone.now(), sent=sent),
        "person": _person(view),
        "seen": seen,
        "reasons": RevealForm.REASONS,
        "form": sent[1] if sent else None,
        "tab": tab,
        "tabs": _tabs(view, tab),
        "live_head": topics.address(f"{topic}:head"),
        "live_steps": topics.address(f"{topic}:steps"),
    }
    if tab == "history":
        context["story"] = story(view)
    if tab == "promise":
        reckoning = services.reckon(view.dossier)
        context["lines"] = explain(reckoning) if reckoning else []
        context["reckoning"] = reckoning
    return render(request, "desk/dossiers/page.html", context, status=status)


def story(view: DossierView) -> list[Deed]:
    """What was done to the dossier, newest first."""
    dossier = view.dossier
    names = {change.by.audit_name: change.by.full_name for change in view.changes}
    for step in view.steps:
        for person in filter(None, (step.assignee, step.finished_by)):
            names[person.audit_name] = person.full_name
    changes = {change.at: change for change in view.changes}
    lines = audit.story(
        centre_id=dossier.centre_id, kind="dossier", subject_id=dossier.id
    )
    deeds = [
        Deed(
            at=line.at,
            who=names.get(line.actor, line.actor),
            what=str(DONE.get(line.verb, line.verb)),
            reason=line.reason,
            change=changes.pop(line.at, None),
        )
        for line in lines
    ]
    return deeds[::-1]


def _person(view: DossierView) -> Citizen | None:
    return view.dossier.owner_citizen or view.dossier.submitter


def _tabs(view: DossierView, current: str) -> list[NavItem]:
    here = reverse("desk:dossier", args=[view.dossier.code])
    labels = {
        "papers": (_("Giấy tờ"), len(view.papers)),
        "history": (_("Lịch sử"), None),
        "promise": (_("Hẹn trả"), None),
        "slips": (_("Phiếu in"), len(view.slips)),
    }
    return [
        NavItem(
            label=label,
            url=f"{here}?tab={name}",
            count=count,
            is_current=name == current,
        )
        for name, (label, count) in labels.items()
    ]
