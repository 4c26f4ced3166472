"""The printer without paper does what every printer does."""

from pathlib import Path

import pytest

from motcua.integrations.demo_printer import LAST_TICKET, DemoPrinter
from tests.queueing.faces import DRAWN, dots_of
from tests.queueing.printer_contract import Stand, TicketPrinterContract


class TestDemoPrinter(TicketPrinterContract):
    @pytest.fixture
    def stand(self, tmp_path: Path) -> Stand:
        kept = tmp_path / "not" / "there" / "yet"
        return Stand(
            DemoPrinter(kept),
            lambda: (
                dots_of(file.read_bytes())
                if (file := kept / LAST_TICKET).exists()
                else None
            ),
        )


def test_only_the_last_ticket_is_kept(tmp_path: Path) -> None:
    printer = DemoPrinter(tmp_path)
    printer.print_ticket(DRAWN[58], width_mm=58)

    printer.print_ticket(DRAWN[80], width_mm=80)

    assert [file.name for file in tmp_path.iterdir()] == [LAST_TICKET]
