"""The network printer: what comes out, and what is said when something goes wrong.

A fault costs a person a paper, never a second one, and nobody more than the time set.
"""

import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from time import monotonic
from typing import Final

import pytest
from PIL import Image

from motcua.integrations.escpos_line import Patience
from motcua.integrations.network_printer import NetworkPrinter
from motcua.queueing.ports import (
    NothingPrinted,
    PaperOut,
    PrinterCoverOpen,
    PrinterFault,
    PrinterInTrouble,
    PrinterJammed,
    PrinterState,
    PrinterUnreachable,
    PrinterUnsure,
    Trouble,
    Unreachable,
)
from motcua.queueing.printer_address import PrinterAddress
from tests.queueing.faces import DRAWN, FULL, OTHER, dots_of, read_qr, same_dots
from tests.queueing.fake_printer import FakePrinter, Mood, printing
from tests.queueing.printer_contract import Stand, TicketPrinterContract

QUICK: Final = Patience(connect=0.3, answer=0.2, last_look=0.4, whole=1.2)
ENDLESS: Final = 120_000  # rows; more bytes than the buffers on the way can hide
A_MOMENT: Final = 0.4  # two cores that others use as well


@pytest.fixture
def paper() -> Iterator[FakePrinter]:
    """The printer's other side, where papers come out."""
    with printing() as printer:
        yield printer


@pytest.fixture
def printer(paper: FakePrinter) -> NetworkPrinter:
    """The adapter as it is used in the hall."""
    return NetworkPrinter(PrinterAddress("127.0.0.1", paper.port))


@pytest.fixture
def hurried(printer: NetworkPrinter) -> NetworkPrinter:
    """The same with less time, for printers that let it wait."""
    return replace(printer, patience=QUICK)


class TestNetworkPrinter(TicketPrinterContract):
    @pytest.fixture
    def stand(self, printer: NetworkPrinter, paper: FakePrinter) -> Stand:
        return Stand(printer, lambda: paper.tickets[-1] if paper.tickets else None)


def is_blank(paper: FakePrinter) -> bool:
    """Whether not a dot was printed."""
    return not paper.tickets and not paper.is_torn


def spelling(dots: bytes) -> bytes:
    """A ticket whose first row consists of these bytes."""
    picture = Image.frombytes(
        "1", (576, 200), dots.ljust(72 * 200, b"\0"), "raw", "1;I"
    )
    png = BytesIO()
    picture.save(png, "PNG")
    return png.getvalue()


def blank_ticket(rows: int) -> bytes:
    """A white picture so high."""
    png = BytesIO()
    Image.new("1", (576, rows), 1).save(png, "PNG")
    return png.getvalue()


def test_a_scanner_reads_the_address_from_the_paper(
    printer: NetworkPrinter, paper: FakePrinter, tmp_path: Path
) -> None:
    printer.print_ticket(DRAWN[80], width_mm=80)

    assert read_qr(paper.tickets[0], tmp_path) == FULL.qr_text


@pytest.mark.parametrize(
    ("mood", "fault"),
    [
        (Mood.PAPER_OUT, PaperOut),
        (Mood.COVER_OPEN, PrinterCoverOpen),
        (Mood.JAMMED, PrinterJammed),
    ],
)
def test_a_printer_in_trouble_is_not_sent_a_dot(
    printer: NetworkPrinter,
    paper: FakePrinter,
    mood: Mood,
    fault: type[PrinterInTrouble],
) -> None:
    paper.mood = mood

    with pytest.raises(fault):
        printer.print_ticket(DRAWN[80], width_mm=80)

    assert printer.state().trouble is fault.trouble
    paper.repair()
    assert is_blank(paper)


def test_paper_that_ends_in_the_middle_is_told_and_costs_one_ticket(
    hurried: NetworkPrinter, paper: FakePrinter
) -> None:
    paper.mood = Mood.RUNS_OUT

    with pytest.raises(PrinterUnsure) as unsure:
        hurried.print_ticket(DRAWN[80], width_mm=80)

    assert unsure.value.trouble is Trouble.PAPER_OUT
    assert paper.is_torn
    paper.repair()
    assert len(paper.tickets) == 1


@pytest.mark.parametrize("rows", [1_000, ENDLESS], ids=["it has got", "it has not"])
def test_a_full_printer_without_paper_is_asked_on_a_new_connection(
    hurried: NetworkPrinter, paper: FakePrinter, rows: int
) -> None:
    paper.mood = Mood.CHOKES

    with pytest.raises(PrinterUnsure) as unsure:
        hurried.print_ticket(blank_ticket(rows), width_mm=80)

    assert unsure.value.trouble is Trouble.PAPER_OUT
    assert paper.tickets == []


