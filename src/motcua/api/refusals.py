"""How each refusal of the services is told: one table, one answer each."""

import logging
from collections.abc import Iterable
from typing import Any, Final

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja.errors import AuthenticationError, HttpError, ValidationError

from motcua.accounts import absences, second_looks
from motcua.accounts import services as accounts
from motcua.api import sentences
from motcua.api.hall_refusals import HALL
from motcua.api.problems import (
    CONFLICT,
    FORBIDDEN,
    INVALID,
    KEY_MISSING,
    KEY_REUSED,
    MALFORMED,
    NO_TOKEN,
    NOT_FOUND,
    SERVER,
    STALE,
    TOO_LARGE,
    UNAVAILABLE,
    FieldError,
    Problem,
    Refusal,
    answer,
)
from motcua.catalogue.selectors import UnknownProcedure
from motcua.dossiers import errors
from motcua.foundation.requests.services import KeyReused
from motcua.journeys.depart import StillHoldsWork
from motcua.people.services import ReasonMissing
from motcua.rules import worktime
from motcua.rules.codes import CodesExhausted
from motcua.rules.lifecycle import ActionNotAllowed
from motcua.rules.supplements import NeedsGround, OnlyByApplicantsFault
from motcua.ward import services as ward
from motcua.ward.selectors import NoCalendar

logger = logging.getLogger(__name__)


