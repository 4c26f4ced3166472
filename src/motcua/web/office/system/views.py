"""What happened and what is still to be done: audit and outbox."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.dossiers.selectors import by_code
from motcua.foundation.audit import selectors as audit
from motcua.foundation.audit.wording import in_words
from motcua.foundation.outbox import selectors as outbox
from motcua.journeys.replay_delivery import NotDead, replay_delivery
from motcua.web.office.frame import page

MOST_LINES: Final = 500
MOST_LETTERS: Final = 100
LONGEST_CODE: Final = 60

VERBS: Final[dict[str, str | Promise]] = {
    "receive": gettext_lazy("Tiếp nhận"),
    "claim": gettext_lazy("Nhận việc"),
    "assign": gettext_lazy("Phân công"),
    "hand_over": gettext_lazy("Chuyển bước"),
    "send_back": gettext_lazy("Trả lại bước trước"),
    "approve_result": gettext_lazy("Ký duyệt kết quả"),
    "return_result": gettext_lazy("Trả kết quả"),
    "request_payment": gettext_lazy("Yêu cầu nộp tiền"),
    "confirm_payment": gettext_lazy("Xác nhận đã nộp tiền"),
    "stop": gettext_lazy("Dừng giải quyết"),
    "reopen": gettext_lazy("Giải quyết tiếp"),
    "withdraw": gettext_lazy("Người nộp rút hồ sơ"),
    "extend": gettext_lazy("Xin lỗi và hẹn lại"),
    "undo": gettext_lazy("Hoàn tác"),
    "confirm_competent_receipt": gettext_lazy("Cơ quan có thẩm quyền đã nhận"),
    "close_year": gettext_lazy("Khóa sổ theo dõi hồ sơ"),
    "export_register": gettext_lazy("Xuất sổ theo dõi hồ sơ"),
    "export_results": gettext_lazy("Tải bảng kết quả chờ trả"),
    "hand_on": gettext_lazy("Bàn giao"),
    "lodge": gettext_lazy("Nộp hồ sơ, chờ tiếp nhận"),
    "accept": gettext_lazy("Tiếp nhận hồ sơ"),
    "refuse_reception": gettext_lazy("Từ chối tiếp nhận"),
    "request_supplement": gettext_lazy("Yêu cầu bổ sung"),
    "decide_supplement": gettext_lazy("Quyết định yêu cầu bổ sung"),
    "answer_supplement": gettext_lazy("Ghi nhận bổ sung"),
    "propose_refusal": gettext_lazy("Đề nghị từ chối"),
    "drop_refusal": gettext_lazy("Bỏ đề nghị từ chối"),
    "decide_review": gettext_lazy("Quyết định lời hẹn"),
    "see_person": gettext_lazy("Xem đầy đủ số"),
    "check_receiver": gettext_lazy("Đối chiếu người nhận"),
    "keep_result": gettext_lazy("Ghi chỗ để kết quả"),
    "report_lost": gettext_lazy("Không tìm thấy kết quả giấy"),
    "note_call": gettext_lazy("Gọi điện báo tin"),
    "retry_message": gettext_lazy("Gửi lại tin"),
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
    "attach_visit": gettext_lazy("Người dân đến vì hồ sơ này"),
    "attach_file": gettext_lazy("Thêm tệp"),
    "remove_file": gettext_lazy("Gỡ tệp"),
    "see_file": gettext_lazy("Xem tệp"),
    "scan_file": gettext_lazy("Quét vi-rút tệp"),
    "give_back_papers": gettext_lazy("Trả lại bản giấy"),
    "place_hold": gettext_lazy("Giữ lại"),
    "release_hold": gettext_lazy("Thôi giữ"),
}


@needs(Capability.SEE_AUDIT)
def audit_story(request: StaffRequest) -> HttpResponse:
    """The story of one dossier by its code, and whether the chain holds."""
    code = request.GET.get("code", "")[:LONGEST_CODE].strip()
    dossier = by_code(request.centre, code) if code else None
    lines = []
    if dossier is not None:
        story = audit.story(
            centre_id=request.centre.id, kind="dossier", subject_id=dossier.id
        )
        lines = [(line, VERBS.get(line.verb, line.verb)) for line in story[:MOST_LINES]]
    verdict = audit.verify(request.centre.id) if "verify" in request.GET else None
    return page(
        request,
        "office/system/audit.html",
        "audit",
        {
            "code": code,
            "dossier": dossier,
            "lines": lines,
            "verdict": verdict,
            "fault": in_words(verdict.fault) if verdict else "",
        },
    )


@needs(Capability.SEE_AUDIT)
def outbox_state(request: StaffRequest) -> HttpResponse:
    """How much waits, and what was given up after many tries."""
    letters = outbox.dead_letters(request.centre.id)
    return page(
        request,
        "office/system/outbox.html",
        "outbox",
        {
            "waiting": outbox.waiting_count(request.centre.id),
            "dead": letters.count(),
            "letters": letters[:MOST_LETTERS],
            "may_replay": request.mandate.may(Capability.MANAGE_STAFF),
        },
    )


@needs(Capability.MANAGE_STAFF)
@require_POST
def replay(request: StaffRequest, delivery_id: UUID) -> HttpResponse:
    """Try a dead letter again."""
    try:
        replay_delivery(delivery_id=delivery_id, by=request.user, at=timezone.now())
    except NotDead:
        raise Http404 from None
    messages.success(request, _("Việc này sẽ được thử lại ngay."))
    return redirect("office:outbox")
