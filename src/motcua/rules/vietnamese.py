"""The Vietnamese language in a public office: names, phones, money, order."""

import re
import unicodedata
from enum import StrEnum, auto
from typing import Final

from motcua.rules import keystrokes

LONGEST_NAME: Final = 100
GREATEST_AMOUNT: Final = 10**12

_UNREADABLE: Final = frozenset({"Cs", "Co", "Cn", "So"})


# Names


class NameReason(StrEnum):
    """Why a text cannot be a name."""

    EMPTY = auto()
    TOO_LONG = auto()
    NO_LETTERS = auto()
    UNREADABLE = auto()
    """Emoji, private-use or broken characters, which no printer has."""


class NotAName(ValueError):
    """The text cannot be the name of a person or an organisation."""

    def __init__(self, reason: NameReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def clean_name(text: str) -> str:
    """Return the name as it is stored: composed, single spaces, nothing hidden.

    Raises NotAName. Digits are allowed beside letters, because organisations have
    them; capitals stay as they were typed, because people know their own name.
    """
    # A name of ten megabytes is refused before any of it is read.
    if len(text) > LONGEST_NAME * 10:
        raise NotAName(NameReason.TOO_LONG)
    seen = keystrokes.single_spaced(keystrokes.visible(text))
    name = unicodedata.normalize("NFC", seen)
    reason = _reason_against(name)
    if reason is not None:
        raise NotAName(reason)
    return name


def _reason_against(name: str) -> NameReason | None:
    if not name:
        return NameReason.EMPTY
    if len(name) > LONGEST_NAME:
        return NameReason.TOO_LONG
    if any(unicodedata.category(character) in _UNREADABLE for character in name):
        return NameReason.UNREADABLE
    if not any(character.isalpha() for character in name):
        return NameReason.NO_LETTERS
    return None


# Old keyboards type the Icelandic or the African letter for Đ; they look the same.
_BARRED_D: Final = str.maketrans("đðɖ", "ddd")


def fold(text: str) -> str:
    """Return the search key: lower case, no accents, đ as d, single spaces."""
    lowered = keystrokes.visible(text).casefold().translate(_BARRED_D)
    letters = unicodedata.normalize("NFD", lowered)
    return keystrokes.single_spaced(
        "".join(letter for letter in letters if not unicodedata.combining(letter))
    )


_TONES: Final = {
    "\u0300": 1,  # huyền
    "\u0309": 2,  # hỏi
    "\u0303": 3,  # ngã
    "\u0301": 4,  # sắc
    "\u0323": 5,  # nặng
}
_LETTER_RANKS: Final = {"\u0306": 1, "\u0302": 2, "\u031b": 3}
"""Breve, circumflex, horn: ă before â, ô before ơ, as in the alphabet."""


def sort_key(name: str) -> str:
    """Return a key that sorts people as a Vietnamese list does, bytes compared.

    Given name first (it is the last word), then family and middle names; letters in
    the order of the alphabet (a ă â … d đ … o ô ơ u ư), tones only between equal
    letters, in the order of the schoolbook. Needs a byte-wise collation.
    """
    words = keystrokes.visible(name).lower().split()
    return " ".join(_word_key(word) for word in [*words[-1:], *words[:-1]])


def _word_key(word: str) -> str:
    letters: list[str] = []
    tone = 0
    for part in unicodedata.normalize("NFD", word):
        if part in _TONES:
            tone = _TONES[part]
        elif part in _LETTER_RANKS and letters:
            letters[-1] = f"{letters[-1][0]}{_LETTER_RANKS[part]}"
        elif part == "đ":
            letters.append("d1")
        else:
            letters.append(f"{part}0")
    # "!" comes before every letter and after the space between words.
    return f"{''.join(letters)}!{tone}"


def mask_name(name: str) -> str:
    """Return the name for lists at the door: `B. T. An`.

    The given name, by which people are called, whole; of the others their first letter.
    """
    *others, given = name.split() or [""]
    return " ".join([*(f"{word[0]}." for word in others), given])


# Phones

MOBILE: Final = re.compile(r"0[35789][0-9]{8}")
LANDLINE: Final = re.compile(r"02[0-9]{9}")

_PHONE_SEPARATORS: Final = str.maketrans("", "", ".-/()")
_COUNTRY: Final = re.compile(r"^(?:(?:\+|00)840?|84(?=[0-9]{9,10}$))")


class NotAPhone(ValueError):
    """The text is not a subscriber's number in Vietnam. It never holds the text."""


def phone(text: str) -> str:
    """Return a mobile or landline number as ten or eleven digits from 0.

    Raises NotAPhone, also for short codes such as 113 or 1022: nobody can be reached
    there.
    """
    typed = keystrokes.compact(text).translate(_PHONE_SEPARATORS)
    number = _COUNTRY.sub("0", typed)
    if MOBILE.fullmatch(number) or LANDLINE.fullmatch(number):
        return number
    raise NotAPhone


def mask_phone(number: str) -> str:
    """Return the number for lists: `091****678`."""
    if len(number) < 10:
        return "*" * len(number)
    return f"{number[:3]}{'*' * (len(number) - 6)}{number[-3:]}"


# Numbers in words

_DIGITS: Final = (
    "không",
    "một",
    "hai",
    "ba",
    "bốn",
    "năm",
    "sáu",
    "bảy",
    "tám",
    "chín",
)
_AFTER_TENS: Final = {1: "mốt", 4: "tư", 5: "lăm"}
_SCALES: Final = ("", "nghìn", "triệu")
_BILLION: Final = 10**9


def numeral(number: int) -> str:
    """Return 0 to 99 as people say it: `năm`, `mười lăm`, `hai mươi mốt`.

    Raises ValueError outside of them. A four after tens is `tư`, as the north says.
    """
    if not 0 <= number <= 99:
        raise ValueError(f"{number} is not said in one or two digits")
    tens, units = divmod(number, 10)
    return " ".join(_tens_words(tens, units)) if tens else _DIGITS[units]


# Money


def dong(amount: int) -> str:
    """Return an amount the Vietnamese way: `8.000 đ`."""
    return f"{amount:,} đ".replace(",", ".")


def in_words(amount: int) -> str:
    """Return an amount as it is written under "bằng chữ": `tám nghìn đồng`.

    Raises ValueError below zero and above a thousand billion.
    """
    if not 0 <= amount <= GREATEST_AMOUNT:
        raise ValueError(f"no receipt is written for {amount} đồng")
    return f"{' '.join(_number_words(amount)) or _DIGITS[0]} đồng"


def _number_words(number: int) -> list[str]:
    billions, rest = divmod(number, _BILLION)
    words = [*_number_words(billions), "tỷ"] if billions else []
    for power in (2, 1, 0):
        group = rest // 1000**power % 1000
        if group:
            words += _group_words(group, leading=not words)
            words += [_SCALES[power]] if power else []
    return words


def _group_words(group: int, *, leading: bool) -> list[str]:
    """Read three digits; a group that follows another says its zero hundreds."""
    hundreds, below = divmod(group, 100)
    has_hundreds = bool(hundreds) or not leading
    words = [_DIGITS[hundreds], "trăm"] if has_hundreds else []
    tens, units = divmod(below, 10)
    if tens == 0:
        between = ["lẻ"] if has_hundreds else []
        return words + ([*between, _DIGITS[units]] if units else [])
    return words + _tens_words(tens, units)


def _tens_words(tens: int, units: int) -> list[str]:
    if tens == 1:
        words, special = ["mười"], {5: "lăm"}
    else:
        words, special = [_DIGITS[tens], "mươi"], _AFTER_TENS
    return [*words, special.get(units, _DIGITS[units])] if units else words
