"""The small forms of a dossier's page: one per verb, each with the revision it saw."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import User
from motcua.dossiers.models import Exit, Pause
from motcua.rules.vietnamese import NotAName, clean_name

LONGEST_REASON: Final = 500
ANYBODY: Final = ("", _("Ai trong bước đó nhận cũng được"))
REASON_MISSING: Final = {
    "required": _("Ghi lý do, một câu là đủ."),
    "max_length": _("Lý do dài quá 500 chữ. Viết gọn lại."),
}


def words(**attributes: str) -> forms.Textarea:
    """A small box for some sentences."""
    return forms.Textarea({"rows": "2", **attributes})


# Papers are asked for on a page of their own.
PAUSES: Final = [c for c in Pause.Kind.choices if c[0] != Pause.Kind.SUPPLEMENT]


class VerbForm(forms.Form):
    """What every verb sends: the revision of the page it was decided on."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, people: Sequence[User] = (), at_exit: str = "", **given: Any
    ) -> None:
        """Offer these people where the verb names one."""
        super().__init__(*args, **given)
        if at_exit and "exit_by" in self.fields:
            self.fields["exit_by"].initial = at_exit
        if "to_person" in self.fields:
            field = self.fields["to_person"]
            assert isinstance(field, forms.ChoiceField)
            named = [(str(person.id), _named(person)) for person in people]
            field.choices = named if field.required else [ANYBODY, *named]


class ClaimForm(VerbForm):
    """Take the step: nothing more to say."""


class HandOverForm(VerbForm):
    """Finish the step; a word for the next one, and who it should be."""

    note = forms.CharField(
        label=_("Lời nhắn cho bước sau"),
        required=False,
        max_length=LONGEST_REASON,
        widget=words(),
        error_messages=REASON_MISSING,
    )
    to_person = forms.ChoiceField(label=_("Giao cho"), required=False)


class SendBackForm(VerbForm):
    """Send back to the step before, with the reason its person will read."""

    reason = forms.CharField(
        label=_("Vì sao trả lại?"),
        help_text=_("Người làm bước trước đọc câu này."),
        max_length=LONGEST_REASON,
        widget=words(),
        error_messages=REASON_MISSING,
    )


class AssignForm(VerbForm):
    """Give the step to a person."""

    to_person = forms.ChoiceField(
        label=_("Giao cho"),
        error_messages={
            "required": _("Chọn một người."),
            "invalid_choice": _(
                "Người này không giữ vai trò của bước. Chọn người khác."
            ),
        },
    )


class ApproveForm(VerbForm):
    """Sign the result."""


class ReturnForm(VerbForm):
    """To whom, which way, recognised by which paper."""

    SHOWN: Final = (
        ("id_card", _("Căn cước")),
        ("receipt", _("Giấy tiếp nhận và hẹn trả")),
        ("authorisation", _("Giấy ủy quyền và căn cước")),
        ("post", _("Vận đơn bưu điện")),
    )

    receiver = forms.CharField(
        label=_("Trả cho ai"),
        max_length=200,
        error_messages={"required": _("Ghi họ tên người nhận.")},
    )
    exit_by = forms.ChoiceField(label=_("Cách trả"), choices=Exit.choices)
    shown = forms.ChoiceField(label=_("Đã đối chiếu"), choices=SHOWN)

    def clean_receiver(self) -> str:
        """The name as it is stored."""
        try:
            return clean_name(self.cleaned_data["receiver"])
        except NotAName:
            raise forms.ValidationError(
                _("Họ tên người nhận chưa đúng. Viết đủ họ, tên bằng chữ.")
            ) from None


class PauseForm(VerbForm):
    """Stop the clock: for what, and the words the citizen reads."""

    kind = forms.ChoiceField(label=_("Chờ gì"), choices=PAUSES)
    reason = forms.CharField(
        label=_("Người nộp cần làm gì?"),
        help_text=_("Người nộp đọc nguyên văn câu này khi tra cứu."),
        max_length=LONGEST_REASON,
        widget=words(),
        error_messages=REASON_MISSING,
    )


class ResumeForm(VerbForm):
    """Let the clock run again."""

    reason = forms.CharField(
        label=_("Đã nhận được gì?"),
        required=False,
        max_length=LONGEST_REASON,
        widget=words(),
        error_messages=REASON_MISSING,
    )


class RevealForm(forms.Form):
    """Why the full number must be seen."""

    REASONS: Final = (
        ("call", _("Gọi lại cho người nộp")),
        ("check", _("Đối chiếu giấy tờ")),
        ("enter", _("Nhập vào hệ thống khác")),
        ("print", _("In kết quả")),
    )

    reason = forms.ChoiceField(choices=REASONS)


def _named(person: User) -> str:
    return f"{person.full_name} · {person.title}" if person.title else person.full_name
