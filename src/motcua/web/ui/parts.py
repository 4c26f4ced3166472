"""What pages hand to components: small frozen values, ready to show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from motcua.web.ui.deadlines import Deadline

StepState = Literal["done", "current", "next", "stopped"]


@dataclass(frozen=True, kw_only=True)
class NavItem:
    """A link of a navigation, of tabs, of tiles or of a trail."""

    label: str
    url: str = ""
    icon: str = ""
    text: str = ""
    keys: str = ""
    count: int | str | None = None
    is_current: bool = False
    is_main: bool = False


@dataclass(frozen=True, kw_only=True)
class ActionLink:
    """One lawful action of a toolbar: a page (`url`) or a dialog here (`opens`)."""

    label: str
    url: str = ""
    opens: str = ""
    icon: str = ""
    kind: str = "secondary"
    keys: str = ""


@dataclass(frozen=True, kw_only=True)
class TimelineStep:
    """One plain-word step of a timeline."""

    title: str
    state: StepState
    at: datetime | None = None
    text: str = ""
    who: str = ""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A term and its value; `template` is a partial given `fact` instead of a value."""

    term: str
    value: object = ""
    note: str = ""
    url: str = ""
    link: str = ""
    template: str = ""


@dataclass(frozen=True, kw_only=True)
class Column:
    """The head of a table's column."""

    label: str
    is_number: bool = False
    is_hidden: bool = False


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One value of a row: text, link, state badge, deadline, or a partial of its own."""

    column: Column
    text: object = ""
    note: str = ""
    url: str = ""
    is_code: bool = False
    badge: int | str | None = None
    due: Deadline | None = None
    template: str = ""


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a table; its first cell names it."""

    cells: Sequence[Cell]
    is_selected: bool = False
    tone: str = ""


@dataclass(frozen=True, kw_only=True)
class PaperRow:
    """One paper of a checklist: which kind of copy, how many, is it here."""

    key: str
    label: str
    note: str = ""
    is_required: bool = True
    kinds: Sequence[tuple[str, str]] = ()
    kind: str = ""
    count: int = 1
    is_present: bool | None = None
