"""Pauses: the clock waits, or starts afresh."""

from datetime import datetime

import pytest

from motcua.rules.worktime import (
    InvalidPause,
    NaiveTime,
    Pause,
    ResumePolicy,
    TimeLimit,
    due,
)
from tests.rules.worktime.office import (
    SAME_DAY,
    SHIPPED,
    at,
    calendar_days,
    due_text,
    hours,
    months,
    restarts,
    waits,
    working_days,
)

THREE_DAYS = working_days(3)


def test_after_a_supplement_the_clock_restarts_from_zero() -> None:
    supplement = restarts("2026-11-10 09:00", "2026-11-16 10:00")

    due_at = due_text("2026-11-09 09:00", THREE_DAYS, supplement)

    assert due_at == "2026-11-19 17:00:00"


def test_an_answer_at_night_is_received_the_next_morning() -> None:
    supplement = restarts("2026-11-10 09:00", "2026-11-16 22:00")

    due_at = due_text("2026-11-09 09:00", THREE_DAYS, supplement)

    assert due_at == "2026-11-20 17:00:00"


def test_a_same_day_matter_answered_after_fifteen_is_due_the_next_working_day() -> None:
    supplement = restarts("2026-11-09 09:00", "2026-11-10 15:01")

    assert due_text("2026-11-09 08:00", SAME_DAY, supplement) == "2026-11-11 17:00:00"


def test_restart_counts_afresh_even_when_the_due_time_was_over() -> None:
    supplement = restarts("2026-11-16 09:00", "2026-11-17 10:00")

    due_at = due_text("2026-11-09 09:00", THREE_DAYS, supplement)

    assert due_at == "2026-11-20 17:00:00"


def test_each_restart_counts_afresh_from_its_own_answer() -> None:
    first = restarts("2026-11-10 09:00", "2026-11-11 09:00")
    second = restarts("2026-11-12 09:00", "2026-11-16 09:00")

    due_at = due_text("2026-11-09 09:00", THREE_DAYS, second, first)

    assert due_at == "2026-11-19 17:00:00"


def test_a_supplement_asked_and_answered_in_one_minute_restarts_at_that_minute() -> (
    None
):
    supplement = restarts("2026-11-11 09:00", "2026-11-11 09:00")

    due_at = due_text("2026-11-09 09:00", THREE_DAYS, supplement)

    assert due_at == "2026-11-16 17:00:00"


def test_hours_move_by_the_open_time_paused() -> None:
    pause = waits("2026-11-13 10:00", "2026-11-16 08:00")

    assert due_text("2026-11-13 09:00", hours(2), pause) == "2026-11-16 09:00:00"


def test_hours_do_not_move_for_a_pause_over_lunch() -> None:
    pause = waits("2026-11-13 11:30", "2026-11-13 13:00")

    assert due_text("2026-11-13 10:30", hours(2), pause) == "2026-11-13 14:00:00"


def test_hours_wait_when_the_pause_opens_at_the_due_minute() -> None:
    # 11:00 to 11:30 and 13:00 to 14:00: one hour and a half of open time.
    pause = waits("2026-11-13 11:00", "2026-11-13 14:00")

    assert due_text("2026-11-13 09:00", hours(2), pause) == "2026-11-13 14:00:00"


def test_working_days_move_by_the_working_days_paused() -> None:
    pause = waits("2026-11-10 10:00", "2026-11-12 10:00")

    assert due_text("2026-11-09 09:00", THREE_DAYS, pause) == "2026-11-16 17:00:00"


def test_a_pause_over_a_holiday_moves_by_working_days_only() -> None:
    pause = waits("2026-11-20 10:00", "2026-11-25 10:00")

    assert due_text("2026-11-19 09:00", THREE_DAYS, pause) == "2026-11-27 17:00:00"


def test_a_pause_over_a_worked_saturday_counts_it() -> None:
    pause = waits("2026-08-21 10:00", "2026-08-24 10:00")

    assert due_text("2026-08-20 09:00", working_days(2), pause) == "2026-08-25 17:00:00"


