"""What the hall hears when a ticket is called: the clips in their order, and the words.

A ticket's number is said digit by digit, as it is printed: whoever holds the paper
follows with a finger. A counter's number is said as a number, as people name it.
"""

from collections.abc import Mapping
from enum import StrEnum, auto
from types import MappingProxyType
from typing import Final

from motcua.rules.vietnamese import numeral

LAST_NUMBER: Final = 9999
LAST_COUNTER: Final = 99
DIGITS_PRINTED: Final = 3
"""The fewest digits on a ticket; numbers over 999 have four."""

# The schoolbook's names, except G: its "giê" sounds like D's "dê" in the north. The
# four letters that are not in the alphabet are known from number plates.
_LETTER_NAMES: Final = {
    "A": "a",
    "B": "bê",
    "C": "xê",
    "D": "dê",
    "Đ": "đê",
    "E": "e",
    "F": "ép",
    "G": "gờ",
    "H": "hát",
    "I": "i ngắn",
    "J": "gi",
    "K": "ca",
    "L": "e-lờ",
    "M": "em-mờ",
    "N": "en-nờ",
    "O": "o",
    "P": "pê",
    "Q": "quy",
    "R": "e-rờ",
    "S": "ét-sì",
    "T": "tê",
    "U": "u",
    "V": "vê",
    "W": "vê kép",
    "X": "ích-xì",
    "Y": "i dài",
    "Z": "dét",
}
LETTERS: Final = tuple(_LETTER_NAMES)
"""The letters a series of tickets may have. The hall cannot hear Ă, Â, Ê, Ô, Ơ, Ư."""

_INVITE: Final = "invite"
_TO_COUNTER: Final = "to-counter"
_CLIP_OF_WORD: Final = {numeral(digit): f"digit-{digit}" for digit in range(10)} | {
    "mười": "ten",
    "mươi": "tens",
    "mốt": "tens-one",
    "tư": "tens-four",
    "lăm": "tens-five",
}


def _letter_clip(letter: str) -> str:
    """Clips are files, and a file's name is plain: Đ is typed as on a keyboard."""
    return f"letter-{'dd' if letter == 'Đ' else letter.lower()}"


CLIPS: Final[Mapping[str, str]] = MappingProxyType(
    {_INVITE: "mời số", _TO_COUNTER: "đến quầy số"}
    | {_letter_clip(letter): name for letter, name in _LETTER_NAMES.items()}
    | {clip: word for word, clip in _CLIP_OF_WORD.items()}
)
"""Every clip that a call may need, with the words that are said in it."""


class Reason(StrEnum):
    """Which part of a call cannot be said."""

    LETTER = auto()
    NUMBER = auto()
    COUNTER = auto()


class NotACall(ValueError):
    """There is no such ticket or counter; `reason` says which part is wrong."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def call_clips(letter: str, number: int, counter: int) -> tuple[str, ...]:
    """Return the names of the clips that call ticket A023 to a counter, in order.

    Raises NotACall unless the letter is one of LETTERS, the number is 1 to 9999 and
    the counter 1 to 99.
    """
    reason = _reason_against(letter, number, counter)
    if reason is not None:
        raise NotACall(reason)
    digits = (f"digit-{digit}" for digit in f"{number:0{DIGITS_PRINTED}}")
    counted = (_CLIP_OF_WORD[word] for word in numeral(counter).split())
    return (_INVITE, _letter_clip(letter), *digits, _TO_COUNTER, *counted)


def call_words(letter: str, number: int, counter: int) -> str:
    """Return what is said, to be shown beside the voice; raises NotACall.

    `Mời số A không hai ba đến quầy số năm`: the letter stands as it is printed, for
    whoever reads does not spell.
    """
    invite, _, *rest = call_clips(letter, number, counter)
    words = " ".join([CLIPS[invite], letter, *(CLIPS[clip] for clip in rest)])
    return words[0].upper() + words[1:]


def _reason_against(letter: str, number: int, counter: int) -> Reason | None:
    if letter not in _LETTER_NAMES:
        return Reason.LETTER
    if not 1 <= number <= LAST_NUMBER:
        return Reason.NUMBER
    return None if 1 <= counter <= LAST_COUNTER else Reason.COUNTER
