"""What people really type: hidden characters, wide digits, six kinds of dash.

Numbers and codes arrive from keyboards, phones, scanners and pasted messages. These
functions take away what the eye does not see, so that every rule above reads the same
text that the person saw.
"""

import unicodedata
from typing import Final

LONGEST_TYPED: Final = 400
"""No code, number or phone is longer; what follows is not looked at."""

_HIDDEN: Final = frozenset({"Cc", "Cf"})
_MINUS_SIGN: Final = "\u2212"


def visible(text: str) -> str:
    """Return the text without control, zero-width and direction characters.

    Tabs and line ends become one space first: they separate words for the eye.
    """
    spaced = "".join(" " if character.isspace() else character for character in text)
    return "".join(
        character
        for character in spaced
        if unicodedata.category(character) not in _HIDDEN
    )


def single_spaced(text: str) -> str:
    """Return the text with no outer space and one space between words."""
    return " ".join(text.split())


def compact(text: str) -> str:
    """Return plain characters only: no spaces, narrow digits, one kind of dash."""
    narrow = unicodedata.normalize("NFKC", text[:LONGEST_TYPED])
    joined = unicodedata.normalize("NFC", "".join(visible(narrow).split()))
    return "".join(_plain_dash(character) for character in joined)


def only_digits(text: str) -> bool:
    """Say whether the text is one or more of the ten ASCII digits."""
    return text.isascii() and text.isdigit()


def _plain_dash(character: str) -> str:
    is_dash = unicodedata.category(character) == "Pd" or character == _MINUS_SIGN
    return "-" if is_dash else character