def test_calendar_days_move_by_calendar_days_and_are_rolled_once() -> None:
    pause = waits("2026-11-10 10:00", "2026-11-12 10:00")

    due_at = due_text("2026-11-09 09:00", calendar_days(5), pause)

    assert due_at == "2026-11-16 17:00:00"


def test_months_move_by_calendar_days() -> None:
    pause = waits("2026-09-10 10:00", "2026-09-21 10:00")

    assert due_text("2026-09-09 09:00", months(1), pause) == "2026-10-20 17:00:00"


def test_a_pause_in_the_days_won_by_rolling_waits_until_the_answer() -> None:
    # Five days from Monday end on Saturday the 21st and run to Monday the 23rd.
    pause = waits("2026-11-23 09:00", "2026-11-26 09:00")

    due_at = due_text("2026-11-16 09:00", calendar_days(5), pause)

    assert due_at == "2026-11-26 17:00:00"


def test_a_pause_opened_and_closed_the_same_minute_moves_nothing() -> None:
    pause = waits("2026-11-10 10:00", "2026-11-10 10:00")

    assert due_text("2026-11-09 09:00", hours(20), pause) == "2026-11-11 14:30:00"
    assert due_text("2026-11-09 09:00", THREE_DAYS, pause) == "2026-11-12 17:00:00"
    assert due_text("2026-11-09 09:00", calendar_days(3), pause) == (
        "2026-11-12 17:00:00"
    )


def test_two_consecutive_pauses_both_count() -> None:
    first = waits("2026-11-10 10:00", "2026-11-11 09:00")
    second = waits("2026-11-11 14:00", "2026-11-12 09:00")

    due_at = due_text("2026-11-09 09:00", THREE_DAYS, first, second)

    assert due_at == "2026-11-16 17:00:00"


def test_overlapping_pauses_count_once() -> None:
    first = waits("2026-11-10 10:00", "2026-11-12 09:00")
    inside = waits("2026-11-10 11:00", "2026-11-11 09:00")
    across = waits("2026-11-11 14:00", "2026-11-13 09:00")

    due_at = due_text("2026-11-09 09:00", THREE_DAYS, across, inside, first)

    assert due_at == "2026-11-17 17:00:00"


def test_pauses_that_touch_count_as_one() -> None:
    first = waits("2026-11-10 10:00", "2026-11-10 11:00")
    second = waits("2026-11-10 11:00", "2026-11-11 09:00")

    # Nine hours are over on Tuesday at ten, the very minute the first one opens.
    due_at = due_text("2026-11-09 09:00", hours(9), first, second)

    assert due_at == "2026-11-11 09:00:00"


def test_overlapping_pauses_restart_at_the_last_answer_when_one_of_them_does() -> None:
    supplement = restarts("2026-11-10 09:00", "2026-11-11 09:00")
    money = waits("2026-11-10 14:00", "2026-11-16 09:00")

    due_at = due_text("2026-11-09 09:00", THREE_DAYS, supplement, money)

    assert due_at == "2026-11-19 17:00:00"


def test_a_pause_that_is_open_when_the_answer_comes_restarts_at_its_own_end() -> None:
    money = waits("2026-11-10 09:00", "2026-11-16 09:00")
    supplement = restarts("2026-11-10 14:00", "2026-11-11 09:00")

    due_at = due_text("2026-11-09 09:00", THREE_DAYS, supplement, money)

    assert due_at == "2026-11-19 17:00:00"


def test_a_pause_that_begins_as_another_ends_is_one_with_it() -> None:
    supplement = restarts("2026-11-09 09:00", "2026-11-10 09:00")
    money = waits("2026-11-10 09:00", "2026-11-10 15:30")

    due_at = due_text("2026-11-09 08:00", SAME_DAY, supplement, money)

    assert due_at == "2026-11-11 17:00:00"


