"""What an administrator says of a queue."""

import re
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.queueing.models import Queue
from motcua.queueing.services.setting_up import QueueTold
from motcua.ward import selectors as ward

LETTER: Final = re.compile("[A-Z]")
ICONS: Final = (
    ("users", gettext_lazy("Người")),
    ("house", gettext_lazy("Nhà")),
    ("heart-handshake", gettext_lazy("Bàn tay và trái tim")),
    ("store", gettext_lazy("Cửa hàng")),
    ("id-card", gettext_lazy("Thẻ")),
    ("package-check", gettext_lazy("Gói hàng")),
    ("stamp", gettext_lazy("Con dấu")),
    ("banknote", gettext_lazy("Tiền")),
    ("circle-help", gettext_lazy("Dấu hỏi")),
)


def _minutes(label: Any, *, least: int = 1, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=240,
        help_text=help_text,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Ghi số phút"),
            "invalid": gettext_lazy("Ghi số phút, ví dụ 20"),
            "min_value": gettext_lazy("Ít nhất %(limit_value)s phút"),
            "max_value": gettext_lazy("Nhiều nhất %(limit_value)s phút"),
        },
    )


class QueueForm(forms.Form):
    """A queue: its names, its services, how long people may wait, whether it is open."""

    letter = forms.CharField(
        label=gettext_lazy("Chữ của dãy số"),
        max_length=1,
        help_text=gettext_lazy("Một chữ từ A đến Z, đứng trước mọi số của hàng này"),
        error_messages={
            "required": gettext_lazy("Ghi một chữ"),
            "max_length": gettext_lazy("Chỉ một chữ"),
        },
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters"}
        ),
    )
    name = forms.CharField(
        label=gettext_lazy("Tên nhóm việc"),
        max_length=80,
        error_messages={
            "required": gettext_lazy("Ghi tên nhóm việc"),
            "max_length": gettext_lazy("Nhiều nhất %(limit_value)d chữ"),
        },
    )
    name_en = forms.CharField(
        label=gettext_lazy("Tên tiếng Anh"), max_length=80, required=False
    )
    icon = forms.ChoiceField(label=gettext_lazy("Hình"), choices=ICONS)
    fields_served = forms.MultipleChoiceField(
        label=gettext_lazy("Lĩnh vực"),
        required=False,
        help_text=gettext_lazy("Thủ tục của các lĩnh vực này được làm ở hàng này"),
        widget=forms.CheckboxSelectMultiple,
    )
    ordinary_minutes = _minutes(
        gettext_lazy("Người thường chờ nhiều nhất (phút)"),
        help_text=gettext_lazy("Người đang chờ giữ thời gian đã hẹn lúc lấy số"),
    )
    appointment_minutes = _minutes(gettext_lazy("Người có hẹn chờ nhiều nhất (phút)"))
    priority_minutes = _minutes(gettext_lazy("Người ưu tiên chờ nhiều nhất (phút)"))
    most_waiting = forms.IntegerField(
        label=gettext_lazy("Ngừng phát số khi có từng này người chờ"),
        required=False,
        min_value=1,
        max_value=999,
        help_text=gettext_lazy("Để trống thì không giới hạn"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": gettext_lazy("Ghi số người, ví dụ 40"),
            "min_value": gettext_lazy("Ít nhất 1 người; muốn ngừng hẳn thì đóng hàng"),
            "max_value": gettext_lazy("Nhiều nhất 999 người"),
        },
    )
    last_minutes = _minutes(
        gettext_lazy("Ngừng phát số trước giờ đóng cửa (phút)"), least=0
    )
    per_half_hour = forms.IntegerField(
        label=gettext_lazy("Nhận hẹn mỗi nửa giờ"),
        min_value=0,
        max_value=99,
        help_text=gettext_lazy("Số người hẹn trước được; 0 thì không nhận hẹn"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Ghi số người, 0 nếu không nhận hẹn"),
            "invalid": gettext_lazy("Ghi số người, ví dụ 2"),
            "min_value": gettext_lazy("Ghi số người, 0 nếu không nhận hẹn"),
            "max_value": gettext_lazy("Nhiều nhất 99 người"),
        },
    )
    is_open = forms.BooleanField(label=gettext_lazy("Đang mở, phát số"), required=False)
    closed_note = forms.CharField(
        label=gettext_lazy("Lời nhắn cho người dân khi đóng"),
        max_length=160,
        required=False,
    )
    is_confirmed = forms.BooleanField(
        label=gettext_lazy("Đúng với phân công của Trung tâm, thôi đánh dấu là ví dụ"),
        required=False,
    )

    def __init__(self, *given: Any, queue: Queue | None = None, **more: Any) -> None:
        """Offer the fields of procedures; ask about the example only where it is one."""
        more.setdefault("initial", _initial(queue))
        more.setdefault("auto_id", "queue-%s")
        super().__init__(*given, **more)
        self.queue = queue
        choices = self.fields["fields_served"]
        assert isinstance(choices, forms.MultipleChoiceField)
        choices.choices = [(field.code, field.name) for field in ward.fields()]
        if queue is None or not queue.is_synthetic:
            del self.fields["is_confirmed"]
        if queue is not None and queue.icon not in dict(ICONS):
            icons = self.fields["icon"]
            assert isinstance(icons, forms.ChoiceField)
            icons.choices = [(queue.icon, queue.icon or "—"), *ICONS]

    def clean_letter(self) -> str:
        """One letter that can be read aloud and printed."""
        letter = str(self.cleaned_data["letter"]).upper()
        if not LETTER.fullmatch(letter):
            raise forms.ValidationError(_("Một chữ từ A đến Z, không dấu"))
        return letter

    @property
    def told(self) -> QueueTold:
        """The queue as the hall keeps it."""
        said = dict(self.cleaned_data)
        is_example = self.queue is not None and self.queue.is_synthetic
        is_confirmed = said.pop("is_confirmed", False)
        return QueueTold(
            fields=tuple(said.pop("fields_served")),
            is_synthetic=is_example and not is_confirmed,
            **said,
        )


def _initial(queue: Queue | None) -> dict[str, Any]:
    if queue is None:
        new = Queue()
        return {**_values(new), "icon": ICONS[0][0]}
    return {**_values(queue), "fields_served": queue.fields}


def _values(queue: Queue) -> dict[str, Any]:
    names = set(QueueForm.base_fields) - {"fields_served", "is_confirmed"}
    return {name: getattr(queue, name) for name in names}
