"""A reckoning tells how it was counted."""

from motcua.rules.worktime import RULE_SET, Line, LineKind, Pause, TimeLimit, due
from tests.rules.worktime.office import (
    AFTERNOON,
    MORNING,
    SAME_DAY,
    SHIPPED,
    at,
    calendar_days,
    hours,
    months,
    office,
    on,
    restarts,
    waits,
    working_days,
)
from tests.rules.worktime.test_calendar import closure


def told(
    received: str,
    limit: TimeLimit,
    *pauses: Pause,
    extension: str | None = None,
) -> list[Line]:
    """Return the lines of this reckoning on the shipped calendar."""
    later = on(extension) if extension else None
    reckoning = due(at(received), limit, SHIPPED, pauses=pauses, extension=later)
    return list(reckoning.lines)


def test_a_plain_count_tells_reception_count_and_due_time() -> None:
    lines = told("2026-11-16 09:00", working_days(3))

    assert lines == [
        Line(LineKind.RECEIVED, at("2026-11-16 09:00")),
        Line(LineKind.COUNTED_DAYS, on("2026-11-19"), 3),
        Line(LineKind.DUE, at("2026-11-19 17:00")),
    ]


def test_each_holiday_is_named_and_weekends_are_taken_together() -> None:
    lines = told("2026-11-13 15:01", working_days(7))

    assert lines == [
        Line(LineKind.RECEIVED, at("2026-11-13 15:01")),
        Line(LineKind.COUNTED_DAYS, on("2026-11-23"), 6),
        Line(LineKind.HOLIDAY, on("2026-11-24"), note="Ngày Văn hóa Việt Nam"),
        Line(LineKind.COUNTED_DAYS, on("2026-11-25"), 7),
        Line(LineKind.DAYS_OFF, count=4),
        Line(LineKind.DUE, at("2026-11-25 17:00")),
    ]


def test_a_worked_saturday_is_named() -> None:
    lines = told("2026-08-21 09:00", working_days(1))

    assert (
        Line(LineKind.WORKED_DAY, on("2026-08-22"), note="Làm bù cho ngày 31/08/2026")
        in lines
    )


def test_a_same_day_matter_after_fifteen_says_so() -> None:
    lines = told("2026-11-23 15:30", SAME_DAY)

    assert [line.kind for line in lines] == [
        LineKind.RECEIVED,
        LineKind.AFTER_CUTOFF,
        LineKind.HOLIDAY,
        LineKind.COUNTED_DAYS,
        LineKind.DUE,
    ]


def test_a_reception_outside_hours_tells_why_it_waits_for_the_opening() -> None:
    lines = told("2026-01-01 10:00", hours(1))

    assert [(line.kind, line.at, line.count) for line in lines] == [
        (LineKind.RECEIVED, at("2026-01-01 10:00"), None),
        (LineKind.HOLIDAY, on("2026-01-01"), None),
        (LineKind.SWAP_OFF, on("2026-01-02"), None),
        (LineKind.DAYS_OFF, None, 2),
        (LineKind.STARTED, at("2026-01-05 07:30"), None),
        (LineKind.COUNTED_TIME, at("2026-01-05 08:30"), 60),
        (LineKind.DUE, at("2026-01-05 08:30"), None),
    ]


def test_a_reception_at_lunch_skips_no_day() -> None:
    lines = told("2026-11-16 12:00", hours(1))

    assert lines[1] == Line(LineKind.STARTED, at("2026-11-16 13:00"))


def test_hours_are_told_up_to_each_special_day() -> None:
    lines = told("2026-08-20 15:30", hours(20))

    assert [(line.kind, line.at, line.count) for line in lines[1:-1]] == [
        (LineKind.COUNTED_TIME, at("2026-08-21 17:00"), 570),
        (LineKind.WORKED_DAY, on("2026-08-22"), None),
        (LineKind.COUNTED_TIME, at("2026-08-24 10:00"), 1200),
        (LineKind.DAYS_OFF, None, 1),
    ]


def test_a_limit_that_ends_on_a_day_off_tells_how_it_was_rolled() -> None:
    lines = told("2026-04-15 09:00", calendar_days(11))

    assert [(line.kind, line.at, line.count) for line in lines[1:-1]] == [
        (LineKind.TARGET, on("2026-04-26"), 11),
        (LineKind.HOLIDAY, on("2026-04-26"), None),
        (LineKind.COMPENSATION, on("2026-04-27"), None),
        (LineKind.ROLLED, on("2026-04-28"), None),
    ]


