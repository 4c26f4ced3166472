"""The list of papers on paper, from the machine that has a printer."""

from collections.abc import Iterator

import pytest
from django.test import Client

from motcua.queueing.models import Device
from tests.cast import EXTRACT
from tests.queueing.fake_printer import FakePrinter, Mood
from tests.queueing.fake_printer import printing as printer_running
from tests.web.html import assert_sound, words_of

SHEET = f"/ki-ot/tra-cuu/thu-tuc/A/{EXTRACT}/"


@pytest.fixture
def printer(device: Device) -> Iterator[FakePrinter]:
    """The machine's own printer."""
    with printer_running() as running:
        device.printer, device.printer_host = Device.Printer.NETWORK, "127.0.0.1"
        device.printer_port = running.port
        device.save()
        yield running


def press(browser: Client) -> tuple[int, str]:
    """Touch "In danh mục"; the status and the words of the answer."""
    answer = browser.post(f"{SHEET}in/")
    return answer.status_code, words_of(answer.content.decode())


def test_the_list_comes_out_of_the_machine(
    browser: Client, printer: FakePrinter
) -> None:
    assert f'action="{SHEET}in/"' in assert_sound(browser.get(SHEET))

    status, words = press(browser)

    assert status == 200
    assert "lấy danh mục ở khe in" in words
    assert len(printer.tickets) == 1


def test_a_printer_in_trouble_is_told_and_the_list_stays_on_the_screen(
    browser: Client, printer: FakePrinter
) -> None:
    printer.mood = Mood.PAPER_OUT

    status, words = press(browser)

    assert status == 200
    assert "Máy in đang hỏng. Xin quét mã" in words
    assert "Giấy tờ cần có" in words


def test_who_plays_with_the_button_is_stopped_before_the_roll_ends(
    browser: Client, printer: FakePrinter
) -> None:
    answers = [press(browser)[0] for _ in range(42)]

    assert answers[:40] == [200] * 40
    assert answers[-1] == 429
    assert len(printer.tickets) == 40


def test_without_a_printer_the_browser_prints(browser: Client) -> None:
    assert "data-print-page" in browser.get(SHEET).content.decode()
    assert press(browser)[0] == 404