SUPPLEMENT: Final[dict[type[Exception], Refusal]] = {
    errors.AlreadyAsked: Refusal(
        CONFLICT, gettext_lazy("Hồ sơ đang có một yêu cầu bổ sung chờ xử lý.")
    ),
    errors.NothingAsked: Refusal(
        CONFLICT, gettext_lazy("Hồ sơ không có gì đang chờ việc này.")
    ),
    errors.FaultUnclear: Refusal(
        INVALID, gettext_lazy("Có chỗ chưa đạt còn thiếu phần cụ thể."), "faults"
    ),
    errors.NoFaults: Refusal(
        INVALID, gettext_lazy("Chưa đánh dấu chỗ nào chưa đạt."), "faults"
    ),
    errors.FaultsUnanswered: Refusal(
        INVALID, gettext_lazy("Còn mục chưa bổ sung."), "brought"
    ),
    errors.NotYourDecision: Refusal(
        FORBIDDEN,
        gettext_lazy("Lãnh đạo đơn vị yêu cầu duyệt, và không phải người đã yêu cầu."),
    ),
    errors.LegalGroundMissing: Refusal(
        INVALID, gettext_lazy("Ghi căn cứ pháp lý và nơi khiếu nại."), "legal_ground"
    ),
    errors.NobodySigns: Refusal(
        CONFLICT, gettext_lazy("Quy trình này không còn bước ký phía sau.")
    ),
    NeedsGround: Refusal(
        INVALID, gettext_lazy("Yêu cầu lần nữa phải ghi lý do."), "ground"
    ),
    OnlyByApplicantsFault: Refusal(
        CONFLICT,
        gettext_lazy("Từ lần thứ ba chỉ được yêu cầu khi do lỗi của người nộp."),
    ),
}
ABSENCE: Final[dict[type[Exception], Refusal]] = {
    absences.WrongDays: Refusal(
        INVALID,
        gettext_lazy("Ngày cuối phải từ ngày đầu trở đi và trong vòng một năm."),
        "ends_on",
    ),
    absences.AlreadyAway: Refusal(
        CONFLICT, gettext_lazy("Những ngày này đã có báo vắng.")
    ),
    absences.SubstituteMissing: Refusal(
        INVALID,
        gettext_lazy("Đơn vị cử người đến phải cử người làm thay. Chọn một người."),
        "substitute",
    ),
    absences.SubstituteAway: Refusal(
        INVALID,
        gettext_lazy("Người này cũng vắng trong những ngày đó. Chọn người khác."),
        "substitute",
    ),
    absences.SubstituteUnfit: Refusal(
        INVALID,
        gettext_lazy("Người này không làm thay được. Chọn người khác."),
        "substitute",
    ),
}
REFUSALS: Final[dict[type[Exception], Refusal]] = {
    Http404: Refusal(NOT_FOUND),
    AuthenticationError: Refusal(NO_TOKEN),
    RequestDataTooBig: Refusal(TOO_LARGE),
    OperationalError: Refusal(UNAVAILABLE),
    KeyReused: Refusal(KEY_REUSED),
    errors.UnknownDossier: Refusal(NOT_FOUND),
    errors.StaleDossier: Refusal(STALE),
    errors.NotYourStep: Refusal(
        FORBIDDEN, gettext_lazy("Bước này thuộc về vai trò, đơn vị hoặc người khác.")
    ),
    errors.NotYourField: Refusal(
        FORBIDDEN,
        gettext_lazy("Vai trò của Ông/Bà không tiếp nhận lĩnh vực này."),
        "procedure",
    ),
    errors.WrongStep: Refusal(
        CONFLICT, gettext_lazy("Hồ sơ đang ở bước khác, việc này chưa đến lượt.")
    ),
    errors.DossierOnHold: Refusal(
        CONFLICT, gettext_lazy("Hồ sơ còn việc phải xong trước khi trả kết quả.")
    ),
    errors.NotReceivable: Refusal(
        INVALID,
        gettext_lazy("Thủ tục này ghi sổ khi giải quyết tại quầy, không lập hồ sơ."),
        "procedure",
    ),
    errors.CannotReceiveTo: Refusal(
        INVALID,
        gettext_lazy("Người này không giữ vai trò của bước hoặc không thuộc đơn vị."),
        "to",
    ),
    errors.AssigneeAway: Refusal(
        CONFLICT,
        gettext_lazy("Người này đang vắng; gửi knowing_absence nếu vẫn giao."),
    ),
    errors.NoSuccessor: Refusal(
        CONFLICT, gettext_lazy("Chưa có ai nhận việc của một vai trò.")
    ),
    StillHoldsWork: Refusal(
        CONFLICT,
        gettext_lazy("Người này còn giữ việc chưa xong: bàn giao trước khi đóng."),
    ),
    errors.ReasonMissing: Refusal(INVALID, gettext_lazy("Chưa nêu lý do."), "reason"),
    errors.PlaceMissing: Refusal(INVALID, gettext_lazy("Ghi chỗ để kết quả."), "place"),
    errors.NumberMissing: Refusal(
        INVALID, gettext_lazy("Ghi số của giấy đã đối chiếu."), "number"
    ),
    errors.GroundMissing: Refusal(
        INVALID, gettext_lazy("Ghi vì sao người này được nhận thay."), "ground"
    ),
    errors.OriginalsKept: Refusal(
        INVALID,
        gettext_lazy("Giấy tờ chỉ xuất trình phải trả lại; chưa trả thì ghi lý do."),
        "kept_reason",
    ),
    errors.AlreadyPaused: Refusal(CONFLICT, gettext_lazy("Hồ sơ đang tạm dừng rồi.")),
    errors.AgencyUnknown: Refusal(
        INVALID, gettext_lazy("Không có cơ quan phối hợp này."), "agencies"
    ),
    errors.LeadMissing: Refusal(
        INVALID, gettext_lazy("Chọn một cơ quan chủ trì."), "lead"
    ),
    errors.QuestionMissing: Refusal(
        INVALID, gettext_lazy("Ghi nội dung hỏi hoặc trả lời."), "question"
    ),
    errors.TaskClosed: Refusal(
        CONFLICT, gettext_lazy("Việc này đã xong hoặc phường đã rút lại.")
    ),
    errors.AlreadyDecided: Refusal(
        CONFLICT, gettext_lazy("Lời hẹn này đã có quyết định rồi.")
    ),
    errors.EvidenceMissing: Refusal(
        INVALID, gettext_lazy("Chưa nêu tài liệu chứng minh và căn cứ."), "evidence"
    ),
    errors.NothingPromised: Refusal(
        CONFLICT, gettext_lazy("Hồ sơ chưa hẹn ngày, không có gì để dời.")
    ),
    errors.AlreadyExtended: Refusal(
        CONFLICT, gettext_lazy("Hồ sơ đã hẹn lại một lần, luật không cho hẹn nữa.")
    ),
    errors.NotCompetent: Refusal(
        CONFLICT, gettext_lazy("Hồ sơ không chờ cơ quan khác nhận.")
    ),
    errors.CannotUndo: Refusal(
        CONFLICT,
        gettext_lazy(
            "Không hoàn tác được nữa: bước sau đã bắt đầu hoặc đã báo ra ngoài."
        ),
    ),
    worktime.ExtensionRefused: Refusal(
        INVALID,
        gettext_lazy("Ngày hẹn mới phải sau ngày hẹn cũ và trong giờ làm việc."),
        "new_due_at",
    ),
    errors.UnknownPaper: Refusal(
        INVALID, gettext_lazy("Hồ sơ không có giấy tờ này."), "paper"
    ),
    errors.UnknownFile: Refusal(
        INVALID, gettext_lazy("Tệp này đã được gỡ trước đó."), "replaces"
    ),
    errors.DossierClosed: Refusal(
        CONFLICT, gettext_lazy("Hồ sơ đã khép lại, không thêm bớt tệp được.")
    ),
    errors.TooManyFiles: Refusal(
        CONFLICT, gettext_lazy("Hồ sơ đã có đủ 100 tệp, không thêm được nữa.")
    ),
    **SUPPLEMENT,
    ActionNotAllowed: Refusal(
        CONFLICT, gettext_lazy("Trạng thái của hồ sơ không cho phép việc này.")
    ),
    CodesExhausted: Refusal(
        CONFLICT, gettext_lazy("Đã dùng hết số hồ sơ của ngày hôm nay.")
    ),
    UnknownProcedure: Refusal(
        INVALID, gettext_lazy("Trung tâm không tiếp nhận thủ tục này."), "procedure"
    ),
    ReasonMissing: Refusal(INVALID, gettext_lazy("Chưa nêu lý do."), "reason"),
    NoCalendar: Refusal(
        CONFLICT, gettext_lazy("Trung tâm chưa công bố lịch làm việc.")
    ),
    ward.DayAlreadySpecial: Refusal(
        CONFLICT, gettext_lazy("Lịch đã ghi một ngày đặc biệt vào ngày này.")
    ),
    ward.NoSuchDay: Refusal(NOT_FOUND),
    worktime.WorktimeError: Refusal(
        INVALID, gettext_lazy("Ngày hoặc giờ không hợp với lịch làm việc.")
    ),
    accounts.UsernameTaken: Refusal(
        CONFLICT, gettext_lazy("Tên đăng nhập này đã có người dùng.")
    ),
    accounts.UnknownRole: Refusal(
        INVALID, gettext_lazy("Không có vai trò này."), "role"
    ),
    accounts.RoleAlreadyHeld: Refusal(
        CONFLICT, gettext_lazy("Người này đang giữ vai trò đó.")
    ),
    **ABSENCE,
    **HALL,
    second_looks.UnknownAct: Refusal(NOT_FOUND),
    second_looks.NotWaiting: Refusal(
        CONFLICT, gettext_lazy("Việc này đã được trả lời hoặc đã quá ba ngày.")
    ),
    second_looks.OwnWish: Refusal(
        CONFLICT,
        gettext_lazy("Người đề nghị hoặc người được lợi không thể tự xác nhận."),
    ),
    accounts.OwnSignIn: Refusal(
        CONFLICT, gettext_lazy("Không thể tự đóng tài khoản của chính mình.")
    ),
    accounts.RoleNotHeld: Refusal(
        INVALID, gettext_lazy("Người này không giữ vai trò đó."), "role"
    ),
    accounts.PasswordTooShort: Refusal(
        INVALID, gettext_lazy("Mật khẩu phải có ít nhất 12 ký tự."), "password"
    ),
}


