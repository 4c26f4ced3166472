"""What is asked of agencies, as the officer writes it."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers.models import Medium
from motcua.dossiers.selectors import DossierView
from motcua.dossiers.services import Ask
from motcua.ward import selectors as ward
from motcua.ward.models import Department
from motcua.web.desk.forms import LONGEST_REASON, REASON_MISSING, words
from motcua.web.ui.formatting import vn_number

MOST_HOURS = 400


class AskForm(forms.Form):
    """Which agencies, what, how long, which papers go along."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    agencies = forms.MultipleChoiceField(
        label=gettext_lazy("Hỏi cơ quan nào?"),
        help_text=gettext_lazy("Bản giấy đi lần lượt theo thứ tự dưới đây."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Chọn ít nhất một cơ quan.")},
    )
    question = forms.CharField(
        label=gettext_lazy("Nội dung hỏi"),
        max_length=4000,
        widget=words(),
        error_messages={
            "required": gettext_lazy("Ghi nội dung cần hỏi."),
            "max_length": gettext_lazy("Nội dung dài quá 4.000 chữ. Viết gọn lại."),
        },
    )
    hours = forms.DecimalField(
        label=gettext_lazy("Hạn trả lời, số giờ làm việc"),
        help_text=gettext_lazy("Để trống: theo quy chế phối hợp."),
        required=False,
        min_value=Decimal(1),
        max_value=Decimal(MOST_HOURS),
        localize=False,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": gettext_lazy("Ghi số giờ, ví dụ 16."),
            "min_value": gettext_lazy("Ít nhất 1 giờ làm việc."),
            "max_value": gettext_lazy("Nhiều nhất 400 giờ làm việc."),
        },
    )
    medium = forms.ChoiceField(
        label=gettext_lazy("Cách chuyển"),
        choices=Medium.choices,
        initial=Medium.ELECTRONIC,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn cách chuyển.")},
    )
    lead = forms.ChoiceField(
        label=gettext_lazy("Cơ quan chủ trì"),
        help_text=gettext_lazy("Cần khi hỏi nhiều cơ quan cùng lúc."),
        required=False,
    )
    papers = forms.MultipleChoiceField(
        label=gettext_lazy("Giấy tờ chuyển kèm"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_confidential = forms.BooleanField(
        label=gettext_lazy("Bảo mật"),
        help_text=gettext_lazy("Chỉ người hỏi, lãnh đạo ký và cơ quan được hỏi đọc."),
        required=False,
    )

    def __init__(self, *given: Any, view: DossierView, **more: Any) -> None:
        """Offer the partner agencies and the papers of this dossier."""
        more.setdefault("initial", {"revision": view.dossier.revision})
        super().__init__(*given, **more)
        found = ward.departments(view.dossier.centre).filter(
            kind=Department.Kind.PARTNER
        )
        self.units = {str(unit.id): unit for unit in found}
        named = [(key, unit.name) for key, unit in self.units.items()]
        self._offer("agencies", named)
        self._offer("lead", [("", _("Chưa chọn")), *named])
        here = [paper for paper in view.papers if paper.is_present]
        self._offer(
            "papers",
            [
                (
                    str(p.id),
                    f"{p.name} · {p.get_kind_display()}, {vn_number(p.count)}",
                )
                for p in here
            ],
        )

    def clean(self) -> dict[str, Any]:
        """Asked at once, exactly one of several leads, and it is one of those asked."""
        data = super().clean() or {}
        chosen, lead = data.get("agencies") or [], data.get("lead")
        if len(chosen) > 1 and data.get("medium") == Medium.ELECTRONIC and not lead:
            self.add_error("lead", _("Chọn một cơ quan chủ trì."))
        if lead and chosen and lead not in chosen:
            self.add_error("lead", _("Cơ quan chủ trì phải là một cơ quan được hỏi."))
        return data

    @property
    def asks(self) -> list[Ask]:
        """One ask for each agency, in the order shown."""
        data = self.cleaned_data
        return [
            Ask(
                agency=unit,
                question=data["question"],
                hours=data["hours"],
                is_lead=key == data["lead"],
                is_confidential=data["is_confidential"],
                papers=[UUID(paper) for paper in data["papers"]],
            )
            for key, unit in self.units.items()
            if key in data["agencies"]
        ]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class TakeBackForm(forms.Form):
    """Why the ward takes the matter back, and who does it now."""

    reason = forms.CharField(max_length=LONGEST_REASON, error_messages=REASON_MISSING)
    to_person = forms.UUIDField(required=False)


class ReturnedForm(forms.Form):
    """What is missing of the papers that came back; nothing when all came."""

    missing = forms.CharField(required=False, max_length=LONGEST_REASON)
