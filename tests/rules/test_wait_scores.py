"""What came true of told waits, and when minutes are shown."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules import wait_scores
from motcua.rules.wait_scores import Score, Told


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def told(low: float, middle: float, high: float, came: float) -> Told:
    return Told(minutes(low), minutes(high), minutes(middle), minutes(came))


def test_three_ranges_by_hand() -> None:
    rows = [told(10, 14, 20, came=20), told(5, 8, 10, came=12), told(0, 3, 5, came=0)]

    # Off by -6, -4 and +3 minutes; the end of a range belongs to it.
    assert wait_scores.score(rows) == Score(
        n=3, covered=2, mae=minutes(13) / 3, bias=-minutes(7) / 3
    )


def test_nothing_told_has_no_score() -> None:
    assert wait_scores.score([]) == wait_scores.together([]) == Score()
    assert Score().coverage == 0


ROWS = st.lists(st.builds(told, *[st.integers(0, 60)] * 4), max_size=8)


@given(st.lists(ROWS, max_size=5))
def test_days_together_are_as_one_day(days: list[list[Told]]) -> None:
    whole = wait_scores.score(each for day in days for each in day)

    added = wait_scores.together(map(wait_scores.score, days))

    assert (added.n, added.covered) == (whole.n, whole.covered)
    assert abs(added.mae - whole.mae) < timedelta(milliseconds=1)
    assert abs(added.bias - whole.bias) < timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("covered", "n", "is_shown"),
    [
        (35, 50, True),
        (34, 50, False),
        (70, 100, True),
        (699, 1000, False),
        (49, 49, False),  # too few to know
        (0, 0, False),
    ],
)
def test_minutes_are_shown_when_seven_of_ten_ranges_covered(
    covered: int, n: int, is_shown: bool
) -> None:
    coverage = Score(n=n, covered=covered).coverage

    assert wait_scores.is_trusted(coverage, n) is is_shown


def test_the_plain_way_is_a_mean_for_each_over_the_counters() -> None:
    assert wait_scores.by_line(5, minutes(10), 3) == minutes(20)
    assert wait_scores.by_line(0, minutes(10), 0) == minutes(10)
