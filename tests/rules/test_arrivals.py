"""Who usually comes at which time of the day."""

from datetime import datetime, timedelta, timezone

from motcua.rules.arrivals import Arrivals, Arrived
from motcua.rules.hall_play import Coming

ORDINARY, URGENT = timedelta(minutes=20), timedelta(minutes=8)
ICT = timezone(timedelta(hours=7))


def came(day: int, hour: int, minute: int, target: timedelta = ORDINARY) -> Arrived:
    at = datetime(2026, 11, day, hour, minute, tzinfo=ICT)
    return Arrived("A", target, at)


def test_the_hour_from_this_half_hour_on_is_counted_over_the_days() -> None:
    arrivals = Arrivals(
        [
            came(23, 8, 0),  # before
            came(23, 8, 29),
            came(23, 8, 30),
            came(23, 9, 29),
            came(24, 8, 45),
            came(24, 8, 45, URGENT),
            came(24, 9, 30),  # after
        ]
    )

    coming = arrivals.coming(datetime(2026, 11, 30, 8, 50, tzinfo=ICT))

    assert coming == [Coming("A", URGENT, 0.5), Coming("A", ORDINARY, 1.5)]


def test_who_knows_no_day_expects_nobody() -> None:
    assert Arrivals([]).coming(datetime(2026, 11, 30, 8, tzinfo=ICT)) == []
