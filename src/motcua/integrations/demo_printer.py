"""A printer without paper, for the demo and the journeys."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from django.conf import settings

from motcua.queueing.paper.face import PaperWidth
from motcua.queueing.paper.raster import ticket_dots
from motcua.queueing.ports import Printed, PrinterState
from motcua.queueing.printer_address import PrinterAddress

LAST_TICKET: Final = "ticket.png"


@dataclass(frozen=True)
class DemoPrinter:
    """Keeps the last ticket as a picture in a folder below MOTCUA_VAR."""

    folder: Path

    def state(self) -> PrinterState:
        """Always well."""
        return PrinterState()

    def print_ticket(self, picture: bytes, *, width_mm: PaperWidth) -> Printed:
        """Put the picture where the last one was; who looks never sees half of one."""
        ticket_dots(picture, width_mm=width_mm)
        self.folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self.folder, delete=False) as fresh:
            fresh.write(picture)
        Path(fresh.name).replace(self.folder / LAST_TICKET)
        return Printed(is_confirmed=True, after=self.state())


def demo_printer(address: PrinterAddress, *, accepts_silence: bool) -> DemoPrinter:
    """The printer of the trial, whatever the address: a folder of the trial's."""
    del accepts_silence
    folder = f"{address.host}-{address.port}".replace(":", "-")
    return DemoPrinter(settings.VAR / "printed" / folder)
