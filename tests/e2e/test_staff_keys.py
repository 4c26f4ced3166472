"""By keyboard alone: the sheet of keys is true, a leader signs, an officer receives."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from motcua.simulator.town import DEMO_PASSWORD

pytestmark = pytest.mark.e2e

Check = Callable[[Page], None]
# True when nothing lies over the middle of what has the focus.
IS_IN_SIGHT = """() => {
  const at = document.activeElement, it = at.closest("label") ?? at, box = it.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return it.contains(top) || top?.contains(it) && !top.closest(".intake-send");
}"""


def come_in(page: Page, centre: str, username: str, path: str) -> None:
    """Sign in and open a page."""
    page.goto(f"{centre}/desk/sign-in/?next={path}")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(DEMO_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{centre}{path}")


@pytest.mark.parametrize(
    ("username", "path", "listed", "absent"),
    [
        ("tiepnhan", "/desk/", ["gt", "gr", "gv", "gq", "F8", "/"], ["gk", "gl", "y"]),
        ("phochutich", "/desk/approvals/", ["gk", "x", "y", "n"], ["gt", "gl", "gq"]),
        ("giamdoc", "/desk/dossiers/", ["gl", "gd"], ["gt", "gk", "y", "gv"]),
        ("quantri", "/office/staff/", ["gl", "gh"], ["/", "gv", "F8", "gq"]),
    ],
)
def test_the_sheet_of_keys_lists_what_works_here(
    centre: str,
    page: Page,
    username: str,
    path: str,
    listed: list[str],
    absent: list[str],
) -> None:
    come_in(page, centre, username, path)

    page.keyboard.press("?")
    rows = page.locator("#shortcuts dl > div:visible dt").all_inner_texts()

    keys = {"".join(row.split()) for row in rows}
    assert set(listed) <= keys
    assert not set(absent) & keys


def test_the_calendar_is_two_keys_away_for_who_keeps_it(
    centre: str, page: Page
) -> None:
    come_in(page, centre, "giamdoc", "/desk/dossiers/")

    page.keyboard.press("g")
    page.keyboard.press("l")

    page.wait_for_url("**/office/calendar/")


def test_a_leader_looks_sends_back_and_signs_by_keys(
    centre: str, page: Page, check_accessible: Check
) -> None:
    come_in(page, centre, "phochutich", "/desk/approvals/")

    page.keyboard.press("j")
    page.keyboard.press(" ")
    expect(page.locator("#preview")).to_contain_text("Giấy tờ đã nộp")
    check_accessible(page)
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.locator("#send_back")).to_be_visible()
    page.go_back()
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("y")

    expect(page.locator("main")).to_contain_text("Đã ký duyệt 1 hồ sơ.")


def test_what_people_come_for_often_is_one_key_and_the_counter_is_remembered(
    centre: str, page: Page
) -> None:
    come_in(page, centre, "tiepnhan", "/desk/intake/")
    expect(page.locator("#procedure-found a").first).to_be_visible()

    page.keyboard.press("Alt+1")
    expect(page.get_by_label("Số định danh").first).to_be_focused()
    page.keyboard.type("999155000889")
    page.get_by_label("Họ và tên").first.fill("Xa Thị Quen")
    page.get_by_role("button", name="Đủ cả").click()
    page.get_by_label("Quầy của tôi").select_option("3")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Đã tiếp nhận")).to_be_visible()
    page.keyboard.press("Control+Enter")

    expect(page.get_by_label("Quầy của tôi")).to_have_value("3")


def test_the_keyboard_never_stops_behind_the_bar_that_sends(
    centre: str, page: Page
) -> None:
    come_in(page, centre, "tiepnhan", "/desk/intake/")
    page.goto(f"{centre}/desk/intake/?procedure=1.001193")
    expect(page.get_by_label("Số định danh").first).to_be_focused()

    stops = 0
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement !== document.body"):
        assert page.evaluate(IS_IN_SIGHT), page.locator(":focus").evaluate(
            "it => it.id"
        )
        page.keyboard.press("Tab")
        stops += 1

    assert stops > 20


def test_a_choice_made_in_a_list_is_given_back(centre: str, page: Page) -> None:
    come_in(page, centre, "tiepnhan", "/desk/intake/")
    page.goto(f"{centre}/desk/intake/?procedure=1.001193")

    page.get_by_label("Nhận kết quả").select_option("post")
    page.reload()

    expect(page.get_by_label("Nhận kết quả")).to_have_value("post")


def test_a_lost_stream_says_how_old_the_list_is_and_only_when_it_lasts(
    centre: str, page: Page
) -> None:
    page.clock.install()
    page.route("**/events/**", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        come_in(page, centre, "hotich", "/desk/")

    page.clock.run_for(3_000)
    expect(page.locator(".live-stale")).to_have_count(0)
    page.clock.run_for(4_000)

    expect(page.locator(".live-stale")).to_contain_text("Mất kết nối, số liệu lúc")


def test_one_key_prints_the_slip_from_the_dossiers_page(
    centre: str, page: Page
) -> None:
    come_in(page, centre, "tiepnhan", "/desk/dossiers/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/dossiers/*-*/")

    with page.context.expect_event(
        "request", lambda asked: asked.url.endswith("size=a4")
    ):
        page.keyboard.press("F8")


def test_the_code_is_copied_by_one_press(centre: str, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    come_in(page, centre, "tiepnhan", "/desk/dossiers/")
    code = page.locator("[data-row-link]").first.inner_text()
    page.goto(f"{centre}/desk/intake/{code}/")

    page.get_by_role("button", name="Chép mã").click()

    expect(page.get_by_role("button", name="Chép mã")).to_contain_text("Đã chép")
    assert page.evaluate("navigator.clipboard.readText()") == code
