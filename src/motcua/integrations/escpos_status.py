"""What ESC/POS printers say of themselves, one byte for one question.

Epson's ESC/POS reference: DLE EOT n is answered at once, even by a printer that has
stopped; GS r n in its turn, when all that was sent before it has been printed.
"""

from enum import Enum, auto
from typing import Final

from motcua.queueing.ports import PrinterState, Trouble

PRINTER, OFFLINE, ERROR, PAPER = 1, 2, 3, 4
ARE_YOU_DONE: Final = b"\x1dr\x01"

IS_OFFLINE: Final = 0b0000_1000
IS_OPEN: Final = 0b0000_0100
STOPPED_FOR_PAPER: Final = 0b0010_0000
HAS_ERROR: Final = 0b0100_0000
ANY_ERROR: Final = 0b0110_1100
PAPER_END: Final = 0b0110_0000
PAPER_NEAR_END: Final = 0b0000_1100


class Kind(Enum):
    """What a byte from a printer can be."""

    AT_ONCE = auto()  # the answer to DLE EOT
    IN_TURN = auto()  # the answer to GS r
    UNASKED = auto()  # the first of the four bytes of an automatic status
    FLOW = auto()  # XON, XOFF
    NONSENSE = auto()


BYTES_AFTER_UNASKED: Final = 3


def kind_of(byte: int) -> Kind:
    """Told by the bits that the reference fixes in each."""
    if byte in {0x11, 0x13}:
        return Kind.FLOW
    if byte & 0b1001_0011 == 0b0001_0010:
        return Kind.AT_ONCE
    if byte & 0b1001_0011 == 0b0001_0000:
        return Kind.UNASKED
    if byte & 0b1001_0000 == 0:
        return Kind.IN_TURN
    return Kind.NONSENSE


def question(about: int) -> bytes:
    """The request for one of the four states, to be answered at once."""
    return bytes((0x10, 0x04, about))


def state_of(*, printer: int, offline: int, error: int, paper: int) -> PrinterState:
    """What the four answers mean together."""
    return PrinterState(
        trouble=_trouble(printer, offline, error, paper),
        is_paper_low=bool(paper & (PAPER_NEAR_END | PAPER_END)),
    )


def _trouble(printer: int, offline: int, error: int, paper: int) -> Trouble | None:
    # With the cover up the sensor sees no paper either, and some call it an error.
    if offline & IS_OPEN:
        return Trouble.COVER_OPEN
    if paper & PAPER_END or offline & STOPPED_FOR_PAPER:
        return Trouble.PAPER_OUT
    if error & ANY_ERROR or offline & HAS_ERROR or printer & IS_OFFLINE:
        return Trouble.JAM
    return None
