"""What every page keeps to, read from its HTML."""

import re
from html.parser import HTMLParser
from typing import Protocol


class Answer(Protocol):
    """What a page answered, in a test or outside of one."""

    content: bytes


class Outline(HTMLParser):
    """Counts headings, labels, controls and ids of one page."""

    def __init__(self) -> None:
        super().__init__()
        self.h1 = 0
        self.ids: list[str] = []
        self.labels: set[str] = set()
        self.controls: list[dict[str, str | None]] = []
        self.depth_of_label = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what matters of one tag."""
        values = dict(attrs)
        self.h1 += tag == "h1"
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag == "label":
            self.labels.add(str(values.get("for")))
            self.depth_of_label += 1
        is_control = tag in {"input", "select", "textarea"}
        if is_control and values.get("type") not in {"hidden", "submit"}:
            self.controls.append(
                values | {"inside": "yes" if self.depth_of_label else ""}
            )

    def handle_endtag(self, tag: str) -> None:
        """A label ends."""
        self.depth_of_label -= tag == "label"


def assert_sound(response: Answer) -> str:
    """Assert one h1, no id twice, a label for every control; return the text."""
    text = response.content.decode()
    outline = Outline()
    outline.feed(text)
    assert outline.h1 == 1, "a page has one h1"
    twice = {name for name in outline.ids if outline.ids.count(name) > 1}
    assert not twice, f"ids used twice: {twice}"
    unnamed = [
        control
        for control in outline.controls
        if not control["inside"]
        and not control.get("aria-label")
        and not control.get("aria-labelledby")
        and control.get("id") not in outline.labels
    ]
    assert not unnamed, f"controls without a label: {unnamed}"
    return text


def words_of(page: str) -> str:
    """What a reader of this HTML reads: no tags, so a code is whole however it breaks."""
    return re.sub(r"<[^>]*>", "", page)


def title_of(response: Answer) -> str:
    """The title of a page as the browser shows it."""
    text = response.content.decode()
    return " ".join(text.partition("<title>")[2].partition("</title>")[0].split())
