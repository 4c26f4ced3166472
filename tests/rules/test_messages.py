"""When messages may go, until when they are of use, when they are tried again."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.messages import not_before, step_due, use_by, wait_after

moments = st.datetimes(
    min_value=datetime(2026, 1, 1),  # noqa: DTZ001  (the strategy adds the zone)
    max_value=datetime(2030, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@given(moments)
def test_nothing_goes_at_night_and_nothing_waits_longer_than_a_night(
    at: datetime,
) -> None:
    start = not_before(at)

    assert at <= start <= at + timedelta(hours=10)
    assert 7 <= start.hour < 21


def test_an_evening_message_goes_in_the_morning() -> None:
    late = datetime(2026, 11, 25, 21, 30, tzinfo=UTC)

    assert not_before(late) == datetime(2026, 11, 26, 7, tzinfo=UTC)


@given(moments, st.integers(1, 500), moments)
def test_a_message_is_never_of_use_after_its_last_moment(
    at: datetime, hours: int, last: datetime
) -> None:
    end = use_by(at, hours=hours, last=last)

    assert end <= last
    assert end <= use_by(at, hours=hours) == at + timedelta(hours=hours)


@given(st.integers(1, 100_000))
def test_the_wait_grows_up_to_two_hours(attempts: int) -> None:
    wait = wait_after(attempts)

    assert timedelta(minutes=1) <= wait <= wait_after(attempts + 1)
    assert wait_after(attempts + 1) <= timedelta(hours=2)


def test_the_wait_doubles() -> None:
    minutes = [wait_after(n).total_seconds() / 60 for n in range(1, 10)]

    assert minutes == [1, 2, 4, 8, 16, 32, 64, 120, 120]


def test_the_latest_step_reached_counts() -> None:
    steps = (3, 15, 30)

    assert [step_due(days, steps) for days in (2, 3, 14, 15, 31)] == [
        None,
        3,
        3,
        15,
        30,
    ]
