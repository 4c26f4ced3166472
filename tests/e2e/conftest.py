"""A real browser for the journeys, and axe to look at every page they pass."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    sync_playwright,
)

from tests.e2e.served import served_centre

AXE: Final = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
PROGRAMS: Final = ("chromium", "chromium-browser", "google-chrome")
RULES: Final = {
    "runOnly": [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice",
    ],
    "resultTypes": ["violations"],
    # The only rule of WCAG 2.2, off unless asked for.
    "rules": {"target-size": {"enabled": True}},
}
# Chromium's own sandbox does not work for root.
AS_ROOT: Final = ["--no-sandbox"] if os.geteuid() == 0 else []

# Heard by every page before its own scripts: what the style and script policy refused.
LISTENER: Final = """addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))"""
# An answer of 4xx or a line cut on purpose is part of a journey; of our own assets never.
EXPECTED: Final = "Failed to load resource"
ASSETS: Final = ("/static/", "/ui/")

Check = Callable[[Page], None]


def chromium() -> str:
    """Where this machine's browser is."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    assert found, "Chromium is missing: apt-get install chromium"
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium; a journey opens one context per person in it."""
    # Playwright keeps an event loop in this thread, which is no reason for Django to
    # refuse: the loop runs nothing of ours.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as play:
        opened = play.chromium.launch(
            executable_path=chromium(), args=["--disable-dev-shm-usage", *AS_ROOT]
        )
        yield opened
        opened.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(autouse=True)
def no_complaint(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every journey fails when a page complains: a refused style, an error of a script."""
    complaints: list[str] = []
    opened = browser.new_context

    def hear(message: ConsoleMessage) -> None:
        is_lost = EXPECTED in message.text and not (
            "status of" in message.text
            and any(part in message.location["url"] for part in ASSETS)
        )
        if message.type == "error" and not is_lost:
            complaints.append(f"{message.location['url']}: {message.text}")

    def new_context(**options: Any) -> BrowserContext:
        context = opened(**options)
        context.add_init_script(LISTENER)
        context.on("console", hear)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        return context

    monkeypatch.setattr(browser, "new_context", new_context)
    yield
    assert not complaints, "\n".join(complaints)


@pytest.fixture(scope="session")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a served trial centre, started once for all journeys."""
    with served_centre(tmp_path_factory.mktemp("centre")) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """One person's window, of a Vietnamese visitor at a desk."""
    context = browser.new_context(
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        viewport={"width": 1366, "height": 768},
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def check_accessible() -> Check:
    """A function that fails when axe finds anything wrong on the page."""
    source = AXE.read_text(encoding="utf-8")

    def check(page: Page) -> None:
        page.evaluate(source)
        found: dict[str, Any] = page.evaluate("rules => axe.run(rules)", RULES)
        wrong = [
            f"{violation['id']}: {violation['help']}: {node['html'][:120]}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]
        assert not wrong, f"{page.url}\n" + "\n".join(wrong)

    return check
