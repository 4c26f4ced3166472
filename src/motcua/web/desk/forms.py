"""The small forms of a dossier's page: one per verb, each with the revision it saw."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import Absence, User
from motcua.web.ui.formatting import vn_date

LONGEST_REASON: Final = 500
ANYBODY: Final = ("", _("Ai trong bước đó nhận cũng được"))
REASON_MISSING: Final = {
    "required": _("Ghi lý do, một câu là đủ."),
    "max_length": _("Lý do dài quá 500 chữ. Viết gọn lại."),
}


def words(**attributes: str) -> forms.Textarea:
    """A small box for some sentences."""
    return forms.Textarea({"rows": "2", **attributes})


class VerbForm(forms.Form):
    """What every verb sends: the revision of the page it was decided on."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def warn_of(self, absence: Absence) -> None:
        """Say that the one named is away."""
        self.add_error(None, away_sentence(absence))

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


class PersonForm(VerbForm):
    """A verb that may name a person, who may be away."""

    knowing_absence = forms.BooleanField(
        label=_("Vẫn giao, dù người này đang vắng"), required=False
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        """Ask about an absence only once there is one."""
        super().__init__(*args, **given)
        self.fields["knowing_absence"].widget = (
            forms.CheckboxInput()
            if self.data.get("knowing_absence")
            else forms.HiddenInput()
        )

    def warn_of(self, absence: Absence) -> None:
        """Say until when the person is away, and let it be confirmed."""
        self.fields["knowing_absence"].widget = forms.CheckboxInput()
        self.add_error("to_person", away_sentence(absence))


class ClaimForm(VerbForm):
    """Take the step: nothing more to say."""


class HandOverForm(PersonForm):
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


class AssignForm(PersonForm):
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


def away_sentence(absence: Absence) -> str:
    """Who is away until when, and who stands in."""
    named = {"name": absence.user.full_name, "day": vn_date(absence.ends_on)}
    if absence.substitute is None:
        return (
            gettext(
                "%(name)s vắng đến hết %(day)s, chưa có người thay. "
                "Chọn người khác, hoặc đánh dấu vẫn giao."
            )
            % named
        )
    return gettext(
        "%(name)s vắng đến hết %(day)s, %(other)s làm thay. "
        "Chọn người khác, hoặc đánh dấu vẫn giao."
    ) % (named | {"other": absence.substitute.full_name})
