"""An administrator walks the office: every page accessible, and a calendar change."""

from collections.abc import Callable
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from motcua.simulator.town import DEMO_PASSWORD

pytestmark = pytest.mark.e2e

Check = Callable[[Page], None]
PAGES: Final = (
    "calendar/",
    "calendar/?year=2027",
    "calendar/special-days/new/",
    "calendar/special-days/2027-01-01/removal/",
    "calendar/editions/",
    "calendar/reckoning/?received=24/11/2026+15:00&quantity=5&unit=working_days",
    "calendar/reviews/",
    "catalogue/?field=HT",
    "catalogue/2.000806/",
    "catalogue/2.000806/process/",
    "catalogue/2.000806/fees/",
    "catalogue/2.000806/exemptions/",
    "catalogue/import/",
    "staff/",
    "staff/new/",
    "system/audit/?verify=1",
    "system/outbox/",
)


@pytest.fixture
def office(centre: str, page: Page) -> str:
    """The office of the trial centre, with the administrator signed in."""
    page.goto(f"{centre}/office/")
    page.get_by_label("Tên đăng nhập").fill("quantri")
    page.get_by_label("Mật khẩu").fill(DEMO_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/office/calendar/")
    return f"{centre}/office/"


@pytest.mark.parametrize("width", [360, 1366])
def test_every_page_is_accessible_and_fits(
    office: str, page: Page, check_accessible: Check, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})

    for path in PAGES:
        page.goto(office + path)

        check_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.locator("h1").count() == 1, path


def test_a_person_and_their_role_are_accessible(
    office: str, page: Page, check_accessible: Check
) -> None:
    page.goto(f"{office}staff/")
    page.get_by_role("row", name="tiepnhan").get_by_role("link").click()

    check_accessible(page)
    page.get_by_text("Giao thêm vai trò").click()
    page.get_by_role("button", name="Giao vai trò").click()

    expect(page.get_by_role("heading", name="Có chỗ cần sửa")).to_be_visible()
    check_accessible(page)


def test_a_wrong_day_keeps_what_was_typed(
    office: str, page: Page, check_accessible: Check
) -> None:
    page.goto(f"{office}calendar/special-days/new/")
    page.get_by_label("Ngày", exact=True).fill("31/02/2027")
    page.get_by_label("Tạm đóng cửa").check()
    page.get_by_label("Tên ngày hoặc lý do").fill("Mất điện")
    page.get_by_role("button", name="Ghi vào lịch").click()

    expect(page.locator("[data-focus-first]")).to_be_focused()
    expect(page.get_by_label("Tên ngày hoặc lý do")).to_have_value("Mất điện")
    check_accessible(page)


def test_a_process_without_a_decision_is_told(
    office: str, page: Page, check_accessible: Check
) -> None:
    page.goto(f"{office}catalogue/2.000806/process/")
    page.get_by_role("button", name="Ghi quy trình").click()

    expect(page.get_by_role("link", name="Ghi số quyết định")).to_be_visible()
    check_accessible(page)
