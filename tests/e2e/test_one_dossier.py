"""One extract copy goes all the way: five people, each in a browser of their own."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from motcua.simulator.town import DEMO_PASSWORD
from tests.e2e.served import served_centre
from tests.postgres import private_server

pytestmark = pytest.mark.e2e

Check = Callable[[Page], None]
Open = Callable[..., Page]

OWNER: Final = "Bùi Thị Hoà Bình"
OWNER_ID: Final = "999 155 000 777"
WIDTHS: Final = (360, 1366, 1920)
# `make pictures` keeps what the people saw; an ordinary run looks without keeping.
PICTURES: Final = os.environ.get("PICTURES", "")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def centre(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A served centre on each of the two engines."""
    var = tmp_path_factory.mktemp(request.param)
    if request.param == "sqlite":
        with served_centre(var) as address:
            yield address
    else:
        with (
            private_server() as url,
            served_centre(var, {"DATABASE_URL": url}) as address,
        ):
            yield address


@pytest.fixture
def somebody(browser: Browser, centre: str) -> Iterator[Open]:
    """Open a browser for one more person; staff sign in with their own name."""
    contexts = []

    def opened(username: str = "", width: int = 1366) -> Page:
        context = browser.new_context(
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            viewport={"width": width, "height": 800},
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        if username:
            page.goto(f"{centre}/desk/sign-in/")
            page.get_by_label("Tên đăng nhập").fill(username)
            page.get_by_label("Mật khẩu").fill(DEMO_PASSWORD)
            page.keyboard.press("Enter")
            page.wait_for_url(lambda url: "sign-in" not in url)
        return page

    yield opened
    for context in contexts:
        context.close()


def look(page: Page, name: str, check: Check) -> None:
    """Check the page with axe and at every width; keep pictures when asked."""
    check(page)
    size = page.viewport_size
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if PICTURES:
            # As tall as the page: what sticks to an edge lies where it belongs.
            page.evaluate("scrollTo(0, 0)")
            height = page.evaluate("document.documentElement.scrollHeight")
            page.set_viewport_size({"width": width, "height": max(height, 800)})
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png")
    assert size is not None
    page.set_viewport_size(size)


@contextmanager
def leaving(page: Page) -> Iterator[None]:
    """Wait until the page has been left for the next one."""
    with page.expect_navigation():
        yield


def receive(page: Page, centre: str, check: Check) -> str:
    """Receive the extract copy by keyboard; return the dossier's code."""
    page.goto(f"{centre}/desk/intake/?procedure=2.000635")
    page.get_by_label("Số định danh").first.fill(OWNER_ID)
    page.get_by_label("Họ và tên").first.fill(OWNER)
    page.get_by_label("Điện thoại").first.fill("0912 345 678")
    page.get_by_label("Nơi cư trú").first.fill("Tổ 1, phường Hòa Bình")
    page.get_by_role("button", name="Đủ cả").click()
    look(page, "intake", check)
    with leaving(page):
        page.keyboard.press("Control+Enter")
    code = page.url.rstrip("/").rpartition("/")[2]
    look(page, "received", check)
    return code


def finish_step(page: Page, centre: str, code: str, check: Check, name: str) -> None:
    """Take the dossier and hand it on."""
    page.goto(f"{centre}/desk/dossiers/{code}/")
    look(page, name, check)
    with leaving(page):
        page.keyboard.press("Control+Enter")
    page.goto(f"{centre}/desk/dossiers/{code}/")
    with leaving(page):
        page.get_by_role("button", name="Xong bước, chuyển tiếp").last.click()


def follow(page: Page, centre: str, code: str, check: Check) -> None:
    """Open the citizen's page by code and last four digits, and leave it open."""
    page.goto(f"{centre}/theo-doi/")
    page.get_by_label("Mã hồ sơ").fill(code.lower())
    page.get_by_label("4 số cuối").fill(OWNER_ID[-3:].rjust(4, "0"))
    with leaving(page):
        page.keyboard.press("Enter")
    look(page, "tracking", check)
    expect(page.locator("main")).to_contain_text(code)
    expect(page.locator("main")).not_to_contain_text(OWNER)


def sign(page: Page, centre: str, code: str, check: Check) -> None:
    """Sign the dossier in the leader's list."""
    page.goto(f"{centre}/desk/approvals/")
    page.get_by_role("row", name=code).get_by_role("checkbox").check()
    look(page, "approvals", check)
    with leaving(page):
        page.get_by_role("button", name="Ký duyệt các hồ sơ đã chọn").click()


def hand_over_result(page: Page, centre: str, code: str, check: Check) -> None:
    """Give the result to its owner at the counter."""
    page.goto(f"{centre}/desk/results/")
    look(page, "results", check)
    page.goto(f"{centre}/desk/dossiers/{code}/")
    with leaving(page):
        page.get_by_role("button", name="Trả kết quả").last.click()
    expect(page.locator("main")).to_contain_text("Đã trả kết quả")


def test_an_extract_copy_from_the_counter_to_the_hand(
    centre: str, somebody: Open, check_accessible: Check
) -> None:
    reception = somebody("tiepnhan")
    code = receive(reception, centre, check_accessible)
    citizen = somebody(width=360)
    follow(citizen, centre, code, check_accessible)

    civil_status = somebody("hotich")
    civil_status.goto(f"{centre}/desk/")
    expect(civil_status.get_by_role("link", name=code)).to_be_visible()
    look(civil_status, "work", check_accessible)
    finish_step(civil_status, centre, code, check_accessible, "dossier")
    sign(somebody("phochutich"), centre, code, check_accessible)
    finish_step(somebody("vanthu"), centre, code, check_accessible, "seal")

    # The open page of the citizen has followed by itself.
    expect(citizen.locator("main")).to_contain_text("Đã có kết quả", timeout=15_000)

    hand_over_result(reception, centre, code, check_accessible)

    expect(citizen.locator("main")).to_contain_text("Đã trả", timeout=15_000)
    look(citizen, "tracking-done", check_accessible)


def test_a_stranger_of_the_ward_sees_no_desk(centre: str, somebody: Open) -> None:
    page = somebody()

    page.goto(f"{centre}/desk/dossiers/000.00.95.H44-261123-0001/")

    assert "/desk/sign-in/" in page.url
