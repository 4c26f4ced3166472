"""A ticket is printed once; when it did not come out, somebody is told at once."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from motcua.queueing import attention
from motcua.queueing.models import Device, Printout, Ticket
from motcua.queueing.services import printing
from motcua.ward.models import Centre
from tests.cast import NOW
from tests.queueing.faces import FACE
from tests.queueing.fake_printer import FakePrinter, Mood
from tests.queueing.fake_printer import printing as printer_running
from tests.queueing.hall import Hall, later
from tests.queueing.machines import Machines


@pytest.fixture
def printer() -> Iterator[FakePrinter]:
    """A printer on this machine."""
    with printer_running() as running:
        yield running


@pytest.fixture
def kiosk(machines: Machines, printer: FakePrinter) -> Device:
    """The machine at the door, with that printer."""
    device, _ = machines.pair("kiosk", "Máy ở cửa")
    device.printer, device.printer_host = Device.Printer.NETWORK, "127.0.0.1"
    device.printer_port = printer.port
    device.save()
    return device


@pytest.fixture
def ticket(hall: Hall) -> Ticket:
    """A007 in all but its number."""
    return hall.take()


def test_what_is_printed_is_the_ticket(
    kiosk: Device, ticket: Ticket, printer: FakePrinter
) -> None:
    printout = printing.print_ticket(kiosk, ticket, FACE, at=NOW)

    assert printout.outcome == Printout.Outcome.PRINTED
    assert len(printer.tickets) == 1


def test_asked_again_it_is_not_printed_again(
    kiosk: Device, ticket: Ticket, printer: FakePrinter
) -> None:
    for _ in range(3):
        printing.print_ticket(kiosk, ticket, FACE, at=NOW)

    assert len(printer.tickets) == 1


@pytest.mark.parametrize(
    ("mood", "outcome", "trouble"),
    [
        (Mood.PAPER_OUT, "failed", "paper_out"),
        (Mood.COVER_OPEN, "failed", "cover_open"),
        (Mood.JAMMED, "failed", "jam"),
        (Mood.RUNS_OUT, "unsure", "paper_out"),
        (Mood.LOSES_POWER, "unsure", ""),
    ],
)
def test_each_trouble_is_told_and_nothing_is_printed_twice(
    kiosk: Device,
    ticket: Ticket,
    town: Centre,
    printer: FakePrinter,
    mood: Mood,
    outcome: str,
    trouble: str,
) -> None:
    printer.mood = mood

    printout = printing.print_ticket(kiosk, ticket, FACE, at=NOW)
    printer.repair()
    again = printing.print_ticket(kiosk, ticket, FACE, at=later(1))

    assert (printout.outcome, printout.trouble) == (outcome, trouble)
    assert (again.outcome, again.trouble) == (outcome, trouble)
    assert attention.needed(town, at=later(1)).prints == [printout]


def test_a_printer_that_is_not_there_fails(kiosk: Device, ticket: Ticket) -> None:
    kiosk.printer_port = 9  # nobody listens
    kiosk.save()

    printout = printing.print_ticket(kiosk, ticket, FACE, at=NOW)

    assert (printout.outcome, printout.trouble) == ("failed", "no_connection")


def test_cut_off_between_the_row_and_the_printer_it_is_not_printed_later(
    kiosk: Device, ticket: Ticket, printer: FakePrinter, monkeypatch: Any
) -> None:
    """The power goes when the ticket is about to be sent."""

    def no_power(*_args: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(printing, "draw", no_power)
        with pytest.raises(KeyboardInterrupt):
            printing.print_ticket(kiosk, ticket, FACE, at=NOW)

    after = printing.print_ticket(kiosk, ticket, FACE, at=later(1))

    assert after.outcome == Printout.Outcome.SENDING
    assert printer.tickets == []


def test_the_next_ticket_that_comes_out_ends_the_alarm(
    kiosk: Device, hall: Hall, town: Centre, printer: FakePrinter
) -> None:
    printer.mood = Mood.PAPER_OUT
    printing.print_ticket(kiosk, hall.take(), FACE, at=NOW)
    printer.repair()

    printing.print_ticket(kiosk, hall.take(), replace(FACE, label="A002"), at=later(1))

    assert attention.needed(town, at=later(1)).prints == []
