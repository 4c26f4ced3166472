"""The hall in real browsers: a machine is paired, shows, speaks, and says when it is lost."""

import signal
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, expect

from motcua.simulator.town import DEMO_PASSWORD
from tests.e2e.conftest import AS_ROOT, chromium
from tests.e2e.hall_place import Centre, become

pytestmark = pytest.mark.e2e

Check = Callable[[Page], None]
OFFICERS: Final = ("tiepnhan", "hotich", "vanthu", "giamdoc", "phochutich")
WIDE: Final = (1920, 1080)
TALL: Final = (1080, 1920)
SHARE: Final = """() => { const r = document.querySelector(".now").getBoundingClientRect();
  return r.width * r.height / (innerWidth * innerHeight); }"""
# What was said, and when: heard where the page tells itself. `html.said-3` when three
# things were heard, to be waited for.
EARS: Final = """window.said = [];
  document.addEventListener("voice", ({ detail: { what, key } }) =>
    document.documentElement.classList.add(
      `said-${said.push([what, key, performance.now()])}`));"""
CHIME_MS: Final = 1_200


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    """A centre whose five first counters are manned."""
    centre = Centre(tmp_path_factory.mktemp("hall"))
    for counter, officer in enumerate(OFFICERS, 1):
        centre.hall.sit(counter, officer)
    yield centre
    centre.end()


@pytest.fixture
def machine(browser: Browser, place: Centre) -> Iterator[Callable[..., Page]]:
    """A machine of the hall: `machine("counter", TALL, counter=1, reading_metres=9)`."""
    opened = []

    def pair(
        kind: str = "hall",
        size: tuple[int, int] = WIDE,
        counter: int = 0,
        motion: Any = "no-preference",
        speaks: bool = False,
        **how: Any,
    ) -> Page:
        context = browser.new_context(
            locale="vi-VN",
            viewport={"width": size[0], "height": size[1]},
            reduced_motion=motion,
        )
        opened.append(context)
        page = context.new_page()
        device = become(page, place, kind, counter)
        if how:
            place.hall.set_up(device, **how)
        if speaks:
            place.hall.let_speak(device)
        page.reload()
        return page

    yield pair
    for context in opened:
        context.close()


