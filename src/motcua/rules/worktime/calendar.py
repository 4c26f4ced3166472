"""The office calendar: which days and hours count, and how far it is known."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, Final, NamedTuple, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from motcua.rules.worktime import portable
from motcua.rules.worktime.days import DayKind, SpecialDay
from motcua.rules.worktime.errors import InvalidCalendar, NaiveTime, OutOfReach
from motcua.rules.worktime.week import (
    ONE_DAY,
    SATURDAY,
    Season,
    Session,
    check_year,
)

DEFAULT_ZONE: Final = "Asia/Ho_Chi_Minh"


class DayPlan(NamedTuple):
    """What the calendar says of one day."""

    sessions: tuple[tuple[datetime, datetime], ...]
    open_time: timedelta
    is_working: bool
    special: SpecialDay | None


@dataclass(frozen=True)
class OfficeCalendar:
    """The working time of one office, in one edition; never changed, only replaced.

    Working days are Monday to Friday with sessions, less days off, plus worked
    days. A Saturday in the plain week opens the doors and lets hours run, but
    the law does not count it as a working day. Times are reckoned on the wall
    clock of ``zone``. Special days are honoured wherever they lie; what else lies
    beyond ``known_until`` is taken for a plain weekday and marked provisional.
    """

    edition: str
    seasons: tuple[Season, ...]
    days: tuple[SpecialDay, ...]
    known_until: date
    zone: str = DEFAULT_ZONE
    tz: ZoneInfo = field(init=False, repr=False, compare=False)
    _plans: dict[date, DayPlan] = field(init=False, repr=False, compare=False)
    _special: dict[date, SpecialDay] = field(init=False, repr=False, compare=False)
    _uncertain: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        days = tuple(sorted(self.days, key=lambda day: day.on))
        special = {day.on: day for day in days}
        if len(special) != len(days):
            twice = next(a.on for a, b in pairwise(days) if a.on == b.on)
            raise InvalidCalendar(f"{twice} is listed twice")
        check_year(tuple(self.seasons))
        seasons = tuple(sorted(self.seasons, key=lambda season: season.first))
        self._set("seasons", seasons)
        self._set("days", days)
        self._set("tz", _zone(self.zone))
        self._set("_special", special)
        self._set("_uncertain", tuple(day.on for day in days if day.provisional))
        self._set("_plans", {})

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Return the calendar that ``to_data`` wrote down.

        Raises InvalidCalendar when the data does not make a calendar.
        """
        try:
            return cls(
                edition=str(data["edition"]),
                seasons=tuple(map(portable.season_from, data["seasons"])),
                days=tuple(map(portable.special_day_from, data["days"])),
                known_until=date.fromisoformat(data["known_until"]),
                zone=str(data.get("zone", DEFAULT_ZONE)),
            )
        except (KeyError, TypeError, AttributeError) as problem:
            raise InvalidCalendar(f"calendar data: {problem!r}") from problem
        except ValueError as problem:
            raise InvalidCalendar(str(problem)) from problem

    def to_data(self) -> dict[str, Any]:
        """Return plain values, ready for JSON, in one canonical order."""
        return {
            "edition": self.edition,
            "zone": self.zone,
            "known_until": self.known_until.isoformat(),
            "seasons": list(map(portable.season_data, self.seasons)),
            "days": list(map(portable.special_day_data, self.days)),
        }

    def sessions_on(self, day: date) -> tuple[Session, ...]:
        """Return the opening hours of this day, none when it is closed."""
        special = self._special.get(day)
        season = self._season(day)
        if special is None:
            return season.sessions(day.weekday())
        if special.kind is DayKind.WORKED_DAY and not special.sessions:
            replaced = special.replaces.weekday() if special.replaces else 0
            return season.sessions(replaced) or season.sessions(min(season.week))
        return special.sessions

    def is_working_day(self, day: date) -> bool:
        """Say whether the law counts this day."""
        return self.plan(day).is_working

    def is_open(self, at: datetime) -> bool:
        """Say whether the office is open; opening and closing instants are."""
        wall = self.wall_clock(at)
        return any(a <= wall <= b for a, b in self.plan(wall.date()).sessions)

    def next_open(self, at: datetime) -> datetime:
        """Return ``at`` itself inside hours, otherwise the next opening."""
        return self.zoned(self.roll(self.wall_clock(at)))

    def closing_of(self, day: date) -> datetime:
        """Return the end of the last session of a day with sessions."""
        return self.zoned(self.closing(day))

    def special_on(self, day: date) -> SpecialDay | None:
        """Return what makes this day special, if anything does."""
        return self._special.get(day)

    def first_uncertain(self, first: date, last: date) -> SpecialDay | date | None:
        """Return what makes the span provisional: a day still to be announced, or
        the first day beyond what is known; None when all of it is known."""
        found = bisect_left(self._uncertain, first)
        if found < len(self._uncertain) and self._uncertain[found] <= last:
            return self._special[self._uncertain[found]]
        return (
            max(first, self.known_until + ONE_DAY) if last > self.known_until else None
        )

    # What the other files of the clock count with: plain wall-clock times.

    def wall_clock(self, at: datetime) -> datetime:
        """Return the office's wall-clock time of an aware instant."""
        if at.utcoffset() is None:
            raise NaiveTime(f"{at} has no zone")
        return at.astimezone(self.tz).replace(tzinfo=None)

    def zoned(self, wall: datetime) -> datetime:
        """Return the aware instant of a wall-clock time of the office."""
        return wall.replace(tzinfo=self.tz)

    def plan(self, day: date) -> DayPlan:
        """Return what the calendar says of this day, remembered once asked."""
        try:
            return self._plans[day]
        except KeyError:
            return self._plans.setdefault(day, self._plan(day))

    def roll(self, wall: datetime) -> datetime:
        """Roll a wall-clock time forward to the next opening."""
        day = wall.date()
        while True:
            for opens, closes in self.plan(day).sessions:
                if wall <= closes:
                    return max(wall, opens)
            day = after(day)

    def closing(self, day: date) -> datetime:
        """Return the wall-clock closing time of a day with sessions."""
        sessions = self.plan(day).sessions
        if not sessions:
            raise OutOfReach(f"the office does not open on {day}")
        return sessions[-1][1]

    def _plan(self, day: date) -> DayPlan:
        special = self._special.get(day)
        spans = tuple(
            (datetime.combine(day, s.opens), datetime.combine(day, s.closes))
            for s in self.sessions_on(day)
        )
        worked = special is not None and special.kind is DayKind.WORKED_DAY
        return DayPlan(
            sessions=spans,
            open_time=sum((b - a for a, b in spans), timedelta()),
            is_working=bool(spans) and (worked or day.weekday() < SATURDAY),
            special=special,
        )

    def _season(self, day: date) -> Season:
        return next(s for s in self.seasons if s.covers(day.month, day.day))


def after(day: date) -> date:
    """Return the next day, up to the end of dates."""
    if day == date.max:
        raise OutOfReach("the count ran past the last date there is")
    return day + ONE_DAY


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise InvalidCalendar(f"{name!r} is not a time zone") from None
