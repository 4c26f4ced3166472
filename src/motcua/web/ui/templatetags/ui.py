"""Template tags of the design system: `{% load ui %}`."""

import re
from datetime import date, datetime
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

from django import template
from django.forms import BoundField
from django.template import Context
from django.utils import timezone
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from motcua.web.ui import formatting
from motcua.web.ui.deadlines import Deadline
from motcua.web.ui.parts import Cell, Row
from motcua.web.ui.states import StateLook
from motcua.web.ui.states import state_look as look_of_state

register = template.Library()

ICONS: Final = Path(__file__).resolve().parents[1] / "static/ui/vendor/lucide"
DRAWING: Final = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
NAME: Final = re.compile(r"[a-z0-9-]+")


@cache
def _drawing(name: str) -> str:
    if not NAME.fullmatch(name):
        raise template.TemplateSyntaxError(f"No icon is called {name!r}")
    try:
        svg = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise template.TemplateSyntaxError(f"No icon is called {name!r}") from None
    found = DRAWING.search(svg)
    assert found
    return " ".join(found[1].split())


@cache
def _icon(name: str, extra: str) -> SafeString:
    kind = f"icon {_escaped(extra)}" if extra else "icon"
    return _html(
        f'<svg class="{kind}" aria-hidden="true" focusable="false"'
        f' viewBox="0 0 24 24">{_drawing(name)}</svg>'
    )


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """An inline Lucide icon, silent to screen readers, as big as the text beside it."""
    return _icon(name, extra)


@register.simple_tag
def deadline(kind: str, amount: int | None = None, unit: str = "day") -> Deadline:
    """A due time for a chip: `{% deadline "soon" 2 "day" as due %}`."""
    return Deadline(kind, amount, unit or "day")


@register.filter
def state_look(code: int | str) -> StateLook:
    """The word, icon and tone of a dossier state by its number."""
    return look_of_state(code)


@register.filter
def badge(code: int | str) -> SafeString:
    """A dossier's state: its word, icon and tone.

    A filter, not a template: long lists show one in every row.
    """
    look = look_of_state(code)
    return _html(
        f'<span class="badge" data-tone="{_escaped(look.tone)}">'
        f"{icon(look.icon)}<span>{_escaped(look.label)}</span></span>"
    )


@register.filter
def chip(due: Deadline) -> SafeString:
    """A due time: its words, icon and tone; a filter for the same reason."""
    late = " data-late" if due.kind == "overdue" else ""
    return _html(
        f'<span class="deadline-chip" data-tone="{_escaped(due.look.tone)}"{late}>'
        f"{icon(due.look.icon)}<span>{_escaped(due.words)}</span></span>"
    )


@register.simple_tag(takes_context=True)
def cells(context: Context, row: Row) -> SafeString:
    """The cells of a table's row; the first one heads it.

    In Python, because a list of fifty rows has hundreds of them.
    """
    drawn = [_cell(context, cell, tag=_HEAD) for cell in row.cells[:1]]
    drawn += [_cell(context, cell, tag=_DATA) for cell in row.cells[1:]]
    return _html("".join(drawn))


_HEAD: Final = ("th", ' scope="row"', " data-row-link")
_DATA: Final = ("td", "", "")


def _cell(context: Context, cell: Cell, *, tag: tuple[str, str, str]) -> str:
    name, scope, leads = tag
    if cell.template:
        words = _partial(context, cell)
    else:
        words = _words(cell, leads)
        if cell.note:
            words += f'<span class="table-note">{_escaped(cell.note)}</span>'
    kind = ' class="number"' if cell.column.is_number else ""
    label = _escaped(cell.column.label)
    return f'<{name}{scope} data-label="{label}"{kind}>{words}</{name}>'


def _partial(context: Context, cell: Cell) -> str:
    assert context.template is not None
    part = context.template.engine.get_template(cell.template)
    with context.push(cell=cell):
        return part.render(context)


def _words(cell: Cell, leads: str) -> str:
    if cell.badge:
        return badge(cell.badge)
    if cell.due:
        return f'<span class="deadline">{chip(cell.due)}</span>'
    text = _escaped(localize(cell.text))
    if not cell.url:
        return text
    kind = "table-link code" if cell.is_code else "table-link"
    return f'<a class="{kind}" href="{_escaped(cell.url)}"{leads}>{text}</a>'


def _escaped(text: object) -> str:
    """What `format_html` makes of one value, a good deal faster."""
    return text if isinstance(text, SafeString) else escape(str(text))


def _html(text: str) -> SafeString:
    return mark_safe(text)  # noqa: S308  (every part was escaped above)


@register.filter
def dossier_code(code: str) -> SafeString:
    """A dossier's code that, on a narrow page, breaks only after the agency's part."""
    agency, _dash, rest = code.partition("-")
    if not rest:
        return format_html("{}", code)
    return format_html(
        '<span class="nowrap">{}-</span><wbr><span class="nowrap">{}</span>',
        agency,
        rest,
    )


@register.filter
def vn_date(value: date | None) -> str:
    """24/11/2026."""
    return formatting.vn_date(_local(value), _language()) if value else ""


@register.filter
def vn_time(value: datetime | None) -> str:
    """16:30."""
    return formatting.vn_time(_local_moment(value)) if value else ""


@register.filter
def vn_datetime(value: datetime | None) -> str:
    """16:30, thứ Ba 24/11/2026."""
    return formatting.vn_datetime(_local_moment(value), _language()) if value else ""


@register.filter
def vn_weekday(value: date | None) -> str:
    """thứ Ba."""
    return formatting.vn_weekday(_local(value), _language()) if value else ""


@register.filter
def vn_number(value: int | None) -> str:
    """12.345."""
    return "" if value is None else formatting.vn_number(value, _language())


@register.filter
def dong(value: int | None) -> str:
    """8.000 đ."""
    return "" if value is None else formatting.dong(value, _language())


@register.filter
def mask_id(value: str | None) -> str:
    """0170****1234."""
    return formatting.mask_id(value) if value else ""


@register.filter
def phone(value: str | None) -> str:
    """0912 345 678."""
    return formatting.phone(value) if value else ""


@register.filter
def first_control_id(field: BoundField) -> str:
    """The id an error link jumps to: the control, or the first of its group."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def control_kind(field: BoundField) -> str:
    """`checkbox`, `group` or `line`: which of the three shapes a field takes."""
    widget = field.field.widget
    if widget.use_fieldset:
        return "group"
    return "checkbox" if getattr(widget, "input_type", "") == "checkbox" else "line"


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "vi"


def _local(value: date) -> date:
    return _local_moment(value) if isinstance(value, datetime) else value


def _local_moment(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value
