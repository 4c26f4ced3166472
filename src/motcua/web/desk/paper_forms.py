"""What stands on a slip of paper and its stub, as somebody types it in."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts import selectors as accounts
from motcua.accounts.roles import CAPABILITIES, Capability
from motcua.queueing.models import Queue, Ticket
from motcua.queueing.services.paper_series import Served, Slip
from motcua.visits import walk_ins
from motcua.ward import selectors as ward
from motcua.ward.models import Centre
from motcua.web.ui.conditional import ConditionalText
from motcua.web.ui.days import DayField

LABEL: Final = re.compile(r"\s*([A-Za-zĐđ])\s*-?\s*(\d{1,4})\s*")
TIMES: Final = ("%H:%M", "%Hh%M", "%H.%M", "%H %M", "%H%M")
SERVED: Final = ("called", "ended", "counter", "officer", "service")
CALLERS: Final = frozenset(
    role for role, cans in CAPABILITIES.items() if Capability.CALL_TICKETS in cans
)


class ClockField(forms.TimeField):
    """A time as it stands on a stub: 8:05, 8h05."""

    def __init__(self, **given: Any) -> None:
        """Take the words of the field."""
        given.setdefault(
            "error_messages",
            {
                "invalid": gettext_lazy("Ghi giờ như 8:05 hoặc 8h05"),
                "required": gettext_lazy("Ghi giờ đưa số"),
            },
        )
        super().__init__(
            input_formats=TIMES,
            widget=forms.TimeInput(
                format="%H:%M",
                attrs={"autocomplete": "off", "inputmode": "numeric"},
            ),
            **given,
        )


class ConditionalClock(ClockField):
    """A time that another answer makes necessary; the form asks for it."""

    is_conditional = True

    def __init__(self, **given: Any) -> None:
        """Leave the asking to the form."""
        super().__init__(required=False, **given)


class ConditionalChoice(forms.ChoiceField):
    """A choice that another answer makes necessary; the form asks for it."""

    is_conditional = True

    def __init__(self, **given: Any) -> None:
        """Leave the asking to the form."""
        super().__init__(required=False, **given)


class SlipForm(forms.Form):
    """One slip; what follows its call is asked for only where it was called."""

    label = forms.CharField(
        label=gettext_lazy("Số trên phiếu"),
        max_length=12,
        help_text=gettext_lazy("Ví dụ A901"),
        error_messages={"required": gettext_lazy("Ghi số trên phiếu, ví dụ A901")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters"}
        ),
    )
    day = DayField(
        label=gettext_lazy("Ngày đưa số"),
        error_messages={"required": gettext_lazy("Ghi ngày đưa số")},
    )
    given = ClockField(label=gettext_lazy("Giờ đưa số"))
    ground = forms.ChoiceField(label=gettext_lazy("Diện ưu tiên"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("Người cầm số"),
        choices=(
            ("waiting", gettext_lazy("Còn đang chờ")),
            ("served", gettext_lazy("Đã được phục vụ")),
            ("left", gettext_lazy("Đã về, chưa được phục vụ")),
        ),
        initial="waiting",
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Chọn người cầm số còn chờ hay không")
        },
    )
    called = ConditionalClock(label=gettext_lazy("Gọi lúc, nếu đã phục vụ"))
    ended = ConditionalClock(label=gettext_lazy("Xong hoặc về lúc"))
    counter = ConditionalChoice(label=gettext_lazy("Quầy, nếu đã phục vụ"))
    officer = ConditionalChoice(label=gettext_lazy("Cán bộ, nếu đã phục vụ"))
    service = ConditionalChoice(label=gettext_lazy("Việc đã làm, nếu đã phục vụ"))
    reason = ConditionalText(
        label=gettext_lazy("Vì sao nhập muộn, nếu là số của ngày trước"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *given: Any, centre: Centre, **more: Any) -> None:
        """Offer the counters, officers and services of the centre."""
        today = timezone.localdate()
        more.setdefault("initial", {"day": today, "state": "waiting"})
        more.setdefault("auto_id", "slip-%s")
        super().__init__(*given, **more)
        self.counters = {str(each.number): each for each in ward.counters(centre)}
        people = accounts.holders_of(centre, CALLERS, since=today)
        self.officers = {str(each.id): each for each in people}
        services = walk_ins.offered(centre)
        self._offer("ground", _("Không"), Ticket.Ground.choices)
        self._offer("counter", "—", [(key, key) for key in self.counters])
        names = [(key, each.full_name) for key, each in self.officers.items()]
        self._offer("officer", "—", names)
        self._offer("service", "—", [(each.code, each.name) for each in services])

    def clean_label(self) -> tuple[str, int]:
        """The letter and the number."""
        found = LABEL.fullmatch(self.cleaned_data["label"])
        if found is None:
            raise forms.ValidationError(_("Ghi chữ và số như trên phiếu, ví dụ A901"))
        return found[1].upper(), int(found[2])

    def clean(self) -> dict[str, Any]:
        """Ask for what the state of the person makes necessary."""
        said = super().clean() or {}
        asked = {"served": SERVED, "left": ("ended",)}.get(said.get("state", ""), ())
        for name in asked:
            if not said.get(name) and name not in self.errors:
                self.add_error(name, str(MISSING[name]))
        return said

    @property
    def slip(self) -> Slip:
        """The slip as the hall keeps it."""
        said = self.cleaned_data
        letter, number = said["label"]
        state, day = said["state"], said["day"]
        return Slip(
            letter=letter,
            number=number,
            given_at=_moment(day, said["given"]),
            ground=said["ground"],
            served=self._served if state == "served" else None,
            left_at=_moment(day, said["ended"]) if state == "left" else None,
            reason=said["reason"],
        )

    @property
    def _served(self) -> Served:
        said = self.cleaned_data
        return Served(
            counter=self.counters[said["counter"]],
            officer=self.officers[said["officer"]],
            called_at=_moment(said["day"], said["called"]),
            ended_at=_moment(said["day"], said["ended"]),
            service=said["service"],
        )

    def _offer(self, name: str, none: str, choices: Sequence[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", none), *choices]


MISSING: Final = {
    "called": gettext_lazy("Ghi giờ gọi"),
    "ended": gettext_lazy("Ghi giờ xong hoặc giờ về"),
    "counter": gettext_lazy("Chọn quầy"),
    "officer": gettext_lazy("Chọn cán bộ đã phục vụ"),
    "service": gettext_lazy("Chọn việc đã làm"),
}


def _moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


def letters(queues: Sequence[Queue]) -> str:
    """The letters of the queues in one line."""
    return ", ".join(queue.letter for queue in queues)
