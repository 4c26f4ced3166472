"""The code a new device shows and an administrator types.

Seven signs out of twenty. Each of the pairs that are taken for one another (0/O, 1/I,
2/Z, 5/S, 6/G, 8/B) is left out whole or by half, and none is a vowel, D or W: a
Vietnamese keyboard left on makes Â of AA, Đ of DD and Ư of W. No code reads as a word.
"""

from datetime import timedelta
from typing import Final

from motcua.rules import keystrokes

SIGNS: Final = "CFHJKLMNPQRTVX345679"
LENGTH: Final = 7
LASTS: Final = timedelta(minutes=10)
"""How long a code can be typed after it was first shown."""


class NotAPairingCode(ValueError):
    """The text is no code that a device could have shown."""


def typed(text: str) -> str:
    """Return the code a person typed, in any case, with spaces or a dash between.

    Raises NotAPairingCode.
    """
    code = keystrokes.compact(text).replace("-", "").upper()
    if len(code) != LENGTH or not set(code) <= set(SIGNS):
        raise NotAPairingCode(text[: keystrokes.LONGEST_TYPED])
    return code


def shown(code: str) -> str:
    """Return the code as it is read out: `KMP 4X7C`."""
    return f"{code[:3]} {code[3:]}"
