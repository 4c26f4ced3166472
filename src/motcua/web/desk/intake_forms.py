"""The parts of the intake page as forms, and the whole that is received."""

from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalogue.selectors import Offer
from motcua.dossiers.models import Exit, Origin
from motcua.dossiers.services import PaperGiven
from motcua.journeys.intake import Company, Intake
from motcua.people import wording
from motcua.people.services import Person
from motcua.rules.personal_id import NotAPersonalId, Reason, parse
from motcua.web.desk.came_before import CameForm
from motcua.web.desk.forms import words
from motcua.web.desk.knowing import SEXES, Knowledge
from motcua.web.desk.typed import (
    DayField,
    NameField,
    PhoneField,
    TaxCodeField,
)

SELF: Final = "self"
OTHER: Final = "person"
COMPANY: Final = "company"
LONGEST_CARD: Final = 1000
MOST_COPIES: Final = 999
AT_DESK: Final = [c for c in Origin.choices if c[0] != Origin.ONLINE_SELF]


class PersonForm(forms.Form):
    """A person at the counter; the number comes first, the rest may be known."""

    personal_id = forms.CharField(
        label=gettext_lazy("Số định danh"),
        required=False,
        max_length=LONGEST_CARD,
        error_messages={
            "required": wording.PERSONAL_ID[Reason.EMPTY],
            "max_length": wording.PERSONAL_ID[Reason.TOO_LONG],
        },
        help_text=gettext_lazy("Gõ 12 số, hoặc quét mã QR trên thẻ căn cước vào đây."),
        widget=forms.TextInput(
            {"autocomplete": "off", "inputmode": "text", "spellcheck": "false"}
        ),
    )
    full_name = NameField(
        label=gettext_lazy("Họ và tên"),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Nhập họ tên.")},
    )
    birth_on = DayField(
        label=gettext_lazy("Ngày sinh"),
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "placeholder": "24/11/1960"}),
    )
    sex = forms.ChoiceField(
        label=gettext_lazy("Giới tính"), required=False, choices=SEXES
    )
    phone = PhoneField(
        label=gettext_lazy("Điện thoại"),
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "tel"}),
    )
    address = forms.CharField(
        label=gettext_lazy("Nơi cư trú"),
        required=False,
        max_length=300,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"max_length": gettext_lazy("Địa chỉ dài quá 300 chữ.")},
    )
    known_as = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, knowledge: Knowledge, needs_number: bool = False, **given: Any
    ) -> None:
        """Judge the number by what is known of the person."""
        super().__init__(*args, **given)
        self.knowledge = knowledge
        self.fields["personal_id"].required = needs_number and not knowledge.citizen
        if knowledge.citizen and knowledge.citizen.phone:
            self.fields["phone"].widget.attrs["placeholder"] = _(
                "Đang có %(phone)s"
            ) % {"phone": knowledge.citizen.masked_phone}

    def clean_personal_id(self) -> str:
        """The twelve digits; may stay empty for who has none or was recognised."""
        typed = str(self.cleaned_data["personal_id"])
        if not typed.strip():
            return ""
        if self.knowledge.problem:
            raise forms.ValidationError(self.knowledge.problem)
        try:
            return parse(typed).digits
        except NotAPersonalId as problem:
            raise forms.ValidationError(
                str(wording.PERSONAL_ID[problem.reason])
            ) from None

    def person(self) -> Person:
        """The person for the service."""
        said = self.cleaned_data
        return Person(
            full_name=said["full_name"],
            personal_id=said["personal_id"],
            birth_on=said["birth_on"],
            sex=said["sex"],
            phone=said["phone"],
            address=said["address"],
            known_as=said["known_as"],
        )


class CompanyForm(forms.Form):
    """The organisation that applies; who came to the counter represents it."""

    tax_code = TaxCodeField(
        label=gettext_lazy("Mã số thuế"),
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "numeric"}),
        error_messages={"required": gettext_lazy("Nhập mã số thuế của tổ chức.")},
    )
    name = NameField(
        label=gettext_lazy("Tên tổ chức"),
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Nhập tên tổ chức.")},
    )
    address = forms.CharField(
        label=gettext_lazy("Trụ sở"),
        required=False,
        max_length=300,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"max_length": gettext_lazy("Địa chỉ dài quá 300 chữ.")},
    )

    def company(self) -> Company:
        """The organisation for the journey."""
        said = self.cleaned_data
        return Company(said["name"], said["tax_code"], said["address"])


