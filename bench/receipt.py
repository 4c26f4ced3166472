"""The receipt as PDF/A beside the typesetter alone: `python -m bench.receipt [--json]`.

The floor is typst in a tight loop on the same template with the same values; ours
reads the slip's content, makes the QR code and takes the lock in front of it.
"""

import sys
from typing import Final

from bench.house import SQLITE, inside, private_house
from bench.report import Figure, main

INSIDE: Final = "receipt_inside"


def measure() -> list[Figure]:
    """CPU of one receipt, warm, and its size."""
    with private_house(SQLITE) as house:
        found = inside(house, INSIDE)
    return [
        Figure("receipt: A4, CPU warm", found["a4_ms"], "ms", at_most=15),
        Figure("receipt: typst alone", found["floor_ms"], "ms"),
        Figure("receipt: ours ÷ floor", found["ratio"], ""),
        Figure("receipt: A5, CPU warm", found["a5_ms"], "ms"),
        Figure("receipt: first one, with the fonts read", found["cold_ms"], "ms"),
        Figure("receipt: A4, size", found["kilobytes"], "kB"),
    ]


if __name__ == "__main__":
    sys.exit(main(measure))
