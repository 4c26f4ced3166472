"""Letters that can be read from the back of the hall."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules import reading_distance
from motcua.rules.reading_distance import LARGEST, SMALLEST

INCHES = st.floats(15, 100)


def test_ten_metres_need_a_letter_of_twenty_five_millimetres() -> None:
    assert reading_distance.letter_mm(10) == pytest.approx(25)


def test_the_same_letter_is_a_smaller_part_of_a_larger_screen() -> None:
    # A screen of 43 inches is 535 mm high, one of 55 inches 685 mm.
    assert reading_distance.letter_height(10, 43) == pytest.approx(4.67, abs=0.01)
    assert reading_distance.letter_height(10, 55) == pytest.approx(3.65, abs=0.01)


def test_nobody_stands_so_near_that_letters_become_tiny() -> None:
    assert reading_distance.letter_height(0.5, 65) == SMALLEST


@given(INCHES)
def test_from_the_farthest_place_the_letters_are_the_largest_that_fit(
    inches: float,
) -> None:
    metres = reading_distance.farthest(inches)

    assert reading_distance.letter_height(metres, inches) == pytest.approx(LARGEST)


@given(st.floats(1, 30), st.floats(1, 30), INCHES)
def test_who_sits_farther_away_never_gets_smaller_letters(
    near: float, far: float, inches: float
) -> None:
    near, far = sorted((near, far))

    assert reading_distance.letter_height(
        near, inches
    ) <= reading_distance.letter_height(far, inches)
