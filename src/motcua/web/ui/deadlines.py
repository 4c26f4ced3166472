"""How a due time looks: in time, today, soon, overdue, paused, done."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class DeadlineLook:
    """The icon and tone of a kind, its words with and without an amount."""

    icon: str
    tone: str
    plain: str | Promise
    in_days: str | Promise
    in_hours: str | Promise


NBSP: Final = "\N{NO-BREAK SPACE}"

DEADLINE_LOOKS: Final = {
    "on_time": DeadlineLook(
        "clock",
        "calm",
        _("Còn hạn"),
        _("Còn %(amount)s ngày làm việc"),
        _("Còn %(amount)s giờ"),
    ),
    "soon": DeadlineLook(
        "clock",
        "warn",
        _("Sắp hạn"),
        _("Sắp hạn · còn %(amount)s ngày làm việc"),
        _("Sắp hạn · còn %(amount)s giờ"),
    ),
    "today": DeadlineLook(
        "alarm-clock",
        "warn",
        _("Hạn hôm nay"),
        _("Hạn hôm nay"),
        _("Hạn hôm nay · còn %(amount)s giờ"),
    ),
    "overdue": DeadlineLook(
        "triangle-alert",
        "bad",
        _("Quá hạn"),
        _("Quá hạn %(amount)s ngày làm việc"),
        _("Quá hạn %(amount)s giờ"),
    ),
    "paused": DeadlineLook(
        "pause",
        "pause",
        _("Tạm dừng tính giờ"),
        _("Tạm dừng · còn %(amount)s ngày làm việc"),
        _("Tạm dừng · còn %(amount)s giờ"),
    ),
    "done": DeadlineLook(
        "check",
        "ok",
        _("Đúng hạn"),
        _("Sớm hạn %(amount)s ngày làm việc"),
        _("Sớm hạn %(amount)s giờ"),
    ),
    "done_late": DeadlineLook(
        "flag",
        "bad",
        _("Xong, trễ hạn"),
        _("Xong, trễ %(amount)s ngày làm việc"),
        _("Xong, trễ %(amount)s giờ"),
    ),
}


@dataclass(frozen=True)
class Deadline:
    """A due time ready for a chip: its kind and how much is left, or over."""

    kind: str
    amount: int | None = None
    unit: str = "day"

    @property
    def look(self) -> DeadlineLook:
        """The icon, tone and words of this kind."""
        return DEADLINE_LOOKS[self.kind]

    @property
    def words(self) -> str:
        """The word and the number: còn 2 ngày làm việc, quá hạn 3 giờ."""
        if self.amount is None:
            return str(self.look.plain)
        text = self.look.in_hours if self.unit == "hour" else self.look.in_days
        # A number never parts from its unit at the end of a line.
        words = str(text) % {"amount": f"{self.amount}{NBSP}"}
        return words.replace(f"{NBSP} ", NBSP).removesuffix(NBSP)
