"""What a head asks of the reports."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts import selectors as accounts
from motcua.dossiers.models import DeviationKind
from motcua.dossiers.models.oversight import STUCK_HOURS
from motcua.dossiers.selectors import Wanted
from motcua.ward import selectors as ward
from motcua.ward.models import Centre
from motcua.web.desk import rows
from motcua.web.ui.days import DAY_FORMATS, DayField

DAYS: Final = timedelta(days=30)
LONGEST: Final = timedelta(days=366)
STEPS: Final = (
    ("assign", gettext_lazy("Phân công")),
    ("verify", gettext_lazy("Thẩm định")),
    ("review", gettext_lazy("Duyệt")),
    ("sign", gettext_lazy("Ký")),
    ("seal", gettext_lazy("Lấy số, đóng dấu")),
    ("deliver", gettext_lazy("Trả kết quả")),
)


class ReportForm(forms.Form):
    """The time, and what else narrows the report; empty means the last thirty days."""

    since = DayField(label=gettext_lazy("Từ ngày"), required=False, help_text="")
    until = DayField(label=gettext_lazy("Đến hết ngày"), required=False, help_text="")
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), required=False)
    step = forms.ChoiceField(label=gettext_lazy("Bước"), required=False)
    officer = forms.ChoiceField(label=gettext_lazy("Người làm"), required=False)
    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị, cơ quan"), required=False)

    def __init__(
        self,
        data: Any,
        *,
        centre: Centre,
        today: date,
        own_unit: UUID | None,
        is_whole: bool,
    ) -> None:
        """Offer the people and units this person may ask about."""
        first = today - DAYS
        filled = data.copy()
        for name, day in (("since", first), ("until", today)):
            filled[name] = filled.get(name) or f"{day:{DAY_FORMATS[0]}}"
        super().__init__(filled, auto_id="report-%s")
        self.own_unit, self.is_whole = own_unit, is_whole
        self.names: dict[str, dict[str, str]] = {}
        people = accounts.staff(centre)
        if not is_whole:
            people = people.filter(department_id=own_unit or UUID(int=0))
            del self.fields["unit"]
        else:
            units = [(str(u.id), rows.named(u)) for u in ward.departments(centre)]
            self._offer("unit", units)
        self._offer("kind", list(DeviationKind.choices))
        self._offer("step", list(STEPS))
        self._offer("officer", [(str(p.id), p.full_name) for p in people])

    def clean(self) -> dict[str, Any]:
        """The days are in order and at most a year."""
        said = super().clean() or {}
        since, until = said.get("since"), said.get("until")
        if since and until and not since <= until <= since + LONGEST:
            self.add_error(
                "until", _("Ngày cuối phải từ ngày đầu trở đi và trong vòng một năm.")
            )
        return said

    @property
    def wanted(self) -> Wanted:
        """The question as the selector takes it."""
        said = self.cleaned_data
        unit = said.get("unit") or None
        return Wanted(
            since=_midnight(said["since"]),
            until=_midnight(said["until"] + timedelta(days=1)),
            kind=said["kind"],
            officer_id=UUID(said["officer"]) if said["officer"] else None,
            unit_id=UUID(unit) if unit else (None if self.is_whole else self._own),
            step_key=said["step"],
        )

    @property
    def _own(self) -> UUID:
        # A head without a unit sees no unit's rows, not everybody's.
        return self.own_unit or UUID(int=0)

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Tất cả")), *choices]
        self.names[name] = {str(key): str(label) for key, label in choices}


class LimitForm(forms.Form):
    """After how many working hours a dossier is stuck, and who decided so."""

    working_hours = forms.IntegerField(
        label=gettext_lazy("Số giờ làm việc chưa có tiến triển"),
        min_value=1,
        max_value=400,
        initial=STUCK_HOURS,
        error_messages={
            "required": gettext_lazy("Ghi số giờ, từ 1 đến 400."),
            "invalid": gettext_lazy("Ghi số giờ, từ 1 đến 400."),
            "min_value": gettext_lazy("Ghi số giờ, từ 1 đến 400."),
            "max_value": gettext_lazy("Ghi số giờ, từ 1 đến 400."),
        },
    )
    source = forms.CharField(
        label=gettext_lazy("Theo văn bản nào"), max_length=200, required=False
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
