"""The office calendar: sessions, seasons, special days, what is refused."""

import copy
import json
import pickle
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from motcua.rules.worktime import (
    DayKind,
    InvalidCalendar,
    NaiveTime,
    OfficeCalendar,
    OutOfReach,
    Season,
    Session,
    SpecialDay,
    due,
)
from tests.rules.worktime.office import (
    AFTERNOON,
    ALL_YEAR,
    FULL_WEEK,
    MORNING,
    SHIPPED,
    at,
    due_text,
    holiday,
    hours,
    office,
    on,
    working_days,
)

LATE_MORNING = Session(time(8), time(12))
WINTER = Season("winter", (10, 16), (4, 15), dict.fromkeys(range(5), (LATE_MORNING,)))
SUMMER = Season("summer", (4, 16), (10, 15), dict.fromkeys(range(5), (MORNING,)))


def closure(day: str, *left_open: Session) -> SpecialDay:
    """Build a closure that leaves these hours open."""
    return SpecialDay(on(day), DayKind.CLOSURE, "flood", left_open)


def test_a_plain_monday_has_two_sessions() -> None:
    assert SHIPPED.sessions_on(on("2026-11-23")) == (MORNING, AFTERNOON)


@pytest.mark.parametrize(
    "day", ["2026-11-22", "2026-11-24", "2026-08-31", "2026-04-27"]
)
def test_days_off_have_no_sessions(day: str) -> None:
    assert SHIPPED.sessions_on(on(day)) == ()
    assert not SHIPPED.is_working_day(on(day))


def test_a_worked_saturday_works_the_sessions_of_the_day_it_replaces() -> None:
    week = {**FULL_WEEK, 4: (MORNING,)}
    friday_off = on("2026-01-02")
    worked = SpecialDay(
        on("2026-01-10"), DayKind.WORKED_DAY, "back", replaces=friday_off
    )
    calendar = office(worked, seasons=(Season("year", (1, 1), (12, 31), week),))

    assert calendar.sessions_on(on("2026-01-10")) == (MORNING,)
    assert calendar.is_working_day(on("2026-01-10"))


def test_a_worked_saturday_for_an_unknown_day_works_like_a_monday() -> None:
    week = {**FULL_WEEK, 0: (AFTERNOON,)}
    worked = SpecialDay(on("2026-01-10"), DayKind.WORKED_DAY, "back")
    calendar = office(worked, seasons=(Season("year", (1, 1), (12, 31), week),))

    assert calendar.sessions_on(on("2026-01-10")) == (AFTERNOON,)


def test_a_worked_saturday_of_an_office_closed_on_mondays_works_its_first_day() -> None:
    week = {1: (MORNING,), 2: (AFTERNOON,)}
    worked = SpecialDay(on("2026-01-10"), DayKind.WORKED_DAY, "back")
    calendar = office(worked, seasons=(Season("year", (1, 1), (12, 31), week),))

    assert calendar.sessions_on(on("2026-01-10")) == (MORNING,)


def test_a_worked_saturday_may_have_hours_of_its_own() -> None:
    worked = SpecialDay(on("2026-01-10"), DayKind.WORKED_DAY, "back", (MORNING,))

    assert office(worked).sessions_on(on("2026-01-10")) == (MORNING,)


def test_a_whole_day_closure_is_no_working_day() -> None:
    calendar = office(closure("2026-11-17"))

    due_at = due_text("2026-11-16 09:00", working_days(1), calendar=calendar)

    assert due_at == "2026-11-18 17:00:00"


def test_a_half_day_closure_is_a_working_day_that_closes_early() -> None:
    calendar = office(closure("2026-11-17", MORNING))

    due_at = due_text("2026-11-16 09:00", working_days(1), calendar=calendar)
    after_hours = due_text("2026-11-16 16:00", hours(6), calendar=calendar)

    assert due_at == "2026-11-17 11:30:00"
    assert after_hours == "2026-11-18 08:30:00"


def test_saturday_reception_opens_the_doors_but_is_no_working_day() -> None:
    week = {**FULL_WEEK, 5: (MORNING,)}
    calendar = office(seasons=(Season("year", (1, 1), (12, 31), week),))

    days = due_text("2026-11-13 09:00", working_days(1), calendar=calendar)
    time_open = due_text("2026-11-13 16:00", hours(2), calendar=calendar)

    assert days == "2026-11-16 17:00:00"
    assert time_open == "2026-11-14 08:30:00"


