"""A queue is set up in the office and gives numbers; a slip of paper is keyed in."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from motcua.simulator.town import DEMO_PASSWORD
from tests.cast import NOW
from tests.e2e.served import served_centre

pytestmark = pytest.mark.e2e

Check = Callable[[Page], None]
WIDTHS = (360, 1366, 1920)


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A trial centre on a Wednesday morning at nine."""
    var: Path = tmp_path_factory.mktemp("hall-setup")
    with served_centre(var, at=NOW) as address:
        yield address


@pytest.fixture
def window(browser: Browser, hall: str) -> Iterator[Callable[[str, str], Page]]:
    """Somebody of the staff at a page of theirs."""
    opened = []

    def at(username: str, path: str) -> Page:
        context = browser.new_context(
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            viewport={"width": 1366, "height": 768},
        )
        context.set_default_timeout(20_000)
        opened.append(context)
        page = context.new_page()
        page.goto(f"{hall}/desk/sign-in/?next={path}")
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu", exact=True).fill(DEMO_PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "sign-in" not in url)
        page.goto(f"{hall}{path}")
        return page

    yield at
    for context in opened:
        context.close()


def looked_at(page: Page, check_accessible: Check) -> None:
    """The page is accessible and fits from a phone to a wide screen."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        check_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 1366, "height": 768})


def test_a_new_queue_gives_numbers_once_a_counter_serves_it(
    window: Callable[[str, str], Page], check_accessible: Check
) -> None:
    page = window("quantri", "/office/hall/")
    looked_at(page, check_accessible)
    page.get_by_role("link", name="Thêm hàng chờ").click()
    page.get_by_label("Chữ của dãy số").fill("A")
    page.get_by_label("Tên nhóm việc").fill("Nộp lệ phí")
    page.get_by_role("button", name="Ghi", exact=False).last.click()
    expect(page.locator("#queue-letter_error")).to_contain_text("Hàng khác đang dùng")
    looked_at(page, check_accessible)
    page.get_by_label("Chữ của dãy số").fill("P")
    page.get_by_role("button", name="Ghi", exact=False).last.click()

    expect(page.get_by_text("Không quầy nào phục vụ:")).to_be_visible()
    page.get_by_label("1 · P", exact=True).check()
    page.get_by_role("button", name="Ghi quầy và hàng").click()
    expect(page.get_by_text("Đã ghi quầy nào phục vụ hàng nào.")).to_be_visible()

    door = window("huongdan", "/desk/hall/")
    door.get_by_role("button", name="Nộp lệ phí").click()
    expect(door.locator(".greeter-given")).to_contain_text("P001")

    board = window("giamdoc", "/desk/hall/board/")
    alarm = board.locator(".hall-alarm-words", has_text="Hàng P")
    expect(alarm).to_contain_text("mà không quầy nào gọi")
    looked_at(board, check_accessible)


def test_a_slip_given_in_the_dark_is_keyed_in_and_stands_in_the_hall(
    window: Callable[[str, str], Page], check_accessible: Check
) -> None:
    page = window("huongdan", "/desk/hall/paper/")
    looked_at(page, check_accessible)
    page.get_by_label("Số trên phiếu").fill("A901")
    page.get_by_label("Giờ đưa số").fill("8h30")
    page.get_by_role("button", name="Nhập số").click()
    expect(page.get_by_text("Đã nhập số A901.")).to_be_visible()

    page.get_by_label("Số trên phiếu").fill("A901")
    page.get_by_label("Giờ đưa số").fill("8h45")
    page.get_by_role("button", name="Nhập số").click()
    expect(page.locator("#slip-label_error")).to_contain_text("đưa lúc 08:30")
    looked_at(page, check_accessible)

    page.get_by_role("link", name="Sảnh chờ").first.click()
    expect(page.locator(".console-label", has_text="A901")).to_be_visible()
