"""Kinds of fields: each reads what a person typed and says what is wrong with it."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from ninja import Field, Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

from motcua.api import sentences
from motcua.people import wording
from motcua.rules import personal_id as ids
from motcua.rules import tax_code as tax
from motcua.rules import vietnamese

WRITTEN: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2200


class Sent(Schema):
    """What a caller sends: an unknown field is a mistake, never ignored."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


def _said(sentence: object) -> PydanticCustomError:
    return PydanticCustomError("said", "{text}", {"text": str(sentence)})


def _name(text: str) -> str:
    try:
        return vietnamese.clean_name(text)
    except vietnamese.NotAName as error:
        raise _said(wording.NAME[error.reason]) from None


def _personal_id(text: str) -> str:
    try:
        return ids.parse(text).digits if text.strip() else ""
    except ids.NotAPersonalId as error:
        raise _said(wording.PERSONAL_ID[error.reason]) from None


def _tax_code(text: str) -> str:
    try:
        return str(tax.parse(text)) if text.strip() else ""
    except tax.NotATaxCode as error:
        raise _said(wording.TAX_CODE[error.reason]) from None


def _checked(
    read: Callable[[str], object], refusal: type[Exception], sentence: object
) -> Any:
    def check(text: str) -> str:
        try:
            return str(read(text)) if text.strip() else ""
        except refusal:
            raise _said(sentence) from None

    return AfterValidator(check)


def _email(text: str) -> str:
    validate_email(text)
    return text


def _only_dates(value: object) -> object:
    # Without this a number would be read as seconds since 1970.
    if isinstance(value, date) or (isinstance(value, str) and WRITTEN.match(value)):
        return value
    raise _said(sentences.fault("date_parsing", {}))


def _only_instants(value: object) -> object:
    if isinstance(value, datetime) or (isinstance(value, str) and WRITTEN.match(value)):
        return value
    raise _said(sentences.fault("datetime_parsing", {}))


def _known_instant(value: datetime) -> datetime:
    if not FIRST_YEAR <= value.year < LAST_YEAR:
        raise _said(sentences.fault("datetime_parsing", {}))
    return timezone.make_aware(value) if timezone.is_naive(value) else value


def _not_in_future(value: date) -> date:
    if value > timezone.localdate():
        raise _said(wording.BORN_LATER)
    return value


def most(length: int) -> StringConstraints:
    """A text of at most so many characters, that may be empty."""
    return StringConstraints(max_length=length)


def words(length: int) -> StringConstraints:
    """A text that must say something, of at most so many characters."""
    return StringConstraints(min_length=1, max_length=length, strip_whitespace=True)


Name = Annotated[str, AfterValidator(_name), Field(examples=["Bùi Thị An"])]
PersonalId = Annotated[
    str, AfterValidator(_personal_id), Field(examples=["999190000001"])
]
Phone = Annotated[
    str,
    _checked(vietnamese.phone, vietnamese.NotAPhone, wording.PHONE),
    Field(examples=["0987654321"]),
]
TaxCode = Annotated[str, AfterValidator(_tax_code)]
Email = Annotated[
    str,
    StringConstraints(max_length=120),
    _checked(_email, ValidationError, sentences.EMAIL),
]
Day = Annotated[
    date,
    BeforeValidator(_only_dates),
    Field(ge=date(FIRST_YEAR, 1, 1), le=date(LAST_YEAR, 1, 1)),
]
BirthDay = Annotated[Day, AfterValidator(_not_in_future)]
Instant = Annotated[
    datetime, BeforeValidator(_only_instants), AfterValidator(_known_instant)
]
"""A time sent; without its zone it is the centre's."""

Moment = Annotated[datetime, AfterValidator(timezone.localtime)]
"""A time told, in the zone of the ward."""

Count = Annotated[int, Field(ge=0, le=10_000)]
