"""What somebody says of themselves to make an appointment: a name and a telephone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.people import wording
from motcua.rules.vietnamese import (
    NameReason,
    NotAName,
    NotAPhone,
    clean_name,
    phone,
)
from motcua.web.portal.hall.choosing import written
from motcua.web.ui.templatetags.ui import vn_datetime

SELF: Final = "self"
OTHER: Final = "other"
FOR_WHOM: Final = [
    (SELF, gettext_lazy("Cho tôi")),
    (OTHER, gettext_lazy("Làm hộ người khác")),
]
LONGEST_TYPED: Final = 300
ONE_LINE: Final = {"autocomplete": "off", "spellcheck": "false"}


class BookingForm(forms.Form):
    """Who comes, for whom, and how they are reached.

    When the half hour was lost meanwhile, others are put beside what was typed:
    `instead`.
    """

    page = forms.CharField(widget=forms.HiddenInput, max_length=40)
    for_whom = forms.ChoiceField(
        label=gettext_lazy("Hẹn cho ai?"),
        choices=FOR_WHOM,
        initial=SELF,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn hẹn cho ai.")},
    )
    full_name = forms.CharField(
        label=gettext_lazy("Họ và tên người đến"),
        max_length=LONGEST_TYPED,
        widget=forms.TextInput({"autocomplete": "name", "spellcheck": "false"}),
        error_messages={
            "required": gettext_lazy("Nhập họ tên."),
            "max_length": wording.NAME[NameReason.TOO_LONG],
        },
    )
    on_behalf_of = forms.CharField(
        label=gettext_lazy("Làm hộ cho ai (họ và tên)"),
        help_text=gettext_lazy("Chỉ ghi khi làm hộ người khác."),
        required=False,
        max_length=LONGEST_TYPED,
        widget=forms.TextInput(ONE_LINE),
        error_messages={"max_length": wording.NAME[NameReason.TOO_LONG]},
    )
    phone = forms.CharField(
        label=gettext_lazy("Điện thoại"),
        help_text=gettext_lazy("Chỉ để gọi khi lịch có thay đổi."),
        max_length=LONGEST_TYPED,
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
        error_messages={
            "required": gettext_lazy("Nhập số điện thoại."),
            "max_length": wording.PHONE,
        },
    )
    wants_earlier = forms.BooleanField(
        label=gettext_lazy("Báo tôi ở trang lịch hẹn khi có giờ sớm hơn"),
        required=False,
    )

    def __init__(
        self, *args: Any, instead: Sequence[datetime] = (), **given: Any
    ) -> None:
        """Offer these half hours instead of the one that was lost."""
        super().__init__(*args, **given)
        if instead:
            self.fields["slot"] = forms.ChoiceField(
                label=_("Chọn giờ khác"),
                choices=[(written(start), vn_datetime(start)) for start in instead],
                widget=forms.RadioSelect,
                error_messages={"required": _("Chọn một giờ khác.")},
            )

    def clean_full_name(self) -> str:
        """The name as it is stored."""
        return _name(self.cleaned_data["full_name"])

    def clean_phone(self) -> str:
        """A number that can be called."""
        try:
            return phone(self.cleaned_data["phone"])
        except NotAPhone:
            raise forms.ValidationError(str(wording.PHONE)) from None

    def clean(self) -> dict[str, Any]:
        """Whose matter it is belongs to an appointment for somebody else."""
        said = super().clean() or {}
        if said.get("for_whom") != OTHER:
            return said | {"on_behalf_of": ""}
        if "on_behalf_of" in self.errors:
            return said
        if not str(said.get("on_behalf_of", "")).strip():
            self.add_error("on_behalf_of", _("Nhập họ tên người được làm hộ."))
            return said
        try:
            said["on_behalf_of"] = _name(said["on_behalf_of"])
        except forms.ValidationError as problem:
            self.add_error("on_behalf_of", problem)
        return said


def _name(text: str) -> str:
    try:
        return clean_name(text)
    except NotAName as problem:
        raise forms.ValidationError(str(wording.NAME[problem.reason])) from None
