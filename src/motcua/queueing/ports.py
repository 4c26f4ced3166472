"""What the hall needs of the world outside: a printer of tickets."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from motcua.queueing.paper.face import PaperWidth


class Trouble(StrEnum):
    """Why a printer that answers cannot print; a person must go there."""

    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    JAM = "jam"  # paper, knife or head: whatever the printer calls an error


@dataclass(frozen=True)
class PrinterState:
    """What a printer says of itself now."""

    answers: bool = True  # False: it tells nothing, and is used all the same
    trouble: Trouble | None = None
    is_paper_low: bool = False


@dataclass(frozen=True)
class Printed:
    """A ticket went to the printer, and as far as it tells, came out."""

    is_confirmed: bool  # False: the printer cannot say, which was accepted before
    after: PrinterState  # if there is trouble now, it is the next one's


class PrinterFault(Exception):
    """A ticket was not printed, or nobody knows."""


class NothingPrinted(PrinterFault):
    """Not a dot was sent: the same ticket may be printed again, or elsewhere."""


class Unreachable(StrEnum):
    """What was met at the address instead of a printer that is ready to talk."""

    NO_CONNECTION = "no_connection"  # off, unplugged, or busy with somebody else
    SILENT = "silent"  # connected, but does not tell its state
    GARBLED = "garbled"  # tells something that no ticket printer tells


class PrinterUnreachable(NothingPrinted):
    """Try again later; staff should look when it lasts."""

    def __init__(self, why: Unreachable) -> None:
        """Keep what was met."""
        super().__init__(why)
        self.why = why


class PrinterInTrouble(NothingPrinted):
    """Trying again is of no use before somebody has been there."""

    trouble: Trouble


class PaperOut(PrinterInTrouble):
    """The roll is at its end."""

    trouble = Trouble.PAPER_OUT


class PrinterCoverOpen(PrinterInTrouble):
    """Somebody has it open, perhaps to change the roll."""

    trouble = Trouble.COVER_OPEN


class PrinterJammed(PrinterInTrouble):
    """An error that it cannot clear by itself."""

    trouble = Trouble.JAM


class PrinterUnsure(PrinterFault):
    """Sent, wholly or in part, and not confirmed: never print it again unasked.

    The ticket may lie there whole, in part, or come when the trouble is over. The
    person has the number from the screen; who wants a second paper asks a person.
    """

    def __init__(self, trouble: Trouble | None = None) -> None:
        """Keep what the printer says now, if it says anything."""
        super().__init__(trouble)
        self.trouble = trouble


class TicketPrinter(Protocol):
    """One printer that stands somewhere in the hall."""

    def print_ticket(self, picture: bytes, *, width_mm: PaperWidth) -> Printed:
        """Print one ticket, as `paper.drawing.draw` drew it for that roll; once.

        Answers within seconds whatever the printer does. Raises PrinterUnreachable,
        PaperOut, PrinterCoverOpen, PrinterJammed, PrinterUnsure, or NotATicketPicture
        when the picture is not for that roll.
        """

    def state(self) -> PrinterState:
        """Ask it how it is, printing nothing; raises PrinterUnreachable."""