class MatterForm(forms.Form):
    """For whom, which way in and out, and what else is to be said."""

    WHOM: Final = (
        (SELF, gettext_lazy("Chính người nộp")),
        (OTHER, gettext_lazy("Người khác")),
        (COMPANY, gettext_lazy("Tổ chức")),
    )

    for_whom = forms.ChoiceField(
        label=gettext_lazy("Hồ sơ của ai"),
        choices=WHOM,
        initial=SELF,
        widget=forms.RadioSelect,
    )
    authorisation = forms.CharField(
        label=gettext_lazy("Căn cứ nộp thay"),
        required=False,
        max_length=200,
        help_text=gettext_lazy(
            "Ví dụ: giấy ủy quyền ngày 20/11/2026; mẹ của trẻ; giấy giới thiệu số 12."
        ),
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"max_length": gettext_lazy("Viết gọn trong 200 chữ.")},
    )
    origin = forms.ChoiceField(
        label=gettext_lazy("Nộp qua"), choices=AT_DESK, initial=Origin.ONLINE_AT_CENTRE
    )
    planned_exit = forms.ChoiceField(
        label=gettext_lazy("Nhận kết quả"), choices=Exit.choices, initial=Exit.COUNTER
    )
    missing_accepted = forms.CharField(
        label=gettext_lazy("Thiếu giấy, vẫn nhận vì"),
        required=False,
        max_length=300,
        help_text=gettext_lazy(
            "Lý do ghi vào nhật ký; giấy còn thiếu in trên phiếu hẹn."
        ),
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"max_length": gettext_lazy("Viết gọn trong 300 chữ.")},
    )
    competent_agency = forms.CharField(
        label=gettext_lazy("Cơ quan giải quyết, nếu không phải phường này"),
        help_text=gettext_lazy("Thời hạn tính từ lúc cơ quan đó nhận hồ sơ."),
        required=False,
        max_length=200,
        error_messages={"max_length": gettext_lazy("Viết gọn lại, không quá 200 chữ.")},
    )
    note = forms.CharField(
        label=gettext_lazy("Ghi chú"),
        required=False,
        max_length=500,
        widget=words(),
        error_messages={"max_length": gettext_lazy("Viết gọn trong 500 chữ.")},
    )

    def clean(self) -> dict[str, Any]:
        """For somebody else there must be a ground."""
        said = super().clean() or self.cleaned_data
        if said.get("for_whom") == OTHER and not said.get("authorisation", "").strip():
            self.add_error(
                "authorisation", _("Ghi căn cứ nộp thay: giấy ủy quyền hoặc quan hệ.")
            )
        return said


class Sheet:
    """All parts of the intake page together: one list of errors, one intake."""

    def __init__(
        self,
        submitter: PersonForm,
        owner: PersonForm,
        company: CompanyForm,
        matter: MatterForm,
        came: CameForm,
    ) -> None:
        """Keep the parts."""
        self.submitter, self.owner = submitter, owner
        self.company, self.matter, self.came = company, matter, came

    def is_valid(self) -> bool:
        """True when every part that counts is sound; all of them are looked at."""
        judged = [part.is_valid() for part in self._counting()]
        return all(judged)

    @property
    def errors(self) -> bool:
        """True when something is to be put right."""
        return any(part.errors for part in self._counting())

    @property
    def non_field_errors(self) -> list[str]:
        """What is wrong with the whole."""
        return [str(e) for part in self._counting() for e in part.non_field_errors()]

    def __iter__(self) -> Iterator[BoundField]:
        """The fields of the parts that count."""
        for part in self._counting():
            yield from part

    def intake(
        self, code: str, papers: list[PaperGiven], quantities: dict[str, int]
    ) -> Intake:
        """The reception as the journey wants it."""
        said = self.matter.cleaned_data
        whom = said["for_whom"]
        return Intake(
            procedure_code=code,
            submitter=self.submitter.person(),
            origin=said["origin"],
            planned_exit=said["planned_exit"],
            owner=self.owner.person() if whom == OTHER else None,
            company=self.company.company() if whom == COMPANY else None,
            authorisation="" if whom == SELF else said["authorisation"],
            papers=papers,
            quantities=quantities,
            note=said["note"],
            competent_agency=said["competent_agency"],
            missing_accepted=said["missing_accepted"],
        )

    def _counting(self) -> list[forms.Form]:
        whom = self.matter["for_whom"].value()
        parts: list[forms.Form] = [self.submitter, self.came]
        if whom == OTHER:
            parts.append(self.owner)
        if whom == COMPANY:
            parts.append(self.company)
        return [*parts, self.matter]


def sheet(
    data: QueryDict, known: dict[str, Knowledge], came: CameForm, *, is_sent: bool
) -> Sheet:
    """The parts from what was typed: to be judged when sent, else only shown again."""

    def given(part: str, form: type[forms.Form]) -> dict[str, Any]:
        if is_sent:
            return {"data": data, "prefix": part}
        names = [name for name in form.base_fields if f"{part}-{name}" in data]
        typed = {name: data[f"{part}-{name}"] for name in names}
        return {"initial": typed, "prefix": part}

    submitter, owner = known["submitter"], known["owner"]
    return Sheet(
        PersonForm(
            knowledge=submitter, needs_number=True, **given("submitter", PersonForm)
        ),
        PersonForm(knowledge=owner, **given("owner", PersonForm)),
        CompanyForm(**given("company", CompanyForm)),
        MatterForm(**given("matter", MatterForm)),
        came,
    )


def papers_of(offer: Offer, data: MultiValueDict[str, str]) -> list[PaperGiven]:
    """What was answered for each paper of the checklist."""
    return [
        PaperGiven(
            component_key=component.key,
            is_present=data.get(f"papers-{component.key}-present") == "yes",
            kind=data.get(f"papers-{component.key}-kind") or "original",
            count=whole_number(data.get(f"papers-{component.key}-count", ""), usual=1),
        )
        for component in offer.version.components.all()
    ]


def whole_number(text: str | None, *, usual: int) -> int:
    """A small count as typed; anything else is the usual one."""
    digits = (text or "").strip()
    if not (digits.isascii() and digits.isdigit()) or len(digits) > len(
        str(MOST_COPIES)
    ):
        return usual
    return int(digits)
