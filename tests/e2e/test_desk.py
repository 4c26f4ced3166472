"""The desk in a real browser: by keyboard, live, and with nothing typed ever lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from motcua.simulator.town import DEMO_PASSWORD

pytestmark = pytest.mark.e2e

Check = Callable[[Page], None]
CARD = "999199000778||Đặng Thị Nguyên An|05031999|Nữ|Tổ 9, phường Hòa Bình|01012022"


def come_in(page: Page, centre: str, username: str) -> None:
    """Sign in and wait for the first page."""
    page.goto(f"{centre}/desk/sign-in/")
    sign_in_here(page, username)


def sign_in_here(page: Page, username: str) -> None:
    """Fill in the sign-in page that is open."""
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(DEMO_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)


def test_a_procedure_is_chosen_and_a_card_read_without_the_mouse(
    centre: str, page: Page, check_accessible: Check
) -> None:
    come_in(page, centre, "tiepnhan")
    page.goto(f"{centre}/desk/intake/")

    page.keyboard.type("trich luc")
    expect(page.locator("#procedure-found a").first).to_be_visible()
    check_accessible(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    number = page.get_by_label("Số định danh").first
    expect(number).to_be_focused()
    page.keyboard.type(CARD)
    page.keyboard.press("Enter")

    expect(number).to_have_value("999199000778")
    expect(page.get_by_label("Họ và tên").first).to_have_value("Đặng Thị Nguyên An")
    expect(page.get_by_label("Ngày sinh").first).to_have_value("05/03/1999")
    check_accessible(page)


def test_a_sign_in_that_ends_in_the_middle_loses_nothing(
    centre: str, page: Page
) -> None:
    come_in(page, centre, "tiepnhan")
    page.goto(f"{centre}/desk/intake/?procedure=2.000635")
    page.get_by_label("Số định danh").first.fill("999155000888")
    page.get_by_label("Họ và tên").first.fill("Quách Thị Mười")
    page.get_by_label("Ghi chú").fill("Hẹn gọi trước khi trả")
    page.get_by_role("button", name="Đủ cả").click()

    page.context.clear_cookies(name="sessionid")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/sign-in/**")
    sign_in_here(page, "tiepnhan")

    expect(page.get_by_label("Họ và tên").first).to_have_value("Quách Thị Mười")
    expect(page.get_by_label("Ghi chú")).to_have_value("Hẹn gọi trước khi trả")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Đã tiếp nhận")).to_be_visible()
    page.goto(f"{centre}/desk/intake/")
    expect(page.get_by_label("Họ và tên").first).to_have_value("")


def test_a_new_dossier_appears_on_the_open_list_of_its_officer(
    centre: str, page: Page
) -> None:
    come_in(page, centre, "hotich")
    other = page.context.browser
    assert other is not None
    counter = other.new_context(locale="vi-VN").new_page()
    come_in(counter, centre, "tiepnhan")

    counter.goto(f"{centre}/desk/intake/?procedure=2.000635")
    counter.get_by_label("Số định danh").first.fill("999155000887")
    counter.get_by_label("Họ và tên").first.fill("Đinh Công Sáng")
    counter.get_by_role("button", name="Đủ cả").click()
    counter.keyboard.press("Control+Enter")

    expect(page.get_by_role("row", name="Đinh Công Sáng")).to_be_visible()
    page.get_by_role("row", name="Đinh Công Sáng").get_by_role("button").click()
    expect(page.locator("main")).to_contain_text("Hồ sơ đã về tay Ông/Bà.")
    counter.context.close()


def test_one_press_ticks_the_papers_that_must_be_there_and_no_other(
    centre: str, page: Page
) -> None:
    come_in(page, centre, "tiepnhan")
    page.goto(f"{centre}/desk/intake/?procedure=2.000635")

    page.get_by_role("button", name="Đủ cả").click()

    needed = page.get_by_role("listitem").filter(has_text="Phải có")
    other = page.get_by_role("listitem").filter(has_text="Nếu có")
    for paper in needed.all():
        expect(paper.get_by_role("radio", name="Có")).to_be_checked()
    for paper in other.all():
        expect(paper.get_by_role("radio", name="Có")).not_to_be_checked()
    assert needed.count()
    assert other.count()
