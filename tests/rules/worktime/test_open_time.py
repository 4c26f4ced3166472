"""Open time spent and open time to come."""

from datetime import timedelta

import pytest

from motcua.rules.worktime import advance, elapsed, working_days_between
from tests.rules.worktime.office import SHIPPED, at, on, restarts, waits

HOUR = timedelta(hours=1)


def test_a_full_day_is_eight_hours() -> None:
    spent = elapsed(at("2026-11-16 00:00"), at("2026-11-17 00:00"), SHIPPED)

    assert spent == 8 * HOUR


def test_lunch_and_nights_do_not_count() -> None:
    spent = elapsed(at("2026-11-16 11:00"), at("2026-11-17 08:00"), SHIPPED)

    assert spent == 5 * HOUR


def test_culture_day_does_not_count() -> None:
    spent = elapsed(at("2026-11-23 16:00"), at("2026-11-25 08:30"), SHIPPED)

    assert spent == 2 * HOUR


def test_nothing_has_passed_before_the_start() -> None:
    assert elapsed(at("2026-11-17 09:00"), at("2026-11-16 09:00"), SHIPPED) == 0 * HOUR


def test_pauses_are_taken_out_once() -> None:
    pauses = [
        waits("2026-11-13 10:00", "2026-11-16 09:00"),
        restarts("2026-11-16 08:00", "2026-11-16 10:00"),
        waits("2026-11-17 09:00", "2026-11-17 10:00"),
    ]

    spent = elapsed(at("2026-11-16 08:30"), at("2026-11-17 09:30"), SHIPPED, pauses)

    assert spent == 7 * HOUR


def test_an_open_pause_takes_everything_from_its_opening_on() -> None:
    pauses = [waits("2026-11-16 09:30", None)]

    spent = elapsed(at("2026-11-16 08:30"), at("2026-11-20 09:30"), SHIPPED, pauses)

    assert spent == HOUR


def test_a_pause_after_the_end_takes_nothing() -> None:
    pauses = [waits("2026-11-18 09:30", "2026-11-19 10:00")]

    spent = elapsed(at("2026-11-16 08:30"), at("2026-11-16 09:30"), SHIPPED, pauses)

    assert spent == HOUR


def test_advancing_by_nothing_waits_for_the_opening() -> None:
    assert advance(at("2026-11-14 09:00"), 0 * HOUR, SHIPPED) == at("2026-11-16 07:30")


def test_the_clock_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="backwards"):
        advance(at("2026-11-16 09:00"), -HOUR, SHIPPED)


def test_working_days_between_count_the_first_and_not_the_last() -> None:
    assert working_days_between(on("2026-11-23"), on("2026-11-26"), SHIPPED) == 2
    assert working_days_between(on("2026-08-22"), on("2026-08-23"), SHIPPED) == 1
    assert working_days_between(on("2026-11-26"), on("2026-11-23"), SHIPPED) == 0
