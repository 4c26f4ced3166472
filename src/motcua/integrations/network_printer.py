"""ESC/POS printers on the network: raw bytes to a port, and their state asked back."""

from dataclasses import dataclass, field
from time import monotonic
from typing import Final

from motcua.integrations import escpos_status as status
from motcua.integrations.escpos_line import Line, Patience, connected
from motcua.queueing.paper.face import PaperWidth
from motcua.queueing.paper.raster import escpos_bytes
from motcua.queueing.ports import (
    PaperOut,
    Printed,
    PrinterCoverOpen,
    PrinterInTrouble,
    PrinterJammed,
    PrinterState,
    PrinterUnreachable,
    PrinterUnsure,
    Trouble,
    Unreachable,
)
from motcua.queueing.printer_address import PrinterAddress

FAULTS: Final[dict[Trouble, type[PrinterInTrouble]]] = {
    kind.trouble: kind for kind in (PaperOut, PrinterCoverOpen, PrinterJammed)
}


@dataclass(frozen=True)
class NetworkPrinter:
    """One printer that takes ESC/POS at an address.

    Some printers never tell their state. Such a one is unreachable, unless whoever set
    it up `accepts_silence`: then its tickets count as printed, unconfirmed.
    """

    address: PrinterAddress
    accepts_silence: bool = False
    cuts: bool = True
    patience: Patience = field(default_factory=Patience)

    def state(self) -> PrinterState:
        """Ask it how it is; raises PrinterUnreachable."""
        ends = monotonic() + self.patience.whole
        with connected(self.address, self.patience, until=ends) as line:
            return self._first_look(line, ends)

    def print_ticket(self, picture: bytes, *, width_mm: PaperWidth) -> Printed:
        """Send one ticket if the printer is well, and ask whether it came out.

        Raises what the port says; once a byte has been sent, only PrinterUnsure.
        """
        job = escpos_bytes(picture, width_mm=width_mm, cut=self.cuts)
        ends = monotonic() + self.patience.whole
        with connected(self.address, self.patience, until=ends) as line:
            before = self._first_look(line, ends)
            if before.trouble:
                raise FAULTS[before.trouble]
            try:
                if before.answers:
                    return self._print_and_ask(line, job, ends)
                return self._print_blindly(line, job, ends)
            except (OSError, PrinterUnreachable):
                line.drop()
        raise PrinterUnsure(self._trouble_now(ends))

    def _first_look(self, line: Line, ends: float) -> PrinterState:
        try:
            return line.look(until=ends)
        except OSError:
            raise PrinterUnreachable(Unreachable.NO_CONNECTION) from None
        except PrinterUnreachable as unreachable:
            if self.accepts_silence and unreachable.why is Unreachable.SILENT:
                return PrinterState(answers=False)
            raise

    def _print_and_ask(self, line: Line, job: bytes, ends: float) -> Printed:
        sent_by = ends - self.patience.last_look
        line.send(job + status.ARE_YOU_DONE, until=sent_by)
        try:
            line.await_turn(until=sent_by)
        except PrinterUnreachable:
            after = line.look(until=ends)
            if after.trouble or not self.accepts_silence:
                raise PrinterUnsure(after.trouble) from None
            return Printed(is_confirmed=False, after=after)
        try:
            after = line.look(until=ends)
        except (OSError, PrinterUnreachable):
            # The ticket came out, whatever happened since.
            after = PrinterState(answers=False)
        return Printed(is_confirmed=True, after=after)

    def _print_blindly(self, line: Line, job: bytes, ends: float) -> Printed:
        line.send(job, until=ends)
        line.finish()
        return Printed(is_confirmed=False, after=PrinterState(answers=False))

    def _trouble_now(self, ends: float) -> Trouble | None:
        """What it says on a new connection, if it takes one in the time left."""
        try:
            with connected(self.address, self.patience, until=ends) as line:
                return line.look(until=ends).trouble
        except (OSError, PrinterUnreachable):
            return None
