"""The gallery in a real browser: axe, room to read, and the keys of the staff."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.e2e.conftest import Check

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def gallery(page: Page, live_server: LiveServer) -> str:
    """Where the gallery is."""
    return f"{live_server.url}/gallery/"


def choose(page: Page, address: str, choice: str) -> None:
    page.goto(address.replace("/gallery/", f"/ui/display/?{choice}&next=/gallery/"))


@pytest.mark.parametrize("width", [360, 1366])
@pytest.mark.parametrize("surface", ["portal", "desk"])
@pytest.mark.parametrize("choice", ["size=normal", "size=large", "contrast=high"])
def test_every_component_is_accessible_and_fits(
    page: Page,
    gallery: str,
    check_accessible: Check,
    width: int,
    surface: str,
    choice: str,
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    choose(page, gallery, choice)
    page.goto(f"{gallery}?surface={surface}")

    check_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_eye_begins_at_what_is_wrong(page: Page, gallery: str) -> None:
    page.goto(gallery)

    expect(page.locator(".error-summary")).to_be_focused()
    page.locator(".error-summary a").nth(1).click()
    expect(page.locator("#id_born")).to_be_focused()


def test_rows_are_walked_with_two_keys(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}?surface=desk")

    for key in "jjk":
        page.keyboard.press(key)

    expect(page.locator("[data-row-link]").first).to_be_focused()


def test_a_letter_typed_is_a_letter(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}?surface=desk")

    page.keyboard.press("/")
    page.keyboard.type("jk?/")

    expect(page.locator("#search")).to_have_value("jk?/")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_letters_can_be_switched_off(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}?surface=desk")

    page.keyboard.press("?")
    page.locator("[data-shortcuts-switch]").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")

    expect(page.locator("#search")).not_to_be_focused()


def test_a_paper_is_answered_with_arrows(page: Page, gallery: str) -> None:
    page.goto(gallery)
    answer = page.locator("[name=gallery-single-present]")

    answer.first.focus()
    page.keyboard.press("ArrowRight")

    expect(answer.last).to_be_checked()


def test_what_was_typed_comes_back_after_a_reload(page: Page, gallery: str) -> None:
    page.goto(gallery)

    page.locator("#fresh_address").fill("Tổ 9, đường Hoàng Văn Thụ")
    page.reload()

    expect(page.locator("#fresh_address")).to_have_value("Tổ 9, đường Hoàng Văn Thụ")


def test_losing_the_network_is_said_and_taken_back(page: Page, gallery: str) -> None:
    page.goto(gallery)

    page.context.set_offline(True)
    expect(page.locator(".offline-line")).to_be_visible()
    page.context.set_offline(False)

    expect(page.locator(".offline-line")).to_be_hidden()


def test_a_dialog_is_a_section_where_there_is_no_script(
    page: Page, gallery: str
) -> None:
    page.route("**/*.js*", lambda route: route.abort())
    page.goto(f"{gallery}#ask")

    expect(page.locator("#ask").get_by_role("button")).to_be_visible()
