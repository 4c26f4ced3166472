"""A later date: once it is lawful, and how it behaves afterwards."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.extensions import carried, extend, last_moment
from motcua.rules.worktime import (
    DayKind,
    ExtensionRefused,
    OfficeCalendar,
    Pause,
    ResumePolicy,
    Season,
    Session,
    SpecialDay,
    working_days_between,
)

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
HOURS = (Session(time(7, 30), time(11, 30)), Session(time(13, 30), time(17)))


def calendar_with(*days: SpecialDay) -> OfficeCalendar:
    return OfficeCalendar(
        edition="1",
        seasons=(Season("", (1, 1), (12, 31), dict.fromkeys(range(5), HOURS)),),
        days=days,
        known_until=date(2027, 12, 31),
    )


CALENDAR = calendar_with()
MONDAY = date(2026, 11, 30)


def at(day: date, hour: int = 17, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZONE)


DUE = at(MONDAY)
LATER = at(date(2026, 12, 3))
moments = st.integers(0, 60 * 24 * 60).map(
    lambda minutes: at(date(2026, 11, 2), 0) + timedelta(minutes=minutes)
)
office_moments = st.builds(
    lambda day, hour: at(date(2026, 11, 2) + timedelta(days=day), hour),
    st.integers(0, 80).filter(
        lambda day: (date(2026, 11, 2) + timedelta(days=day)).weekday() < 5
    ),
    st.sampled_from([8, 10, 14, 17]),
)


@pytest.mark.parametrize(
    ("moment", "is_late"),
    [
        (at(date(2026, 11, 27), 17), False),
        (at(date(2026, 11, 27), 17, 1), True),
        (at(date(2026, 11, 28), 9), True),
        (at(MONDAY, 8), True),
        (at(date(2026, 12, 1), 8), True),
    ],
)
def test_an_apology_is_in_time_until_the_last_working_day_before_ends(
    moment: datetime, is_late: bool
) -> None:
    found = extend(DUE, LATER, CALENDAR, at=moment)

    assert found.is_late is is_late
    assert found.last_moment == at(date(2026, 11, 27))


def test_a_holiday_before_the_promise_brings_the_last_moment_forward() -> None:
    holiday = SpecialDay(date(2026, 11, 27), DayKind.HOLIDAY, "Nghỉ lễ")

    assert last_moment(DUE, calendar_with(holiday)) == at(date(2026, 11, 26))


@pytest.mark.parametrize(
    "new",
    [
        DUE,
        at(date(2026, 11, 27)),
        at(date(2026, 12, 5), 9),
        at(date(2026, 12, 3), 12),
        at(date(2026, 12, 3), 20),
    ],
)
def test_a_date_that_is_not_later_or_not_in_office_time_is_refused(
    new: datetime,
) -> None:
    with pytest.raises(ExtensionRefused):
        extend(DUE, new, CALENDAR, at=at(date(2026, 11, 26)))


def test_a_date_that_has_passed_is_refused() -> None:
    with pytest.raises(ExtensionRefused):
        extend(DUE, LATER, CALENDAR, at=at(date(2026, 12, 4)))


@given(due=office_moments, new=office_moments, now=moments)
def test_what_is_given_is_later_in_office_time_and_judged_by_whole_working_days(
    due: datetime, new: datetime, now: datetime
) -> None:
    try:
        found = extend(due, new, CALENDAR, at=now)
    except ExtensionRefused:
        assert new <= due or new <= now
        return

    assert found.due_at == new > due
    assert found.is_late == (now > found.last_moment)
    assert working_days_between(found.last_moment.date(), due.date(), CALENDAR) == 1


@given(
    opened=office_moments,
    length=st.integers(0, 20),
    resume=st.sampled_from(ResumePolicy),
)
def test_a_pause_never_brings_the_given_date_nearer(
    opened: datetime, length: int, resume: ResumePolicy
) -> None:
    closed = opened + timedelta(days=length)
    pause = Pause(opened, closed, resume)

    due = carried(LATER, CALENDAR, given_at=at(date(2026, 11, 26)), pauses=[pause])

    counts = at(date(2026, 11, 26)) <= opened <= LATER
    if resume is ResumePolicy.CONTINUE and counts:
        paused = working_days_between(opened.date(), closed.date(), CALENDAR)
        assert working_days_between(LATER.date(), due.date(), CALENDAR) == paused
    else:
        assert due == LATER
    assert CALENDAR.is_open(due)


def test_a_newly_closed_day_gives_way_to_the_next_working_day() -> None:
    closed = SpecialDay(date(2026, 12, 3), DayKind.CLOSURE, "Mất điện")

    due = carried(
        LATER, calendar_with(closed), given_at=at(date(2026, 11, 26)), pauses=[]
    )

    assert due == at(date(2026, 12, 4))