def test_months_tell_the_day_they_end_on() -> None:
    lines = told("2026-10-12 09:00", months(1))

    assert lines[1] == Line(LineKind.TARGET, on("2026-11-12"), 1, "months")


def test_a_pause_tells_when_how_long_and_to_when() -> None:
    lines = told(
        "2026-11-09 09:00",
        working_days(3),
        waits("2026-11-10 10:00", "2026-11-12 10:00"),
    )

    assert lines[2:] == [
        Line(LineKind.PAUSED, at("2026-11-10 10:00")),
        Line(LineKind.RESUMED, at("2026-11-12 10:00"), 2, "working_days"),
        Line(LineKind.MADE_UP_DAYS, on("2026-11-16"), 2),
        Line(LineKind.DAYS_OFF, count=2),
        Line(LineKind.MOVED, at("2026-11-16 17:00")),
        Line(LineKind.DUE, at("2026-11-16 17:00")),
    ]


def test_a_restart_tells_its_count_anew() -> None:
    lines = told(
        "2026-11-23 09:00",
        working_days(1),
        restarts("2026-11-23 10:00", "2026-11-23 11:00"),
    )

    holidays = [line for line in lines if line.kind is LineKind.HOLIDAY]
    assert len(holidays) == 2
    assert Line(LineKind.RESTARTED, at("2026-11-23 11:00")) in lines


def test_pauses_without_effect_are_told_too() -> None:
    before = waits("2026-11-06 10:00", "2026-11-06 11:00")
    late = waits("2026-11-16 10:00", "2026-11-17 11:00")
    still = waits("2026-11-18 10:00", None)

    lines = told("2026-11-09 09:00", working_days(3), before, late, still)

    assert [line.kind for line in lines if "pause" in line.kind] == [
        LineKind.PAUSE_BEFORE_START,
        LineKind.PAUSE_AFTER_DUE,
        LineKind.STILL_PAUSED,
    ]


def test_an_extension_is_told() -> None:
    lines = told("2026-11-09 09:00", working_days(3), extension="2026-11-16")

    assert lines[-2:] == [
        Line(LineKind.EXTENDED, on("2026-11-16")),
        Line(LineKind.DUE, at("2026-11-16 17:00")),
    ]


def test_a_provisional_calendar_is_told_with_the_first_doubtful_day() -> None:
    tet = told("2027-02-02 09:00", working_days(5))
    beyond = told("2027-12-30 09:00", working_days(5))

    assert Line(LineKind.PROVISIONAL, on("2027-02-04"), note="28 tháng Chạp") in tet
    assert Line(LineKind.PROVISIONAL, on("2028-01-01")) in beyond


def test_closures_are_told_as_whole_or_short_days() -> None:
    calendar = office(closure("2026-11-17"), closure("2026-11-18", MORNING))

    lines = due(at("2026-11-16 09:00"), working_days(2), calendar).lines

    assert Line(LineKind.CLOSURE, on("2026-11-17"), note="flood") in lines
    assert Line(LineKind.SHORT_DAY, on("2026-11-18"), note="flood") in lines


def test_hours_on_a_closed_afternoon_tell_the_short_day_once() -> None:
    calendar = office(closure("2026-11-17", AFTERNOON))
    pause = waits("2026-11-17 14:00", "2026-11-17 15:00")

    lines = due(at("2026-11-17 13:00"), hours(2), calendar, pauses=[pause]).lines

    assert [line.kind for line in lines].count(LineKind.SHORT_DAY) == 1


def test_a_long_limit_is_told_in_few_lines() -> None:
    lines = told("2024-01-02 09:00", working_days(700))

    specials = sum(day.on.year < 2027 for day in SHIPPED.days)
    assert len(lines) <= 2 * specials + 5


def test_a_reckoning_keeps_edition_rule_set_and_limit() -> None:
    reckoning = due(at("2026-11-16 09:00"), working_days(3), SHIPPED)

    assert reckoning.edition == SHIPPED.edition
    assert reckoning.rule_set == RULE_SET
    assert reckoning.limit == working_days(3)


def test_a_new_edition_moves_no_promise_counted_with_the_old_one() -> None:
    old = office()
    promise = due(at("2026-11-16 09:00"), working_days(3), old)

    new = office(closure("2026-11-18"))

    assert due(at("2026-11-16 09:00"), working_days(3), old) == promise
    assert due(at("2026-11-16 09:00"), working_days(3), new) != promise
