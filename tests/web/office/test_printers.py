"""The printer of a ticket machine: set up with sentences, tried before anybody needs it."""

from collections.abc import Iterator

import pytest
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.queueing.models import Device
from motcua.ward.models import Centre
from tests.queueing.fake_printer import FakePrinter, Mood, printing
from tests.queueing.machines import Machines
from tests.web.office.test_devices import read, send

SAID = {
    "name": "Máy ở cửa",
    "printer": "network",
    "printer_host": "192.168.1.50",
    "printer_port": "9100",
    "paper_mm": "58",
}


@pytest.fixture
def kiosk(town: Centre, admin_quan: Mandate) -> Device:
    """The machine at the door, without a printer yet."""
    return Machines(town, admin_quan.user).pair("kiosk", "Máy ở cửa")[0]


@pytest.fixture
def printer() -> Iterator[FakePrinter]:
    """A printer on this machine."""
    with printing() as running:
        yield running


def page_of(device: Device) -> str:
    """Where the office looks after this machine."""
    return f"/office/devices/{device.id}/"


def test_a_printer_is_set_up_by_its_address(office: Client, kiosk: Device) -> None:
    send(office, page_of(kiosk), **SAID)

    kiosk.refresh_from_db()
    assert (kiosk.printer, kiosk.printer_host) == ("network", "192.168.1.50")
    assert (kiosk.printer_port, kiosk.paper_mm) == (9100, 58)
    assert "In thử một phiếu" in read(office, page_of(kiosk))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"printer_host": ""}, "Ghi địa chỉ bằng số"),
        ({"printer_host": "may-in.local"}, "Ghi địa chỉ bằng số"),
        ({"printer_host": "8.8.8.8"}, "Chỉ dùng máy in trong mạng của Trung tâm"),
        ({"printer_host": "169.254.169.254"}, "Chỉ dùng máy in trong mạng"),
        ({"printer_port": "0"}, "Cổng là số từ 1 đến 65535"),
        ({"printer_port": "chín nghìn"}, "Ghi bằng số"),
        ({"paper_mm": "57"}, "57"),
        ({"printer": "telepathy"}, "telepathy"),
    ],
)
def test_an_address_that_cannot_be_is_refused_and_what_was_typed_stays(
    office: Client, kiosk: Device, said: dict[str, str], sentence: str
) -> None:
    page = send(office, page_of(kiosk), **{**SAID, "name": "Tên tôi gõ", **said})

    kiosk.refresh_from_db()
    assert sentence in page
    assert "Tên tôi gõ" in page
    assert kiosk.printer == "none"


def test_without_a_printer_no_address_is_asked_for(
    office: Client, kiosk: Device
) -> None:
    send(office, page_of(kiosk), **{**SAID, "printer": "browser", "printer_host": ""})

    kiosk.refresh_from_db()
    assert kiosk.printer == "browser"


def test_the_trial_prints_a_sample_that_is_no_number(
    office: Client, kiosk: Device, printer: FakePrinter
) -> None:
    here = {"printer_host": "127.0.0.1", "printer_port": str(printer.port)}
    send(office, page_of(kiosk), **{**SAID, **here})

    page = send(office, f"{page_of(kiosk)}printer-trial/")

    assert "Đã in." in page
    assert len(printer.tickets) == 1


@pytest.mark.parametrize(
    ("mood", "words"),
    [
        (Mood.PAPER_OUT, "hết giấy"),
        (Mood.COVER_OPEN, "nắp đang mở"),
        (Mood.MUTE, "không báo tình trạng"),
        (Mood.BABBLES, "không phải máy in phiếu"),
    ],
)
def test_what_ails_a_printer_is_said_in_words(
    office: Client, kiosk: Device, printer: FakePrinter, mood: Mood, words: str
) -> None:
    here = {"printer_host": "127.0.0.1", "printer_port": str(printer.port)}
    send(office, page_of(kiosk), **{**SAID, **here})
    printer.mood = mood

    assert words in send(office, f"{page_of(kiosk)}printer-trial/")


def test_a_display_has_no_printer_to_try(
    office: Client, town: Centre, admin_quan: Mandate
) -> None:
    display, _ = Machines(town, admin_quan.user).pair("hall")

    assert office.post(f"{page_of(display)}printer-trial/").status_code == 404
