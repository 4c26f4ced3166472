"""What a keeper of the register says to carry a file off."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers.services.register_files import PART, Wanted


class FileForm(forms.Form):
    """Which file of the year, and what for."""

    file = forms.ChoiceField(label=gettext_lazy("Tệp"))
    reason = forms.CharField(
        label=gettext_lazy("Để làm gì"),
        max_length=300,
        error_messages={"required": gettext_lazy("Ghi tệp dùng để làm gì")},
    )

    def __init__(self, *args: Any, parts: int, **kwargs: Any) -> None:
        """Offer the tables of the year and each part of its book."""
        super().__init__(*args, **kwargs)
        books = [
            (
                f"pdf-{part}",
                _("Bản in PDF, quyển %(part)d (từ số %(first)d)")
                % {"part": part, "first": (part - 1) * PART + 1},
            )
            for part in range(1, parts + 1)
        ]
        self.fields["file"].choices = [  # type: ignore[attr-defined]
            ("xlsx-1", _("Bảng tính XLSX cả năm")),
            ("csv-1", _("Tệp CSV cả năm")),
            *books,
        ]

    def wanted(self, year: int) -> Wanted:
        """The file, once the form is sound."""
        kind, part = self.cleaned_data["file"].split("-")
        return Wanted(year, kind, int(part))
