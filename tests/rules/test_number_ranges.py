"""Nobody gives out a number that another may give out, however many come."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules import number_ranges
from motcua.rules.number_ranges import BLOCKS, PAPER, NoBlockLeft, block, of_the_house
from motcua.rules.spoken import LAST_NUMBER

EVERYONE = st.integers(1, 5_000)


def test_the_first_five_hundred_are_counted_as_they_come() -> None:
    assert [of_the_house(nth) for nth in (1, 2, 499, 500)] == [1, 2, 499, 500]


def test_the_five_hundred_and_first_goes_on_after_all_that_was_kept_free() -> None:
    assert [of_the_house(nth) for nth in (501, 502, 600)] == [1001, 1002, 1100]


def test_machines_are_lent_a_hundred_each() -> None:
    blocks = [block(nth) for nth in range(1, BLOCKS + 1)]

    assert [(each[0], each[-1]) for each in blocks] == [
        (501, 600),
        (601, 700),
        (701, 800),
        (801, 900),
    ]


def test_a_fifth_machine_is_lent_nothing() -> None:
    with pytest.raises(NoBlockLeft):
        block(BLOCKS + 1)


def test_slips_of_paper_have_three_digits() -> None:
    assert (PAPER[0], PAPER[-1]) == (901, 999)


@given(EVERYONE)
def test_the_house_only_counts_up(nth: int) -> None:
    assert of_the_house(nth) < of_the_house(nth + 1)


@given(EVERYONE)
def test_no_part_reaches_into_another(nth: int) -> None:
    number = of_the_house(nth)
    blocks = [set(block(each)) for each in range(1, BLOCKS + 1)]

    assert number not in PAPER
    assert not any(number in each for each in blocks)
    assert not any(each & set(PAPER) for each in blocks)
    assert not any(one & other for one, other in pairwise(blocks))


def test_every_number_can_be_said() -> None:
    assert of_the_house(5_000) <= LAST_NUMBER
    assert number_ranges.LENT.stop <= LAST_NUMBER