def test_a_season_may_run_over_new_year() -> None:
    calendar = office(seasons=(SUMMER, WINTER))

    assert calendar.sessions_on(on("2026-10-15")) == (MORNING,)
    assert calendar.sessions_on(on("2026-10-16")) == (LATE_MORNING,)
    assert calendar.sessions_on(on("2026-12-31")) == (LATE_MORNING,)
    assert calendar.sessions_on(on("2027-01-01")) == (LATE_MORNING,)
    assert calendar.sessions_on(on("2027-04-15")) == (LATE_MORNING,)
    assert calendar.sessions_on(on("2027-04-16")) == (MORNING,)


def test_hours_run_from_one_season_into_the_next() -> None:
    calendar = office(seasons=(SUMMER, WINTER))

    due_at = due_text("2026-10-15 09:30", hours(5), calendar=calendar)

    assert due_at == "2026-10-16 11:00:00"


@pytest.mark.parametrize("moment", ["07:30", "11:30", "13:00", "17:00", "09:12"])
def test_opening_and_closing_instants_are_inside_hours(moment: str) -> None:
    instant = at(f"2026-11-23 {moment}")

    assert SHIPPED.is_open(instant)
    assert SHIPPED.next_open(instant) == instant


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        ("2026-11-23 07:29:59", "2026-11-23 07:30"),
        ("2026-11-23 11:30:01", "2026-11-23 13:00"),
        ("2026-11-23 17:00:01", "2026-11-25 07:30"),
        ("2026-11-21 09:00", "2026-11-23 07:30"),
        ("2026-02-13 18:00", "2026-02-23 07:30"),
        ("2026-08-21 18:00", "2026-08-22 07:30"),
    ],
)
def test_outside_hours_the_next_opening_is_known(moment: str, opening: str) -> None:
    assert not SHIPPED.is_open(at(moment))
    assert SHIPPED.next_open(at(moment)) == at(opening)


def test_closing_time_is_the_end_of_the_last_session() -> None:
    assert SHIPPED.closing_of(on("2026-11-23")) == at("2026-11-23 17:00")


def test_a_day_off_has_no_closing_time() -> None:
    with pytest.raises(OutOfReach):
        SHIPPED.closing_of(on("2026-11-24"))


def test_a_naive_time_has_no_opening() -> None:
    with pytest.raises(NaiveTime):
        SHIPPED.next_open(datetime(2026, 11, 23))  # noqa: DTZ001


def test_beyond_what_is_known_plain_weekdays_are_used_provisionally() -> None:
    reckoning = due(at("2027-12-30 09:00"), working_days(2), SHIPPED)

    assert reckoning.due_at == at("2028-01-03 17:00")
    assert reckoning.provisional


def test_until_the_last_known_day_a_reckoning_is_final() -> None:
    assert not due(at("2027-12-30 09:00"), working_days(1), SHIPPED).provisional


@pytest.mark.parametrize(
    ("received", "days", "provisional"),
    [
        ("2027-02-01 09:00", 2, False),
        ("2027-02-01 09:00", 3, True),
        ("2027-02-02 09:00", 1, False),
        ("2027-02-10 09:00", 1, True),
        ("2027-02-11 09:00", 1, False),
    ],
)
def test_a_day_still_to_be_announced_makes_the_reckoning_provisional(
    received: str, days: int, *, provisional: bool
) -> None:
    reckoning = due(at(received), working_days(days), SHIPPED)

    assert reckoning.provisional is provisional


def test_a_due_day_that_is_itself_provisional_makes_the_reckoning_so() -> None:
    saturday = SpecialDay(on("2026-11-21"), DayKind.WORKED_DAY, "back", (), True)

    reckoning = due(at("2026-11-20 09:00"), working_days(1), office(saturday))

    assert reckoning.due_at == at("2026-11-21 17:00")
    assert reckoning.provisional


def test_special_days_beyond_what_is_known_are_still_honoured() -> None:
    calendar = office(holiday("2027-03-02"), known_until="2026-12-31")

    due_at = due_text("2027-03-01 09:00", working_days(1), calendar=calendar)

    assert due_at == "2027-03-03 17:00:00"


def test_a_calendar_written_down_reads_back_equal() -> None:
    calendar = office(
        closure("2026-11-17", Session(time(7, 30, 15), time(9))),
        SpecialDay(
            on("2026-01-10"),
            DayKind.WORKED_DAY,
            "back",
            replaces=on("2026-01-02"),
            provisional=True,
        ),
        holiday("2026-01-01"),
        seasons=(WINTER, SUMMER),
    )

    written = json.loads(json.dumps(calendar.to_data()))

    assert OfficeCalendar.from_data(written) == calendar
    assert OfficeCalendar.from_data(written).to_data() == written


