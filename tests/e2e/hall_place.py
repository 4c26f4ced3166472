"""A served centre that goes down and comes up again, and machines that are paired in it."""

from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.hall_hand import hand_in
from tests.e2e.served import free_port, running_centre


class Centre:
    """A served centre that can go down and come up again, and a hand in its hall."""

    def __init__(self, var: Path) -> None:
        """Come up for the first time."""
        self._var = var
        self._port = free_port()
        self._up = ExitStack()
        self.come_up()
        self._hands = ExitStack()
        self.hall = self._hands.enter_context(hand_in(var))

    def come_up(self) -> None:
        """Serve at the address of before."""
        self.address, self.server = self._up.enter_context(
            # Its hour is the real one, and at night the worker closes the hall.
            running_centre(self._var, self._port, with_worker=False)
        )

    def go_down(self) -> None:
        """Stop serving."""
        self._up.close()

    def end(self) -> None:
        """Go down for good."""
        self._hands.close()
        self.go_down()


def become(page: Page, place: Centre, kind: str = "hall", counter: int = 0) -> str:
    """Show a code, have it typed, become the machine; gives the device's key."""
    page.goto(f"{place.address}/thiet-bi/")
    code = page.locator(".pairing-code").inner_text()
    device = place.hall.pair(code, kind, kind, counter)
    page.wait_for_url("**/ki-ot/" if kind == "kiosk" else "**/man-hinh/")
    expect(page.locator("[data-clock]")).to_have_text(
        page.evaluate(
            """new Intl.DateTimeFormat("vi", { timeZone: "Asia/Ho_Chi_Minh",
            hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format()"""
        )
    )
    return device
