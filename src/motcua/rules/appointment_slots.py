"""Appointments by the half hour: which can be had, who is told of an earlier one, and
when somebody who comes is still expected.

A half hour begins on the clock's full or half hour and lies wholly within the opening
hours, whatever day of the calendar it is: a worked Saturday has them, a holiday none.
Times are aware datetimes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from motcua.rules.worktime import OfficeCalendar

HALF_HOUR: Final = timedelta(minutes=30)
LEAD: Final = timedelta(hours=2)
"""Nearer than this nobody books: who is that near takes a number."""
DAYS_AHEAD: Final = 14
EARLY: Final = timedelta(minutes=30)
LATE: Final = timedelta(minutes=15)
MOST_OFFERS: Final = 3
"""So often one person is told of an earlier half hour."""
MOST_TOLD: Final = 3
"""So many people are told of one that became free: the first to accept has it."""
MOST_NEAREST: Final = 3


class Coming(StrEnum):
    """How somebody comes to their appointment."""

    TOO_EARLY = "too_early"
    EXPECTED = "expected"
    LATE = "late"
    OVER = "over"


@dataclass(frozen=True)
class Slot:
    """A half hour, and how many appointments may still be made in it."""

    starts_at: datetime
    free: int


@dataclass(frozen=True)
class Wish:
    """Somebody who would come earlier: since when they have their appointment, and how
    often they were told of another half hour."""

    key: UUID | str
    starts_at: datetime
    booked_at: datetime
    offers: int


def half_hours(calendar: OfficeCalendar, day: date) -> list[datetime]:
    """The beginnings of the half hours of a day."""
    found = []
    for opens, closes in _stretches(calendar, day):
        start = _on_the_half_hour(opens)
        while start + HALF_HOUR <= closes:
            found.append(calendar.zoned(start))
            start += HALF_HOUR
    return found


def days(calendar: OfficeCalendar, at: datetime) -> list[date]:
    """Today and the fourteen days after it, as the office counts them."""
    today = calendar.wall_clock(at).date()
    return [today + timedelta(days=ahead) for ahead in range(DAYS_AHEAD + 1)]


def bookable(calendar: OfficeCalendar, at: datetime) -> list[datetime]:
    """Every half hour that may be booked now, the nearest first."""
    return [
        start
        for day in days(calendar, at)
        for start in half_hours(calendar, day)
        if start >= at + LEAD
    ]


def may_book(calendar: OfficeCalendar, starts_at: datetime, at: datetime) -> bool:
    """Say whether an appointment may be made now for this beginning."""
    day = calendar.wall_clock(starts_at).date()
    return (
        starts_at >= at + LEAD
        and day in days(calendar, at)
        and starts_at in half_hours(calendar, day)
    )


def with_room(
    starts: Iterable[datetime], booked: Mapping[datetime, int], *, capacity: int
) -> list[Slot]:
    """The half hours with what is free in each; a full one stays in the list."""
    return [
        Slot(start, max(capacity - booked.get(start, 0), 0)) for start in sorted(starts)
    ]


def nearest(slots: Iterable[Slot], wanted: datetime) -> list[datetime]:
    """The three free half hours nearest to the one that was wanted, in their order."""
    free = [slot.starts_at for slot in slots if slot.free]
    by_distance = sorted(free, key=lambda start: (abs(start - wanted), start))
    return sorted(by_distance[:MOST_NEAREST])


def to_tell(freed: datetime, wishes: Iterable[Wish], at: datetime) -> list[Wish]:
    """Who is told that this half hour became free: those who have waited longest.

    Nobody more than three times, nobody of an hour that is not earlier than theirs, and
    nobody when it is too near to come.
    """
    if freed < at + LEAD:
        return []
    willing = [
        wish for wish in wishes if wish.starts_at > freed and wish.offers < MOST_OFFERS
    ]
    willing.sort(key=lambda wish: (wish.booked_at, str(wish.key)))
    return willing[:MOST_TOLD]


def coming(calendar: OfficeCalendar, starts_at: datetime, at: datetime) -> Coming:
    """How somebody comes now: expected from half an hour before to a quarter after."""
    if at < starts_at - EARLY:
        return Coming.TOO_EARLY
    if at <= starts_at + LATE:
        return Coming.EXPECTED
    same_day = calendar.wall_clock(at).date() == calendar.wall_clock(starts_at).date()
    return Coming.LATE if same_day else Coming.OVER


def _stretches(calendar: OfficeCalendar, day: date) -> list[tuple[datetime, datetime]]:
    """The opening hours on the wall clock, sessions that touch joined."""
    joined: list[tuple[datetime, datetime]] = []
    for opens, closes in calendar.plan(day).sessions:
        if joined and joined[-1][1] == opens:
            joined[-1] = joined[-1][0], closes
        else:
            joined.append((opens, closes))
    return joined


def _on_the_half_hour(wall: datetime) -> datetime:
    midnight = datetime.combine(wall.date(), time.min)
    return midnight - (midnight - wall) // HALF_HOUR * HALF_HOUR