@pytest.mark.parametrize("limit", [SAME_DAY, hours(2), THREE_DAYS, calendar_days(3)])
def test_what_was_paused_before_reception_moves_nothing(limit: TimeLimit) -> None:
    plain = due_text("2026-11-11 09:00", limit)

    earlier = waits("2026-11-09 09:00", "2026-11-11 08:59")
    restarted = restarts("2026-11-09 09:00", "2026-11-11 08:59")

    assert due_text("2026-11-11 09:00", limit, earlier) == plain
    assert due_text("2026-11-11 09:00", limit, restarted) == plain


def test_a_pause_open_before_the_start_counts_from_the_start() -> None:
    pause = waits("2026-11-06 09:00", "2026-11-10 09:00")

    due_at = due_text("2026-11-09 09:00", THREE_DAYS, pause)

    assert due_at == "2026-11-13 17:00:00"


def test_calendar_days_paused_before_opening_do_not_count() -> None:
    pause = waits("2026-11-14 10:00", "2026-11-17 09:00")

    due_at = due_text("2026-11-14 09:00", calendar_days(2), pause)

    assert due_at == "2026-11-19 17:00:00"


@pytest.mark.parametrize("limit", [SAME_DAY, hours(2), THREE_DAYS, calendar_days(3)])
def test_a_pause_opened_when_the_due_time_was_over_moves_nothing(
    limit: TimeLimit,
) -> None:
    pause = waits("2026-11-12 17:00:01", "2026-11-16 09:00")

    plain = due_text("2026-11-09 09:00", limit)

    assert due_text("2026-11-09 09:00", limit, pause) == plain


def test_a_pause_opened_at_closing_time_of_the_last_day_is_in_time() -> None:
    pause = waits("2026-11-12 17:00", "2026-11-16 09:00")

    assert due_text("2026-11-09 09:00", THREE_DAYS, pause) == "2026-11-16 17:00:00"


@pytest.mark.parametrize("resume", list(ResumePolicy))
def test_an_open_pause_shows_the_due_time_as_it_stands(resume: ResumePolicy) -> None:
    first = waits("2026-11-10 10:00", "2026-11-11 10:00")
    still = Pause(at("2026-11-12 10:00"), None, resume)

    reckoning = due(at("2026-11-09 09:00"), THREE_DAYS, SHIPPED, pauses=[still, first])

    assert reckoning.paused
    assert f"{reckoning.due_at:%d/%m %H:%M}" == "13/11 17:00"


def test_an_open_pause_swallows_what_follows_it() -> None:
    still = waits("2026-11-10 10:00", None)
    later = restarts("2026-11-11 10:00", "2026-11-12 10:00")

    reckoning = due(at("2026-11-09 09:00"), THREE_DAYS, SHIPPED, pauses=[still, later])

    assert reckoning.paused
    assert f"{reckoning.due_at:%d/%m %H:%M}" == "12/11 17:00"


def test_a_closed_pause_leaves_the_clock_running() -> None:
    pause = waits("2026-11-10 10:00", "2026-11-11 10:00")

    assert not due(at("2026-11-09 09:00"), THREE_DAYS, SHIPPED, pauses=[pause]).paused


def test_the_start_is_that_of_the_last_restart() -> None:
    supplement = restarts("2026-11-10 09:00", "2026-11-14 10:00")

    reckoning = due(at("2026-11-09 09:00"), THREE_DAYS, SHIPPED, pauses=[supplement])

    assert reckoning.received_at == at("2026-11-09 09:00")
    assert reckoning.starts_at == at("2026-11-16 07:30")


def test_a_pause_that_closes_before_it_opens_is_refused() -> None:
    with pytest.raises(InvalidPause):
        due_text(
            "2026-11-09 09:00",
            THREE_DAYS,
            waits("2026-11-11 10:00", "2026-11-11 09:59"),
        )


def test_a_pause_without_zone_is_refused() -> None:
    naive = Pause(datetime(2026, 11, 10, 9), None)  # noqa: DTZ001

    with pytest.raises(NaiveTime):
        due_text("2026-11-09 09:00", THREE_DAYS, naive)