def test_a_code_typed_in_the_office_opens_the_screen_and_revoking_shuts_it(
    place: Centre, browser: Browser, page: Page, check_accessible: Check
) -> None:
    context = browser.new_context(
        locale="vi-VN", viewport={"width": 1920, "height": 1080}
    )
    screen = context.new_page()
    screen.goto(f"{place.address}/thiet-bi/")
    check_accessible(screen)
    code = screen.locator(".pairing-code").inner_text()

    page.goto(f"{place.address}/office/devices/")
    page.get_by_label("Tên đăng nhập").fill("quantri")
    page.get_by_label("Mật khẩu").fill(DEMO_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{place.address}/office/devices/")
    page.get_by_label("Mã đang hiện trên thiết bị").fill(code.lower())
    page.get_by_label("Dùng làm").select_option("results")
    page.get_by_label("Tên, chỗ đặt").fill("Bảng cạnh cửa ra")
    page.get_by_role("button", name="Ghép thiết bị").click()
    expect(page.get_by_role("heading", name="Bảng cạnh cửa ra")).to_be_visible()

    expect(screen.get_by_role("heading", name="Kết quả hồ sơ")).to_be_visible()
    check_accessible(screen)
    check_accessible(page)
    page.reload()
    expect(page.get_by_text("Đang chạy")).to_be_visible()

    page.get_by_role("link", name="Thu hồi").click()
    check_accessible(page)
    page.get_by_role("button", name="Thu hồi").click()

    # A machine reports every ten seconds: then it learns.
    expect(screen.locator(".pairing-code")).to_be_visible(timeout=15_000)
    context.close()


@pytest.mark.parametrize("width", [360, 1366])
def test_the_pages_of_the_office_are_accessible_and_fit(
    place: Centre,
    page: Page,
    machine: Callable[..., Page],
    check_accessible: Check,
    width: int,
) -> None:
    machine()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{place.address}/office/devices/")
    page.get_by_label("Tên đăng nhập").fill("quantri")
    page.get_by_label("Mật khẩu").fill(DEMO_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{place.address}/office/devices/")

    for path in ("", "morning/"):
        page.goto(f"{place.address}/office/devices/{path}")

        check_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.locator("h1").count() == 1

    page.goto(f"{place.address}/office/devices/")
    page.get_by_role("button", name="Ghép thiết bị").click()
    expect(page.get_by_role("heading", name="Có chỗ cần sửa")).to_be_visible()
    check_accessible(page)


@pytest.mark.parametrize("size", [WIDE, TALL], ids=["wide", "tall"])
@pytest.mark.parametrize("metres", [4, 10.2])
def test_the_call_takes_half_of_the_screen_and_everything_can_be_read(
    place: Centre,
    machine: Callable[..., Page],
    check_accessible: Check,
    size: tuple[int, int],
    metres: float,
) -> None:
    screen = machine(size=size, reading_metres=metres)
    for _ in range(6):
        place.hall.take()
    labels = [place.hall.call(1) for _ in range(6)]

    expect(screen.locator(".now-number")).to_have_text(labels[-1])

    assert screen.evaluate(SHARE) >= 0.5
    rows = screen.locator(".before-number").all_inner_texts()
    assert rows == labels[-2::-1]
    # Metres to millimetres to parts of a screen of 43 inches, 535 mm on its short side.
    wanted = max(metres / 0.4 / 535.4, 0.018) * min(size)
    for part in (".before-number", ".wait-count"):
        drawn = screen.locator(part).first.evaluate(
            """(it) => { const pen = document.createElement("canvas").getContext("2d");
            pen.font = `700 ${getComputedStyle(it).fontSize} "Be Vietnam Pro"`;
            return pen.measureText("0").actualBoundingBoxAscent; }"""
        )
        assert drawn >= wanted - 1, part
    spilled = screen.evaluate(
        """() => [...document.querySelectorAll(".screen *")]
        .filter((it) => it.textContent.trim() && it.checkVisibility()
          && !it.closest(".hidden-text, [data-side], .before-list"))
        .filter((it) => { const r = it.getBoundingClientRect();
          return r.right > innerWidth + 1 || r.bottom > innerHeight + 1 || r.left < -1; })
        .map((it) => it.className)"""
    )
    assert spilled == []
    number, door = (
        screen.locator(part).bounding_box() for part in (".now-number", ".now-door")
    )
    assert number
    assert door
    assert number["x"] + number["width"] <= door["x"]
    check_accessible(screen)


def test_the_screen_says_which_way_the_counter_lies(
    place: Centre, machine: Callable[..., Page]
) -> None:
    screen = machine(left=[1], right=[3])
    for _ in range(3):
        place.hall.take()

    ways = []
    for counter in (1, 2, 3):
        label = place.hall.call(counter)
        expect(screen.locator(".now-number")).to_have_text(label)
        ways.append(screen.locator(".now .way:visible").inner_text())

    assert ways == ["bên trái", "phía trước", "bên phải"]


@pytest.mark.parametrize(
    ("motion", "moves"), [("no-preference", 1), ("reduce", 0)], ids=["blink", "still"]
)
def test_a_new_call_blinks_for_ten_seconds_unless_motion_is_unwanted(
    place: Centre, machine: Callable[..., Page], motion: str, moves: int
) -> None:
    screen = machine(motion=motion)
    place.hall.take()

    expect(screen.locator(".now-number")).to_have_text(place.hall.call(2))

    found = screen.evaluate(
        """document.querySelector(".now").getAnimations().map((a) =>
        a.effect.getComputedTiming()).map(({ duration, iterations }) => [duration, iterations])"""
    )
    assert len(found) == moves
    for duration, iterations in found:
        assert 1_000 / duration <= 3
        assert duration * iterations <= 10_000
    assert "is-new" in str(screen.locator(".now").get_attribute("class"))


def test_a_counters_screen_follows_its_officer(
    place: Centre, machine: Callable[..., Page], check_accessible: Check
) -> None:
    screen = machine("counter", (1280, 720), counter=6, reading_metres=3)
    expect(screen.get_by_role("heading", name="Quầy chưa mở")).to_be_visible()

    place.hall.sit(6, "kinhte")
    place.hall.take("B")
    expect(screen.get_by_role("heading", name="Sẵn sàng")).to_be_visible()
    label = place.hall.call(6)
    expect(screen.locator(".place-number")).to_have_text(label)
    check_accessible(screen)

    place.hall.rest(6, minutes=20)
    expect(screen.get_by_role("heading", name="Tạm nghỉ")).to_be_visible()
    expect(screen.get_by_text("Làm việc lại lúc")).to_be_visible()
    check_accessible(screen)


def test_a_board_longer_than_the_screen_shows_the_rest_in_its_turn(
    place: Centre, machine: Callable[..., Page], check_accessible: Check
) -> None:
    board = machine("results", reading_metres=8)
    count = place.hall.finish_dossiers()
    expect(board.get_by_text(f"{count} kết quả")).to_be_visible()
    shown = board.locator(".ready-code:visible")
    check_accessible(board)
    seen = shown.all_inner_texts()
    assert len(seen) < count
    while len(seen) < count:
        expect(board.get_by_text(seen[-1], exact=True)).to_be_hidden(timeout=15_000)
        seen += shown.all_inner_texts()

    assert seen == sorted(set(seen))
    assert len(seen) == count


def test_a_silent_line_is_told_within_five_seconds_and_forgotten_when_it_speaks(
    place: Centre, machine: Callable[..., Page], check_accessible: Check
) -> None:
    screen = machine()
    place.hall.take()
    label = place.hall.call(2)
    expect(screen.locator(".now-number")).to_have_text(label)
    silence = "performance.now()"

    # Nothing is closed and nothing comes any more, as when a cable is pulled.
    place.server.send_signal(signal.SIGSTOP)
    began = screen.evaluate(silence)
    try:
        expect(screen.get_by_text("Tạm dừng")).to_be_visible(timeout=5_000)
        assert screen.evaluate(silence) - began <= 5_000
        expect(screen.get_by_text("Số gọi gần nhất")).to_be_visible()
        expect(screen.get_by_text("Mời số", exact=True)).to_be_hidden()
        expect(screen.locator(".now-number")).to_have_text(label)
        check_accessible(screen)
    finally:
        place.server.send_signal(signal.SIGCONT)

    expect(screen.get_by_text("Tạm dừng")).to_be_hidden(timeout=15_000)
    expect(screen.get_by_text("Mời số", exact=True)).to_be_visible()


def test_a_browser_that_forbids_sound_says_so_and_speaks_after_a_touch(
    place: Centre, machine: Callable[..., Page], check_accessible: Check
) -> None:
    screen = machine(speaks=True)
    screen.evaluate(EARS)
    button = screen.get_by_role("button", name="Bật tiếng")
    expect(button).to_be_visible()
    check_accessible(screen)

    button.click()
    place.hall.try_sound()

    hear(screen, 2)
    expect(button).to_be_hidden()


def hear(page: Page, count: int) -> None:
    """Wait until so many beginnings and ends of calls were heard."""
    page.wait_for_selector(f"html.said-{count}", timeout=20_000)


@pytest.fixture
def loud(browser: Browser) -> Iterator[Page]:
    """A machine whose browser may sound by itself, as a kiosk's is set up."""
    may_sound = browser.browser_type.launch(
        executable_path=chromium(),
        args=[
            "--disable-dev-shm-usage",
            "--autoplay-policy=no-user-gesture-required",
            *AS_ROOT,
        ],
    )
    context = may_sound.new_context(viewport={"width": 1920, "height": 1080})
    context.add_init_script(EARS)
    yield context.new_page()
    may_sound.close()


def test_calls_are_said_one_after_another_none_cut_and_none_twice(
    place: Centre, loud: Page
) -> None:
    place.hall.let_speak(become(loud, place))
    loud.reload()
    for _ in range(6):
        place.hall.take()
    called = []
    for counter in range(1, 6):
        called.append(place.hall.call(counter))
        # Each comes with a snapshot of its own, while another one is being said.
        expect(loud.locator(".now-number")).to_have_text(called[-1])
    hear(loud, 3)

    # The server goes in the middle of a call, and comes back.
    place.go_down()
    hear(loud, 10)
    before = loud.evaluate("said")
    place.come_up()
    expect(loud.get_by_text("Tạm dừng")).to_be_hidden(timeout=20_000)
    loud.reload()
    called.append(place.hall.call(1))
    hear(loud, 2)
    said = [*before, *loud.evaluate("said")]

    told = [key.partition("-")[0] for what, key, _ in said if what == "began"]
    assert told == called
    assert [what for what, *_ in said] == ["began", "ended"] * len(called)
    for (_, key, began), (_, same, ended) in zip(said[::2], said[1::2], strict=True):
        assert key == same
        assert ended - began >= CHIME_MS
