"""What the journeys of issue 3 share: people at their screens, and slips read as text."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from motcua.simulator.town import DEMO_PASSWORD
from tests.e2e.conftest import Check

WIDTHS: Final = (360, 1366, 1920)
COLOURS: Final = 64


@dataclass
class Hall:
    """One served centre, its people's browsers, and axe to look at every page."""

    browser: Browser
    centre: str
    check: Check
    pictures: str = ""
    contexts: dict[str, BrowserContext] = field(default_factory=dict)

    def at(self, username: str, path: str = "") -> Page:
        """This person's window on this page; opened and signed in the first time."""
        if username not in self.contexts:
            self.contexts[username] = self._come_in(username)
        page = self.contexts[username].pages[0]
        if path:
            self.go(page, path)
        return page

    def go(self, page: Page, path: str) -> None:
        """Open a page of the centre and let axe look at it."""
        answer = page.goto(f"{self.centre}{path}")
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"
        self.check(page)

    def dossier(self, username: str, code: str, tab: str = "") -> Page:
        """The page of a dossier, as this person sees it."""
        query = f"?tab={tab}" if tab else ""
        return self.at(username, f"/desk/dossiers/{code}/{query}")

    def close(self) -> None:
        """Everybody goes home."""
        for context in self.contexts.values():
            context.close()
        self.contexts.clear()

    def look(self, page: Page, name: str = "", *, fold: int = 0) -> None:
        """Check the page at every width; keep pictures of it when asked.

        `fold` cuts the picture there, for pages much longer than what is new on them.
        """
        self.check(page)
        size = page.viewport_size
        assert size is not None
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{page.url} is {wide} wide at {width}"
            if name and self.pictures:
                self._keep(page, Path(self.pictures) / f"{name}-{width}.png", fold)
        page.set_viewport_size(size)

    def slip(self, username: str, code: str, form: str, number: int = 1) -> str:
        """The words of a slip as this person's browser fetches it."""
        path = f"/desk/dossiers/{code}/slips/{form}-{number}/?size=a4"
        return self.paper(username, path)

    def paper(self, username: str, path: str) -> str:
        """The words of a PDF as this person's browser fetches it."""
        answer = self.at(username).request.get(f"{self.centre}{path}")
        assert answer.ok, f"{path}: {answer.status}"
        assert answer.headers["content-type"] == "application/pdf"
        pages = PdfReader(io.BytesIO(answer.body())).pages
        return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))

    def _come_in(self, username: str) -> BrowserContext:
        context = self.browser.new_context(
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            viewport={"width": 1366, "height": 800},
        )
        context.set_default_timeout(15_000)
        page = context.new_page()
        if not username.startswith("citizen"):
            page.goto(f"{self.centre}/desk/sign-in/")
            page.get_by_label("Tên đăng nhập").fill(username)
            page.get_by_label("Mật khẩu").fill(DEMO_PASSWORD)
            page.keyboard.press("Enter")
            page.wait_for_url(lambda url: "sign-in" not in url)
        return context

    def _keep(self, page: Page, path: Path, fold: int) -> None:
        page.evaluate("scrollTo(0, 0)")
        height = int(page.evaluate("document.documentElement.scrollHeight"))
        shown = max(min(height, fold or height), 800)
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.set_viewport_size({"width": width, "height": shown})
        with Image.open(io.BytesIO(page.screenshot())) as picture:
            picture.convert("RGB").quantize(COLOURS).save(path, optimize=True)


@contextmanager
def leaving(page: Page) -> Iterator[None]:
    """Wait until the page has been left for the next one."""
    with page.expect_navigation():
        yield


def fill(place: Page | Locator, **said: str) -> None:
    """Type into the fields of a form by their names; `_` stands for `-`."""
    for name, words in said.items():
        one = place.locator(f'[name="{name}"]')
        if one.first.evaluate("e => e.tagName") == "SELECT":
            one.first.select_option(words)
        elif one.first.get_attribute("type") in {"radio", "checkbox"}:
            place.locator(f'[name="{name}"][value="{words}"]').check()
        else:
            one.first.fill(words)


def act(hall: Hall, username: str, code: str, verb: str, **said: str) -> Page:
    """Take a verb on the dossier's page, from its card or from its dialog."""
    page = hall.dossier(username, code)
    form = page.locator(f'form[action$="/{verb}/"]').last
    if not form.is_visible():
        name = form.evaluate("form => form.closest('dialog').id")
        page.locator(f'[data-opens="{name}"]').first.click()
        hall.check(page)
    fill(form, **said)
    with leaving(page):
        form.locator(
            'button[data-kind="primary"], button[data-kind="danger"]'
        ).last.click()
    expect(page.locator("main")).not_to_contain_text("Chưa gửi được")
    hall.check(page)
    return page


def hand_on(hall: Hall, username: str, code: str, **said: str) -> Page:
    """Finish the open step; what is unclaimed is taken first."""
    page = hall.dossier(username, code)
    if page.locator('form[action$="/hand-overs/"]').count() == 0:
        act(hall, username, code, "claims")
    return act(hall, username, code, "hand-overs", **said)


def intake(hall: Hall, procedure: str, end: str = "", **said: str) -> str:
    """Fill the intake sheet at the counter; return the code it was given."""
    page = hall.at("tiepnhan", f"/desk/intake/?procedure={procedure}")
    fill(page, **{name.replace("__", "-"): words for name, words in said.items()})
    page.get_by_role("button", name="Đủ cả").click()
    hall.look(page)
    if end:
        page.get_by_text("Chưa nhận được?").click()
    with leaving(page):
        page.locator(f'button[value="{end}"]').click() if end else page.keyboard.press(
            "Control+Enter"
        )
    hall.look(page)
    found = re.search(r"000\.00\.95\.H44-\d{6}-\d{4}", page.url)
    assert found, page.locator("main").inner_text()
    return found.group()


def follow(hall: Hall, citizen: str, code: str, tail: str) -> Page:
    """The citizen types code and last four digits on the public page."""
    page = hall.at(citizen, "/theo-doi/")
    fill(page, code=code.lower(), tail=tail)
    with leaving(page):
        page.keyboard.press("Enter")
    hall.look(page)
    expect(page.locator("main")).to_contain_text(code)
    return page


def reads(page: Page, *words: str) -> None:
    """The page says all of this."""
    for one in words:
        expect(page.locator("main")).to_contain_text(one)


def says(text: str, *words: str) -> None:
    """The paper says all of this."""
    plain = text.replace("\u00a0", " ")
    for one in words:
        assert one in plain, f"{one!r} is not in {plain!r}"


def person(name: str, number: str, part: str = "submitter") -> dict[str, Any]:
    """A person as typed at the counter."""
    return {
        f"{part}__personal_id": number,
        f"{part}__full_name": name,
        f"{part}__phone": "0912 345 678",
        f"{part}__address": "Tổ 1, phường Hòa Bình",
    }
