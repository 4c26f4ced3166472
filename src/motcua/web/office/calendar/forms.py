"""What an administrator tells the calendar."""

from datetime import datetime
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.rules.worktime import DayKind, InvalidLimit, TimeLimit, Unit
from motcua.ward.explanations import WEEKDAYS
from motcua.ward.models import CalendarDay, OfficeSeason
from motcua.ward.services import NewDay
from motcua.web.office.inputs import SessionsField, sessions_text
from motcua.web.ui.days import DayField

MOMENT_FORMATS: Final = ["%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
OPEN_KINDS: Final = {DayKind.WORKED_DAY, DayKind.CLOSURE}


class SpecialDayForm(forms.Form):
    """A day that is not like its weekday."""

    on = DayField(label=gettext_lazy("Ngày"))
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại ngày"),
        choices=CalendarDay.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn loại ngày")},
    )
    name = forms.CharField(
        label=gettext_lazy("Tên ngày hoặc lý do"),
        max_length=120,
        help_text=gettext_lazy("Người dân đọc được trên trang của phường"),
        error_messages={"required": gettext_lazy("Ghi tên ngày hoặc lý do")},
    )
    sessions = SessionsField(
        label=gettext_lazy("Giờ mở cửa trong ngày đó"),
        help_text=gettext_lazy(
            "Chỉ ghi khi làm bù hoặc đóng cửa một phần. Ví dụ 07:30-11:30"
        ),
    )
    replaces = DayField(
        label=gettext_lazy("Làm bù cho ngày"),
        required=False,
        help_text=gettext_lazy("Chỉ ghi khi làm bù"),
    )
    source = forms.CharField(
        label=gettext_lazy("Văn bản căn cứ"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Không có văn bản thì ngày mang dấu chưa xác minh"),
    )

    def clean(self) -> dict[str, Any]:
        """Hours and a replaced day belong to some kinds only."""
        data = super().clean() or {}
        kind = data.get("kind")
        if kind and data.get("sessions") and kind not in OPEN_KINDS:
            self.add_error("sessions", _("Ngày nghỉ thì không có giờ mở cửa"))
        if kind and data.get("replaces") and kind != DayKind.WORKED_DAY:
            self.add_error("replaces", _("Chỉ ngày làm bù mới thay cho ngày khác"))
        return data

    @property
    def day(self) -> NewDay:
        """What the form says, for the ward's service."""
        data = self.cleaned_data
        return NewDay(
            on=data["on"],
            kind=data["kind"],
            name=data["name"],
            sessions=data["sessions"],
            replaces=data["replaces"],
            source=data["source"],
        )


class HoursForm(forms.Form):
    """The plain week of one season."""

    def __init__(self, *given: Any, season: OfficeSeason, **more: Any) -> None:
        """One line per weekday, filled with the hours as they stand."""
        super().__init__(*given, **more)
        for day, name in enumerate(WEEKDAYS):
            label = str(name)
            self.fields[f"day_{day}"] = SessionsField(
                label=label[:1].upper() + label[1:],
                initial=sessions_text(season.week.get(str(day), [])),
            )

    def clean(self) -> dict[str, Any]:
        """An office opens at least on one weekday from Monday to Friday."""
        data = super().clean() or {}
        if not self.errors and not any(data[f"day_{day}"] for day in range(5)):
            raise forms.ValidationError(
                _("Phải mở cửa ít nhất một ngày từ thứ Hai đến thứ Sáu")
            )
        return data

    @property
    def week(self) -> dict[str, list[list[str]]]:
        """The week as the calendar keeps it."""
        spans = {str(day): self.cleaned_data[f"day_{day}"] for day in range(7)}
        return {day: sessions for day, sessions in spans.items() if sessions}


class ReckoningForm(forms.Form):
    """A moment and a limit, to see when that would be due."""

    received = forms.DateTimeField(
        label=gettext_lazy("Nhận lúc"),
        input_formats=MOMENT_FORMATS,
        help_text=gettext_lazy("Ngày/tháng/năm giờ:phút, ví dụ 24/11/2026 15:00"),
        widget=forms.DateTimeInput(
            format=MOMENT_FORMATS[0], attrs={"autocomplete": "off"}
        ),
        error_messages={
            "required": gettext_lazy("Ghi ngày giờ nhận"),
            "invalid": gettext_lazy("Ghi như 24/11/2026 15:00"),
        },
    )
    quantity = forms.IntegerField(
        label=gettext_lazy("Thời hạn"),
        min_value=1,
        max_value=1000,
        localize=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Ghi số"),
            "invalid": gettext_lazy("Ghi một số nguyên"),
            "min_value": gettext_lazy("Ít nhất là 1"),
            "max_value": gettext_lazy("Nhiều nhất là 1000"),
        },
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("Đơn vị"),
        choices=[
            (Unit.WORKING_DAYS, gettext_lazy("ngày làm việc")),
            (Unit.CALENDAR_DAYS, gettext_lazy("ngày")),
            (Unit.HOURS, gettext_lazy("giờ làm việc")),
            (Unit.MONTHS, gettext_lazy("tháng")),
            (Unit.SAME_DAY, gettext_lazy("trong ngày (số là 1)")),
        ],
    )

    def clean(self) -> dict[str, Any]:
        """Same day has no number but one."""
        data = super().clean() or {}
        if data.get("quantity") and data.get("unit"):
            try:
                data["limit"] = TimeLimit(data["quantity"], Unit(data["unit"]))
            except InvalidLimit:
                self.add_error("quantity", _("Giải quyết trong ngày thì số là 1"))
        return data

    @property
    def limit(self) -> TimeLimit:
        """The limit asked about."""
        limit: TimeLimit = self.cleaned_data["limit"]
        return limit

    @property
    def received_at(self) -> datetime:
        """The moment asked about, in the ward's zone."""
        received: datetime = self.cleaned_data["received"]
        return received
