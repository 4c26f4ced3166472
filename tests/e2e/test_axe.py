"""The eye that looks at every page sees what it should."""

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import Check

pytestmark = pytest.mark.e2e
GOOD = """<!doctype html><html lang="vi"><title>Một Cửa</title><main><h1>Tra cứu</h1>
<label>Mã hồ sơ <input></label> <a href="/">Trang đầu</a></main></html>"""


def test_a_good_page_passes(page: Page, check_accessible: Check) -> None:
    page.set_content(GOOD)

    check_accessible(page)


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("<label>Mã hồ sơ <input></label>", "<input>", "label"),
        (' lang="vi"', "", "html-has-lang"),
        ("<title>Một Cửa</title>", "", "document-title"),
        ("<a ", "<a style='color:#eee' ", "color-contrast"),
    ],
)
def test_a_planted_barrier_is_seen(
    page: Page, check_accessible: Check, before: str, after: str, rule: str
) -> None:
    page.set_content(GOOD.replace(before, after))

    with pytest.raises(AssertionError, match=rule):
        check_accessible(page)
