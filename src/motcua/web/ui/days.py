"""A day as people here write it, in any form."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy

DAY_FORMATS: Final = ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"]
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
