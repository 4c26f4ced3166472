"""The 15:00 rule."""

from datetime import time

import pytest

from motcua.rules.worktime import Season, Session
from tests.rules.worktime.office import (
    MORNING,
    SAME_DAY,
    due_text,
    office,
    waits,
)


@pytest.mark.parametrize(
    "moment", ["07:30", "14:59", "14:59:59.999999", "15:00", "15:00:00"]
)
def test_received_until_fifteen_sharp_is_due_today(moment: str) -> None:
    assert due_text(f"2026-11-23 {moment}", SAME_DAY) == "2026-11-23 17:00:00"


@pytest.mark.parametrize(
    "moment", ["15:00:00.000001", "15:00:01", "15:01", "15:30", "17:00"]
)
def test_received_after_fifteen_is_due_the_next_working_day(moment: str) -> None:
    assert due_text(f"2026-11-25 {moment}", SAME_DAY) == "2026-11-26 17:00:00"


def test_friday_after_fifteen_is_due_on_monday() -> None:
    assert due_text("2025-11-21 15:01", SAME_DAY) == "2025-11-24 17:00:00"


def test_the_afternoon_before_culture_day_passes_over_it() -> None:
    assert due_text("2026-11-23 15:01", SAME_DAY) == "2026-11-25 17:00:00"


def test_the_last_afternoon_before_tet_is_due_after_tet() -> None:
    assert due_text("2026-02-13 15:00:01", SAME_DAY) == "2026-02-23 17:00:00"


def test_friday_after_fifteen_is_due_on_a_worked_saturday() -> None:
    assert due_text("2026-08-21 15:01", SAME_DAY) == "2026-08-22 17:00:00"


def test_received_on_a_worked_saturday_is_due_that_saturday() -> None:
    assert due_text("2026-08-22 09:00", SAME_DAY) == "2026-08-22 17:00:00"


def test_received_at_night_is_due_by_the_end_of_the_next_working_day() -> None:
    assert due_text("2026-11-20 21:00", SAME_DAY) == "2026-11-23 17:00:00"


def test_received_at_lunch_is_due_today() -> None:
    assert due_text("2026-11-23 12:10", SAME_DAY) == "2026-11-23 17:00:00"


def test_a_winter_afternoon_that_ends_at_half_past_two_needs_no_cutoff() -> None:
    short = (MORNING, Session(time(12, 30), time(14, 30)))
    winter = office(
        seasons=(
            Season("winter", (10, 16), (4, 15), dict.fromkeys(range(5), short)),
            Season("summer", (4, 16), (10, 15), dict.fromkeys(range(5), short)),
        )
    )

    on_time = due_text("2026-01-14 14:30", SAME_DAY, calendar=winter)
    too_late = due_text("2026-01-14 14:30:01", SAME_DAY, calendar=winter)

    assert on_time == "2026-01-14 14:30:00"
    assert too_late == "2026-01-15 14:30:00"


def test_a_pause_within_the_day_moves_nothing() -> None:
    pause = waits("2026-11-23 09:00", "2026-11-23 16:00")

    assert due_text("2026-11-23 08:00", SAME_DAY, pause) == "2026-11-23 17:00:00"


def test_a_pause_overnight_moves_by_the_working_days_paused() -> None:
    pause = waits("2026-11-23 09:00", "2026-11-25 08:00")

    assert due_text("2026-11-23 08:00", SAME_DAY, pause) == "2026-11-25 17:00:00"
