"""A morning in one hall: what is on each screen, what is spoken and what is in the rows.

Kiosk, console, two displays and a phone are open together; in the middle the server goes
and comes back. `CALLS=200` takes some minutes and runs with `make proof`.
"""

import os
import struct
import wave
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from motcua.simulator.town import DEMO_PASSWORD
from tests.cast import NOW
from tests.e2e.conftest import AS_ROOT, chromium
from tests.e2e.kiosk_place import Ward, kiosk, office, opened, pair, touch, ward

__all__ = ["kiosk", "office", "opened", "ward"]

pytestmark = pytest.mark.proof

CALLS: Final = int(os.environ.get("CALLS", "200"))
PICTURES: Final = os.environ.get("PICTURES", "")
RESTART_AT: Final = CALLS // 2


class Speaker:
    """What the hall's display asks to be said, each time at once over."""

    def __init__(self, display: Page) -> None:
        self.asked: list[str] = []
        display.route("**/thiet-bi/tieng/**", self._say)

    def _say(self, route: Route) -> None:
        letter, number, counter = route.request.url.rstrip("/").split("/")[-3:]
        self.asked.append(f"{letter}{int(number):03d} {counter}")
        route.fulfill(body=_moment(), content_type="audio/wav")


@pytest.fixture
def display(browser: Browser, office: Page) -> Iterator[Page]:
    """The screen of the hall, whose browser may sound by itself."""
    loud = browser.browser_type.launch(
        executable_path=chromium(),
        args=["--autoplay-policy=no-user-gesture-required", *AS_ROOT],
    )
    page = loud.new_context(viewport={"width": 1920, "height": 1080}).new_page()
    pair(office, page, "hall", "Màn hình sảnh")
    yield page
    loud.close()


@pytest.fixture
def above(office: Page, opened: Callable[..., Page]) -> Page:
    """The screen above counter 1."""
    page = opened(viewport={"width": 1920, "height": 1080})
    pair(office, page, "counter", "Màn hình quầy 1", 1)
    return page


def test_every_number_is_the_same_wherever_it_is_seen_and_heard(
    ward: Ward, kiosk: Page, display: Page, above: Page, opened: Callable[..., Page]
) -> None:
    speaker = Speaker(display)
    console = _console(ward, opened)
    phone = opened(viewport={"width": 360, "height": 740})
    called = []
    for turn in range(CALLS):
        if turn == RESTART_AT:
            ward.go_down()
            ward.come_up(NOW + timedelta(minutes=30))
        given = _number_at(kiosk)
        is_watched = turn in {0, RESTART_AT, CALLS - 1}
        if is_watched:
            phone.goto(f"{ward.address}/so/{_code_of(ward, given)}/")
        called.append(_call(console))
        assert called[-1] == given
        expect(display.locator(".now-number")).to_have_text(given, timeout=30_000)
        expect(above.get_by_text(given).first).to_be_visible(timeout=30_000)
        if is_watched:
            expect(phone.locator("h1")).to_contain_text(given)
            expect(phone.get_by_text("đến quầy 1").first).to_be_visible()
            _pictures(turn, kiosk, console, display, above, phone)
        _end(console, given)
        touch(kiosk, "Xong")
        expect(kiosk.get_by_text("Chạm vào việc cần làm để lấy số")).to_be_visible()
    expect(display.locator("[data-said]")).to_be_hidden(timeout=60_000)

    _assert_rows_and_words(ward, speaker, called)


def _assert_rows_and_words(ward: Ward, speaker: Speaker, called: list[str]) -> None:
    """The rows and what was spoken are what was seen."""
    rows = ward.rows(
        "SELECT letter, number, calls, state FROM queueing_ticket ORDER BY called_at"
    )
    labels = [f"{letter}{number:03d}" for letter, number, _calls, _state in rows]
    said = list(dict.fromkeys(speaker.asked))
    print(
        f"calls {len(called)}, rows {len(rows)}, distinct numbers {len(set(labels))},"
        f" spoken {len(said)}, one restart"
    )
    assert labels == called
    assert {row[2:] for row in rows} == {(1, "ended")}
    assert said == [f"{number} 1" for number in called]


def _console(ward: Ward, opened: Callable[..., Page]) -> Page:
    """Mai at counter 1."""
    page = opened(viewport={"width": 1366, "height": 768})
    page.goto(f"{ward.address}/desk/counter/")
    page.get_by_label("Tên đăng nhập").fill("tiepnhan")
    page.get_by_label("Mật khẩu", exact=True).fill(DEMO_PASSWORD)
    page.keyboard.press("Enter")
    page.locator("button[name=counter][value='1']").click()
    expect(page.locator("[data-fkey='F2']")).to_be_visible()
    return page


def _number_at(kiosk: Page) -> str:
    """Take a number at the machine."""
    touch(kiosk, "Hộ tịch, chứng thực")
    touch(kiosk, "Không, lấy số thường")
    return kiosk.locator(".kiosk-number").inner_text(timeout=30_000)


def _call(console: Page) -> str:
    """F2, once the lock against a second touch is off."""
    expect(console.locator("[data-fkey='F2']")).to_be_enabled(timeout=30_000)
    console.keyboard.press("F2")
    expect(console.get_by_text("Đang gọi")).to_be_visible(timeout=30_000)
    return console.locator("[data-console-number]").inner_text()


def _end(console: Page, number: str) -> None:
    """One key: a visit without a dossier."""
    console.keyboard.press("1")
    expect(console.get_by_text(f"Đã xong số {number}.")).to_be_visible(timeout=30_000)


def _code_of(ward: Ward, label: str) -> str:
    """The public code of a number's visit, as its paper has it."""
    found = ward.rows(
        "SELECT v.public_code FROM queueing_ticket t JOIN visits_visit v"
        f" ON v.id = t.visit_id WHERE t.letter = '{label[0]}' AND t.number = {int(label[1:])}"
    )
    return str(found[0][0])


def _pictures(turn: int, *pages: Page) -> None:
    """Pictures of one moment on every screen, where they are wanted."""
    if not PICTURES:
        return
    names = ("kiosk", "console", "hall", "counter", "phone")
    for name, page in zip(names, pages, strict=True):
        page.screenshot(path=Path(PICTURES) / f"call-{turn + 1}-{name}.png")


def _moment() -> bytes:
    """A twentieth of a second of silence as a WAV file."""
    sound = BytesIO()
    with wave.open(sound, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22_050)
        file.writeframes(struct.pack("<h", 0) * 1_100)
    return sound.getvalue()
