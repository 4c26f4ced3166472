"""What goes wrong at a counter loses nothing and makes nothing twice."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from motcua.simulator.town import DEMO_PASSWORD

pytestmark = pytest.mark.e2e

INTAKE = "/desk/intake/?procedure=2.000635"


@pytest.fixture
def desk(centre: str, page: Page) -> Callable[[str], Page]:
    """Sign in and open a page of the desk."""

    def opened(path: str, username: str = "tiepnhan") -> Page:
        page.goto(f"{centre}/desk/sign-in/")
        sign_in(page, username)
        page.goto(centre + path)
        return page

    return opened


def sign_in(page: Page, username: str = "tiepnhan") -> None:
    """Fill in the sign-in page that is open."""
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(DEMO_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)


def fill(page: Page, name: str, personal_id: str) -> None:
    """Type one applicant with every paper there."""
    page.get_by_label("Số định danh").first.fill(personal_id)
    page.get_by_label("Họ và tên").first.fill(name)
    page.get_by_role("button", name="Đủ cả").click()


def is_found_once(page: Page, centre: str, name: str) -> bool:
    """True when the search finds one dossier, which it then opens at once."""
    page.goto(f"{centre}/desk/search/?q={name}")
    return "/desk/dossiers/" in page.url


def test_a_double_click_makes_one_dossier(
    centre: str, desk: Callable[[str], Page]
) -> None:
    page = desk(INTAKE)
    fill(page, "Đinh Văn Bấm Đúp", "999 060 000 001")

    page.get_by_role("button", name="Tiếp nhận, cấp mã").dblclick()
    page.wait_for_url("**/desk/intake/*-*/")

    assert is_found_once(page, centre, "dinh van bam dup")


def test_going_back_never_makes_a_second_dossier(
    centre: str, desk: Callable[[str], Page]
) -> None:
    page = desk(INTAKE)
    fill(page, "Đinh Văn Quay Lại", "999 060 000 002")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    code = page.url.rstrip("/").rpartition("/")[2]

    page.go_back()
    page.reload()

    expect(page.locator("main")).to_contain_text(code)
    assert is_found_once(page, centre, "dinh van quay lai")


def test_an_expired_sign_in_keeps_what_was_typed(desk: Callable[[str], Page]) -> None:
    page = desk(INTAKE)
    fill(page, "Đinh Thị Hết Phiên", "999 160 000 003")
    page.get_by_label("Nơi cư trú").first.fill("Tổ 9, phường Hòa Bình")
    page.context.clear_cookies(name="sessionid")

    page.get_by_role("button", name="Tiếp nhận, cấp mã").click()
    page.wait_for_url("**/sign-in/**")
    sign_in(page)

    expect(page.get_by_label("Họ và tên").first).to_have_value("Đinh Thị Hết Phiên")
    expect(page.get_by_label("Nơi cư trú").first).to_have_value("Tổ 9, phường Hòa Bình")


@pytest.mark.parametrize(
    ("label", "typed", "sentence"),
    [
        ("Số định danh", "12345", "12 chữ số"),
        ("Số định danh", "113355779", "CMND cũ"),
        ("Ngày sinh", "31/02/1980", "24/11/1960"),
        ("Họ và tên", "1234", "phải có chữ"),
        ("Điện thoại", "12", "điện thoại"),
    ],
)
def test_a_wrong_value_gets_a_sentence_beside_it_and_loses_nothing(
    desk: Callable[[str], Page], label: str, typed: str, sentence: str
) -> None:
    page = desk(INTAKE)
    fill(page, "Đinh Văn Gõ Sai", "999 060 000 004")
    page.get_by_label(label).first.fill(typed)

    with page.expect_navigation():
        page.keyboard.press("Control+Enter")

    assert page.title().startswith("Lỗi: ")
    field = page.get_by_label(label).first
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value(typed)
    assert sentence in page.locator("main").inner_text()
    kept = "Đinh Văn Gõ Sai" if label != "Họ và tên" else typed
    expect(page.get_by_label("Họ và tên").first).to_have_value(kept)


def test_two_officers_on_one_dossier_notice_each_other(
    centre: str, desk: Callable[..., Page]
) -> None:
    page = desk(INTAKE)
    fill(page, "Đinh Văn Hai Người", "999 060 000 005")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    code = page.url.rstrip("/").rpartition("/")[2]
    page.context.clear_cookies()
    # No live update reaches this page: it goes on showing the dossier as it was.
    page.route("**/events/**", lambda route: route.abort())
    mine = desk(f"/desk/dossiers/{code}/", "hotich")
    other = mine.context.new_page()
    other.goto(f"{centre}/desk/dossiers/{code}/")
    with other.expect_navigation():
        other.get_by_role("button", name="Nhận việc").click()

    with mine.expect_navigation():
        mine.get_by_role("button", name="Nhận việc").click()

    assert "cập nhật" in mine.locator("main").inner_text()
