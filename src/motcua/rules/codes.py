"""Codes people read aloud: the dossier code, the procedure code, the agency identifier.

A dossier code is the agency, the day of reception and that day's number (Circular
01/2018/TT-VPCP art. 19): `000.00.95.H44-251125-0042`. The pattern is data, because
Decree 309/2026 announces unified rules that are not published yet.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from motcua.rules import keystrokes

DOSSIER_CODE: Final = re.compile(
    r"(?P<agency>[0-9]{3}(?:\.[0-9]{2}){2}\.H[0-9]{2})"
    r"-(?P<day>[0-9]{6})-(?P<number>[0-9]{4,5})"
)
"""The pattern used when a centre has set none; any other names the same groups."""

PROCEDURE_CODE: Final = re.compile(r"[0-9]\.[0-9]{6}")
AGENCY: Final = re.compile(r"[0-9]{3}(?:\.[0-9]{2}){2}\.[A-Z][0-9]{2}")

DIGITS_ISSUED: Final = 4
LAST_NUMBER: Final = 10**DIGITS_ISSUED - 1

_CENTURY: Final = 2000
_TYPED_LOOSELY: Final = re.compile(
    r"([0-9]{3})\.?([0-9]{2})\.?([0-9]{2})\.?H([0-9]{2})[-.]?([0-9]{6})[-.]?([0-9]{4,5})"
)


class NotADossierCode(ValueError):
    """The text is not a dossier code, or names a day that does not exist."""


class NotAnAgency(ValueError):
    """The text does not have the form of an agency identifier."""


class CodesExhausted(Exception):
    """The agency has issued its last number of that day; none is used again."""


@dataclass(frozen=True, order=True)
class DossierCode:
    """One dossier's name for its whole life, even after a transfer."""

    agency: str
    on: date
    number: int
    digits: int = DIGITS_ISSUED

    @classmethod
    def parse(cls, text: str, pattern: re.Pattern[str] = DOSSIER_CODE) -> Self:
        """Return the code a person typed, or raise NotADossierCode."""
        match = pattern.fullmatch(normalise(text))
        if match is None:
            raise NotADossierCode(text[: keystrokes.LONGEST_TYPED])
        return cls(
            agency=match["agency"],
            on=_day(match["day"]),
            number=int(match["number"]),
            digits=len(match["number"]),
        )

    def __str__(self) -> str:
        return f"{self.agency}-{self.on:%y%m%d}-{self.number:0{self.digits}}"


def issue(*, agency: str, on: date, number: int) -> DossierCode:
    """Return the code of the day's `number`-th dossier.

    Raises CodesExhausted after 9999: the fifth digit belongs to other provinces, and
    a number once given is never given again.
    """
    if not is_agency(agency):
        raise NotAnAgency(agency)
    if number < 1:
        raise ValueError(f"the first dossier of a day is number 1, not {number}")
    if number > LAST_NUMBER:
        raise CodesExhausted(f"{agency} has no number left on {on}")
    return DossierCode(agency=agency, on=on, number=number)


def normalise(text: str) -> str:
    """Return a typed code as it is stored: spaces, case, dashes and dots forgiven."""
    typed = keystrokes.compact(text).upper()
    loose = _TYPED_LOOSELY.fullmatch(typed)
    if loose is None:
        return typed
    first, second, third, province, day, number = loose.groups()
    return f"{first}.{second}.{third}.H{province}-{day}-{number}"


def tail(code: str) -> str:
    """Return the day and number of a stored code: what boards show and people look for."""
    return code.partition("-")[2] or code


def grouped(code: DossierCode) -> str:
    """Return the code in three groups, as it is printed and read aloud."""
    return str(code).replace("-", " - ")


def letters_and_digits(code: DossierCode) -> str:
    """Return the code for the purpose of a bank transfer, which keeps no signs."""
    return "".join(character for character in str(code) if character.isalnum())


def is_procedure_code(text: str) -> bool:
    """Say whether the text has the form of a national procedure code (2.000635)."""
    return PROCEDURE_CODE.fullmatch(text) is not None


def is_agency(text: str) -> bool:
    """Say whether the text has the form of QĐ 20/2020/QĐ-TTg (000.00.95.H44)."""
    return AGENCY.fullmatch(text) is not None


def _day(digits: str) -> date:
    year, month, day = (int(digits[at : at + 2]) for at in (0, 2, 4))
    try:
        return date(_CENTURY + year, month, day)
    except ValueError:
        raise NotADossierCode(f"there is no day {digits}") from None
