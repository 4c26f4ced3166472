"""How big the letters of a public screen must be to be read from the back of the hall.

Makers of public screens reckon that a letter `h` millimetres high is read with comfort
from `0.4·h` metres, and by good eyes from `0.6·h` metres at the most (spectra-displays).
Heights are those of a capital or a digit. A screen has sixteen parts by nine; what it
shows is measured in hundredths of its shorter side, which are the same lying or
standing up (CSS `vmin`).
"""

from math import hypot
from typing import Final

COMFORT: Final = 0.4
"""Metres of comfortable reading for each millimetre of a letter's height."""
LARGEST: Final = 4.8
"""Hundredths of the shorter side: with more, five calls no longer fit on the screen."""
SMALLEST: Final = 1.8
"""Hundredths of the shorter side: with less the page looks empty, however near one is."""

_SIXTEEN, _NINE = 16.0, 9.0
_MM_IN_AN_INCH: Final = 25.4


def letter_mm(metres: float) -> float:
    """Return the height a letter needs to be read with comfort from so far."""
    return metres / COMFORT


def letter_height(metres: float, inches: float) -> float:
    """Return that height on a screen of this diagonal, in hundredths of its short side.

    Never below SMALLEST. Above LARGEST the screen is too small for the distance:
    `farthest` says from where it can be read.
    """
    return max(100 * letter_mm(metres) / _short_side_mm(inches), SMALLEST)


def farthest(inches: float) -> float:
    """Return from how many metres a screen of this diagonal can be read with comfort."""
    return LARGEST / 100 * _short_side_mm(inches) * COMFORT


def _short_side_mm(inches: float) -> float:
    return inches * _MM_IN_AN_INCH * _NINE / hypot(_SIXTEEN, _NINE)
