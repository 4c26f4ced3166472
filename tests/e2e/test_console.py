"""A counter by keyboard alone: numbers, calls, visits without a dossier, and a lost line."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from motcua.simulator.town import DEMO_PASSWORD
from tests.cast import NOW
from tests.e2e.served import served_centre

pytestmark = pytest.mark.e2e

Check = Callable[[Page], None]


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A trial centre on a Wednesday morning at nine."""
    var: Path = tmp_path_factory.mktemp("console")
    with served_centre(var, at=NOW) as address:
        yield address


def signed_in(window: BrowserContext, hall: str, username: str) -> Page:
    """The first page of somebody of the staff."""
    page = window.new_page()
    page.goto(f"{hall}/desk/sign-in/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu", exact=True).fill(DEMO_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)
    return page


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    """One window after another; the screen of an old office computer."""
    opened = browser.new_context(
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        viewport={"width": 1366, "height": 768},
    )
    opened.set_default_timeout(10_000)
    yield opened
    opened.close()


def give_numbers(browser: Browser, hall: str, count: int) -> None:
    """The person at the door gives out so many numbers of the first queue."""
    door = browser.new_context(locale="vi-VN")
    page = signed_in(door, hall, "huongdan")
    page.goto(f"{hall}/desk/hall/")
    for _ in range(count):
        with page.expect_navigation(url="**/desk/hall/?ticket=*"):
            page.keyboard.press("1")
    door.close()


def number_at(page: Page) -> str:
    """The number that is called or served at this counter."""
    return page.locator("[data-console-number]").inner_text()


@pytest.fixture
def console(browser: Browser, hall: str, window: BrowserContext) -> Page:
    """Mai at counter 1, with two more people waiting."""
    give_numbers(browser, hall, 2)
    page = signed_in(window, hall, "tiepnhan")
    page.goto(f"{hall}/desk/counter/")
    page.locator("button[name=counter][value='1']").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    take_over = page.get_by_role("button", name="Nhận quầy")
    if take_over.is_visible():
        with page.expect_navigation():
            take_over.press("Enter")
    return page


def call(page: Page) -> str:
    """Press F2 once the lock against a second touch is off; who is called."""
    expect(page.locator("[data-fkey='F2']")).to_be_enabled()
    page.keyboard.press("F2")
    expect(page.get_by_text("Đang gọi")).to_be_visible()
    return number_at(page)


def test_two_keys_are_a_visit_without_a_dossier_and_one_takes_it_back(
    console: Page, check_accessible: Check
) -> None:
    check_accessible(console)
    number = call(console)
    check_accessible(console)

    console.keyboard.press("1")
    expect(console.get_by_text(f"Đã xong số {number}.")).to_be_visible()
    console.keyboard.press("Control+z")

    expect(console.locator("[data-console-number]")).to_have_text(number)
    console.keyboard.press("1")
    expect(console.get_by_text(f"Đã xong số {number}.")).to_be_visible()


def test_what_was_pressed_while_the_line_was_lost_is_done_once(
    console: Page, window: BrowserContext, check_accessible: Check
) -> None:
    number = call(console)
    console.keyboard.press("F3")
    expect(console.get_by_text("Đang phục vụ")).to_be_visible()

    window.set_offline(True)
    console.keyboard.press("1")
    expect(console.get_by_text("Mất kết nối, đang gửi lại")).to_be_visible()
    console.keyboard.press("1")
    check_accessible(console)
    window.set_offline(False)

    expect(console.get_by_text(f"Đã xong số {number}.")).to_be_visible()
    expect(console.get_by_text("Mất kết nối, đang gửi lại")).to_be_hidden()


def test_who_does_not_come_is_put_aside_and_a_break_has_its_reason(
    console: Page, check_accessible: Check
) -> None:
    number = call(console)
    console.keyboard.press("F7")
    expect(console.get_by_text(f"Số {number} vắng mặt")).to_be_visible()

    console.keyboard.press("F10")
    console.get_by_role("radio", name="Nghỉ giữa giờ").focus()
    console.keyboard.press("ArrowDown")
    check_accessible(console)
    console.keyboard.press("Control+Enter")

    expect(console.get_by_text("Quầy đang nghỉ")).to_be_visible()
    expect(console.get_by_text("Ăn trưa").first).to_be_visible()
    console.keyboard.press("F10")
    expect(console.get_by_text("Quầy đang trống")).to_be_visible()


def test_a_snapshot_drawn_before_the_call_does_not_take_the_call_off_the_screen(
    console: Page,
) -> None:
    """Streams and answers come on different lines, and the older may come last."""
    before = console.locator(".console-live").inner_html()
    number = call(console)
    late = "".join(f"data: {line}\n" for line in before.splitlines())
    console.route(
        "**/events/**",
        lambda route: route.fulfill(
            body=f"event: snapshot\n{late}\n", content_type="text/event-stream"
        ),
    )
    with console.expect_event("requestfinished", lambda it: "/events/" in it.url):
        console.evaluate(
            """() => { const live = document.querySelector(".console-live");
            delete live.dataset.listening; dispatchEvent(new Event("pageshow")); }"""
        )
    console.evaluate(
        "() => new Promise((go) => requestAnimationFrame(() => setTimeout(go)))"
    )

    assert number_at(console) == number
    console.keyboard.press("1")
    expect(console.get_by_text(f"Đã xong số {number}.")).to_be_visible()
