"""The office's plain week: sessions, and the seasons in which they hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final, Self

from motcua.rules.worktime.errors import InvalidCalendar

SATURDAY: Final = 5
ONE_DAY: Final = timedelta(days=1)
# Any leap year will do: it has every month-day a season can name.
_LEAP_YEAR: Final = 2000


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """One stretch of opening hours; both of its ends are inside hours."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens.tzinfo or self.closes.tzinfo:
            raise InvalidCalendar(f"{self}: a session is in the calendar's own zone")
        if self.opens >= self.closes:
            raise InvalidCalendar(f"{self} closes before it opens")

    def __str__(self) -> str:
        return f"{self.opens.isoformat('minutes')}-{self.closes.isoformat('minutes')}"


def in_order(sessions: tuple[Session, ...], whose: str) -> tuple[Session, ...]:
    """Return the sessions of one day from morning to evening.

    Raises InvalidCalendar when two of them overlap.
    """
    ordered = tuple(sorted(sessions))
    for earlier, later in pairwise(ordered):
        if later.opens < earlier.closes:
            raise InvalidCalendar(f"{whose}: {earlier} and {later} overlap")
    return ordered


@dataclass(frozen=True, slots=True)
class Season:
    """A part of the year with one week of opening hours (weekday 0 is Monday).

    ``first`` and ``last`` are (month, day), both included; a winter season may
    run over New Year.
    """

    name: str
    first: tuple[int, int]
    last: tuple[int, int]
    week: Mapping[int, tuple[Session, ...]] = field(hash=False)

    def __post_init__(self) -> None:
        for month, day in (self.first, self.last):
            _leap_date(month, day, self.name)
        if not set(self.week) <= set(range(7)):
            raise InvalidCalendar(f"{self.name}: a weekday is 0 (Monday) to 6")
        week = {
            weekday: in_order(tuple(self.week[weekday]), self.name)
            for weekday in sorted(self.week)
            if self.week[weekday]
        }
        if not any(weekday < SATURDAY for weekday in week):
            raise InvalidCalendar(f"{self.name}: no sessions from Monday to Friday")
        object.__setattr__(self, "week", MappingProxyType(week))

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        """Copy and pickle by value: a read-only view can do neither."""
        return type(self), (self.name, self.first, self.last, dict(self.week))

    def covers(self, month: int, day: int) -> bool:
        """Say whether this month and day lie in the season."""
        if self.first <= self.last:
            return self.first <= (month, day) <= self.last
        return (month, day) >= self.first or (month, day) <= self.last

    def sessions(self, weekday: int) -> tuple[Session, ...]:
        """Return the sessions of this weekday, none when it is a day off."""
        return self.week.get(weekday, ())


def check_year(seasons: tuple[Season, ...]) -> None:
    """Raise InvalidCalendar unless every day of a year has exactly one season."""
    for day in _every_day():
        names = [s.name for s in seasons if s.covers(day.month, day.day)]
        if not names:
            raise InvalidCalendar(f"no season covers {day:%d/%m}")
        if len(names) > 1:
            raise InvalidCalendar(f"{day:%d/%m} is in {' and '.join(names)}")


def _every_day() -> Iterator[date]:
    day = date(_LEAP_YEAR, 1, 1)
    while day.year == _LEAP_YEAR:
        yield day
        day += ONE_DAY


def _leap_date(month: int, day: int, whose: str) -> date:
    try:
        return date(_LEAP_YEAR, month, day)
    except ValueError:
        raise InvalidCalendar(f"{whose}: there is no day {day:02}/{month:02}") from None
