"""What an administrator says about people and their roles."""

import re
from datetime import date
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.models import RoleAssignment, User
from motcua.accounts.roles import role_name, staff_roles
from motcua.accounts.second_looks import RoleWish
from motcua.accounts.services import SHORTEST_PASSWORD, NewUser
from motcua.ward import selectors as ward
from motcua.ward.models import Centre
from motcua.web.office.catalogue.forms import STEP_KINDS
from motcua.web.ui.days import DayField

USERNAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")


class PersonForm(forms.Form):
    """A person to be added."""

    full_name = forms.CharField(
        label=gettext_lazy("Họ và tên"),
        max_length=100,
        error_messages={"required": gettext_lazy("Ghi họ và tên")},
    )
    username = forms.CharField(
        label=gettext_lazy("Tên đăng nhập"),
        max_length=60,
        help_text=gettext_lazy("Chữ thường không dấu, số, dấu chấm; ít nhất 3 ký tự"),
        error_messages={"required": gettext_lazy("Ghi tên đăng nhập")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )
    title = forms.CharField(
        label=gettext_lazy("Chức danh"), max_length=100, required=False
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Thuộc"), choices=User.Kind.choices, initial=User.Kind.STAFF
    )
    department = forms.ChoiceField(label=gettext_lazy("Đơn vị"), required=False)
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Vai trò"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Chọn ít nhất một vai trò")},
    )
    password = forms.CharField(
        label=gettext_lazy("Mật khẩu đầu tiên"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Ít nhất 12 ký tự; để trống thì chưa đăng nhập được"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *given: Any, centre: Centre, **more: Any) -> None:
        """Offer the units of the centre and the roles of the trade."""
        super().__init__(*given, **more)
        self.units = {str(unit.id): unit for unit in ward.departments(centre)}
        department, roles = self.fields["department"], self.fields["roles"]
        assert isinstance(department, forms.ChoiceField)
        assert isinstance(roles, forms.MultipleChoiceField)
        department.choices = [
            ("", _("Không ghi đơn vị")),
            *((key, unit.name) for key, unit in self.units.items()),
        ]
        roles.choices = [(role.code, role.name) for role in staff_roles()]

    def clean_username(self) -> str:
        """Lower case, without accents or spaces."""
        name = str(self.cleaned_data["username"]).strip().lower()
        if not USERNAME.fullmatch(name):
            raise forms.ValidationError(
                _("Tên đăng nhập chỉ có chữ thường không dấu, số, dấu chấm, gạch")
            )
        return name

    def clean_password(self) -> str:
        """Long enough, or none at all."""
        password = str(self.cleaned_data["password"])
        if password and len(password) < SHORTEST_PASSWORD:
            raise forms.ValidationError(_("Mật khẩu có ít nhất 12 ký tự"))
        return password

    @property
    def person(self) -> NewUser:
        """The person as the accounts keep them."""
        data = self.cleaned_data
        return NewUser(
            username=data["username"],
            full_name=data["full_name"],
            department=self.units.get(data["department"]),
            title=data["title"],
            kind=data["kind"],
            password=data["password"] or None,
        )


class RoleForm(forms.Form):
    """A role from a day on, perhaps until another day."""

    role = forms.ChoiceField(
        label=gettext_lazy("Vai trò"),
        error_messages={"required": gettext_lazy("Chọn vai trò")},
    )
    starts_on = DayField(label=gettext_lazy("Từ ngày"))
    ends_on = DayField(
        label=gettext_lazy("Đến hết ngày"),
        required=False,
        help_text=gettext_lazy("Để trống nếu chưa biết"),
    )

    field = forms.ChoiceField(label=gettext_lazy("Chỉ trong lĩnh vực"), required=False)
    step_key = forms.ChoiceField(label=gettext_lazy("Chỉ ở bước"), required=False)
    neighbourhood = forms.ChoiceField(
        label=gettext_lazy("Chỉ ở tổ dân phố"), required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Vì sao"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Người xác nhận sẽ đọc, ví dụ số quyết định phân công"),
    )

    def __init__(self, *given: Any, centre: Centre, **more: Any) -> None:
        """Offer the roles of the trade and what they can be limited to."""
        super().__init__(*given, **more)
        offered: dict[str, list[tuple[str, str | Promise]]] = {
            "role": [("", "—"), *((r.code, r.name) for r in staff_roles())],
            "field": [
                ("", _("Mọi lĩnh vực")),
                *((str(field.id), field.name) for field in ward.fields()),
            ],
            "step_key": [("", _("Mọi bước")), *STEP_KINDS.items()],
            "neighbourhood": [
                ("", _("Mọi tổ dân phố")),
                *((str(n.id), n.name) for n in ward.neighbourhoods(centre)),
            ],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    @property
    def wish(self) -> RoleWish:
        """The role as it is asked for."""
        said = self.cleaned_data
        return RoleWish(
            role=said["role"],
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
            field_id=UUID(said["field"]) if said["field"] else None,
            step_key=said["step_key"],
            neighbourhood_id=UUID(said["neighbourhood"])
            if said["neighbourhood"]
            else None,
        )

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        data = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("Ngày hết phải sau ngày bắt đầu"))
        return data


class EndForm(forms.Form):
    """The last day of a role."""

    ends_on = DayField(label=gettext_lazy("Ngày cuối cùng"))

    def __init__(self, *given: Any, held: RoleAssignment, **more: Any) -> None:
        """Know from when until when the role was given."""
        super().__init__(*given, **more)
        self.held = held

    def clean_ends_on(self) -> date:
        """Not before it began, and earlier than it ends by itself."""
        day: date = self.cleaned_data["ends_on"]
        if day < self.held.starts_on:
            raise forms.ValidationError(_("Ngày cuối không thể trước ngày bắt đầu"))
        if self.held.ends_on is not None and day >= self.held.ends_on:
            raise forms.ValidationError(
                _("Vai trò vốn đã hết vào ngày này hoặc sớm hơn")
            )
        return day


class TokenForm(forms.Form):
    """A key for a program, in one role of the person."""

    name = forms.CharField(
        label=gettext_lazy("Chương trình dùng khóa này"),
        max_length=80,
        error_messages={"required": gettext_lazy("Ghi tên chương trình")},
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Theo vai trò"),
        error_messages={"required": gettext_lazy("Chọn vai trò")},
    )

    def __init__(self, *given: Any, roles: list[str], **more: Any) -> None:
        """Offer only what the person holds."""
        super().__init__(*given, **more)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, role_name(code)) for code in roles]
