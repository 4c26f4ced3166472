"""The tax code of an organisation, a branch or a household business.

Ten digits, the last of them a check digit; a branch adds three. Since 2025-07-01 a
household or a person uses the twelve-digit personal number instead.
"""

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Final

from motcua.rules import keystrokes, personal_id

LENGTH: Final = 10
BRANCH_LENGTH: Final = 13

_WEIGHTS: Final = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_SEPARATORS: Final = str.maketrans("", "", ".-/_")


class Kind(StrEnum):
    """Who carries the code."""

    ORGANISATION = auto()
    BRANCH = auto()
    PERSON = auto()


class Reason(StrEnum):
    """Why a text is not a tax code."""

    EMPTY = auto()
    NOT_DIGITS = auto()
    WRONG_LENGTH = auto()
    CHECK_DIGIT = auto()
    BRANCH = auto()
    """Branches count from 001; 000 is the organisation itself."""


class NotATaxCode(ValueError):
    """The text is not a tax code; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True)
class TaxCode:
    """A well-formed code; `str` gives the way it is printed and stored."""

    kind: Kind
    digits: str

    @property
    def organisation(self) -> str:
        """The ten digits of the organisation, for a branch those of its parent."""
        return self.digits if self.kind is Kind.PERSON else self.digits[:LENGTH]

    def __str__(self) -> str:
        if self.kind is Kind.BRANCH:
            return f"{self.digits[:LENGTH]}-{self.digits[LENGTH:]}"
        return self.digits


def parse(text: str) -> TaxCode:
    """Return the code a person typed, or raise NotATaxCode with the reason."""
    digits = keystrokes.compact(text).translate(_SEPARATORS)
    reason = _reason_against(digits)
    if reason is not None:
        raise NotATaxCode(reason)
    return TaxCode(_KINDS[len(digits)], digits)


def check_digit(nine: str) -> int | None:
    """Return the tenth digit; None for the nine digits that are never issued."""
    total = sum(
        weight * int(digit) for weight, digit in zip(_WEIGHTS, nine, strict=True)
    )
    digit = 10 - total % 11
    return digit if digit < 10 else None


_KINDS: Final = {
    LENGTH: Kind.ORGANISATION,
    personal_id.LENGTH: Kind.PERSON,
    BRANCH_LENGTH: Kind.BRANCH,
}


def _reason_against(digits: str) -> Reason | None:
    if not digits:
        return Reason.EMPTY
    if not keystrokes.only_digits(digits):
        return Reason.NOT_DIGITS
    if len(digits) not in _KINDS:
        return Reason.WRONG_LENGTH
    if _KINDS[len(digits)] is Kind.PERSON:
        return None
    if check_digit(digits[: LENGTH - 1]) != int(digits[LENGTH - 1]):
        return Reason.CHECK_DIGIT
    return Reason.BRANCH if digits[LENGTH:] == "000" else None