def test_a_connection_lost_in_the_middle_leaves_nobody_sure(
    printer: NetworkPrinter, paper: FakePrinter
) -> None:
    paper.mood = Mood.LOSES_POWER

    with pytest.raises(PrinterUnsure) as unsure:
        printer.print_ticket(DRAWN[80], width_mm=80)

    assert unsure.value.trouble is None
    assert paper.tickets == []


def test_a_printer_that_reads_no_further_leaves_nobody_sure(
    hurried: NetworkPrinter, paper: FakePrinter
) -> None:
    paper.mood = Mood.STALLS

    with pytest.raises(PrinterUnsure):
        hurried.print_ticket(blank_ticket(ENDLESS), width_mm=80)

    assert paper.tickets == []


def test_what_a_given_up_printer_had_not_read_never_reaches_it() -> None:
    with printing() as paper:
        paper.mood = Mood.STALLS
        address = PrinterAddress("127.0.0.1", paper.port)
        with pytest.raises(PrinterUnsure):
            NetworkPrinter(address, patience=QUICK).print_ticket(DRAWN[80], width_mm=80)

        paper.wake_up()

    assert paper.tickets == []


def test_nobody_at_the_address_is_said_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        address = PrinterAddress("127.0.0.1", closed.getsockname()[1])

    with pytest.raises(PrinterUnreachable) as unreachable:
        NetworkPrinter(address).print_ticket(DRAWN[80], width_mm=80)

    assert unreachable.value.why is Unreachable.NO_CONNECTION


def test_a_door_that_does_not_open_is_waited_for_a_moment_only() -> None:
    with (
        socket.create_server(("127.0.0.1", 0), backlog=0) as busy,
        socket.create_connection(busy.getsockname()),
    ):
        address = PrinterAddress("127.0.0.1", busy.getsockname()[1])
        began = monotonic()

        with pytest.raises(PrinterUnreachable) as unreachable:
            NetworkPrinter(address, patience=QUICK).state()

    assert unreachable.value.why is Unreachable.NO_CONNECTION
    assert QUICK.connect <= monotonic() - began < QUICK.connect + A_MOMENT


@pytest.mark.parametrize("mood", [Mood.MUTE, Mood.DEAF])
def test_a_silent_printer_is_sent_nothing(
    hurried: NetworkPrinter, paper: FakePrinter, mood: Mood
) -> None:
    paper.mood = mood

    with pytest.raises(PrinterUnreachable) as unreachable:
        hurried.print_ticket(DRAWN[80], width_mm=80)

    assert unreachable.value.why is Unreachable.SILENT
    assert is_blank(paper)


@pytest.mark.parametrize("mood", [Mood.MUTE, Mood.LATE])
def test_silence_can_be_accepted_and_is_not_called_certain(
    hurried: NetworkPrinter, paper: FakePrinter, mood: Mood
) -> None:
    paper.mood = mood

    printed = replace(hurried, accepts_silence=True).print_ticket(
        DRAWN[80], width_mm=80
    )

    assert not printed.is_confirmed
    assert not printed.after.answers
    assert paper.has_cut.wait(2)
    (ticket,) = paper.tickets
    assert same_dots(ticket, dots_of(DRAWN[80]))


def test_a_printer_that_never_says_it_is_done_leaves_nobody_sure(
    hurried: NetworkPrinter, paper: FakePrinter
) -> None:
    paper.mood = Mood.NEVER_SAYS_DONE

    with pytest.raises(PrinterUnsure) as unsure:
        hurried.print_ticket(DRAWN[80], width_mm=80)

    assert unsure.value.trouble is None
    assert len(paper.tickets) == 1


def test_where_silence_is_accepted_a_printer_need_not_say_it_is_done(
    hurried: NetworkPrinter, paper: FakePrinter
) -> None:
    paper.mood = Mood.NEVER_SAYS_DONE

    printed = replace(hurried, accepts_silence=True).print_ticket(
        DRAWN[80], width_mm=80
    )

    assert not printed.is_confirmed
    assert printed.after == PrinterState()
    assert len(paper.tickets) == 1


