"""A year at a glance: twelve small months, each day with its mark."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.rules.worktime import DayKind
from motcua.ward.models import CalendarDay

SATURDAY: Final = 5


@dataclass(frozen=True)
class Mark:
    """The icon, tone and word of a kind of day; never colour alone."""

    icon: str
    tone: str
    word: str | Promise


MARKS: Final[dict[str, Mark]] = {
    DayKind.HOLIDAY: Mark("flag", "bad", gettext_lazy("Nghỉ lễ")),
    DayKind.SWAP_OFF: Mark("refresh-cw", "warn", gettext_lazy("Nghỉ hoán đổi")),
    DayKind.COMPENSATION: Mark("undo-2", "warn", gettext_lazy("Nghỉ bù")),
    DayKind.WORKED_DAY: Mark("briefcase", "ok", gettext_lazy("Làm bù")),
    DayKind.CLOSURE: Mark("ban", "pause", gettext_lazy("Tạm đóng cửa")),
}


@dataclass(frozen=True)
class Day:
    """One square of a month."""

    on: date
    special: CalendarDay | None
    is_weekend: bool
    is_today: bool

    @property
    def mark(self) -> Mark | None:
        """How the day looks when it is special."""
        return MARKS[self.special.kind] if self.special else None


@dataclass(frozen=True)
class Month:
    """One month: its name and its weeks; None fills the corners."""

    name: str
    weeks: list[list[Day | None]]


def months_of(year: int, days: list[CalendarDay], *, today: date) -> list[Month]:
    """The twelve months of a year with the special days marked."""
    special = {day.on: day for day in days}
    return [_month(year, month, special, today) for month in range(1, 13)]


def _month(
    year: int, month: int, special: dict[date, CalendarDay], today: date
) -> Month:
    weeks = Calendar().monthdatescalendar(year, month)
    return Month(
        name=_("Tháng %(month)d") % {"month": month},
        weeks=[
            [_day(day, special, today) if day.month == month else None for day in week]
            for week in weeks
        ],
    )


def _day(day: date, special: dict[date, CalendarDay], today: date) -> Day:
    return Day(
        on=day,
        special=special.get(day),
        is_weekend=day.weekday() >= SATURDAY,
        is_today=day == today,
    )
