"""A second clock, deliberately slow, that shares no line with the first.

It reads the raw holiday file and nothing else of the project, keeps a tick for
every minute (or second) of a day, and finds each due time by trying one tick or
one day after the other until the law is satisfied. Times are plain wall-clock
times of Vietnam.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

RAW_FILE = Path(__file__).parents[3] / "src/motcua/ward/data/holidays.json"
RAW = json.loads(RAW_FILE.read_text(encoding="utf-8"))
DAY = timedelta(days=1)
NEVER = datetime.fromisoformat("2099-01-01")

DAYS_OFF = {row["date"] for row in RAW["holidays"] if row["day_off"]}
UNCERTAIN = {row["date"] for row in RAW["holidays"] if row["provisional"]}
WORKED_BACK = set(RAW["working_saturdays"])
PLAIN_WEEK = set(RAW["work_week"]["days"])
NAMES = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Break(NamedTuple):
    """A pause: when it opened, when it closed (None: not yet), starts afresh?"""

    opened: datetime
    closed: datetime | None
    afresh: bool


class Answer(NamedTuple):
    """What the slow clock found."""

    starts: datetime
    due: datetime
    provisional: bool
    paused: bool


class Refused(Exception):
    """The extension is not allowed."""


def works(day: date) -> bool:
    """Say whether the law counts this day."""
    if str(day) in WORKED_BACK:
        return True
    if str(day) in DAYS_OFF:
        return False
    return NAMES[day.weekday()] in PLAIN_WEEK


def hours_of_a_day() -> list[tuple[int, int]]:
    """Return the sessions as seconds since midnight."""
    return [(_seconds(a), _seconds(b)) for a, b in RAW["work_week"]["sessions"]]


def _seconds(text: str) -> int:
    hour, minute = text.split(":")
    return int(hour) * 3600 + int(minute) * 60


@cache
def open_ticks(*, of_a_working_day: bool, tick: int) -> bytes:
    """Return a 1 for every tick of the day that lies in a session."""
    if not of_a_working_day:
        return bytes(86400 // tick)
    return bytes(
        any(a <= second < b for a, b in hours_of_a_day())
        for second in range(0, 86400, tick)
    )


def inside(moment: datetime) -> bool:
    """Say whether the doors are open; opening and closing instants are inside."""
    second = (moment - datetime.combine(moment.date(), time())).total_seconds()
    return works(moment.date()) and any(a <= second <= b for a, b in hours_of_a_day())


def opening(moment: datetime) -> datetime:
    """Return the moment itself inside hours, or the next whole minute that is."""
    while not inside(moment):
        moment = moment.replace(second=0) + timedelta(minutes=1)
    return moment


def closing(day: date) -> datetime:
    """Return the last second of the day that is inside hours."""
    moment = datetime.combine(day, time()) + DAY - timedelta(minutes=1)
    while not inside(moment):
        moment -= timedelta(minutes=1)
    return moment


def count_open(first: datetime, last: datetime, tick: int) -> int:
    """Count the open ticks from first to before last."""
    return sum(is_open for at, is_open in ticks_from(first, tick, last) if at < last)


def ticks_from(
    first: datetime, tick: int, last: datetime = NEVER
) -> Iterator[tuple[datetime, int]]:
    """Go through the ticks one after the other, saying of each whether it is open."""
    step = timedelta(seconds=tick)
    moment = first
    while moment < last:
        ticks = open_ticks(of_a_working_day=works(moment.date()), tick=tick)
        midnight = datetime.combine(moment.date(), time())
        for number in range(
            int((moment - midnight).total_seconds()) // tick, len(ticks)
        ):
            yield moment, ticks[number]
            moment += step


def spent(first: datetime, last: datetime, breaks: list[Break], tick: int) -> int:
    """Count the open ticks from first to last in which no break was on."""
    return sum(
        is_open
        for moment, is_open in ticks_from(first, tick, last)
        if moment < last
        and not any(
            b.opened <= moment and (b.closed is None or moment < b.closed)
            for b in breaks
        )
    )


def due(
    received: datetime,
    quantity: int,
    unit: str,
    breaks: list[Break],
    extension: date | None,
    tick: int,
) -> Answer:
    """Return when the dossier is due."""
    whole = melted(breaks)
    since = received
    for one in whole:
        if one.afresh and one.closed is not None and one.closed >= received:
            since = max(since, one.closed)
    start = opening(since)
    waits = [
        (max(one.opened, start), one.closed)
        for one in whole
        if one.closed is not None and not one.afresh and one.closed >= start
    ]
    end = FIND[unit](start, quantity, waits, tick)
    if extension is not None:
        if extension <= end.date() or not works(extension):
            raise Refused
        end = closing(extension)
    return Answer(
        start,
        end,
        provisional=uncertain(received.date(), end.date()),
        paused=any(one.closed is None for one in breaks),
    )


Wait = tuple[datetime, datetime]


def by_hours(start: datetime, quantity: int, waits: list[Wait], tick: int) -> datetime:
    """Find the first instant with enough open time for limit and waiting."""
    costs = [(opened, count_open(opened, closed, tick)) for opened, closed in waits]
    counted = 0
    enough = quantity * 3600 // tick
    for moment, is_open in ticks_from(start, tick):
        needed = enough + sum(cost for opened, cost in costs if opened <= moment)
        if counted >= needed and inside(moment):
            return moment
        counted += is_open
    raise AssertionError


def by_working_days(
    start: datetime, quantity: int, waits: list[Wait], _: int
) -> datetime:
    """Find the first working day with enough working days behind it."""
    return enough_working_days(start.date(), quantity, waits)


def by_same_day(start: datetime, _: int, waits: list[Wait], __: int) -> datetime:
    """Find closing time of today, or of the next working day after 15 hours."""
    late = (start.hour, start.minute, start.second, start.microsecond) > (15, 0, 0, 0)
    return enough_working_days(start.date(), int(late), waits)


def enough_working_days(day: date, quantity: int, waits: list[Wait]) -> datetime:
    """Try every day until as many working days have passed as limit and waiting take."""
    passed = 0
    while True:
        if works(day):
            end = closing(day)
            needed = quantity + sum(
                sum(works(d) for d in days(opened, closed))
                for opened, closed in waits
                if opened <= end
            )
            if passed >= needed:
                return end
        day += DAY
        passed += works(day)


def by_calendar_days(
    start: datetime, quantity: int, waits: list[Wait], _: int
) -> datetime:
    """Let day after day go by; a paused day uses up nothing."""
    return spend_days(start.date(), quantity, waits)


def by_months(start: datetime, quantity: int, waits: list[Wait], _: int) -> datetime:
    """Find the day of the same number, or the last of a short month."""
    year, month, number = start.year, start.month, start.day
    for _month in range(quantity):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    target = None
    while target is None:
        try:
            target = date(year, month, number)
        except ValueError:
            number -= 1
    return spend_days(start.date(), (target - start.date()).days, waits)


def spend_days(day: date, left: int, waits: list[Wait]) -> datetime:
    """Walk on until no day is left and no pause, opened in time, is still on."""
    while True:
        if left == 0:
            last = day
            while not works(last):
                last += DAY
            end = closing(last)
            on = [
                opened.date()
                for opened, closed in waits
                if opened <= end and closed.date() > max(day, opened.date())
            ]
            if not on:
                return end
            day = max(day, min(on)) + DAY
        elif any(opened.date() <= day < closed.date() for opened, closed in waits):
            day += DAY
        else:
            day += DAY
            left -= 1


FIND = {
    "hours": by_hours,
    "working_days": by_working_days,
    "calendar_days": by_calendar_days,
    "months": by_months,
    "same_day": by_same_day,
}


def days(opened: datetime, closed: datetime) -> Iterator[date]:
    """Go through the days d with date(opened) <= d < date(closed)."""
    day = opened.date()
    while day < closed.date():
        yield day
        day += DAY


def melted(breaks: list[Break]) -> list[Break]:
    """Melt any two breaks that overlap or touch, until no two of them do."""
    rest = list(breaks)
    for one in rest:
        for other in rest:
            if one is not other and meet(one, other):
                rest.remove(one)
                rest.remove(other)
                ends = [one.closed, other.closed]
                closed = None if None in ends else max(e for e in ends if e is not None)
                afresh = one.afresh or other.afresh
                first = min(one.opened, other.opened)
                return melted([*rest, Break(first, closed, afresh)])
    return sorted(rest, key=lambda one: one.opened)


def meet(one: Break, other: Break) -> bool:
    """Say whether the two share an instant."""
    return one.opened <= (other.closed or NEVER) and other.opened <= (
        one.closed or NEVER
    )


def uncertain(first: date, last: date) -> bool:
    """Say whether a day from first to last is not finally known."""
    if last.year > max(RAW["years"]):
        return True
    while first <= last:
        if str(first) in UNCERTAIN:
            return True
        first += DAY
    return False