def test_where_silence_is_accepted_paper_that_ends_is_still_told(
    hurried: NetworkPrinter, paper: FakePrinter
) -> None:
    paper.mood = Mood.RUNS_OUT

    with pytest.raises(PrinterUnsure) as unsure:
        replace(hurried, accepts_silence=True).print_ticket(DRAWN[80], width_mm=80)

    assert unsure.value.trouble is Trouble.PAPER_OUT


@pytest.mark.parametrize("accepts_silence", [False, True])
@pytest.mark.parametrize("greeting", [b"220 mail.test ESMTP\r\n", b"SSH-2.0-x\r\n"])
def test_another_kind_of_server_is_not_taken_for_a_printer(
    hurried: NetworkPrinter, paper: FakePrinter, greeting: bytes, accepts_silence: bool
) -> None:
    paper.mood, paper.greeting = Mood.BABBLES, greeting

    with pytest.raises(PrinterUnreachable) as unreachable:
        replace(hurried, accepts_silence=accepts_silence).print_ticket(
            DRAWN[80], width_mm=80
        )

    assert unreachable.value.why is Unreachable.GARBLED
    assert is_blank(paper)


@pytest.mark.parametrize("mood", [Mood.SLOW, Mood.REPORTS])
def test_a_slow_or_talkative_printer_is_understood(
    printer: NetworkPrinter, paper: FakePrinter, mood: Mood
) -> None:
    paper.mood = mood

    printed = printer.print_ticket(DRAWN[80], width_mm=80)

    assert printed.is_confirmed
    assert printed.after == PrinterState()


def test_a_printer_without_a_knife_feeds_to_the_edge(
    printer: NetworkPrinter, paper: FakePrinter
) -> None:
    replace(printer, cuts=False).print_ticket(DRAWN[80], width_mm=80)

    assert paper.ends == [b"\x1bd\x05"]


def test_paper_that_will_end_soon_is_told_before_it_does(
    printer: NetworkPrinter, paper: FakePrinter
) -> None:
    paper.mood = Mood.PAPER_LOW

    printed = printer.print_ticket(DRAWN[80], width_mm=80)

    assert printed.after.is_paper_low
    assert printed.after.trouble is None


def test_dots_that_happen_to_ask_a_question_confuse_nobody(
    printer: NetworkPrinter, paper: FakePrinter
) -> None:
    picture = spelling(b"\x10\x04\x01" * 20 + b"\x10\x04\x04")

    printed = printer.print_ticket(picture, width_mm=80)

    assert printed.is_confirmed
    assert printed.after == PrinterState()
    assert same_dots(paper.tickets[0], dots_of(picture))


@pytest.mark.parametrize("accepts_silence", [False, True])
@pytest.mark.parametrize(
    "mood", [Mood.DEAF, Mood.MUTE, Mood.DRIPS, Mood.STALLS, Mood.CHOKES]
)
def test_nobody_waits_longer_than_the_time_set(
    hurried: NetworkPrinter, paper: FakePrinter, mood: Mood, accepts_silence: bool
) -> None:
    paper.mood = mood
    began = monotonic()

    with suppress(PrinterFault):
        replace(hurried, accepts_silence=accepts_silence).print_ticket(
            DRAWN[80], width_mm=80
        )

    assert monotonic() - began < QUICK.whole + A_MOMENT


def test_the_time_set_for_the_hall_is_five_seconds() -> None:
    assert Patience().connect <= 1
    assert Patience().whole <= 5


@pytest.mark.parametrize("accepts_silence", [False, True])
@pytest.mark.parametrize("mood", Mood)
def test_who_prints_again_only_when_nothing_was_printed_never_gets_two(
    hurried: NetworkPrinter, paper: FakePrinter, mood: Mood, accepts_silence: bool
) -> None:
    careful = replace(hurried, accepts_silence=accepts_silence)
    paper.mood = mood

    try:
        with suppress(PrinterUnsure):
            careful.print_ticket(DRAWN[80], width_mm=80)
    except NothingPrinted:
        paper.repair()
        careful.print_ticket(DRAWN[80], width_mm=80)
    paper.repair()

    assert len(paper.tickets) <= 1


def test_after_a_fault_the_next_ticket_comes_out_as_drawn(
    hurried: NetworkPrinter, paper: FakePrinter
) -> None:
    paper.mood = Mood.RUNS_OUT
    with pytest.raises(PrinterUnsure):
        hurried.print_ticket(DRAWN[80], width_mm=80)
    paper.repair()

    hurried.print_ticket(OTHER, width_mm=80)

    assert len(paper.tickets) == 2
    assert same_dots(paper.tickets[-1], dots_of(OTHER))
