"""What each verb of a dossier's page looks like: address, form, words, icon."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from motcua.web.desk import completing_forms, ending_forms, forms, returning
from motcua.web.desk.forms import VerbForm


@dataclass(frozen=True)
class Verb:
    """How a verb looks: its address, its form and its words."""

    url: str
    form: type[VerbForm]
    label: str | Promise
    icon: str
    text: str | Promise = ""
    kind: str = "secondary"


ENDINGS: Final[Mapping[str, Verb]] = {
    "confirm_payment": Verb(
        "desk:payment-confirmation",
        ending_forms.PaymentDoneForm,
        gettext_lazy("Xác nhận đã nộp tiền"),
        "banknote",
        gettext_lazy("Giờ xử lý chạy lại và ngày hẹn trả được tính lại."),
    ),
    "reopen": Verb(
        "desk:reopen",
        ending_forms.ReopenForm,
        gettext_lazy("Giải quyết tiếp"),
        "play",
        gettext_lazy("Hồ sơ trở lại danh sách việc; thời gian dừng không tính."),
    ),
    "confirm_competent_receipt": Verb(
        "desk:competent-receipt",
        ending_forms.CompetentForm,
        gettext_lazy("Cơ quan có thẩm quyền đã nhận"),
        "check",
        gettext_lazy("Thời hạn giải quyết tính từ lúc xác nhận và được hẹn ngay."),
    ),
    "extend": Verb(
        "desk:extend",
        ending_forms.ExtendForm,
        gettext_lazy("Xin lỗi và hẹn lại"),
        "calendar-clock",
        gettext_lazy(
            "Chỉ hẹn lại được một lần. Văn bản xin lỗi lập ngay; đúng hạn hay không vẫn tính theo ngày hẹn đầu."
        ),
    ),
    "request_payment": Verb(
        "desk:payment",
        ending_forms.PaymentForm,
        gettext_lazy("Yêu cầu nộp tiền"),
        "banknote",
        gettext_lazy("Giờ xử lý dừng từ lúc gửi; người nộp đọc được lý do."),
    ),
    "stop": Verb(
        "desk:stop",
        ending_forms.StopForm,
        gettext_lazy("Dừng giải quyết"),
        "ban",
        gettext_lazy("Thông báo dừng giải quyết được lập ngay để đưa người nộp."),
        kind="danger",
    ),
    "withdraw": Verb(
        "desk:withdraw",
        ending_forms.WithdrawForm,
        gettext_lazy("Người nộp rút hồ sơ"),
        "log-out",
        gettext_lazy("Hồ sơ khép lại và không mở lại được."),
        kind="danger",
    ),
    "undo": Verb(
        "desk:undo",
        ending_forms.UndoForm,
        gettext_lazy("Hoàn tác"),
        "undo-2",
        gettext_lazy(
            "Lấy lại việc vừa làm, khi bước sau chưa bắt đầu. Nhật ký giữ cả hai việc."
        ),
    ),
}
VERBS: Final[Mapping[str, Verb]] = {
    "claim": Verb(
        "desk:claim",
        forms.ClaimForm,
        gettext_lazy("Nhận việc"),
        "hand-heart",
        gettext_lazy("Hồ sơ về tay Ông/Bà và bắt đầu được xử lý."),
    ),
    "hand_over": Verb(
        "desk:hand-over",
        forms.HandOverForm,
        gettext_lazy("Xong bước, chuyển tiếp"),
        "arrow-right",
    ),
    "approve_result": Verb(
        "desk:approve",
        forms.ApproveForm,
        gettext_lazy("Ký duyệt kết quả"),
        "pen-line",
        gettext_lazy("Hồ sơ chuyển sang văn thư lấy số, đóng dấu."),
    ),
    "return_result": Verb(
        "desk:return",
        returning.ReturnForm,
        gettext_lazy("Trả kết quả"),
        "package-check",
    ),
    "keep_result": Verb(
        "desk:keep-result",
        returning.KeepForm,
        gettext_lazy("Ghi chỗ để kết quả"),
        "package",
    ),
    "report_lost": Verb(
        "desk:lost-result",
        returning.LostForm,
        gettext_lazy("Không tìm thấy kết quả"),
        "search",
        gettext_lazy("Chưa trả được cho đến khi tìm thấy và ghi lại chỗ để."),
        kind="danger",
    ),
    "assign": Verb(
        "desk:assign",
        forms.AssignForm,
        gettext_lazy("Giao cho người khác"),
        "user-check",
    ),
    "accept": Verb(
        "desk:accept",
        completing_forms.AcceptForm,
        gettext_lazy("Tiếp nhận, hẹn trả"),
        "clipboard-check",
        gettext_lazy("Hẹn trả tính từ lúc hồ sơ đầy đủ; in Giấy tiếp nhận."),
    ),
    "decide_supplement": Verb(
        "desk:decide-supplement",
        completing_forms.DecideForm,
        gettext_lazy("Ghi quyết định"),
        "check-check",
        gettext_lazy("Yêu cầu bổ sung lần nữa chỉ đến người nộp khi được duyệt."),
    ),
    "drop_refusal": Verb(
        "desk:drop-refusal",
        completing_forms.DropForm,
        gettext_lazy("Bỏ đề nghị từ chối"),
        "undo-2",
        gettext_lazy("Hồ sơ được giải quyết như thường."),
    ),
    "send_back": Verb(
        "desk:send-back",
        forms.SendBackForm,
        gettext_lazy("Trả lại bước trước"),
        "undo-2",
        kind="danger",
    ),
    **ENDINGS,
}
# Possible, but never what comes next.
BESIDE: Final = frozenset(
    {"assign", "extend", "request_payment", "stop", "withdraw", "undo"}
)

# Acts with a page of their own: their address, words and icon.
DOORS: Final[Mapping[str, tuple[str, str | Promise, str]]] = {
    "request_supplement": (
        "desk:ask",
        gettext_lazy("Yêu cầu bổ sung"),
        "clipboard-check",
    ),
    "answer_supplement": (
        "desk:answer",
        gettext_lazy("Ghi nhận bổ sung"),
        "check-check",
    ),
    "refuse_reception": ("desk:refuse", gettext_lazy("Từ chối tiếp nhận"), "x"),
    "propose_refusal": ("desk:refuse", gettext_lazy("Đề nghị từ chối"), "x"),
}