def test_the_order_in_which_days_are_entered_does_not_matter() -> None:
    first, second = holiday("2026-01-01"), holiday("2026-09-02")

    assert office(first, second) == office(second, first)
    assert office(seasons=(WINTER, SUMMER)) == office(seasons=(SUMMER, WINTER))


def test_a_calendar_may_be_copied_and_cached() -> None:
    assert copy.deepcopy(SHIPPED) == SHIPPED
    assert pickle.loads(pickle.dumps(SHIPPED)) == SHIPPED


def test_equal_calendars_have_equal_hashes() -> None:
    assert len({office(holiday("2026-01-01")), office(holiday("2026-01-01"))}) == 1


def test_a_special_day_can_be_looked_up() -> None:
    culture_day = SHIPPED.special_on(on("2026-11-24"))

    assert culture_day is not None
    assert culture_day.name == "Ngày Văn hóa Việt Nam"
    assert SHIPPED.special_on(on("2026-11-23")) is None


def test_a_session_has_no_zone_of_its_own() -> None:
    with pytest.raises(InvalidCalendar):
        Session(time(8, tzinfo=UTC), time(9, tzinfo=UTC))


def test_a_session_that_closes_before_it_opens_is_refused() -> None:
    with pytest.raises(InvalidCalendar):
        Session(time(11), time(11))


@pytest.mark.parametrize(
    "week",
    [
        {},
        {5: (MORNING,), 6: (MORNING,)},
        {0: ()},
        {0: (MORNING, Session(time(11, 29), time(12)))},
        {0: (MORNING,), 7: (MORNING,)},
    ],
)
def test_weeks_that_cannot_be_worked_are_refused(week: dict[int, Any]) -> None:
    with pytest.raises(InvalidCalendar):
        Season("year", (1, 1), (12, 31), week)


def test_sessions_that_touch_are_accepted() -> None:
    noon = Session(time(11, 30), time(13))

    season = Season("year", (1, 1), (12, 31), {0: (AFTERNOON, noon, MORNING)})

    assert season.sessions(0) == (MORNING, noon, AFTERNOON)


@pytest.mark.parametrize(
    "seasons",
    [
        (),
        (ALL_YEAR, WINTER),
        (WINTER,),
        (Season("a", (3, 1), (2, 28), FULL_WEEK),),
    ],
)
def test_every_day_of_the_year_needs_exactly_one_season(
    seasons: tuple[Season, ...],
) -> None:
    with pytest.raises(InvalidCalendar):
        office(seasons=seasons)


def test_a_day_that_does_not_exist_bounds_no_season() -> None:
    with pytest.raises(InvalidCalendar, match="30/02"):
        Season("a", (2, 30), (2, 28), FULL_WEEK)


def test_one_day_cannot_be_special_twice() -> None:
    with pytest.raises(InvalidCalendar, match="2026-11-24"):
        office(holiday("2026-11-24"), closure("2026-11-24", MORNING))


def test_a_holiday_has_no_hours() -> None:
    with pytest.raises(InvalidCalendar):
        SpecialDay(on("2026-11-24"), DayKind.HOLIDAY, "culture", (MORNING,))


def test_only_a_worked_day_replaces_another() -> None:
    with pytest.raises(InvalidCalendar):
        SpecialDay(on("2026-11-24"), DayKind.CLOSURE, "x", replaces=on("2026-11-23"))


def test_overlapping_hours_of_a_special_day_are_refused() -> None:
    with pytest.raises(InvalidCalendar):
        closure("2026-11-17", MORNING, Session(time(9), time(10)))


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(InvalidCalendar):
        OfficeCalendar("e", (ALL_YEAR,), (), date(2026, 12, 31), "Asia/Hoa_Binh")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("seasons", []),
        ("seasons", [{"name": "no week", "first": "01-01", "last": "12-31"}]),
        ("known_until", "31/12/2027"),
        ("known_until", None),
        ("days", [{"on": "2026-01-01", "kind": "party", "name": "x"}]),
        ("days", ["2026-01-01"]),
    ],
)
def test_data_that_makes_no_calendar_is_refused(key: str, value: object) -> None:
    with pytest.raises(InvalidCalendar):
        OfficeCalendar.from_data({**SHIPPED.to_data(), key: value})
