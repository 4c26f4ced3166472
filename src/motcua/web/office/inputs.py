"""Form fields as administrators type: days, clock times, hours of a day."""

import re
from datetime import date
from itertools import pairwise
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DAY_FORMATS: Final = ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"]
SESSION: Final = re.compile(r"(\d{1,2})[:hH.](\d{2})?\s*[-–]\s*(\d{1,2})[:hH.](\d{2})?")
DAY_SENTENCES: Final = {
    "required": gettext_lazy("Ghi ngày"),
    "invalid": gettext_lazy("Ghi theo ngày/tháng/năm, ví dụ 02/09/2026"),
}


class DayField(forms.DateField):
    """A day as people here write it: 24/11/2026."""

    def __init__(self, **given: Any) -> None:
        """Take the words of the field; format and widget are the house's."""
        given.setdefault("help_text", gettext_lazy("Ngày/tháng/năm, ví dụ 02/09/2026"))
        given["error_messages"] = DAY_SENTENCES | given.get("error_messages", {})
        super().__init__(
            input_formats=DAY_FORMATS,
            widget=forms.DateInput(
                format="%d/%m/%Y", attrs={"autocomplete": "off", "inputmode": "numeric"}
            ),
            **given,
        )


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


def sessions_text(sessions: list[list[str]]) -> str:
    """The same hours as text for the field."""
    return ", ".join(f"{opens}-{closes}" for opens, closes in sessions)


def day_or_none(text: str) -> date | None:
    """The day of an address, or None when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


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
