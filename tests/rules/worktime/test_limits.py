"""Working days, calendar days, months and hours without pauses."""

from datetime import datetime

import pytest

from motcua.rules.worktime import (
    InvalidLimit,
    NaiveTime,
    OutOfReach,
    TimeLimit,
    Unit,
    due,
)
from tests.rules.worktime.office import (
    SHIPPED,
    at,
    calendar_days,
    due_text,
    holiday,
    hours,
    months,
    office,
    working_days,
)


def test_the_day_of_reception_is_not_counted() -> None:
    assert due_text("2026-11-16 07:30", working_days(1)) == "2026-11-17 17:00:00"


def test_working_days_are_due_at_closing_time() -> None:
    assert due_text("2026-11-16 16:59", working_days(3)) == "2026-11-19 17:00:00"


def test_weekends_and_culture_day_are_not_working_days() -> None:
    assert due_text("2026-11-20 09:00", working_days(2)) == "2026-11-25 17:00:00"


def test_received_on_saturday_counts_from_monday_and_so_to_tuesday() -> None:
    assert due_text("2026-11-14 09:00", working_days(1)) == "2026-11-17 17:00:00"


def test_received_at_closing_time_sharp_is_received_today() -> None:
    assert due_text("2026-11-16 17:00", working_days(1)) == "2026-11-17 17:00:00"


def test_received_a_second_after_closing_is_received_tomorrow() -> None:
    assert due_text("2026-11-16 17:00:01", working_days(1)) == "2026-11-18 17:00:00"


def test_a_worked_saturday_is_counted() -> None:
    assert due_text("2026-01-08 09:00", working_days(3)) == "2026-01-12 17:00:00"


def test_a_worked_saturday_on_the_way_to_a_swapped_monday() -> None:
    assert due_text("2026-08-20 09:00", working_days(7)) == "2026-08-28 17:00:00"
    assert due_text("2026-08-20 09:00", working_days(8)) == "2026-09-03 17:00:00"


def test_the_day_before_tet_runs_over_the_whole_of_tet() -> None:
    assert due_text("2026-02-13 09:00", working_days(1)) == "2026-02-23 17:00:00"


def test_twenty_working_days_pass_over_the_april_holidays() -> None:
    assert due_text("2026-04-20 09:00", working_days(20)) == "2026-05-21 17:00:00"


def test_calendar_days_count_every_day() -> None:
    assert due_text("2026-11-12 09:00", calendar_days(5)) == "2026-11-17 17:00:00"


def test_calendar_days_that_end_on_a_weekend_run_to_monday() -> None:
    assert due_text("2026-11-16 09:00", calendar_days(5)) == "2026-11-23 17:00:00"


def test_calendar_days_that_end_in_tet_run_to_the_end_of_it() -> None:
    assert due_text("2026-02-10 09:00", calendar_days(7)) == "2026-02-23 17:00:00"


def test_calendar_days_that_end_on_a_worked_saturday_stay_there() -> None:
    assert due_text("2026-08-17 09:00", calendar_days(5)) == "2026-08-22 17:00:00"


def test_calendar_days_start_at_the_next_opening() -> None:
    assert due_text("2026-11-14 09:00", calendar_days(1)) == "2026-11-17 17:00:00"


def test_a_month_ends_on_the_same_day_of_the_next() -> None:
    assert due_text("2026-10-12 09:00", months(1)) == "2026-11-12 17:00:00"


def test_a_month_from_the_thirty_first_ends_on_the_last_of_a_short_month() -> None:
    assert due_text("2025-03-31 09:00", months(1)) == "2025-05-05 17:00:00"
    assert due_text("2025-10-31 09:00", months(1)) == "2025-12-01 17:00:00"
    assert due_text("2028-01-31 09:00", months(1)) == "2028-02-29 17:00:00"


def test_months_run_over_new_year() -> None:
    assert due_text("2025-11-11 09:00", months(2)) == "2026-01-12 17:00:00"


def test_hours_are_due_at_the_exact_minute() -> None:
    assert due_text("2026-11-16 10:17", hours(2)) == "2026-11-16 13:47:00"


def test_eight_hours_from_opening_end_at_closing_time() -> None:
    assert due_text("2026-11-16 07:30", hours(8)) == "2026-11-16 17:00:00"


def test_four_hours_from_opening_end_before_lunch() -> None:
    assert due_text("2026-11-16 07:30", hours(4)) == "2026-11-16 11:30:00"


def test_friday_afternoon_runs_over_to_monday_morning() -> None:
    assert due_text("2026-11-13 16:00", hours(2)) == "2026-11-16 08:30:00"


def test_hours_of_a_dossier_filed_online_on_a_day_off_start_at_opening() -> None:
    assert due_text("2026-11-24 10:00", hours(8)) == "2026-11-25 17:00:00"


def test_hours_run_on_a_worked_saturday() -> None:
    assert due_text("2026-08-21 16:00", hours(2)) == "2026-08-22 08:30:00"


def test_seconds_are_kept() -> None:
    assert due_text("2026-11-16 10:17:42", hours(1)) == "2026-11-16 11:17:42"


def test_boundary_free_dossiers_start_where_the_competent_agency_receives() -> None:
    here = due(at("2026-11-13 09:00"), working_days(2), SHIPPED)
    there = due(at("2026-11-16 14:00"), working_days(2), SHIPPED)

    assert f"{here.due_at:%d/%m}" == "17/11"
    assert f"{there.due_at:%d/%m}" == "18/11"


def test_a_naive_time_is_refused() -> None:
    naive = datetime(2026, 11, 16, 9)  # noqa: DTZ001

    with pytest.raises(NaiveTime):
        due(naive, working_days(1), SHIPPED)


def test_any_zone_is_read_on_the_wall_clock_of_the_office() -> None:
    utc = datetime.fromisoformat("2026-11-16T08:00:01+00:00")

    reckoning = due(utc, TimeLimit(1, Unit.SAME_DAY), SHIPPED)

    assert f"{reckoning.due_at:%d/%m %H:%M %z}" == "17/11 17:00 +0700"


@pytest.mark.parametrize("quantity", [0, -1, 10_001])
def test_a_limit_of_nothing_or_of_ages_is_refused(quantity: int) -> None:
    with pytest.raises(InvalidLimit):
        working_days(quantity)


@pytest.mark.parametrize(
    "limit", [hours(2), working_days(2), calendar_days(9), months(1)]
)
def test_a_count_past_the_last_date_is_refused(limit: TimeLimit) -> None:
    with pytest.raises(OutOfReach):
        due(at("9999-12-31 16:00"), limit, SHIPPED)


def test_an_office_closed_for_the_rest_of_time_is_refused() -> None:
    closed = office(holiday("9999-12-29"), holiday("9999-12-30"), holiday("9999-12-31"))

    with pytest.raises(OutOfReach):
        due(at("9999-12-28 17:00:01"), working_days(1), closed)
