"""The forms of a dossier's other endings: payment, stop, withdrawal, later date, undo."""

from datetime import datetime
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.models import Stop, Withdrawal
from motcua.rules.vietnamese import NotAName, clean_name
from motcua.web.desk.forms import LONGEST_REASON, REASON_MISSING, VerbForm, words

MOMENT_FORMATS: Final = ["%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y", "%Y-%m-%dT%H:%M"]
EVIDENCE_MISSING: Final = {
    "required": _("Ghi số văn bản, biên lai hoặc giấy tờ chứng minh."),
    "max_length": _("Viết gọn lại, không quá 300 chữ."),
}


def _reason(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_REASON,
        widget=words(),
        error_messages=REASON_MISSING,
    )


def _evidence(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=300,
        error_messages=EVIDENCE_MISSING,
    )


def _papers_back() -> forms.CharField:
    return forms.CharField(
        label=_("Giấy tờ trả lại"),
        help_text=_("Tên và số bản giấy tờ đưa lại người nộp."),
        required=False,
        max_length=LONGEST_REASON,
        widget=words(),
        error_messages=REASON_MISSING,
    )


class PaymentForm(VerbForm):
    """What must be paid, how much, and by which notice."""

    reason = _reason(
        _("Phải nộp khoản gì?"),
        _("Người nộp đọc nguyên văn câu này khi tra cứu."),
    )
    amount = forms.CharField(
        label=_("Số tiền"),
        help_text=_("Ví dụ 1.250.000 đ, hoặc theo thông báo thuế."),
        max_length=100,
        error_messages={"required": _("Ghi số tiền hoặc cách tính.")},
    )
    evidence = _evidence(_("Thông báo số"), _("Số, ngày của thông báo nộp tiền."))


class PaymentDoneForm(VerbForm):
    """The receipt that proves the payment."""

    evidence = _evidence(
        _("Biên lai, chứng từ"), _("Số biên lai hoặc mã giao dịch người nộp đưa.")
    )


class StopForm(VerbForm):
    """Why the agency stops, on which ground, and what proves it."""

    kind = forms.ChoiceField(
        label=_("Lý do dừng"),
        # Nothing is chosen beforehand: the first reason accuses the applicant.
        choices=[("", _("Chọn lý do")), *Stop.Kind.choices],
        error_messages={"required": _("Chọn lý do dừng giải quyết.")},
    )
    reason = _reason(
        _("Nói rõ thêm"), _("Người nộp đọc nguyên văn câu này trong Thông báo.")
    )
    legal_ground = _evidence(_("Căn cứ pháp lý"), _("Điều, khoản, số văn bản."))
    evidence = _evidence(
        _("Tài liệu chứng minh"), _("Số phiếu, quyết định hoặc văn bản liên quan.")
    )
    papers_back = _papers_back()


class ReopenForm(VerbForm):
    """Why the dossier is taken up again."""

    reason = _reason(_("Vì sao giải quyết tiếp?"))


class WithdrawForm(VerbForm):
    """The applicant's wish: why, who asked, by which proof, what goes back."""

    asked_by = forms.CharField(
        label=_("Ai yêu cầu rút"),
        max_length=200,
        error_messages={"required": _("Ghi họ tên người yêu cầu.")},
    )
    shown = forms.ChoiceField(label=_("Đã đối chiếu"), choices=Withdrawal.Shown.choices)
    reason = _reason(_("Vì sao rút?"))
    papers_back = _papers_back()

    def __init__(self, *args: Any, **given: Any) -> None:
        """Offer the submitter's name."""
        super().__init__(*args, **given)
        self.initial.setdefault("asked_by", self.initial.get("receiver", ""))

    def clean_asked_by(self) -> str:
        """The name as it is stored."""
        try:
            return clean_name(self.cleaned_data["asked_by"])
        except NotAName:
            raise forms.ValidationError(
                _("Họ tên chưa đúng. Viết đủ họ, tên bằng chữ.")
            ) from None


class ExtendForm(VerbForm):
    """The new date and the reason the apology gives."""

    new_due_at = forms.DateTimeField(
        label=_("Hẹn trả mới"),
        help_text=_("Ngày/tháng/năm giờ:phút, ví dụ 04/12/2026 17:00"),
        input_formats=MOMENT_FORMATS,
        widget=forms.DateTimeInput(
            format="%d/%m/%Y %H:%M", attrs={"autocomplete": "off"}
        ),
        error_messages={
            "required": _("Ghi ngày, giờ hẹn mới."),
            "invalid": _("Ghi theo ngày/tháng/năm giờ:phút, ví dụ 04/12/2026 17:00"),
        },
    )
    reason = _reason(
        _("Vì sao chậm?"), _("Người nộp đọc nguyên văn câu này trong Văn bản xin lỗi.")
    )

    def clean_new_due_at(self) -> datetime:
        """The moment on the clock of the centre."""
        moment: datetime = self.cleaned_data["new_due_at"]
        return timezone.localtime(moment)


class CompetentForm(VerbForm):
    """The competent agency has it: nothing more to say."""


class UndoForm(VerbForm):
    """Why the last act is taken back."""

    reason = _reason(_("Vì sao hoàn tác?"))
