"""What people type at the counter, read with a sentence for whatever is wrong."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from motcua.people import wording
from motcua.people.models import Sex
from motcua.rules import keystrokes, personal_id, tax_code
from motcua.rules.vietnamese import (
    NotAName,
    NotAPhone,
    clean_name,
    fold,
    phone,
)

OLDEST_YEARS: Final = 130
CARD_PARTS: Final = 6
DAY: Final = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})|(\d{2})(\d{2})(\d{4})")


class NameField(forms.CharField):
    """A name, cleaned as the rules say; too long is found before it is read."""

    def to_python(self, value: object) -> str:
        """The name as it is stored."""
        text = str(value or "")
        if not text.strip() and not self.required:
            return ""
        try:
            return clean_name(text)
        except NotAName as problem:
            raise ValidationError(str(wording.NAME[problem.reason])) from None


class PhoneField(forms.CharField):
    """A number in Vietnam that can be called, or nothing."""

    def to_python(self, value: object) -> str:
        """Ten or eleven digits."""
        text = str(value or "")
        if not text.strip():
            return ""
        try:
            return phone(text)
        except NotAPhone:
            raise ValidationError(str(wording.PHONE)) from None


class TaxCodeField(forms.CharField):
    """A tax code with a right check digit."""

    def to_python(self, value: object) -> str:
        """The code as it is printed."""
        try:
            return str(tax_code.parse(str(value or "")))
        except tax_code.NotATaxCode as problem:
            raise ValidationError(str(wording.TAX_CODE[problem.reason])) from None


class DayField(forms.Field):
    """A day of birth: 24/11/1960, 24-11-1960 or 24111960."""

    def to_python(self, value: object) -> date | None:
        """The day, or None when nothing was typed."""
        text = keystrokes.single_spaced(keystrokes.visible(str(value or "")[:40]))
        if not text:
            return None
        day = read_day(text)
        if day is None:
            raise ValidationError(
                _("Không có ngày này. Gõ ngày, tháng, năm, ví dụ 24/11/1960.")
            )
        today = timezone.localdate()
        if day > today:
            raise ValidationError(str(wording.BORN_LATER))
        if day.year < today.year - OLDEST_YEARS:
            raise ValidationError(_("Năm sinh quá xa. Xem lại bốn số của năm."))
        return day


@dataclass(frozen=True)
class Card:
    """What the QR of an identity card says."""

    personal_id: str
    full_name: str
    birth_on: date | None
    sex: str
    address: str


def read_card(text: str) -> Card | None:
    """Read the QR of an identity card; None when it is not one.

    Its parts: number | old number | name | ddmmyyyy | sex | address | day of issue.
    """
    parts = [
        keystrokes.single_spaced(p) for p in keystrokes.visible(text[:1000]).split("|")
    ]
    if len(parts) < CARD_PARTS:
        return None
    number, _old, name, born, sex, address = parts[:CARD_PARTS]
    try:
        digits = personal_id.parse(number).digits
    except personal_id.NotAPersonalId:
        return None
    sexes = {fold(str(Sex(value).label)): value for value in Sex.values}
    return Card(digits, name, read_day(born), sexes.get(fold(sex), ""), address)


def read_day(text: str) -> date | None:
    """A day as people write it, or None when there is no such day."""
    match = DAY.fullmatch(text)
    if match is None:
        return None
    day, month, year = (int(part) for part in match.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        return None
