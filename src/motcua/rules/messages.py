"""When a message may go, until when it is of use, and when to try again."""

from datetime import datetime, time, timedelta
from typing import Final

QUIET_FROM: Final = time(21)
QUIET_UNTIL: Final = time(7)
FIRST_WAIT: Final = timedelta(minutes=1)
LONGEST_WAIT: Final = timedelta(hours=2)


def not_before(wall_clock: datetime) -> datetime:
    """The first moment from this one on that is outside the quiet hours of the night.

    `wall_clock` is the time as the centre's clock shows it.
    """
    morning = datetime.combine(wall_clock.date(), QUIET_UNTIL, wall_clock.tzinfo)
    if wall_clock < morning:
        return morning
    if wall_clock.time() >= QUIET_FROM:
        return morning + timedelta(days=1)
    return wall_clock


def use_by(made_at: datetime, *, hours: int, last: datetime | None = None) -> datetime:
    """The last moment the message is of use: so many hours on, never after `last`."""
    end = made_at + timedelta(hours=hours)
    return end if last is None else min(end, last)


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many failed attempts: doubling, up to two hours."""
    # The power is bounded first: nobody needs 2 ** 10000 minutes.
    doubled: int = 2 ** min(attempts - 1, 10)
    return min(FIRST_WAIT * doubled, LONGEST_WAIT)


def step_due(waited: int, steps: tuple[int, ...]) -> int | None:
    """The latest of the rising `steps` (working days) that this waiting has reached."""
    return max((step for step in steps if step <= waited), default=None)
