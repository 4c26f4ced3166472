"""The days and half hours one can choose from, ready to show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.rules.appointment_slots import Slot

WRITTEN: Final = "%Y%m%d%H%M"
NOON: Final = 12


@dataclass(frozen=True)
class Hour:
    """A half hour: when it begins, how many may still come, how an address names it."""

    starts_at: datetime
    free: int

    @property
    def key(self) -> str:
        """202611270900."""
        return written(self.starts_at)


@dataclass(frozen=True)
class Day:
    """A day of the office with how many may still come on it."""

    on: date
    free: int
    is_chosen: bool


@dataclass(frozen=True)
class Part:
    """The half hours of a morning or of an afternoon."""

    title: str
    hours: Sequence[Hour]


@dataclass(frozen=True)
class Choice:
    """The days, and the half hours of the chosen one; none when everything is full."""

    days: Sequence[Day]
    chosen: date | None
    parts: Sequence[Part]


def choose(slots: Sequence[Slot], asked: str) -> Choice:
    """What there is, with the day asked for, else the first on which one may come."""
    hours = [Hour(timezone.localtime(slot.starts_at), slot.free) for slot in slots]
    by_day = {
        day: list(of_day)
        for day, of_day in groupby(hours, key=lambda hour: hour.starts_at.date())
    }
    free = {day: sum(hour.free for hour in of_day) for day, of_day in by_day.items()}
    wanted = next((day for day in by_day if day.isoformat() == asked), None)
    chosen = wanted or next((day for day, count in free.items() if count), None)
    return Choice(
        days=[Day(day, count, day == chosen) for day, count in free.items()],
        chosen=chosen,
        parts=_parts(by_day[chosen]) if chosen else [],
    )


def written(starts_at: datetime) -> str:
    """A half hour as addresses and forms name it, on the office's clock."""
    return f"{timezone.localtime(starts_at):{WRITTEN}}"


def read(text: str) -> datetime | None:
    """The half hour of such a name; None when it is none."""
    try:
        wall = datetime.strptime(text, WRITTEN)  # noqa: DTZ007  (the office's clock)
    except ValueError:
        return None
    return timezone.make_aware(wall)


def _parts(hours: Sequence[Hour]) -> list[Part]:
    morning = [hour for hour in hours if hour.starts_at.hour < NOON]
    afternoon = [hour for hour in hours if hour.starts_at.hour >= NOON]
    parts = [Part(_("Buổi sáng"), morning), Part(_("Buổi chiều"), afternoon)]
    return [part for part in parts if part.hours]
