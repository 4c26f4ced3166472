"""How crowded it is now, and which hours of the week are quiet."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from motcua.queueing import crowd
from motcua.queueing.services import sittings
from motcua.ward.models import Centre
from tests.cast import NOW
from tests.queueing.hall import Desk, Hall, later


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    crowd.forget()
    yield
    crowd.forget()


def now(hall: Hall, minutes: float = 0) -> dict[str, tuple[str, int, int]]:
    """Per queue: the last number, how many wait, how many counters call."""
    return {
        each.queue.letter: (each.last, each.waiting, each.counters)
        for each in crowd.now(hall.centre, at=later(minutes))
    }


def test_an_empty_hall_has_no_last_number_and_no_counter(hall: Hall) -> None:
    assert set(now(hall).values()) == {("", 0, 0)}


def test_now_is_told_per_queue(hall: Hall, desk: Desk, other_desk: Desk) -> None:
    for letter in "AAAB":
        hall.take(letter)
    desk.call(later(1))
    other_desk.call(later(2))

    assert now(hall, 3)["A"] == ("A002", 1, 2)
    assert now(hall, 3)["B"] == ("", 1, 0)


def test_yesterdays_last_number_is_not_todays(hall: Hall, desk: Desk) -> None:
    hall.take()
    desk.call()

    assert now(hall, 24 * 60)["A"][0] == ""


def test_a_counter_on_a_break_serves_nobody(hall: Hall, desk: Desk) -> None:
    sittings.take_break(centre=hall.centre, seat=desk.seat, reason="meal", at=NOW)

    assert now(hall)["A"] == ("", 0, 0)


def test_a_minute_is_reckoned_once_and_the_next_one_anew(hall: Hall) -> None:
    hall.take()
    assert now(hall)["A"] == ("", 1, 0)
    hall.take()

    assert now(hall, 0.5)["A"] == ("", 1, 0)
    assert now(hall, 1)["A"] == ("", 2, 0)


def test_the_week_counts_eight_whole_weeks(hall: Hall, stranger_centre: Centre) -> None:
    assert stranger_centre
    for weeks in (0, 1, 8, 9):
        hall.take(at=NOW - timedelta(weeks=weeks))  # Wednesdays at nine
    hall.take(at=NOW - timedelta(weeks=1, minutes=-40))
    hall.take(at=NOW - timedelta(days=2))  # this Monday: its week is not over

    week = crowd.week(hall.centre, at=NOW)

    assert week.days == {2: 2}
    assert week.issued == {(2, 18): 2, (2, 19): 1}
    assert not week.is_enough
    assert not crowd.week(stranger_centre, at=NOW).issued
