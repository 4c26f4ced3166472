"""A visitor finds a procedure, its papers and its day, on a phone and at a desk."""

from collections.abc import Callable
from typing import Final

import pytest
from playwright.sync_api import Page, Request, expect

pytestmark = pytest.mark.e2e

Check = Callable[[Page], None]
FIRST_VIEW_BYTES: Final = 100_000
PAGES = (
    "/",
    "/thu-tuc/",
    "/thu-tuc/?q=khai+sanh",
    "/thu-tuc/2.000635/",
    "/thu-tuc/2.000815/",
    "/theo-doi/",
    "/lay-so/",
    "/so/khong-co-so-nay/",
    "/dong-hay-vang/",
    "/gio-lam-viec/",
    "/tro-giup-tiep-can/",
    "/du-lieu-ca-nhan/",
    "/khong-co-trang-nay/",
)


@pytest.mark.parametrize("width", [360, 1366])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_accessible_and_fits(
    centre: str, page: Page, check_accessible: Check, path: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})

    page.goto(centre + path)

    check_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("h1").count() == 1


def test_a_procedure_is_found_without_accents_and_tells_its_day(
    centre: str, page: Page
) -> None:
    page.goto(centre)

    page.get_by_role("searchbox").first.fill("trich luc ho tich")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Cấp bản sao Trích lục hộ tịch").first.click()

    expect(page.get_by_text("Nộp bây giờ thì hẹn trả")).to_be_visible()
    expect(page.get_by_text("8.000 đ")).to_be_visible()


def test_the_first_view_is_light_and_asks_nobody_else(centre: str, page: Page) -> None:
    finished: list[Request] = []
    # A list's own append cannot be marked as a listener, a function can.
    page.on("requestfinished", lambda request: finished.append(request))  # noqa: PLW0108

    page.goto(centre)
    page.wait_for_load_state("networkidle")

    assert all(request.url.startswith(centre) for request in finished)
    sent = [request.sizes()["responseBodySize"] for request in finished]
    assert sum(sent) <= FIRST_VIEW_BYTES


def test_a_wrong_pair_says_the_same_as_a_wrong_code(centre: str, page: Page) -> None:
    def ask(code: str, tail: str) -> str:
        page.goto(f"{centre}/theo-doi/")
        page.get_by_label("Mã hồ sơ").fill(code)
        page.get_by_label("4 số cuối").fill(tail)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        return page.locator("main").inner_text().replace(code, "")

    wrong_code = ask("000.00.95.H44-990101-9999", "1234")
    wrong_tail = ask("000.00.95.H44-990101-9998", "0000")

    assert wrong_code == wrong_tail


def test_paper_gets_the_list_and_no_buttons(centre: str, page: Page) -> None:
    page.goto(f"{centre}/thu-tuc/1.001193/")
    button = page.get_by_role("button", name="In danh sách giấy tờ")
    expect(button).to_be_visible()

    page.emulate_media(media="print")

    for gone in (button, page.locator(".site-header"), page.locator(".site-footer")):
        expect(gone).to_be_hidden()
    expect(page.get_by_role("heading", name="Cần mang giấy tờ gì?")).to_be_visible()
