"""The ticket machine at the door, in a real browser of its size, with and without its server."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from motcua.simulator.town import DEMO_PASSWORD
from tests.cast import NOW
from tests.e2e.kiosk_place import Ward, kiosk, office, opened, touch, ward

__all__ = ["kiosk", "office", "opened", "ward"]

pytestmark = pytest.mark.e2e

Check = Callable[[Page], None]
MM_PER_PIXEL: Final = 22 * 25.4 / (1080**2 + 1920**2) ** 0.5
"""Of a screen of 22 inches."""
BOXES: Final = """all => all.map(e => e.getBoundingClientRect())
  .filter(r => r.width).map(r => [r.width, r.height])"""


def number_on(kiosk: Page) -> str:
    """The large number on the screen."""
    return kiosk.locator(".kiosk-number").inner_text()


def test_two_touches_to_a_number_each_as_large_as_a_hand_needs(
    ward: Ward, kiosk: Page, check_accessible: Check
) -> None:
    check_accessible(kiosk)
    _assert_reachable(kiosk)
    touch(kiosk, "Hộ tịch, chứng thực")
    expect(kiosk.get_by_role("heading", level=1)).to_contain_text("ưu tiên")
    check_accessible(kiosk)
    _assert_reachable(kiosk)
    touch(kiosk, "Không, lấy số thường")
    expect(kiosk.locator(".kiosk-number")).to_have_text("A001")
    check_accessible(kiosk)
    _assert_reachable(kiosk)

    height = kiosk.locator(".kiosk-number").bounding_box()
    assert height is not None
    assert height["height"] * MM_PER_PIXEL > 25
    assert ward.numbers() == [("A", 1, "waiting")]


def test_a_trembling_hand_takes_one_number(ward: Ward, kiosk: Page) -> None:
    touch(kiosk, "Hộ tịch, chứng thực")
    kiosk.clock.run_for(1_000)
    button = kiosk.get_by_text("Không, lấy số thường")
    button.dblclick()

    expect(kiosk.locator(".kiosk-number")).to_have_text("A001")
    assert len(ward.numbers()) == 1


def test_half_an_hour_without_the_server_nobody_is_sent_away_and_no_number_is_twice(
    ward: Ward, kiosk: Page, check_accessible: Check
) -> None:
    kiosk.wait_for_timeout(300)
    ward.go_down()
    given = []
    for words in ("Không, lấy số thường", "Từ 60 tuổi trở lên", "Không, lấy số thường"):
        touch(kiosk, "Hộ tịch, chứng thực")
        touch(kiosk, words)
        expect(kiosk.locator(".kiosk-number")).not_to_have_text("")
        given.append(number_on(kiosk))
        check_accessible(kiosk)
        touch(kiosk, "Xong")
    expect(kiosk.get_by_text("Mạng đang gián đoạn: máy vẫn phát số")).to_be_visible()

    ward.come_up(NOW + timedelta(minutes=30))
    kiosk.clock.run_for(11_000)
    kiosk.locator("body[data-untold='0']").wait_for()
    touch(kiosk, "Hộ tịch, chứng thực")
    touch(kiosk, "Không, lấy số thường")
    expect(kiosk.locator(".kiosk-number")).to_have_text("A001")

    assert given == ["A501", "A502", "A503"]
    assert [row[:2] for row in ward.numbers()] == [
        ("A", 501),
        ("A", 502),
        ("A", 503),
        ("A", 1),
    ]


def test_what_one_looked_up_is_gone_before_the_next_one_comes(
    kiosk: Page, check_accessible: Check
) -> None:
    touch(kiosk, "Tra cứu")
    check_accessible(kiosk)
    touch(kiosk, "Hồ sơ của tôi đến đâu?")
    for digit in "251125":
        kiosk.locator("[data-keys]").get_by_text(digit, exact=True).tap()
    check_accessible(kiosk)
    expect(kiosk.get_by_label("10 số cuối của mã hồ sơ")).to_have_value("251125")

    kiosk.clock.run_for(91_000)
    still = kiosk.get_by_role("dialog", name="Ông/Bà còn ở đây không?")
    expect(still).to_be_visible()
    check_accessible(kiosk)
    kiosk.get_by_role("button", name="Tiếp tục").click()
    expect(still).to_be_hidden()
    expect(kiosk.get_by_label("10 số cuối của mã hồ sơ")).to_have_value("251125")

    kiosk.clock.run_for(91_000)
    kiosk.clock.run_for(31_000)
    expect(kiosk.get_by_role("heading", level=1)).to_have_text(
        "Ông/Bà đến làm việc gì?"
    )
    assert "251125" not in kiosk.content()


def test_a_procedures_papers_are_found_by_touch_alone(
    kiosk: Page, check_accessible: Check
) -> None:
    touch(kiosk, "Tra cứu")
    touch(kiosk, "Thủ tục cần giấy tờ gì?")
    check_accessible(kiosk)
    touch(kiosk, "Hộ tịch, chứng thực")
    check_accessible(kiosk)
    kiosk.clock.run_for(1_000)
    kiosk.locator("[data-kind=row]").first.tap()
    expect(kiosk.get_by_role("heading", name="Giấy tờ cần có")).to_be_visible()
    check_accessible(kiosk)
    _assert_reachable(kiosk)


def test_who_asks_for_help_is_seen_at_the_door(
    ward: Ward, kiosk: Page, opened: Callable[..., Page], check_accessible: Check
) -> None:
    greeter = opened(viewport={"width": 1366, "height": 768})
    greeter.goto(f"{ward.address}/desk/hall/")
    greeter.get_by_label("Tên đăng nhập").fill("huongdan")
    greeter.get_by_label("Mật khẩu").fill(DEMO_PASSWORD)
    greeter.keyboard.press("Enter")
    greeter.wait_for_url("**/desk/hall/")

    touch(kiosk, "Gọi cán bộ")
    expect(kiosk.get_by_role("heading", level=1)).to_have_text("Đã gọi cán bộ")
    check_accessible(kiosk)

    expect(greeter.get_by_text("Có người bấm Gọi cán bộ")).to_be_visible()
    check_accessible(greeter)
    greeter.get_by_role("button", name="Tôi đến").click()
    expect(greeter.get_by_text("Mời đến Máy ở cửa.")).to_be_visible()
    expect(greeter.get_by_text("Có người bấm Gọi cán bộ")).to_be_hidden()


def _assert_reachable(kiosk: Page) -> None:
    """Nothing is scrolled for, and every target is as large as a finger of seventy needs."""
    hidden = kiosk.evaluate(
        "() => { const m = document.querySelector('.kiosk-main');"
        " return m.scrollHeight - m.clientHeight; }"
    )
    targets = kiosk.locator("[data-part] :is(a, button)").evaluate_all(BOXES)
    tiles = kiosk.locator(".kiosk-tiles .kiosk-tile").evaluate_all(BOXES)

    assert hidden <= 0, f"{hidden} pixels lie below the edge"
    assert all(
        width * MM_PER_PIXEL >= 20 and height * MM_PER_PIXEL >= 20
        for width, height in targets
    ), targets
    assert all(
        width * MM_PER_PIXEL >= 90 and height * MM_PER_PIXEL >= 40
        for width, height in tiles
    ), tiles
