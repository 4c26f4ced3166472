"""One extension, to a later working day."""

import pytest

from motcua.rules.worktime import ExtensionRefused
from tests.rules.worktime.office import due_text, hours, waits, working_days


def test_an_extension_is_due_at_closing_time_of_its_day() -> None:
    due_at = due_text("2026-11-09 09:00", working_days(3), extension="2026-11-16")

    assert due_at == "2026-11-16 17:00:00"


def test_hours_are_extended_to_closing_time_too() -> None:
    due_at = due_text("2026-11-09 09:00", hours(2), extension="2026-11-10")

    assert due_at == "2026-11-10 17:00:00"


def test_an_extension_may_fall_on_a_worked_saturday() -> None:
    due_at = due_text("2026-08-17 09:00", working_days(3), extension="2026-08-22")

    assert due_at == "2026-08-22 17:00:00"


@pytest.mark.parametrize("day", ["2026-11-11", "2026-11-12"])
def test_an_extension_not_later_than_the_due_date_is_refused(day: str) -> None:
    with pytest.raises(ExtensionRefused):
        due_text("2026-11-09 09:00", working_days(3), extension=day)


@pytest.mark.parametrize("day", ["2026-11-14", "2026-11-24", "2026-08-31"])
def test_an_extension_to_a_day_off_is_refused(day: str) -> None:
    with pytest.raises(ExtensionRefused):
        due_text("2026-08-10 09:00", working_days(3), extension=day)


def test_an_extension_is_measured_against_the_date_moved_by_pauses() -> None:
    pause = waits("2026-11-10 10:00", "2026-11-12 10:00")

    with pytest.raises(ExtensionRefused):
        due_text("2026-11-09 09:00", working_days(3), pause, extension="2026-11-16")
