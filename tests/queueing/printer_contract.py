"""What every printer of tickets does; each adapter's test inherits it."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PIL import Image

from motcua.queueing.paper.face import PaperWidth
from motcua.queueing.paper.raster import NotATicketPicture
from motcua.queueing.ports import PrinterState, TicketPrinter
from tests.queueing.faces import DRAWN, OTHER, dots_of, same_dots


@dataclass
class Stand:
    """A printer that is well, and a look at the last paper that came out."""

    printer: TicketPrinter
    last: Callable[[], Image.Image | None]


class TicketPrinterContract:
    """Subclasses bring the fixture `stand`."""

    def test_a_printer_that_is_well_says_so(self, stand: Stand) -> None:
        assert stand.printer.state() == PrinterState()

    @pytest.mark.parametrize("width_mm", [80, 58])
    def test_the_paper_is_the_drawn_ticket_dot_by_dot(
        self, stand: Stand, width_mm: PaperWidth
    ) -> None:
        printed = stand.printer.print_ticket(DRAWN[width_mm], width_mm=width_mm)

        assert printed.is_confirmed
        assert printed.after == PrinterState()
        paper = stand.last()
        assert paper is not None
        assert same_dots(paper, dots_of(DRAWN[width_mm]))

    def test_the_next_ticket_is_a_paper_of_its_own(self, stand: Stand) -> None:
        stand.printer.print_ticket(DRAWN[80], width_mm=80)

        stand.printer.print_ticket(OTHER, width_mm=80)

        paper = stand.last()
        assert paper is not None
        assert same_dots(paper, dots_of(OTHER))

    def test_asking_how_it_is_prints_nothing(self, stand: Stand) -> None:
        stand.printer.state()

        assert stand.last() is None

    @pytest.mark.parametrize(
        "picture", [DRAWN[58], b"no picture", b""], ids=["narrow", "words", "nothing"]
    )
    def test_what_is_no_ticket_for_that_roll_never_reaches_the_paper(
        self, stand: Stand, picture: bytes
    ) -> None:
        with pytest.raises(NotATicketPicture):
            stand.printer.print_ticket(picture, width_mm=80)

        assert stand.last() is None