def refuse(request: HttpRequest, error: Exception) -> HttpResponse:
    """Answer a refusal of the services."""
    refusal = next(REFUSALS[c] for c in type(error).__mro__ if c in REFUSALS)
    if not refusal.field:
        return answer(Problem(refusal.kind, refusal.detail))
    at_fault = FieldError(refusal.field, str(refusal.detail))
    return answer(Problem(refusal.kind, errors=[at_fault]))


def tell_problem(request: HttpRequest, error: Problem) -> HttpResponse:
    """Answer a problem found in this room."""
    return answer(error)


def name_papers(request: HttpRequest, error: errors.PapersMissing) -> HttpResponse:
    """Answer with every missing paper by name."""
    return answer(
        Problem(
            INVALID,
            errors=[
                FieldError("papers", _("Thiếu giấy tờ: %(name)s.") % {"name": name})
                for name in error.names
            ],
        )
    )


def name_fields(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Answer with every field that could not be read, in plain sentences."""
    found = [
        FieldError(_path(fault["loc"]), _sentence(fault)) for fault in error.errors
    ]
    if all(fault.field == "Idempotency-Key" for fault in found):
        return answer(Problem(KEY_MISSING, errors=found))
    return answer(Problem(INVALID, errors=found))


def tell_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Answer what the framework found: a body that is no JSON."""
    cause = error.__cause__
    return answer(cause if isinstance(cause, Problem) else Problem(MALFORMED))


def own_up(request: HttpRequest, error: Exception) -> HttpResponse:
    """Answer a fault of ours, and leave its trace in the log."""
    logger.error("%s %s", request.method, request.path, exc_info=error)
    return answer(Problem(SERVER))


def _path(place: Iterable[Any]) -> str:
    # The first part says body, query, path or header; a body has a second, its name.
    parts = [str(part) for part in place]
    inner = parts[2:] if parts[0] == "body" else parts[1:]
    return ".".join(inner) or parts[0]


def _sentence(fault: dict[str, Any]) -> str:
    if fault["type"] == "said":
        return str(fault["msg"])
    return sentences.fault(str(fault["type"]), fault.get("ctx", {}))
