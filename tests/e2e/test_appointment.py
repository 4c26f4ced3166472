"""An appointment by phone: made on behalf of a mother, moved, come to, a number."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.cast import NOW
from tests.e2e.served import free_port, running_centre

pytestmark = pytest.mark.e2e

Check = Callable[[Page], None]
PHONE: Final[ViewportSize] = {"width": 360, "height": 740}
QUARTER_TO_ONE: Final = NOW + timedelta(hours=3, minutes=45)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone without scripts: what works there works with them as well."""
    window = browser.new_context(
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        viewport=PHONE,
        java_script_enabled=False,
    )
    window.set_default_timeout(10_000)
    yield window.new_page()
    window.close()


@pytest.fixture
def look(browser: Browser, check_accessible: Check) -> Iterator[Check]:
    """See the phone's page with scripts: axe finds nothing, nothing sticks out."""
    window = browser.new_context(locale="vi-VN", viewport=PHONE)
    window.set_default_timeout(10_000)
    seen = window.new_page()

    def at_page_of(phone: Page) -> None:
        seen.goto(phone.url)
        check_accessible(seen)
        assert seen.evaluate("document.documentElement.scrollWidth <= innerWidth")

    yield at_page_of
    window.close()


def test_made_on_behalf_of_somebody_moved_and_come_to(
    tmp_path: Path, phone: Page, look: Check
) -> None:
    port = free_port()
    with running_centre(tmp_path, port, at=NOW) as (town, _):
        _make(phone, town, look)
        page = phone.url
        _move(phone, look)
        assert phone.url == page

    with running_centre(tmp_path, port, at=QUARTER_TO_ONE):
        phone.goto(page)
        look(phone)
        phone.get_by_role("button", name="Tôi đã đến").click()

        phone.wait_for_url("**/so/**")
        expect(phone.get_by_role("heading", name="Số của Ông/Bà A001")).to_be_visible()
        phone.goto(page)
        expect(phone.get_by_role("link", name="Xem số của tôi")).to_be_visible()


def _make(phone: Page, town: str, look: Check) -> None:
    phone.goto(f"{town}/")
    phone.get_by_role("link", name="Đặt lịch hẹn").click()
    look(phone)
    phone.get_by_role("link", name="Hộ tịch").click()
    look(phone)
    phone.get_by_role("link", name="14:00").click()
    look(phone)
    phone.get_by_label("Làm hộ người khác").check()
    phone.get_by_label("Họ và tên người đến").fill("Bùi Thị An")
    phone.get_by_role("button", name="Đặt lịch").click()
    expect(phone.get_by_role("link", name="Nhập số điện thoại.")).to_be_visible()
    phone.get_by_label("Làm hộ cho ai").fill("Đinh Thị Mận")
    phone.get_by_label("Điện thoại").fill("0912 345 678")
    phone.get_by_role("button", name="Đặt lịch").click()
    expect(phone.get_by_role("heading", name="14:00")).to_be_visible()
    expect(phone.get_by_text("Đinh Thị Mận")).to_be_visible()
    look(phone)


def _move(phone: Page, look: Check) -> None:
    phone.get_by_role("link", name="Đổi giờ hẹn").click()
    look(phone)
    phone.get_by_role("button", name="13:00").click()
    expect(phone.get_by_role("heading", name="13:00")).to_be_visible()
    expect(phone.get_by_role("button", name="Tôi đã đến")).to_have_count(0)
