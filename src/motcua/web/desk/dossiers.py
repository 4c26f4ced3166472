"""One dossier: what state it is in, who holds it, what may be done next, its story."""

from collections.abc import Mapping
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
from motcua.web.desk import (
    agency_pages,
    file_looks,
    messages_tab,
    pages,
    process,
    standins,
)
from motcua.web.desk.forms import RevealForm, VerbForm
from motcua.web.ui.parts import NavItem

TABS: Final = (
    "papers",
    "history",
    "messages",
    "process",
    "agencies",
    "promise",
    "slips",
)
DONE: Final[dict[str, str | Promise]] = {
    "receive": gettext_lazy("Tiếp nhận hồ sơ"),
    "claim": gettext_lazy("Nhận việc"),
    "assign": gettext_lazy("Phân công"),
    "hand_over": gettext_lazy("Xong bước, chuyển tiếp"),
    "send_back": gettext_lazy("Trả lại bước trước"),
    "approve_result": gettext_lazy("Ký duyệt kết quả"),
    "return_result": gettext_lazy("Trả kết quả"),
    "keep_result": gettext_lazy("Ghi chỗ để kết quả"),
    "report_lost": gettext_lazy("Không tìm thấy kết quả giấy"),
    "note_call": gettext_lazy("Gọi điện báo tin"),
    "retry_message": gettext_lazy("Gửi lại tin"),
    "lodge": gettext_lazy("Nộp hồ sơ, chờ tiếp nhận"),
    "accept": gettext_lazy("Tiếp nhận hồ sơ"),
    "refuse_reception": gettext_lazy("Từ chối tiếp nhận"),
    "request_supplement": gettext_lazy("Yêu cầu bổ sung"),
    "decide_supplement": gettext_lazy("Quyết định yêu cầu bổ sung"),
    "answer_supplement": gettext_lazy("Ghi nhận bổ sung"),
    "propose_refusal": gettext_lazy("Đề nghị từ chối"),
    "drop_refusal": gettext_lazy("Bỏ đề nghị từ chối"),
    "check_receiver": gettext_lazy("Đối chiếu người nhận"),
    "attach_visit": gettext_lazy("Người dân đến vì hồ sơ này"),
    "place_hold": gettext_lazy("Giữ lại, chưa cho trả kết quả"),
    "release_hold": gettext_lazy("Thôi giữ, cho trả kết quả"),
    "hand_on": gettext_lazy("Bàn giao khi người giữ việc rời đi"),
    "attach_file": gettext_lazy("Thêm tệp"),
    "remove_file": gettext_lazy("Gỡ tệp"),
    "see_file": gettext_lazy("Xem tệp"),
    "scan_file": gettext_lazy("Quét vi-rút tệp"),
    "give_back_papers": gettext_lazy("Trả lại bản giấy"),
    "ask_agencies": gettext_lazy("Hỏi ý kiến cơ quan phối hợp"),
    "receive_task": gettext_lazy("Cơ quan phối hợp nhận giấy tờ"),
    "answer_task": gettext_lazy("Cơ quan phối hợp trả lời"),
    "refuse_task": gettext_lazy("Cơ quan phối hợp trả lại việc"),
    "receive_back": gettext_lazy("Nhận lại giấy tờ từ cơ quan phối hợp"),
    "take_back": gettext_lazy("Rút việc về phường"),
    "propose_reminder": gettext_lazy("Đề nghị văn bản nhắc việc"),
    "sign_reminder": gettext_lazy("Ký văn bản nhắc việc"),
    "tell_silence": gettext_lazy("Báo cơ quan im lặng quá hạn"),
    "draw_control_slip": gettext_lazy("Lập phiếu kiểm soát"),
    "decide_review": gettext_lazy("Quyết định ngày hẹn theo lịch mới"),
    "request_payment": gettext_lazy("Yêu cầu nộp tiền"),
    "confirm_payment": gettext_lazy("Xác nhận đã nộp tiền"),
    "stop": gettext_lazy("Dừng giải quyết"),
    "reopen": gettext_lazy("Giải quyết tiếp"),
    "withdraw": gettext_lazy("Người nộp rút hồ sơ"),
    "extend": gettext_lazy("Xin lỗi và hẹn lại"),
    "undo": gettext_lazy("Hoàn tác"),
    "confirm_competent_receipt": gettext_lazy("Cơ quan có thẩm quyền đã nhận"),
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
    faults: Mapping[str, list[str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the page; `sent` is a form that came back, `seen` what was revealed,
    `faults` what was wrong with the files sent for a paper.
    """
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else TABS[0]
    topic = f"dossier:{view.dossier.id}:{request.user.id}"
    context: dict[str, Any] = {
        "page": pages.of(request.mandate, view, at=timezone.now(), sent=sent),
        "person": _person(view),
        "waits": standins.waits(view, on=timezone.localdate()),
        "papers": file_looks.look(request.mandate, view, faults),
        "seen": seen,
        "reasons": RevealForm.REASONS,
        "form": sent[1] if sent else None,
        "tab": tab,
        "tabs": _tabs(view, tab),
        "live_head": topics.address(f"{topic}:head"),
        "live_steps": topics.address(f"{topic}:steps"),
    }
    if tab == "messages":
        context |= messages_tab.of(view)
    if tab == "papers":
        context["handed"] = selectors.return_record(view.dossier)
        context["custody"] = selectors.custody_of(view.dossier)
    if tab == "history":
        context["story"] = story(view)
    if tab == "process":
        context["process"] = process.rows_of(view, at=timezone.now())
    if tab == "agencies":
        context |= agency_pages.of(request.mandate, view, at=timezone.now())
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
        for person in filter(
            None, (step.assignee, step.finished_by, step.finished_for)
        ):
            names[person.audit_name] = names[str(person.id)] = person.full_name
    changes = {change.at: change for change in view.changes}
    lines = audit.story(
        centre_id=dossier.centre_id, kind="dossier", subject_id=dossier.id
    )
    deeds = [
        Deed(
            at=line.at,
            who=_who(line.actor, line.detail, names),
            what=str(DONE.get(line.verb, line.verb)),
            reason=line.reason,
            change=changes.pop(line.at, None),
        )
        for line in lines
    ]
    return deeds[::-1]


def _who(actor: str, detail: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """The one who did it, and in whose name when it was somebody else's."""
    name = names.get(actor, actor)
    other = names.get(str(detail.get("for_user", "")))
    if not other:
        return name
    return _("%(name)s, thay %(other)s") % {"name": name, "other": other}


def _person(view: DossierView) -> Citizen | None:
    return view.dossier.owner_citizen or view.dossier.submitter


def _tabs(view: DossierView, current: str) -> list[NavItem]:
    here = reverse("desk:dossier", args=[view.dossier.code])
    labels = {
        "papers": (_("Giấy tờ"), len(view.papers)),
        "history": (_("Lịch sử"), None),
        "process": (_("Quy trình"), None),
        "messages": (_("Tin nhắn"), None),
        "promise": (_("Hẹn trả"), None),
        "agencies": (_("Phối hợp"), None),
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
