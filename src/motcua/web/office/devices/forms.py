"""What an administrator tells of the machines of the hall."""

from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.queueing.models import Device
from motcua.queueing.printer_address import (
    AddressFault,
    NotAPrinterAddress,
    PrinterAddress,
)
from motcua.queueing.services.devices import NewDevice, SetUp
from motcua.rules import reading_distance
from motcua.ward import selectors as ward
from motcua.ward.models import Centre
from motcua.web.office.inputs import CountersField, counters_text
from motcua.web.ui.conditional import ConditionalText

NO_NUMBER: dict[str, Any] = {"invalid": gettext_lazy("Ghi bằng số")}
BAD_ADDRESS: Final[dict[AddressFault, str | Promise]] = {
    AddressFault.NOT_AN_ADDRESS: gettext_lazy(
        "Ghi địa chỉ bằng số, ví dụ 192.168.1.50"
    ),
    AddressFault.NOT_OUR_NETWORK: gettext_lazy(
        "Chỉ dùng máy in trong mạng của Trung tâm: 10.…, 172.16.…, 192.168.…"
    ),
    AddressFault.NOT_A_PORT: gettext_lazy("Cổng là số từ 1 đến 65535"),
}


class PairForm(forms.Form):
    """The code a machine shows, and what the machine is to be."""

    code = forms.CharField(
        label=gettext_lazy("Mã đang hiện trên thiết bị"),
        max_length=40,
        help_text=gettext_lazy("Mở trang /thiet-bi/ trên thiết bị để có mã, 7 ký tự"),
        error_messages={"required": gettext_lazy("Ghi mã đang hiện trên thiết bị")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Dùng làm"),
        choices=Device.Kind.choices,
        error_messages={"required": gettext_lazy("Chọn thiết bị dùng làm gì")},
    )
    name = forms.CharField(
        label=gettext_lazy("Tên, chỗ đặt"),
        max_length=60,
        help_text=gettext_lazy("Ví dụ Màn hình cạnh cửa chính"),
        error_messages={"required": gettext_lazy("Ghi tên hoặc chỗ đặt thiết bị")},
    )
    counter = ConditionalText(
        label=gettext_lazy("Số quầy, nếu là màn hình quầy"),
        max_length=3,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *given: Any, centre: Centre, **more: Any) -> None:
        """Know the counters of the centre."""
        super().__init__(*given, **more)
        self.counters = {str(each.number): each for each in ward.counters(centre)}

    def clean(self) -> dict[str, Any]:
        """A counter's screen names a counter there is; other machines name none."""
        said = super().clean() or {}
        if said.get("kind") != Device.Kind.COUNTER:
            said["counter"] = ""
        elif said.get("counter") not in self.counters:
            self.add_error("counter", _("Ghi số của một quầy có thật"))
        return said

    @property
    def new(self) -> NewDevice:
        """The machine as the hall keeps it."""
        said = self.cleaned_data
        return NewDevice(said["kind"], said["name"], self.counters.get(said["counter"]))


class SetUpForm(forms.Form):
    """Where a screen hangs and who reads it."""

    name = forms.CharField(
        label=gettext_lazy("Tên, chỗ đặt"),
        max_length=60,
        error_messages={"required": gettext_lazy("Ghi tên hoặc chỗ đặt thiết bị")},
    )
    reading_metres = forms.DecimalField(
        label=gettext_lazy("Người ngồi xa nhất cách màn hình"),
        min_value=Decimal(1),
        max_value=Decimal(40),
        max_digits=4,
        decimal_places=1,
        localize=True,
        help_text=gettext_lazy(
            "Tính bằng mét; chữ trên màn hình to theo khoảng cách này"
        ),
        error_messages={"required": gettext_lazy("Ghi khoảng cách")} | NO_NUMBER,
    )
    screen_inches = forms.IntegerField(
        label=gettext_lazy("Đường chéo màn hình"),
        min_value=7,
        max_value=120,
        help_text=gettext_lazy("Tính bằng inch, in trên nhãn phía sau màn hình"),
        error_messages={"required": gettext_lazy("Ghi cỡ màn hình")} | NO_NUMBER,
    )
    left = CountersField(label=gettext_lazy("Các quầy ở bên trái màn hình"))
    right = CountersField(label=gettext_lazy("Các quầy ở bên phải màn hình"))
    has_officer_name = forms.BooleanField(
        label=gettext_lazy("Hiện tên cán bộ đang ngồi quầy"), required=False
    )
    printer = forms.ChoiceField(
        label=gettext_lazy("In phiếu bằng"),
        choices=Device.Printer.choices,
        error_messages={"required": gettext_lazy("Chọn cách in phiếu")},
    )
    printer_host = ConditionalText(
        label=gettext_lazy("Địa chỉ máy in, nếu máy in có địa chỉ mạng"),
        max_length=45,
        help_text=gettext_lazy(
            "Địa chỉ số trong mạng của Trung tâm, ví dụ 192.168.1.50"
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    printer_port = forms.IntegerField(
        label=gettext_lazy("Cổng của máy in"),
        min_value=1,
        max_value=65535,
        help_text=gettext_lazy("Thường là 9100"),
        error_messages={
            "required": gettext_lazy("Ghi cổng của máy in"),
            "min_value": BAD_ADDRESS[AddressFault.NOT_A_PORT],
            "max_value": BAD_ADDRESS[AddressFault.NOT_A_PORT],
        }
        | NO_NUMBER,
    )
    printer_is_silent = forms.BooleanField(
        label=gettext_lazy("Máy in không báo tình trạng, vẫn dùng"), required=False
    )
    paper_mm = forms.TypedChoiceField(
        label=gettext_lazy("Khổ giấy"),
        choices=Device.Paper.choices,
        coerce=int,
        error_messages={"required": gettext_lazy("Chọn khổ giấy")},
    )

    def __init__(self, *given: Any, device: Device, **more: Any) -> None:
        """Ask only what a machine of this kind can use."""
        more.setdefault(
            "initial",
            {name: getattr(device, name) for name in self.base_fields}
            | {
                "left": counters_text(device.left),
                "right": counters_text(device.right),
            },
        )
        super().__init__(*given, **more)
        self.device = device
        for name in set(self.fields) - _asked(device.kind):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A counter lies on one side only."""
        said = super().clean() or {}
        both = set(said.get("left", ())) & set(said.get("right", ()))
        if both:
            self.add_error("right", _("Có quầy vừa ở bên trái vừa ở bên phải"))
        if said.get("printer") == Device.Printer.NETWORK:
            self._look_at_address(said)
        return said

    def _look_at_address(self, said: dict[str, Any]) -> None:
        if "printer_host" not in said or "printer_port" not in said:
            return
        try:
            PrinterAddress(said["printer_host"], said["printer_port"])
        except NotAPrinterAddress as problem:
            self.add_error("printer_host", str(BAD_ADDRESS[problem.fault]))

    @property
    def how(self) -> SetUp:
        """The set-up as the hall keeps it; what was not asked stays as it was."""
        kept = {name: getattr(self.device, name) for name in SetUp.__annotations__}
        return SetUp(**{**kept, **self.cleaned_data})


def too_small(metres: float) -> str:
    """What to say when letters for the distance do not fit on the screen."""
    return _("Màn hình cỡ này chỉ đọc rõ từ %(metres)s mét trở lại") % {
        "metres": f"{metres:.1f}".replace(".", ",")
    }


def letter_words(device: Device) -> str:
    """How high the letters of this screen are."""
    height = reading_distance.letter_mm(float(device.reading_metres))
    return _("Chữ cao ít nhất %(mm)s mm") % {"mm": round(height)}


def _asked(kind: str) -> set[str]:
    screen = {"name", "reading_metres", "screen_inches"}
    return {
        Device.Kind.HALL.value: screen | {"left", "right"},
        Device.Kind.COUNTER.value: screen | {"has_officer_name"},
        Device.Kind.RESULTS.value: screen,
        Device.Kind.KIOSK.value: {
            "name",
            "printer",
            "printer_host",
            "printer_port",
            "printer_is_silent",
            "paper_mm",
        },
    }.get(kind, {"name"})
