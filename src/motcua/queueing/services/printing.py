"""Print tickets: each once, whatever happens meanwhile, and say where a printer is ill."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError
from django.utils.module_loading import import_string

from motcua.foundation.live import topics
from motcua.foundation.toolkit.work import unit_of_work
from motcua.queueing.models import Device, Printout, Ticket
from motcua.queueing.paper import checklist
from motcua.queueing.paper.checklist import Checklist
from motcua.queueing.paper.drawing import draw
from motcua.queueing.paper.face import PaperWidth, TicketFace
from motcua.queueing.ports import (
    PrinterFault,
    PrinterInTrouble,
    PrinterUnreachable,
    PrinterUnsure,
    TicketPrinter,
)
from motcua.queueing.printer_address import PrinterAddress

Outcome = Printout.Outcome


def print_ticket(
    device: Device, ticket: Ticket, face: TicketFace, *, at: datetime
) -> Printout:
    """Send a ticket to the machine's printer, if it was not sent before.

    Returns what came of it: asked again, what came of the first time. Takes some
    seconds at most, outside of any transaction. A power cut in between leaves it
    `sending` for ever: it may lie in the printer, so it is not printed again.
    """
    try:
        with unit_of_work():
            printout = Printout.objects.create(
                centre_id=device.centre_id,
                ticket=ticket,
                device=device,
                at=at,
                outcome=Outcome.SENDING,
            )
    except IntegrityError:
        return Printout.objects.get(centre_id=device.centre_id, ticket=ticket)
    outcome, trouble = _sent(device, draw(face, _width(device)))
    with unit_of_work():
        printout.outcome, printout.trouble = outcome, trouble
        printout.save(update_fields=["outcome", "trouble"])
        if outcome != Outcome.PRINTED:
            topics.touch(f"hall:{device.centre_id}")
    return printout


def try_printer(device: Device, face: TicketFace) -> tuple[Outcome, str]:
    """Print a sample: what came of it, and the trouble as a word of the ports."""
    return _sent(device, draw(face, _width(device)))


def print_checklist(device: Device, face: Checklist) -> tuple[Outcome, str]:
    """Print what a procedure needs: what came of it, and the trouble as a word."""
    return _sent(device, checklist.draw(face, _width(device)))


def _width(device: Device) -> PaperWidth:
    return 58 if device.paper_mm == Device.Paper.NARROW else 80


def _sent(device: Device, png: bytes) -> tuple[Outcome, str]:
    try:
        _printer_of(device).print_ticket(png, width_mm=_width(device))
    except PrinterUnsure as fault:
        return Outcome.UNSURE, fault.trouble.value if fault.trouble else ""
    except PrinterInTrouble as fault:
        return Outcome.FAILED, fault.trouble.value
    except PrinterUnreachable as fault:
        return Outcome.FAILED, fault.why.value
    except PrinterFault:
        return Outcome.FAILED, ""
    return Outcome.PRINTED, ""


def _printer_of(device: Device) -> TicketPrinter:
    make: Callable[..., Any] = import_string(settings.TICKET_PRINTER)
    printer: TicketPrinter = make(
        PrinterAddress(device.printer_host, device.printer_port),
        accepts_silence=device.printer_is_silent,
    )
    return printer
