"""What is said when somebody will not be there."""

from datetime import date
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts import absences
from motcua.accounts import selectors as accounts
from motcua.accounts.absences import AbsenceError, NewAbsence, SubstituteUnfit
from motcua.accounts.models import Absence, User
from motcua.accounts.roles import Capability, role_name, roles_with
from motcua.rules.vietnamese import sort_key
from motcua.web.ui.days import DayField

# A stand-in does the steps of the one who is away; a partner's officer does none.
STEPS: Final = roles_with(Capability.WORK_STEPS)
SENTENCES: Final[dict[type[AbsenceError], tuple[str, str | Promise]]] = {
    absences.WrongDays: (
        "ends_on",
        gettext_lazy("Ngày cuối phải từ ngày đầu trở đi và trong vòng một năm."),
    ),
    absences.AlreadyAway: (
        "starts_on",
        gettext_lazy("Những ngày này đã có báo vắng. Xem lại ở bảng bên dưới."),
    ),
    absences.SubstituteMissing: (
        "substitute",
        gettext_lazy("Đơn vị cử người đến phải cử người làm thay. Chọn một người."),
    ),
    absences.SubstituteAway: (
        "substitute",
        gettext_lazy("Người này cũng vắng trong những ngày đó. Chọn người khác."),
    ),
}


class AbsenceForm(forms.Form):
    """Days, kind and stand-in; who is away is asked of those who may say it for others."""

    person = forms.ChoiceField(label=gettext_lazy("Ai vắng"))
    kind = forms.ChoiceField(
        label=gettext_lazy("Vắng vì"), choices=Absence.Kind.choices
    )
    starts_on = DayField(label=gettext_lazy("Từ ngày"))
    ends_on = DayField(label=gettext_lazy("Đến hết ngày"))
    substitute = forms.ChoiceField(
        label=gettext_lazy("Người làm thay"),
        required=False,
        help_text=gettext_lazy(
            "Phải giữ vai trò của người vắng trong suốt những ngày đó."
        ),
        error_messages={
            "invalid_choice": gettext_lazy(
                "Người này không làm thay được. Chọn người khác."
            )
        },
    )
    reason = forms.CharField(
        label=gettext_lazy("Ghi thêm"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Chỉ người vắng và người phụ trách đọc được."),
    )

    def __init__(
        self, *given: Any, me: User, others: bool, on: date, **more: Any
    ) -> None:
        """Offer who can stand in; only oneself may be away without `others`."""
        super().__init__(*given, **more)
        active = accounts.staff(me.centre).filter(is_active=True)
        people = sorted(active, key=lambda user: sort_key(user.full_name))
        self.people = {str(user.id): user for user in people}
        self.me = me
        named = [(key, _named(user)) for key, user in self.people.items()]
        mine = set() if others else accounts.roles_held(me, since=on) & STEPS
        able = accounts.holders_of(me.centre, mine or STEPS, since=on)
        substitute = self.fields["substitute"]
        assert isinstance(substitute, forms.ChoiceField)
        substitute.choices = [
            ("", _("Không có người thay")),
            *((str(user.id), _named(user)) for user in able if others or user != me),
        ]
        if not others:
            del self.fields["person"]
            return
        person = self.fields["person"]
        assert isinstance(person, forms.ChoiceField)
        person.choices, person.initial = named, str(me.id)

    @property
    def user(self) -> User:
        """Who will be away."""
        return self.people.get(self.cleaned_data.get("person", ""), self.me)

    @property
    def absence(self) -> NewAbsence:
        """The absence as the accounts keep it."""
        said = self.cleaned_data
        return NewAbsence(
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
            kind=said["kind"],
            reason=said["reason"],
            substitute=self.people.get(said["substitute"]),
        )

    def refuse(self, problem: AbsenceError) -> None:
        """Say beside the right field why it was refused."""
        if isinstance(problem, SubstituteUnfit):
            words = _("Người này không làm thay được. Chọn người khác.")
            if problem.role:
                words = _(
                    "Người này chưa giữ vai trò %(role)s trong suốt những ngày đó. "
                    "Giao vai trò có thời hạn trước, hoặc chọn người khác."
                ) % {"role": role_name(problem.role)}
            self.add_error("substitute", words)
            return
        field, sentence = SENTENCES[type(problem)]
        self.add_error(field, str(sentence))


def _named(user: User) -> str:
    return f"{user.full_name} · {user.title}" if user.title else user.full_name
