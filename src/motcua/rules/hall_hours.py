"""When numbers are given out: from a while before a session opens to a while before the
day's last one closes, so that who takes a number is served the same day."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Final

from motcua.rules.worktime import OfficeCalendar

EARLY: Final = timedelta(minutes=30)
"""People come before the doors open: so long before it the machine gives numbers."""
EVENING: Final = 22
MORNING: Final = 5


def is_night(wall: datetime) -> bool:
    """Whether nobody is waited for at this hour of the office's clock, overtime or not."""
    return wall.hour >= EVENING or wall.hour < MORNING


def next_ticket_at(
    calendar: OfficeCalendar,
    at: datetime,
    *,
    last: timedelta,
    early: timedelta = EARLY,
) -> datetime:
    """From when on a number is given out: `at` itself when it is now.

    `last` is the time before the day's closing in which none is given out any more.
    Raises worktime.OutOfReach beyond the end of dates.
    """
    opens = calendar.next_open(at)
    if at + last > calendar.closing_of(opens.date()):
        # Too late today: begin again from the end of this day's hours.
        after = calendar.closing_of(opens.date()) + timedelta(microseconds=1)
        opens = calendar.next_open(after)
    return max(at, opens - early)


def closed_spans(
    sessions: Sequence[tuple[datetime, datetime]],
) -> list[tuple[datetime, datetime]]:
    """When no counter calls anybody on a day: before the first session, between two.

    After the last one those who still wait are called until nobody does.
    """
    if not sessions:
        return []
    opens = sessions[0][0]
    midnight = datetime.combine(opens.date(), time.min, opens.tzinfo)
    noons = [(before[1], after[0]) for before, after in pairwise(sessions)]
    return [(midnight, opens), *noons]
