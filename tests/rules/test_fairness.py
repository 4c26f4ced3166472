"""How long each class waited, and who was passed."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.rules import fairness
from motcua.rules.fairness import Called

EIGHT = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)


def called(
    label: str, since: float, at: float, target: float = 20, kind: str = "ordinary"
) -> Called:
    minute = timedelta(minutes=1)
    return Called(
        label,
        kind,
        label[0],
        EIGHT + since * minute,
        EIGHT + at * minute,
        target * minute,
    )


def test_a_class_is_told_by_people_and_not_by_values_between_them() -> None:
    rows = [called(f"A{n}", 0, n) for n in range(1, 11)]

    waits = fairness.by_class(rows)["ordinary"]

    assert waits.median == timedelta(minutes=5)
    assert waits.nine_of_ten == timedelta(minutes=9)
    assert (waits.longest, waits.count) == (timedelta(minutes=10), 10)


def test_within_the_target_includes_the_target_and_is_rounded_down() -> None:
    rows = [called("A1", 0, 20), called("A2", 0, 21), called("A3", 0, 1)]

    assert fairness.by_class(rows)["ordinary"].within_of_100 == 66


def test_an_appointment_that_came_early_waited_no_time() -> None:
    assert called("A1", 10, 5).waited == timedelta(0)


def test_who_waited_with_more_pressure_and_was_called_later_was_passed() -> None:
    longer, favourite = called("A1", 0, 30), called("A2", 10, 20)
    other_queue, newer = called("B1", 0, 30), called("A3", 15, 40)

    passed = fairness.passed_by(favourite, [longer, favourite, other_queue, newer])

    assert passed == [longer]


def test_a_priority_call_within_its_right_passes_nobody() -> None:
    ordinary, elderly = called("A1", 0, 30), called("A2", 6, 10, target=5)

    assert fairness.passed_by(elderly, [ordinary, elderly]) == []


@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from([5, 20])),
        min_size=1,
        max_size=20,
    )
)
def test_shares_and_ranks_stay_in_order(rows: list[tuple[int, int, int]]) -> None:
    day = [
        called(f"A{n}", since, since + waited, target)
        for n, (since, waited, target) in enumerate(rows)
    ]

    for waits in fairness.by_class(day).values():
        assert timedelta(0) <= waits.median <= waits.nine_of_ten <= waits.longest
        assert 0 <= waits.within_of_100 <= 100
    assert all(each not in fairness.passed_by(each, day) for each in day)
