"""The verbs of a dossier's page: parse, call the service, say what came of it."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from motcua.accounts import selectors as accounts
from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.models import User
from motcua.accounts.roles import Capability
from motcua.dossiers import errors, services
from motcua.dossiers.models import Origin
from motcua.dossiers.selectors import DossierView
from motcua.journeys import intake
from motcua.journeys.return_result import return_in_visit
from motcua.rules.lifecycle import ActionNotAllowed
from motcua.rules.supplements import NeedsGround, OnlyByApplicantsFault
from motcua.rules.worktime import ExtensionRefused
from motcua.web.desk import counters, dossiers, pages
from motcua.web.desk.forms import VerbForm
from motcua.web.desk.returning import handing_of
from motcua.web.desk.verb_looks import VERBS

Do = Callable[[dict[str, Any], dict[str, Any]], object]

SAID: Final[dict[str, str | Promise]] = {
    "claim": gettext_lazy("Hồ sơ đã về tay Ông/Bà."),
    "hand_over": gettext_lazy("Đã chuyển sang bước sau."),
    "send_back": gettext_lazy("Đã trả lại bước trước, kèm lý do."),
    "assign": gettext_lazy("Đã giao việc."),
    "approve_result": gettext_lazy("Đã ký duyệt kết quả."),
    "return_result": gettext_lazy("Đã trả kết quả. Hồ sơ khép lại."),
    "keep_result": gettext_lazy("Đã ghi chỗ để kết quả."),
    "report_lost": gettext_lazy("Đã ghi: chưa tìm thấy. Tạm thời chưa trả được."),
    "request_payment": gettext_lazy("Đã yêu cầu nộp tiền; giờ xử lý tạm dừng."),
    "confirm_payment": gettext_lazy("Đã nộp tiền. Giờ xử lý chạy tiếp."),
    "stop": gettext_lazy("Đã dừng giải quyết. In Thông báo ở thẻ Phiếu in."),
    "reopen": gettext_lazy("Hồ sơ được giải quyết tiếp."),
    "withdraw": gettext_lazy("Hồ sơ đã rút theo yêu cầu của người nộp."),
    "extend": gettext_lazy("Đã hẹn lại. In Văn bản xin lỗi ở thẻ Phiếu in."),
    "undo": gettext_lazy("Đã hoàn tác. Việc trở lại như trước."),
    "confirm_competent_receipt": gettext_lazy(
        "Thời hạn tính từ bây giờ; đã hẹn ngày trả."
    ),
    "accept": gettext_lazy("Đã tiếp nhận; in Giấy tiếp nhận ở thẻ Phiếu in."),
    "decide_supplement": gettext_lazy("Đã ghi quyết định về yêu cầu bổ sung."),
    "drop_refusal": gettext_lazy("Đã bỏ đề nghị từ chối."),
}
SUPPLEMENT_REFUSALS: Final[dict[type[Exception], str | Promise]] = {
    errors.PapersMissing: gettext_lazy(
        "Còn thiếu giấy phải có. Yêu cầu bổ sung, hoặc ghi lý do vẫn nhận."
    ),
    errors.AlreadyAsked: gettext_lazy("Hồ sơ đang có một yêu cầu bổ sung chờ xử lý."),
    errors.NothingAsked: gettext_lazy("Hồ sơ không có gì đang chờ việc này."),
    errors.NoFaults: gettext_lazy("Chưa đánh dấu chỗ nào chưa đạt."),
    errors.FaultUnclear: gettext_lazy("Có chỗ chưa đạt còn thiếu phần cụ thể."),
    errors.NotYourDecision: gettext_lazy(
        "Lãnh đạo đơn vị yêu cầu duyệt, và không phải người đã yêu cầu."
    ),
    errors.LegalGroundMissing: gettext_lazy("Ghi căn cứ pháp lý và nơi khiếu nại."),
    errors.NobodySigns: gettext_lazy("Quy trình này không còn bước ký phía sau."),
    errors.AlreadyDecided: gettext_lazy("Đã có một đề nghị từ chối chờ ký."),
    NeedsGround: gettext_lazy("Yêu cầu lần nữa phải ghi lý do."),
    OnlyByApplicantsFault: gettext_lazy(
        "Từ lần thứ ba chỉ được yêu cầu khi do lỗi của người nộp."
    ),
}
REFUSALS: Final[dict[type[Exception], str | Promise]] = {
    errors.NotYourStep: gettext_lazy("Bước này không thuộc phần việc của Ông/Bà."),
    errors.WrongStep: gettext_lazy("Hồ sơ đã sang bước khác, chưa làm được việc này."),
    errors.DossierOnHold: gettext_lazy(
        "Hồ sơ còn việc phải xong trước (ví dụ lệ phí)."
    ),
    errors.CannotReceiveTo: gettext_lazy("Người được chọn không giữ vai trò của bước."),
    errors.ReasonMissing: gettext_lazy("Ghi lý do, một câu là đủ."),
    errors.PlaceMissing: gettext_lazy("Ghi chỗ để kết quả."),
    errors.NumberMissing: gettext_lazy("Ghi số của giấy đã đối chiếu."),
    errors.GroundMissing: gettext_lazy("Ghi vì sao người này được nhận thay."),
    errors.UnknownPaper: gettext_lazy("Hồ sơ không có giấy tờ này."),
    errors.OriginalsKept: gettext_lazy(
        "Giấy tờ chỉ xuất trình phải trả lại; chưa trả thì ghi lý do."
    ),
    errors.AlreadyPaused: gettext_lazy("Hồ sơ đang tạm dừng rồi."),
    errors.EvidenceMissing: gettext_lazy("Ghi tài liệu chứng minh và căn cứ."),
    errors.NothingPromised: gettext_lazy("Hồ sơ chưa hẹn ngày, không có gì để dời."),
    errors.AlreadyExtended: gettext_lazy(
        "Hồ sơ đã hẹn lại một lần, luật không cho hẹn nữa."
    ),
    errors.NotCompetent: gettext_lazy("Hồ sơ không chờ cơ quan khác nhận."),
    errors.CannotUndo: gettext_lazy(
        "Không hoàn tác được nữa: bước sau đã bắt đầu hoặc đã báo ra ngoài."
    ),
    ExtensionRefused: gettext_lazy(
        "Ngày hẹn mới phải sau ngày hẹn cũ và trong giờ làm việc."
    ),
    **SUPPLEMENT_REFUSALS,
    ActionNotAllowed: gettext_lazy("Trạng thái hiện nay không cho phép việc này."),
}
REFUSED: Final = tuple(REFUSALS)


@needs(Capability.WORK_STEPS)
@require_POST
def claim(request: StaffRequest, code: str) -> HttpResponse:
    """Take the open step."""
    return act(request, code, "claim", lambda said, who: services.claim(**who))


@needs(Capability.WORK_STEPS)
@require_POST
def hand_over(request: StaffRequest, code: str) -> HttpResponse:
    """Finish the step and pass the dossier on."""

    def do(said: dict[str, Any], who: dict[str, Any]) -> object:
        to = _person(request, said["to_person"])
        return services.hand_over(
            note=said["note"],
            to=to,
            knowing_absence=said["knowing_absence"],
            **who,
        )

    return act(request, code, "hand_over", do)


@needs(Capability.WORK_STEPS)
@require_POST
def send_back(request: StaffRequest, code: str) -> HttpResponse:
    """Return the dossier to the step before."""
    return act(
        request,
        code,
        "send_back",
        lambda said, who: services.send_back(reason=said["reason"], **who),
    )


@needs(Capability.ASSIGN)
@require_POST
def assign(request: StaffRequest, code: str) -> HttpResponse:
    """Give the open step to somebody."""

    def do(said: dict[str, Any], who: dict[str, Any]) -> object:
        to = _person(request, said["to_person"])
        if to is None:
            raise errors.CannotReceiveTo(said["to_person"])
        return services.assign(to=to, knowing_absence=said["knowing_absence"], **who)

    return act(request, code, "assign", do)


@needs(Capability.APPROVE, Capability.SIGN_FOR)
@require_POST
def approve(request: StaffRequest, code: str) -> HttpResponse:
    """Sign the result."""
    return act(
        request,
        code,
        "approve_result",
        lambda said, who: services.approve_result(**who),
    )


@needs(Capability.RETURN_RESULT)
@require_POST
def return_result(request: StaffRequest, code: str) -> HttpResponse:
    """Hand the result over."""

    def do(said: dict[str, Any], who: dict[str, Any]) -> object:
        # At the counter the officer sits at; it asks nothing of the form.
        counter = counters.of(request, origin=Origin.COUNTER)
        handing = handing_of(said, counter)
        return return_in_visit(
            to=said["receiver"], exit_by=said["exit_by"], handing=handing, **who
        )

    return act(request, code, "return_result", do)


@needs(Capability.RETURN_RESULT)
@require_POST
def keep_result(request: StaffRequest, code: str) -> HttpResponse:
    """Write down where the paper result lies."""
    return act(
        request,
        code,
        "keep_result",
        lambda said, who: services.keep_result(place=said["place"], **who),
    )


@needs(Capability.RETURN_RESULT)
@require_POST
def report_lost(request: StaffRequest, code: str) -> HttpResponse:
    """Write down that the paper result is not there."""
    return act(
        request,
        code,
        "report_lost",
        lambda said, who: services.report_lost(reason=said["reason"], **who),
    )


@needs(Capability.RECEIVE)
@require_POST
def accept(request: StaffRequest, code: str) -> HttpResponse:
    """Accept a lodged dossier."""
    house = request.build_absolute_uri("/").rstrip("/")
    return act(
        request,
        code,
        "accept",
        lambda said, who: intake.accept(
            missing_accepted=said["missing_accepted"], public_address=house, **who
        ),
    )


@needs(Capability.APPROVE_SUPPLEMENT)
@require_POST
def decide_supplement(request: StaffRequest, code: str) -> HttpResponse:
    """Let a further supplement request go out, or not."""
    return act(
        request,
        code,
        "decide_supplement",
        lambda said, who: services.decide_supplement(
            is_approved=said["decision"] == "approve", reason=said["reason"], **who
        ),
    )


@needs(Capability.WORK_STEPS)
@require_POST
def drop_refusal(request: StaffRequest, code: str) -> HttpResponse:
    """Take a proposed refusal back."""
    return act(
        request,
        code,
        "drop_refusal",
        lambda said, who: services.drop_refusal(**who),
    )


def refusal(problem: Exception) -> str:
    """Why a verb could not be done, in a sentence for the officer."""
    return str(REFUSALS[type(problem)])


def act(request: StaffRequest, code: str, verb: str, do: Do) -> HttpResponse:
    """Read the form of a verb, do it, and say what came of it."""
    view = dossiers.found(request, code)
    form = pages.form_of(verb, view, on=timezone.localdate(), data=request.POST)
    if not form.is_valid():
        return dossiers.page(request, view, sent=(verb, form), status=422)
    said = form.cleaned_data
    who = {
        "centre": request.centre,
        "code": view.dossier.code,
        "by": request.mandate,
        "at": timezone.now(),
        "revision": said["revision"],
    }
    try:
        do(said, who)
    except errors.StaleDossier:
        return _stale(request, view, verb, form)
    except errors.AssigneeAway as problem:
        form.warn_of(problem.absence)
        return dossiers.page(request, view, sent=(verb, form), status=409)
    except REFUSED as problem:
        form.add_error(None, refusal(problem))
        return dossiers.page(request, view, sent=(verb, form), status=409)
    messages.success(request, str(SAID[verb]))
    if request.POST.get("from") == "work":
        return redirect("desk:home")
    return redirect("desk:dossier", view.dossier.code)


def _stale(
    request: StaffRequest, view: DossierView, verb: str, form: VerbForm
) -> HttpResponse:
    """Somebody was faster: say who, keep what was typed, ask again if it is lawful."""
    on = timezone.localdate()
    again = request.POST.copy()
    again["revision"] = str(view.dossier.revision)
    lawful = [act.verb for act in pages.acts_of(request.mandate, view, on=on)]
    deeds = dossiers.story(view)
    context = {
        "page": pages.of(request.mandate, view, at=timezone.now()),
        "last": deeds[0] if deeds else None,
        "look": VERBS[verb],
        "action": request.path,
        "is_lawful": verb in lawful,
        "again": pages.form_of(verb, view, on=on, data=again),
        "typed": _typed(form),
    }
    return render(request, "desk/dossiers/stale.html", context, status=409)


def _typed(form: VerbForm) -> list[dict[str, str]]:
    return [
        {"label": str(field.label), "words": str(field.value())}
        for field in form.visible_fields()
        if field.value() and field.name not in {"to_person", "kind", "shown", "exit_by"}
    ]


def _person(request: StaffRequest, key: str) -> User | None:
    person = accounts.active_user(UUID(key)) if key else None
    return person if person and person.centre_id == request.centre.id else None
