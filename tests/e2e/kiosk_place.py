"""A ward of the journeys, and its ticket machine paired by the office."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from motcua.simulator.town import DEMO_PASSWORD
from tests.cast import NOW
from tests.e2e.served import free_port, running_centre

STANDING: Final = {"width": 1080, "height": 1920}


class Ward:
    """A trial centre on a Wednesday at nine, which can go away and come back later."""

    def __init__(self, var: Path) -> None:
        self.var, self._port, self._up = var, free_port(), ExitStack()
        self.address = ""
        # Its own file, whatever database the other tests are on: rows are read from it.
        self._file = var / "motcua.sqlite3"
        self._database = {"DATABASE_URL": f"sqlite:///{self._file}"}

    def come_up(self, at: datetime) -> None:
        """Serve from that moment on."""
        self.address, _ = self._up.enter_context(
            running_centre(self.var, self._port, self._database, at)
        )

    def go_down(self) -> None:
        """Stop serving."""
        self._up.close()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What stands in the database."""
        with closing(sqlite3.connect(self._file)) as rows:
            return list(rows.execute(sql))

    def numbers(self) -> list[tuple[str, int, str]]:
        """Every number of the machine: letter, number, state."""
        return [
            (letter, number, state)
            for letter, number, state in self.rows(
                "SELECT letter, number, state FROM queueing_ticket"
                " WHERE channel = 'kiosk' ORDER BY issued_at, number"
            )
        ]


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    """The ward, open."""
    ward = Ward(tmp_path)
    ward.come_up(NOW)
    yield ward
    ward.go_down()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A window of somebody; all are closed at the end."""
    windows: list[BrowserContext] = []

    def one(**more: Any) -> Page:
        window = browser.new_context(
            locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **more
        )
        window.set_default_timeout(15_000)
        windows.append(window)
        return window.new_page()

    yield one
    for window in windows:
        window.close()


@pytest.fixture
def office(ward: Ward, opened: Callable[..., Page]) -> Page:
    """Quân, who pairs machines."""
    page = opened(viewport={"width": 1366, "height": 768})
    page.goto(f"{ward.address}/office/devices/")
    page.get_by_label("Tên đăng nhập").fill("quantri")
    page.get_by_label("Mật khẩu").fill(DEMO_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{ward.address}/office/devices/")
    return page


def pair(office: Page, machine: Page, kind: str, name: str, counter: int = 0) -> None:
    """Type the code that the machine shows into the office's form."""
    house = office.url.partition("/office/")[0]
    machine.goto(f"{house}/thiet-bi/")
    code = machine.locator(".pairing-code").inner_text()
    office.goto(f"{house}/office/devices/")
    office.get_by_label("Mã đang hiện trên thiết bị").fill(code)
    office.get_by_label("Dùng làm").select_option(kind)
    office.get_by_label("Tên, chỗ đặt").fill(name)
    if counter:
        office.get_by_label("Số quầy, nếu là màn hình quầy").fill(str(counter))
    office.get_by_role("button", name="Ghép thiết bị").click()
    office.get_by_role("heading", level=1, name=name).wait_for()
    machine.wait_for_url("**/ki-ot/" if kind == "kiosk" else "**/man-hinh/")


@pytest.fixture
def kiosk(office: Page, opened: Callable[..., Page]) -> Page:
    """The machine at the door, just paired, and lent its numbers."""
    machine = opened(viewport=STANDING, has_touch=True)
    machine.clock.install()
    pair(office, machine, "kiosk", "Máy ở cửa")
    machine.locator("body[data-lent]").wait_for()
    return machine


def touch(kiosk: Page, words: str) -> None:
    """Touch what says so, after a moment, as people do."""
    kiosk.clock.run_for(1_000)
    kiosk.locator("[data-part]").get_by_text(words).tap()
