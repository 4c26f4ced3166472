"""A number on one's own phone: taken, followed, called, late, given up, taken back."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from motcua.simulator.town import DEMO_PASSWORD
from tests.cast import NOW
from tests.e2e.served import served_centre

pytestmark = pytest.mark.e2e

Check = Callable[[Page], None]
FIRST_VIEW_BYTES: Final = 60_000
PHONE: Final = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A trial centre on a Wednesday morning at nine."""
    var: Path = tmp_path_factory.mktemp("hall")
    with served_centre(var, at=NOW) as address:
        yield address


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Open somebody's window; all are closed at the end."""
    windows: list[BrowserContext] = []

    def one(**more: object) -> BrowserContext:
        window = browser.new_context(
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            **more,  # type: ignore[arg-type]
        )
        window.set_default_timeout(10_000)
        windows.append(window)
        return window

    yield one
    for window in windows:
        window.close()


@pytest.fixture
def phone(opened: Callable[..., BrowserContext]) -> Page:
    """A phone of a person who stands at the door."""
    return opened(viewport=PHONE, has_touch=True).new_page()


@pytest.fixture
def counter(hall: str, opened: Callable[..., BrowserContext]) -> Page:
    """Mai at the console of counter 1."""
    page = opened().new_page()
    page.goto(f"{hall}/desk/sign-in/")
    page.get_by_label("Tên đăng nhập").fill("tiepnhan")
    page.get_by_label("Mật khẩu").fill(DEMO_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)
    page.goto(f"{hall}/desk/counter/")
    page.locator("button[name=counter][value='1']").click()
    return page


def fits(page: Page) -> bool:
    """True when nothing has to be pushed sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def number_on(page: Page) -> str:
    """The number of the open page."""
    return page.locator("h1").inner_text().split()[-1]


def test_from_the_door_to_the_counter_and_out_again(
    hall: str, phone: Page, counter: Page, check_accessible: Check
) -> None:
    phone.goto(f"{hall}/lay-so/")
    check_accessible(phone)
    assert fits(phone)

    phone.get_by_role("button", name="Hộ tịch").dblclick()
    phone.wait_for_url("**/so/**")
    first, address = number_on(phone), phone.url
    phone.go_back()
    phone.get_by_role("button", name="Hộ tịch").click()
    phone.wait_for_url("**/so/**")
    assert (number_on(phone), phone.url) == (first, address)
    expect(phone.get_by_role("heading", name="Sắp đến lượt Ông/Bà")).to_be_visible()
    check_accessible(phone)
    assert fits(phone)

    counter.get_by_role("button", name="Gọi số tiếp theo").click()

    # By itself, with nobody touching the phone.
    expect(phone.get_by_role("heading", name="Mời Ông/Bà đến quầy 1")).to_be_visible()
    expect(phone).to_have_title(f"{first}: Mời Ông/Bà đến quầy 1 · {_centre(phone)}")
    expect(phone.get_by_role("status").filter(has_text=first)).to_have_count(1)
    expect(phone.get_by_role("button", name="Tôi đến trễ 10 phút")).to_have_count(0)
    check_accessible(phone)
    assert fits(phone)


def test_late_given_up_and_taken_back(
    hall: str, phone: Page, check_accessible: Check
) -> None:
    phone.goto(f"{hall}/lay-so/")
    phone.get_by_role("button", name="Cư trú").click()
    phone.wait_for_url("**/so/**")
    number = number_on(phone)

    phone.get_by_role("button", name="Tôi đến trễ 10 phút").click()
    expect(phone.get_by_role("heading", name="Đã ghi Ông/Bà đến trễ")).to_be_visible()
    check_accessible(phone)

    phone.get_by_role("button", name="Tôi không chờ nữa").click()
    expect(phone.get_by_role("heading", name=f"Thôi chờ số {number}?")).to_be_visible()
    check_accessible(phone)
    phone.get_by_role("button", name="Thôi chờ").click()
    expect(phone.get_by_role("heading", name="Ông/Bà đã thôi chờ")).to_be_visible()
    check_accessible(phone)

    phone.get_by_role("button", name="Lấy lại số này").click()
    expect(phone.get_by_role("button", name="Tôi không chờ nữa")).to_be_visible()
    assert number_on(phone) == number

    phone.goto(f"{hall}/lay-so/")
    phone.get_by_role("link", name=number).click()
    assert number_on(phone) == number


def test_without_script_a_number_is_taken_and_given_up(
    hall: str, opened: Callable[..., BrowserContext]
) -> None:
    old = opened(viewport=PHONE, java_script_enabled=False).new_page()
    old.goto(f"{hall}/lay-so/")

    old.get_by_role("button", name="Nhận kết quả").click()

    assert old.locator("noscript meta[http-equiv=refresh]").count() == 1
    old.get_by_role("button", name="Tôi không chờ nữa").click()
    old.get_by_role("button", name="Thôi chờ").click()
    expect(old.get_by_role("heading", name="Ông/Bà đã thôi chờ")).to_be_visible()


@pytest.mark.parametrize("path", ["/lay-so/", "/dong-hay-vang/", "the number"])
def test_the_first_view_is_light_enough_for_3g(
    hall: str, phone: Page, opened: Callable[..., BrowserContext], path: str
) -> None:
    address = hall + path
    if path == "the number":
        phone.goto(f"{hall}/lay-so/")
        phone.get_by_role("button", name="Xã hội").click()
        phone.wait_for_url("**/so/**")
        address = phone.url
    new = opened(viewport=PHONE).new_page()
    finished: list[Request] = []
    # A list's own append cannot be marked as a listener, a function can.
    new.on("requestfinished", lambda request: finished.append(request))  # noqa: PLW0108

    new.goto(address)
    new.wait_for_load_state("load")

    sent = {
        request.url: request.sizes()["responseBodySize"]
        for request in finished
        if request.resource_type != "font"
    }
    assert sum(sent.values()) <= FIRST_VIEW_BYTES, sent


def test_the_crowd_page_is_read_by_everybody(
    hall: str, phone: Page, check_accessible: Check
) -> None:
    phone.goto(f"{hall}/dong-hay-vang/")

    expect(phone.get_by_role("heading", name="Đang phục vụ")).to_be_visible()
    check_accessible(phone)
    assert fits(phone)


def _centre(page: Page) -> str:
    return page.locator(".wordmark-name").inner_text()
