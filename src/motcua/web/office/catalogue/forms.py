"""What an administrator tells the catalogue."""

from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.roles import staff_roles
from motcua.catalogue.models import LocalStep
from motcua.catalogue.portable import is_whole
from motcua.catalogue.services import (
    Decision,
    ExemptionSetting,
    FeeSetting,
    StepPlan,
)
from motcua.people.models import Category
from motcua.ward import selectors as ward
from motcua.ward.models import Centre, Department
from motcua.web.ui.days import DayField

STEP_KINDS: Final[dict[str, str | Promise]] = {
    "receive": gettext_lazy("Tiếp nhận"),
    "assign": gettext_lazy("Phân công"),
    "verify": gettext_lazy("Thẩm tra"),
    "review": gettext_lazy("Soát lại"),
    "sign": gettext_lazy("Ký"),
    "seal": gettext_lazy("Vào số, đóng dấu"),
    "deliver": gettext_lazy("Trả kết quả"),
}
CHANNELS: Final[dict[str, str | Promise]] = {
    "": gettext_lazy("Mọi cách nộp"),
    "direct": gettext_lazy("Nộp tại quầy"),
    "online": gettext_lazy("Nộp trực tuyến"),
    "postal": gettext_lazy("Gửi bưu điện"),
}
VALUES: Final[dict[str, str | Promise]] = {
    "name": gettext_lazy("Tên thủ tục"),
    "time_limit": gettext_lazy("Thời hạn"),
    "documents": gettext_lazy("Thành phần hồ sơ"),
    "steps": gettext_lazy("Giờ của từng bước"),
    "fees": gettext_lazy("Phí, lệ phí"),
    "online_level": gettext_lazy("Mức độ trực tuyến"),
    "resume_policy": gettext_lazy("Cách tính lại sau bổ sung"),
    "retention_years": gettext_lazy("Thời hạn lưu trữ"),
}
EMPTY_ROWS: Final = 2
MOST_STEPS: Final = 20
FILE_LIMIT: Final = 5 * 1024 * 1024


class ConfirmationForm(forms.Form):
    """Vouch for a value, naming the source that was read."""

    value = forms.ChoiceField(choices=list(VALUES.items()), widget=forms.HiddenInput)
    source = forms.CharField(
        label=gettext_lazy("Nguồn đã đọc"),
        max_length=300,
        help_text=gettext_lazy("Số, ngày của văn bản và điều khoản"),
        error_messages={"required": gettext_lazy("Ghi nguồn đã đọc")},
    )


class DecisionForm(forms.Form):
    """The document that approves a process."""

    number = forms.CharField(
        label=gettext_lazy("Số quyết định"),
        max_length=60,
        error_messages={"required": gettext_lazy("Ghi số quyết định")},
    )
    on = DayField(label=gettext_lazy("Ngày ký"))
    signer = forms.CharField(
        label=gettext_lazy("Người ký"),
        max_length=100,
        error_messages={"required": gettext_lazy("Ghi người ký")},
    )

    @property
    def decision(self) -> Decision:
        """The decision as the catalogue keeps it."""
        data = self.cleaned_data
        return Decision(number=data["number"], on=data["on"], signer=data["signer"])


