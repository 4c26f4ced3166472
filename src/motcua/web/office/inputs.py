"""Form fields as administrators type: days, clock times, hours of a day."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

COUNTERS: Final = re.compile(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?")
SESSION: Final = re.compile(r"(\d{1,2})[:hH.](\d{2})?\s*[-–]\s*(\d{1,2})[:hH.](\d{2})?")


class SessionsField(forms.CharField):
    """The hours of one day: 07:30-11:30, 13:00-17:00; empty means closed."""

    def __init__(self, **given: Any) -> None:
        """Take the words of the field; nothing is required, closed is an answer."""
        given.setdefault("help_text", gettext_lazy("Ví dụ 07:30-11:30, 13:00-17:00"))
        super().__init__(required=False, max_length=120, **given)
        self.widget.attrs["autocomplete"] = "off"

    def clean(self, value: Any) -> list[list[str]]:
        """The pairs of opening and closing times, morning first."""
        text = super().clean(value)
        spans = sorted(_span(part) for part in text.split(",") if part.strip())
        for earlier, later in pairwise(spans):
            if later[0] < earlier[1]:
                raise ValidationError(_("Các buổi trùng giờ nhau"))
        return spans


class CountersField(forms.CharField):
    """Counters by their numbers: 1-5, 7; none is an answer."""

    def __init__(self, **given: Any) -> None:
        """Take the words of the field."""
        given.setdefault(
            "help_text", gettext_lazy("Ví dụ 1-5, 7. Không có thì để trống")
        )
        super().__init__(required=False, max_length=80, **given)
        self.widget.attrs["autocomplete"] = "off"

    def clean(self, value: Any) -> tuple[int, ...]:
        """The numbers in order, each once."""
        text = super().clean(value)
        spans = (_numbers(part) for part in text.split(",") if part.strip())
        return tuple(sorted({number for span in spans for number in span}))


def counters_text(numbers: Sequence[int]) -> str:
    """The same numbers as text for the field: neighbours as one span."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    return ", ".join(
        f"{span[0]}-{span[-1]}" if len(span) > 1 else str(span[0]) for span in spans
    )


def sessions_text(sessions: list[list[str]]) -> str:
    """The same hours as text for the field."""
    return ", ".join(f"{opens}-{closes}" for opens, closes in sessions)


def day_or_none(text: str) -> date | None:
    """The day of an address, or None when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _numbers(part: str) -> range:
    match = COUNTERS.fullmatch(part.strip())
    if match is None:
        raise ValidationError(_("Ghi số quầy như 1-5, 7"))
    first = int(match[1])
    return range(first, int(match[2] or first) + 1)


def _span(part: str) -> list[str]:
    match = SESSION.fullmatch(part.strip())
    wrong = ValidationError(_("Ghi giờ như 07:30-11:30, 13:00-17:00"))
    if match is None:
        raise wrong
    first, minute, last, end = match.groups()
    opens, closes = (
        f"{int(hour):02}:{minutes or '00'}"
        for hour, minutes in ((first, minute), (last, end))
    )
    if closes > "23:59" or opens[3:] > "59" or closes[3:] > "59":
        raise wrong
    if opens >= closes:
        raise ValidationError(_("Giờ đóng phải sau giờ mở"))
    return [opens, closes]
