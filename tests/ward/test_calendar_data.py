"""The shipped holidays as an office calendar, against a public package."""

import json
from collections import Counter
from datetime import date
from typing import Any

import holidays
import pytest

from motcua.rules.worktime import DayKind, OfficeCalendar, SpecialDay
from motcua.ward.calendar_data import SHIPPED, calendar_from_file

FILE: dict[str, Any] = json.loads(SHIPPED.read_text(encoding="utf-8"))
CALENDAR = OfficeCalendar.from_data(calendar_from_file())
BY_DAY: dict[date, SpecialDay] = {day.on: day for day in CALENDAR.days}


def test_every_day_of_the_file_is_in_the_calendar() -> None:
    listed = {day["date"] for day in FILE["holidays"]} | set(FILE["working_saturdays"])

    assert {day.on.isoformat() for day in CALENDAR.days} == listed


def test_each_worked_saturday_names_the_day_it_replaces() -> None:
    worked = {
        day.on.isoformat(): day.replaces.isoformat() if day.replaces else None
        for day in CALENDAR.days
        if day.kind is DayKind.WORKED_DAY
    }

    assert worked == {swap["worked_day"]: swap["day_off"] for swap in FILE["swaps"]}
    assert sorted(worked) == FILE["working_saturdays"]


def test_kinds_are_kept() -> None:
    kinds = Counter(day["kind"] for day in FILE["holidays"])

    ours = Counter(day.kind for day in CALENDAR.days)

    assert ours[DayKind.HOLIDAY] == kinds["statutory"]
    assert ours[DayKind.SWAP_OFF] == kinds["swap_off"]
    assert ours[DayKind.COMPENSATION] == kinds["compensation"]


def test_what_is_not_yet_announced_stays_provisional() -> None:
    listed = {day["date"] for day in FILE["holidays"] if day["provisional"]}

    ours = {day.on.isoformat() for day in CALENDAR.days if day.provisional}

    assert ours == listed
    assert all(day.startswith("2027-") for day in ours)


def test_the_calendar_is_known_to_the_end_of_the_file() -> None:
    assert CALENDAR.known_until == date(2027, 12, 31)


def test_the_data_may_be_handed_over_instead_of_a_path() -> None:
    assert calendar_from_file(FILE) == calendar_from_file()


def test_the_data_is_already_in_canonical_order() -> None:
    assert CALENDAR.to_data() == calendar_from_file()


@pytest.mark.parametrize("year", FILE["years"])
def test_the_public_package_agrees_but_for_the_differences_listed(year: int) -> None:
    package = set(holidays.country_holidays("VN", years=year))
    ours = {
        day.on
        for day in CALENDAR.days
        if day.on.year == year and day.kind is not DayKind.WORKED_DAY
    }

    differing = {day.isoformat() for day in package ^ ours}

    listed = {
        row["date"]
        for row in FILE["package_differences"]
        if row["package"] == "holidays"
        and row["date"].startswith(str(year))
        and "labelled" not in row["difference"]
    }
    assert differing == listed
