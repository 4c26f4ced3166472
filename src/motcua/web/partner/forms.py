"""What an officer of an agency says: papers received, an answer, a refusal."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.web.ui.conditional import ConditionalText

LONGEST_NOTE = 500
LONGEST_ANSWER = 4000


class ReceiptForm(forms.Form):
    """Every paper came, or these are missing; where none goes along, only that it came."""

    CAME = "whole"
    MISSING = "missing"

    came = forms.ChoiceField(
        label=gettext_lazy("Giấy tờ nhận được"),
        choices=[
            (CAME, gettext_lazy("Đã nhận đủ giấy")),
            (MISSING, gettext_lazy("Còn thiếu")),
        ],
        initial=CAME,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn đủ hay thiếu.")},
    )
    missing = ConditionalText(
        label=gettext_lazy("Thiếu giấy nào? (bắt buộc khi còn thiếu)"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": "2"}),
        error_messages={
            "max_length": gettext_lazy("Câu này dài quá 500 chữ. Viết gọn lại.")
        },
    )

    def __init__(self, *given: Any, has_papers: bool, **more: Any) -> None:
        """Ask about papers only where papers go along."""
        super().__init__(*given, **more)
        if not has_papers:
            del self.fields["came"], self.fields["missing"]

    def clean(self) -> dict[str, Any]:
        """Who says that something is missing names it; else nothing is."""
        data = super().clean() or {}
        if data.get("came") == self.MISSING and not data.get("missing", "").strip():
            self.add_error("missing", _("Ghi tên giấy còn thiếu."))
        if data.get("came") != self.MISSING:
            data["missing"] = ""
        return data


class AnswerForm(forms.Form):
    """The answer the ward will read."""

    answer = forms.CharField(
        label=gettext_lazy("Kết quả hoặc ý kiến"),
        help_text=gettext_lazy("Trung tâm đọc nguyên văn câu trả lời này."),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea({"rows": "4"}),
        error_messages={
            "required": gettext_lazy("Ghi kết quả hoặc ý kiến."),
            "max_length": gettext_lazy("Trả lời dài quá 4.000 chữ. Viết gọn lại."),
        },
    )


class RefusalForm(forms.Form):
    """Why the task goes back undone."""

    reason = forms.CharField(
        label=gettext_lazy("Vì sao không giải quyết?"),
        help_text=gettext_lazy("Trung tâm đọc câu này để biết phải làm gì tiếp."),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": "2"}),
        error_messages={
            "required": gettext_lazy("Ghi lý do, một câu là đủ."),
            "max_length": gettext_lazy("Lý do dài quá 500 chữ. Viết gọn lại."),
        },
    )
