"""Tags of the office: `{% load office %}`."""

from typing import Any

from django import template
from django.utils.translation import get_language

from motcua.accounts import roles
from motcua.ward.explanations import WEEKDAYS
from motcua.web.office.inputs import sessions_text

register = template.Library()


@register.filter
def role_name(code: str) -> str:
    """The name of a role in the language of the page."""
    return roles.role_name(code)


@register.filter
def named(thing: object) -> str:
    """The name of a row in the language of the page."""
    english = str(getattr(thing, "name_en", "") or "")
    return (
        english
        if english and get_language() == "en"
        else str(getattr(thing, "name", ""))
    )


@register.filter
def hours(sessions: list[list[str]]) -> str:
    """07:30-11:30, 13:00-17:00."""
    return sessions_text(sessions)


@register.filter
def week_rows(week: dict[str, list[list[str]]]) -> list[tuple[str, list[list[str]]]]:
    """The weekdays with their hours, Monday first."""
    return [(str(name), week.get(str(day), [])) for day, name in enumerate(WEEKDAYS)]


@register.filter
def item(values: dict[Any, Any], key: Any) -> Any:
    """The value of a key."""
    return values.get(key)
