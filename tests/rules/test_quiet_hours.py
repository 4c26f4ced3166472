"""When people come: means of the days that were open, the quietest half-hours first."""

from datetime import datetime, time, timedelta
from fractions import Fraction

import pytest

from motcua.rules import quiet_hours
from motcua.rules.quiet_hours import week_of
from motcua.rules.worktime.week import Session

MONDAY = datetime.fromisoformat("2026-11-02")
MORNING = Session(time(7, 30), time(11, 30))


def monday(week: int, clock: str, count: int = 1) -> list[datetime]:
    """So many numbers given out on the Monday of a week at this time."""
    at = time.fromisoformat(clock)
    return [datetime.combine(MONDAY + timedelta(weeks=week), at)] * count


def test_the_mean_is_of_the_days_on_which_numbers_were_given() -> None:
    # Nothing in the third week: a holiday.
    week = week_of(monday(0, "08:05", 4) + monday(1, "08:29", 7) + monday(3, "09:00"))

    assert week.days == {0: 3}
    assert week.mean((0, 16)) == Fraction(11, 3)
    assert week.mean((1, 16)) == 0


@pytest.mark.parametrize(
    ("clock", "slot"), [("08:29", 16), ("08:30", 17), ("00:00", 0), ("23:59", 47)]
)
def test_a_half_hour_begins_with_its_first_minute(clock: str, slot: int) -> None:
    assert quiet_hours.slot_of(time.fromisoformat(clock)) == slot
    assert quiet_hours.begins(slot) <= clock < quiet_hours.begins(slot + 1)


def test_three_weeks_are_too_few_and_four_are_enough() -> None:
    three = [moment for week in range(3) for moment in monday(week, "08:00", 90)]

    assert not week_of(three).is_enough
    assert week_of(three + monday(3, "08:00")).is_enough


def test_two_days_of_one_week_are_one_week() -> None:
    assert week_of([MONDAY, MONDAY + timedelta(days=4)]).weeks == 1


def test_a_half_hour_that_is_not_open_to_its_end_is_left_out() -> None:
    open_ = quiet_hours.slots_within({0: [MORNING], 1: [Session(time(8), time(8, 45))]})

    assert min(open_) == (0, 15)
    assert (0, 22) in open_
    assert (0, 23) not in open_
    assert {slot for day, slot in open_ if day == 1} == {16}


def test_the_quietest_is_first_and_a_weekday_never_seen_is_not_called_quiet() -> None:
    week = week_of(monday(0, "08:00", 5) + monday(0, "09:00", 1))

    order = quiet_hours.by_quiet(week, {(0, 16), (0, 18), (0, 17), (4, 16)})

    assert order == [(0, 17), (0, 18), (0, 16)]


def test_when_no_number_is_given_to_the_end_a_half_hour_is_no_advice() -> None:
    afternoon = Session(time(13), time(17))
    ten = timedelta(minutes=10)

    advised = quiet_hours.slots_within({0: [MORNING, afternoon]}, last=ten)

    assert (0, 22) in advised
    assert (0, 32) in advised
    assert (0, 33) not in advised
