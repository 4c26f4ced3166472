"""Which half hours there are, who is told of an earlier one, how somebody comes."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules import appointment_slots as slots
from motcua.rules.appointment_slots import Coming, Slot, Wish
from motcua.rules.worktime import DayKind, OfficeCalendar, Season, Session, SpecialDay
from tests.rules.worktime.office import SHIPPED, at, holiday, office, on

MINUTE = timedelta(minutes=1)
MONDAY = on("2026-11-30")
SATURDAY = on("2026-12-05")


def clock(found: list[datetime]) -> list[str]:
    """Beginnings as people say them."""
    return [f"{start:%H:%M}" for start in found]


def whole_half_hours(calendar: OfficeCalendar, day: date) -> list[datetime]:
    """The same, found without looking at sessions: ask for every moment whether the
    office is open, and keep the clock's half hours in which it always is."""
    halves = [
        at(f"{day} {hour:02}:{minute:02}") for hour in range(24) for minute in (0, 30)
    ]
    half_minute = timedelta(seconds=30)
    return [
        half
        for half in halves
        if all(calendar.is_open(half + tick * half_minute) for tick in range(61))
    ]


def test_a_day_has_the_half_hours_of_its_sessions() -> None:
    found = clock(slots.half_hours(SHIPPED, MONDAY))

    assert found[:2] == ["07:30", "08:00"]
    assert found[7:9] == ["11:00", "13:00"]
    assert found[-1] == "16:30"
    assert len(found) == 16


def test_a_day_off_has_none_and_a_worked_saturday_has_its_own() -> None:
    worked = SpecialDay(
        SATURDAY, DayKind.WORKED_DAY, "bù", (Session(time(7, 45), time(9)),)
    )
    calendar = office(holiday("2026-11-30"), worked)

    assert slots.half_hours(calendar, MONDAY) == []
    assert clock(slots.half_hours(calendar, SATURDAY)) == ["08:00", "08:30"]
    assert slots.half_hours(office(), SATURDAY) == []


times = st.integers(0, 24 * 12 - 1).map(
    lambda fives: time(fives * 5 // 60, fives * 5 % 60)
)


@st.composite
def sessions(draw: st.DrawFn) -> tuple[Session, ...]:
    """One to three stretches of opening hours; some touch each other."""
    marks = sorted(draw(st.sets(times, min_size=2, max_size=5)))
    pairs = list(pairwise(marks))
    kept = draw(st.sets(st.sampled_from(pairs), min_size=1))
    return tuple(Session(opens, closes) for opens, closes in sorted(kept))


@given(sessions())
def test_every_half_hour_lies_wholly_within_the_hours_and_none_is_forgotten(
    hours: tuple[Session, ...],
) -> None:
    year = Season("all year", (1, 1), (12, 31), dict.fromkeys(range(5), hours))
    calendar = office(seasons=(year,))

    found = slots.half_hours(calendar, MONDAY)

    assert found == whole_half_hours(calendar, MONDAY)


@given(st.integers(0, 40 * 24 * 60))
def test_what_can_be_booked_is_two_hours_to_fourteen_days_ahead(minute: int) -> None:
    now = at("2026-12-10 00:00") + minute * MINUTE

    found = slots.bookable(SHIPPED, now)

    day = now.date()
    expected = [
        half
        for ahead in range(15)
        for half in whole_half_hours(SHIPPED, day + timedelta(days=ahead))
        if half - now >= timedelta(hours=2)
    ]
    assert found == expected
    assert all(slots.may_book(SHIPPED, start, now) for start in found)


@given(st.integers(-600, 16 * 24 * 60))
def test_nothing_else_can_be_booked(minute: int) -> None:
    now = at("2026-11-30 09:10")
    start = now + minute * MINUTE

    assert slots.may_book(SHIPPED, start, now) == (
        start in slots.bookable(SHIPPED, now)
    )


def test_a_full_half_hour_stays_in_the_list_and_less_than_nothing_is_full() -> None:
    eight, nine, ten = (at(f"2026-11-30 {hour}:00") for hour in ("08", "09", "10"))

    found = slots.with_room([ten, eight, nine], {nine: 2, ten: 5}, capacity=2)

    assert found == [Slot(eight, 2), Slot(nine, 0), Slot(ten, 0)]


def test_the_nearest_free_half_hours_are_offered_in_their_order() -> None:
    hours = {"07:30": 1, "08:00": 0, "08:30": 1, "09:30": 1, "10:00": 1, "16:00": 1}
    found = [Slot(at(f"2026-11-30 {hour}"), free) for hour, free in hours.items()]

    nearest = slots.nearest(found, at("2026-11-30 09:00"))

    assert clock(nearest) == ["08:30", "09:30", "10:00"]


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 9), st.integers(0, 4))),
    st.integers(0, 20),
)
def test_who_is_told_has_waited_longest_and_not_been_told_too_often(
    people: list[tuple[int, int, int]], freed: int
) -> None:
    eight = at("2026-11-30 08:00")
    wishes = [
        Wish(n, eight + late * MINUTE, eight - since * MINUTE, offers)  # type: ignore[arg-type]
        for n, (late, since, offers) in enumerate(people)
    ]
    start = eight + freed * MINUTE

    told = slots.to_tell(start, wishes, eight - timedelta(hours=3))

    left = [wish for wish in wishes if wish not in told]
    assert len(told) <= 3
    for wish in told:
        assert wish.starts_at > start
        assert wish.offers < 3
    for other in left:
        could = other.starts_at > start and other.offers < 3
        assert not could or (
            len(told) == 3 and all(w.booked_at <= other.booked_at for w in told)
        )


def test_nobody_is_told_of_a_half_hour_that_is_too_near() -> None:
    freed = at("2026-11-30 10:00")
    wish = Wish("an", at("2026-11-30 15:00"), at("2026-11-20 08:00"), 0)

    assert slots.to_tell(freed, [wish], freed - slots.LEAD) == [wish]
    assert slots.to_tell(freed, [wish], freed - slots.LEAD + MINUTE) == []


@pytest.mark.parametrize(
    ("comes", "how"),
    [
        ("2026-11-29 09:00", Coming.TOO_EARLY),
        ("2026-11-30 08:29", Coming.TOO_EARLY),
        ("2026-11-30 08:30", Coming.EXPECTED),
        ("2026-11-30 09:15", Coming.EXPECTED),
        ("2026-11-30 09:16", Coming.LATE),
        ("2026-11-30 23:59", Coming.LATE),
        ("2026-12-01 00:00", Coming.OVER),
    ],
)
def test_expected_from_half_an_hour_before_to_a_quarter_after(
    comes: str, how: Coming
) -> None:
    assert slots.coming(SHIPPED, at("2026-11-30 09:00"), at(comes)) is how


@given(st.integers(0, 15), st.integers(0, 60))
def test_who_is_expected_always_finds_the_doors_open(half: int, minute: int) -> None:
    """From half an hour before a session on, numbers are given out."""
    start = slots.half_hours(SHIPPED, MONDAY)[half]
    comes = start - slots.EARLY + minute * MINUTE

    opens = SHIPPED.next_open(comes)

    if slots.coming(SHIPPED, start, comes) is Coming.EXPECTED:
        assert opens - comes <= timedelta(minutes=30)
        assert opens.date() == MONDAY