class StepForm(forms.Form):
    """One row of a process; a row without a name is no step."""

    key = forms.ChoiceField(
        label=gettext_lazy("Loại bước"),
        choices=[("", "—"), *STEP_KINDS.items()],
        required=False,
    )
    name = forms.CharField(
        label=gettext_lazy("Tên bước"), max_length=200, required=False
    )
    role = forms.ChoiceField(label=gettext_lazy("Vai trò"), required=False)
    department = forms.ChoiceField(label=gettext_lazy("Đơn vị"), required=False)
    hours = forms.DecimalField(
        label=gettext_lazy("Số giờ"),
        min_value=Decimal(0),
        max_value=Decimal(2000),
        decimal_places=2,
        required=False,
        localize=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={
            "invalid": gettext_lazy("Ghi số giờ, ví dụ 1.5"),
            "min_value": gettext_lazy("Số giờ không âm"),
        },
    )

    def __init__(
        self, *given: Any, departments: dict[str, Department], **more: Any
    ) -> None:
        """Offer the roles of the trade and the units of the centre."""
        super().__init__(*given, **more)
        self.departments = departments
        roles = [("", "—"), *((role.code, role.name) for role in staff_roles())]
        units = [("", _("Không ghi đơn vị"))]
        units += [(code, unit.name) for code, unit in departments.items()]
        for name, choices in (("role", roles), ("department", units)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        """A named step says its kind and its role."""
        data = super().clean() or {}
        if not data.get("name"):
            if data.get("key"):
                self.add_error("name", _("Ghi tên bước"))
            return data
        if not data.get("key"):
            self.add_error("key", _("Chọn loại bước"))
        if not data.get("role"):
            self.add_error("role", _("Chọn vai trò"))
        return data

    @property
    def plan(self) -> StepPlan | None:
        """The step, or None for an empty row."""
        data = self.cleaned_data
        # An extra row nobody touched has no cleaned data at all.
        if not data.get("name"):
            return None
        return StepPlan(
            key=data["key"],
            name=data["name"],
            role=data["role"],
            hours=data["hours"] or Decimal(0),
            department=self.departments.get(data["department"]),
        )


class StepRows:
    """The editable rows of a process, filled with the steps as they stand.

    A process begins with reception, has a signature and ends with the return.
    """

    def __init__(
        self, centre: Centre, steps: list[LocalStep], data: Any = None
    ) -> None:
        """Read the rows that were sent, or offer the steps and two empty rows."""
        units = {unit.code: unit for unit in ward.departments(centre)}
        factory = forms.formset_factory(
            StepForm, extra=EMPTY_ROWS, max_num=MOST_STEPS, absolute_max=MOST_STEPS
        )
        self.rows = factory(
            data,
            initial=list(map(_initial, steps)),
            prefix="steps",
            form_kwargs={"departments": units},
        )

    @cached_property
    def fault(self) -> str:
        """What is wrong with the rows together; empty when nothing is."""
        if not self.rows.is_bound or not self.rows.is_valid():
            return ""
        keys = [plan.key for plan in self.plans]
        if not is_whole(keys):
            return _("Quy trình bắt đầu bằng tiếp nhận và kết thúc bằng trả kết quả")
        return "" if "sign" in keys else _("Quy trình phải có bước ký")

    def is_valid(self) -> bool:
        """True when every row is sound and together they are a process."""
        return self.rows.is_valid() and not self.fault

    @property
    def plans(self) -> list[StepPlan]:
        """The steps in order, empty rows left out."""
        return [plan for form in self.rows if (plan := form.plan) is not None]


def _initial(step: LocalStep) -> dict[str, object]:
    return {
        "key": step.key,
        "name": step.name,
        "role": step.role,
        "department": step.department.code if step.department else "",
        "hours": step.hours.normalize(),
    }


class FeeForm(forms.Form):
    """A fee of the province or the ward."""

    name = forms.CharField(
        label=gettext_lazy("Tên khoản thu"),
        max_length=200,
        error_messages={"required": gettext_lazy("Ghi tên khoản thu")},
    )
    amount = forms.CharField(
        label=gettext_lazy("Mức thu"),
        help_text=gettext_lazy("Số đồng, ví dụ 8.000; không thu thì ghi 0"),
        error_messages={"required": gettext_lazy("Ghi mức thu")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    unit = forms.CharField(
        label=gettext_lazy("Đơn vị tính"),
        max_length=60,
        help_text=gettext_lazy("Ví dụ: bản, việc, trang"),
        error_messages={"required": gettext_lazy("Ghi đơn vị tính")},
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Cách nộp"), choices=list(CHANNELS.items()), required=False
    )
    from_on = DayField(label=gettext_lazy("Áp dụng từ ngày"))
    legal_source = forms.CharField(
        label=gettext_lazy("Văn bản quy định"),
        max_length=200,
        error_messages={"required": gettext_lazy("Ghi văn bản quy định mức thu")},
    )

    def clean_amount(self) -> int:
        """Whole đồng, however it is grouped."""
        text = str(self.cleaned_data["amount"])
        digits = "".join(c for c in text if c not in " .,\N{NO-BREAK SPACE}đĐ₫")
        if not digits.isascii() or not digits.isdigit() or len(digits) > 9:
            raise forms.ValidationError(_("Ghi số đồng, ví dụ 8.000"))
        return int(digits)

    @property
    def fee(self) -> FeeSetting:
        """The fee as the catalogue keeps it."""
        data = self.cleaned_data
        return FeeSetting(
            name=data["name"],
            unit=data["unit"],
            amount_vnd=data["amount"],
            from_on=data["from_on"],
            legal_source=data["legal_source"],
            channel=data["channel"],
        )


class ExemptionForm(forms.Form):
    """Who pays less, and by which document."""

    category = forms.ChoiceField(
        label=gettext_lazy("Đối tượng"),
        choices=[("", gettext_lazy("Mọi người")), *Category.choices],
        required=False,
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Cách nộp"), choices=list(CHANNELS.items()), required=False
    )
    percent = forms.IntegerField(
        label=gettext_lazy("Giảm bao nhiêu phần trăm"),
        min_value=1,
        max_value=100,
        initial=100,
        localize=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=gettext_lazy("100 là miễn hẳn"),
        error_messages={
            "required": gettext_lazy("Ghi số phần trăm"),
            "invalid": gettext_lazy("Ghi một số từ 1 đến 100"),
            "min_value": gettext_lazy("Ghi một số từ 1 đến 100"),
            "max_value": gettext_lazy("Ghi một số từ 1 đến 100"),
        },
    )
    from_on = DayField(label=gettext_lazy("Từ ngày"))
    until_on = DayField(label=gettext_lazy("Đến hết ngày"), required=False)
    legal_source = forms.CharField(
        label=gettext_lazy("Văn bản quy định"),
        max_length=200,
        error_messages={"required": gettext_lazy("Ghi văn bản quy định miễn, giảm")},
    )
    is_for_all = forms.BooleanField(
        label=gettext_lazy("Áp dụng cho mọi thủ tục của phường"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """It ends after it begins, and not everybody everywhere is exempt."""
        data = super().clean() or {}
        first, last = data.get("from_on"), data.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", _("Ngày hết phải sau ngày bắt đầu"))
        if not data.get("category") and not data.get("channel"):
            self.add_error("category", _("Chọn đối tượng hoặc cách nộp được giảm"))
        return data

    @property
    def exemption(self) -> ExemptionSetting:
        """The exemption as the catalogue keeps it."""
        data = self.cleaned_data
        return ExemptionSetting(
            category=data["category"],
            channel=data["channel"],
            percent=data["percent"],
            from_on=data["from_on"],
            until_on=data["until_on"],
            legal_source=data["legal_source"],
        )


class UploadForm(forms.Form):
    """A catalogue file to be looked at before anything is changed."""

    file = forms.FileField(
        label=gettext_lazy("Tệp danh mục (JSON)"),
        help_text=gettext_lazy("Cùng dạng với tệp xuất ra; tối đa 5 MB"),
        error_messages={
            "required": gettext_lazy("Chọn một tệp"),
            "empty": gettext_lazy("Tệp này trống"),
        },
    )

    def clean_file(self) -> Any:
        """Small enough to be read at once."""
        file = self.cleaned_data["file"]
        if file.size > FILE_LIMIT:
            raise forms.ValidationError(_("Tệp lớn quá 5 MB"))
        return file
