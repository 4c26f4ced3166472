"""The personal identification number: twelve digits, and what they say.

Three digits for the province or country of birth registration, one for century and
sex, two for the year of birth, six at random. There is no check digit, so a number
that disagrees with a birth date is a warning for the officer and never a refusal:
people are registered late, and records get corrected.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto
from typing import Final

from motcua.rules import keystrokes

LENGTH: Final = 12
OLD_CARD_LENGTH: Final = 9
INVENTED_PLACE: Final = "999"
"""No province has it: every number in demo data and tests begins with it."""

_LAST_PROVINCE: Final = 96
_FIRST_COUNTRY: Final = 101
_SEPARATORS: Final = str.maketrans("", "", ".-/_")


class Sex(StrEnum):
    """As the number tells it: an even fourth digit is male, an odd one female."""

    MALE = auto()
    FEMALE = auto()


class Reason(StrEnum):
    """Why a text is not a personal ID; each has its own sentence on the screen."""

    EMPTY = auto()
    NOT_DIGITS = auto()
    TOO_SHORT = auto()
    TOO_LONG = auto()
    OLD_CARD = auto()
    """A nine-digit CMND, which stopped being valid on 2025-01-01."""


class Disagreement(StrEnum):
    """What a number says otherwise than the declaration; a warning only."""

    PLACE = auto()
    BIRTH_YEAR = auto()
    SEX = auto()


class NotAPersonalId(ValueError):
    """The text is not a personal ID; `reason` says why. It never holds the text."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True)
class PersonalId:
    """A well-formed number; `repr` shows it masked, so that logs cannot leak it."""

    digits: str

    def __str__(self) -> str:
        return self.digits

    def __repr__(self) -> str:
        return f"PersonalId({mask(self.digits)})"

    @property
    def place(self) -> str:
        """The province, or the country, where the birth was registered."""
        return self.digits[:3]

    @property
    def sex(self) -> Sex:
        """The sex at registration."""
        return Sex.FEMALE if int(self.digits[3]) % 2 else Sex.MALE

    @property
    def century(self) -> int:
        """The first year of the century of birth: 1900, 2000 …"""
        return 1900 + int(self.digits[3]) // 2 * 100

    @property
    def birth_year(self) -> int:
        """The year of birth, all four digits."""
        return self.century + int(self.digits[4:6])

    @property
    def is_invented(self) -> bool:
        """Whether the number was made for demonstration and belongs to nobody."""
        return self.place == INVENTED_PLACE


def parse(text: str) -> PersonalId:
    """Return the number a person typed, or raise NotAPersonalId with the reason."""
    digits = normalise(text)
    reason = _reason_against(digits)
    if reason is not None:
        raise NotAPersonalId(reason)
    return PersonalId(digits)


def normalise(text: str) -> str:
    """Return the text without spaces, separators, hidden and wide characters."""
    return keystrokes.compact(text).translate(_SEPARATORS)


def disagreements(
    number: PersonalId, birth_on: date | None, sex: str | None
) -> tuple[Disagreement, ...]:
    """Return what the number says otherwise than the declared birth date and sex.

    What was not declared cannot disagree. A sex other than the two of the number
    (for example "other") is not compared.
    """
    found = []
    if not _is_known_place(number):
        found.append(Disagreement.PLACE)
    if birth_on is not None and birth_on.year != number.birth_year:
        found.append(Disagreement.BIRTH_YEAR)
    if sex in set(Sex) and sex != number.sex:
        found.append(Disagreement.SEX)
    return tuple(found)


def mask(digits: str) -> str:
    """Return the number for lists and public screens: `0170****1234`.

    Anything that is not a whole number shows its last four at most.
    """
    if len(digits) == LENGTH:
        return f"{digits[:4]}****{digits[-4:]}"
    if len(digits) >= OLD_CARD_LENGTH:
        return "*" * (len(digits) - 4) + digits[-4:]
    return "*" * len(digits)


def last_four(digits: str) -> str:
    """Return the four digits a citizen gives to look up a dossier."""
    return digits[-4:]


def _reason_against(digits: str) -> Reason | None:
    if not digits:
        return Reason.EMPTY
    if not keystrokes.only_digits(digits):
        return Reason.NOT_DIGITS
    if len(digits) == OLD_CARD_LENGTH:
        return Reason.OLD_CARD
    if len(digits) < LENGTH:
        return Reason.TOO_SHORT
    return Reason.TOO_LONG if len(digits) > LENGTH else None


def _is_known_place(number: PersonalId) -> bool:
    place = int(number.place)
    return 1 <= place <= _LAST_PROVINCE or place >= _FIRST_COUNTRY
