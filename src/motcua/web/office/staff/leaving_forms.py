"""What an administrator says about delegations and departures."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts import delegations
from motcua.accounts import selectors as accounts
from motcua.accounts.delegations import DelegationError, NewDelegation
from motcua.accounts.models import Delegation, User
from motcua.accounts.roles import Capability, role_name, roles_with
from motcua.ward.models import Centre, Field
from motcua.web.ui.days import DayField

# Who signs by a role of their own, and heads of units, who sign TL. or TUQ.
SIGNERS: Final = roles_with(Capability.APPROVE)
HEADS: Final = roles_with(Capability.ASSIGN)
SENTENCES: Final[dict[type[DelegationError], tuple[str, str | Promise]]] = {
    delegations.WrongDelegationDays: (
        "ends_on",
        gettext_lazy("Ngày cuối phải từ ngày đầu trở đi và trong vòng một năm."),
    ),
    delegations.NotASigner: (
        "leader",
        gettext_lazy("Người này không giữ vai trò ký nên không có gì để giao."),
    ),
    delegations.CannotSignFor: (
        "deputy",
        gettext_lazy(
            "Ký thay là cấp phó có vai trò ký; "
            "ký thừa lệnh, thừa ủy quyền là trưởng đơn vị. Chọn người khác."
        ),
    ),
    delegations.ChainedDelegation: (
        "deputy",
        gettext_lazy("Việc ký đã được giao thì không giao tiếp cho người khác nữa."),
    ),
    delegations.AlreadyDelegated: (
        "deputy",
        gettext_lazy("Hai người này đã có văn bản giao ký trong những ngày đó."),
    ),
}


class DelegationForm(forms.Form):
    """Who signs for whom, how, from when to when, by which paper."""

    leader = forms.ChoiceField(label=gettext_lazy("Người giao ký"))
    deputy = forms.ChoiceField(label=gettext_lazy("Người được giao"))
    form = forms.ChoiceField(
        label=gettext_lazy("Cách ký"), choices=Delegation.Form.choices
    )
    starts_on = DayField(label=gettext_lazy("Từ ngày"))
    ends_on = DayField(label=gettext_lazy("Đến hết ngày"))
    document_number = forms.CharField(
        label=gettext_lazy("Số văn bản"),
        max_length=60,
        error_messages={"required": gettext_lazy("Ghi số văn bản.")},
    )
    document_on = DayField(label=gettext_lazy("Ngày văn bản"))
    fields_given = forms.MultipleChoiceField(
        label=gettext_lazy("Lĩnh vực"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Không chọn là mọi lĩnh vực."),
    )

    def __init__(self, *given: Any, centre: Centre, on: date, **more: Any) -> None:
        """Offer who may sign or be given the signature, and the fields of the law."""
        super().__init__(*given, **more)
        leaders = accounts.holders_of(centre, SIGNERS, since=on)
        deputies = accounts.holders_of(centre, SIGNERS | HEADS, since=on)
        self.people = {str(user.id): user for user in [*leaders, *deputies]}
        self.kept = {str(field.id): field for field in Field.objects.all()}
        self._offer("leader", _named(leaders))
        self._offer("deputy", _named(deputies))
        self._offer("fields_given", [(k, f.name) for k, f in self.kept.items()])

    @property
    def delegation(self) -> NewDelegation:
        """The delegation as the accounts keep it."""
        said = self.cleaned_data
        return NewDelegation(
            form=said["form"],
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
            document_number=said["document_number"],
            document_on=said["document_on"],
            fields=[self.kept[key] for key in said["fields_given"]],
        )

    def refuse(self, problem: DelegationError) -> None:
        """Say beside the right field why it was refused."""
        field, sentence = SENTENCES[type(problem)]
        self.add_error(field, str(sentence))

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class DepartureForm(forms.Form):
    """Why the person leaves, and for each role who takes its work."""

    reason = forms.CharField(
        label=gettext_lazy("Vì sao rời đi, theo văn bản nào"),
        max_length=300,
        error_messages={"required": gettext_lazy("Ghi lý do, một câu là đủ.")},
    )

    def __init__(
        self,
        *given: Any,
        roles: Sequence[str],
        able: dict[str, list[User]],
        **more: Any,
    ) -> None:
        """Ask for a successor for each role with open work."""
        super().__init__(*given, **more)
        self.roles, self.able = roles, able
        for role in roles:
            people = [(str(u.id), named_person(u)) for u in able[role]]
            self.fields[f"to-{role}"] = forms.ChoiceField(
                label=_("Nhận việc %(role)s") % {"role": role_name(role)},
                choices=[("", "—"), *people],
                error_messages={
                    "required": _("Chọn người nhận việc."),
                    "invalid_choice": _("Người này không giữ vai trò đó."),
                },
                help_text=""
                if people
                else _(
                    "Chưa ai khác giữ vai trò này: giao vai trò cho một người trước."
                ),
            )

    @property
    def successors(self) -> dict[str, User]:
        """Who takes the work of each role."""
        said = self.cleaned_data
        return {
            role: next(u for u in self.able[role] if str(u.id) == said[f"to-{role}"])
            for role in self.roles
        }


def _named(people: Sequence[User]) -> list[tuple[str, str]]:
    return [("", "—"), *((str(user.id), named_person(user)) for user in people)]


def named_person(user: User) -> str:
    """A person with the title, as choices name them."""
    return f"{user.full_name} · {user.title}" if user.title else user.full_name
