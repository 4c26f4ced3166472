"""How many counters: against textbook values, the sum formula, and a played queue."""

import random
from fractions import Fraction
from heapq import heapreplace
from math import factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules import staffing
from motcua.rules.staffing import MOST, NotServable

LOADS = st.floats(min_value=0.01, max_value=30)


def by_the_sum(counters: int, load: Fraction) -> Fraction:
    """Erlang C as the books print it, in exact fractions."""
    full = load**counters / factorial(counters) * Fraction(counters) / (counters - load)
    return full / (sum(load**n / factorial(n) for n in range(counters)) + full)


def played(
    counters: int, people_an_hour: float, minutes: float, within: float
) -> float:
    """The share within a time in a queue that is played with dice, person by person."""
    dice = random.Random(20261130)
    free_at, now, good, people = [0.0] * counters, 0.0, 0, 120_000
    for _ in range(people):
        now += dice.expovariate(people_an_hour / 60)
        begins = max(now, free_at[0])
        heapreplace(free_at, begins + dice.expovariate(1 / minutes))
        good += begins - now <= within
    return good / people


def test_the_call_centre_of_the_textbooks() -> None:
    """100 calls in half an hour of 3 minutes each: 14 agents answer 88.8 % in 20 s."""
    load = staffing.offered_load(200, 3)

    share = staffing.share_within(
        14, people_an_hour=200, service_minutes=3, minutes=20 / 60
    )

    assert load == pytest.approx(10)
    assert staffing.chance_to_wait(14, load) == pytest.approx(0.174, abs=0.0005)
    assert share == pytest.approx(0.888, abs=0.0005)


@pytest.mark.parametrize("busy", [0.1, 0.5, 0.9])
def test_one_and_two_counters_have_formulas_of_their_own(busy: float) -> None:
    assert staffing.chance_to_wait(1, busy) == pytest.approx(busy)
    assert staffing.chance_to_wait(2, 2 * busy) == pytest.approx(
        2 * busy**2 / (1 + busy)
    )


@given(
    st.integers(min_value=1, max_value=25),
    st.fractions(min_value=Fraction(1, 50), max_value=Fraction(49, 50)),
)
def test_the_recursion_is_the_sum_of_the_books(counters: int, busy: Fraction) -> None:
    load = busy * counters

    told = staffing.chance_to_wait(counters, float(load))

    assert told == pytest.approx(float(by_the_sum(counters, load)), rel=1e-9)


@pytest.mark.parametrize(
    ("counters", "people", "minutes", "within"),
    [(1, 4, 10, 20), (3, 14, 10, 5), (5, 32, 6.5, 4), (8, 48, 7, 3)],
)
def test_a_played_queue_agrees(
    counters: int, people: float, minutes: float, within: float
) -> None:
    told = staffing.share_within(
        counters, people_an_hour=people, service_minutes=minutes, minutes=within
    )

    assert told == pytest.approx(played(counters, people, minutes, within), abs=0.015)


@given(
    st.floats(min_value=0.1, max_value=150),
    st.floats(min_value=1, max_value=15),
    st.floats(min_value=1, max_value=45),
)
def test_the_answer_is_the_fewest_that_do(
    people: float, minutes: float, within: float
) -> None:
    def share(counters: int) -> float:
        return staffing.share_within(
            counters, people_an_hour=people, service_minutes=minutes, minutes=within
        )

    told = staffing.counters_for(
        people_an_hour=people, service_minutes=minutes, minutes=within
    )

    assert told == MOST or share(told) >= 0.9
    assert told == 1 or share(told - 1) < 0.9


@given(st.integers(min_value=1, max_value=40), LOADS)
def test_one_more_counter_makes_nobody_wait_more(counters: int, load: float) -> None:
    more = staffing.chance_to_wait(counters + 1, load)

    assert 0 <= more <= staffing.chance_to_wait(counters, load) <= 1


def test_nobody_needs_nobody_and_a_queue_that_only_grows_serves_none() -> None:
    nobody = staffing.counters_for(people_an_hour=0, service_minutes=10, minutes=20)
    growing = staffing.share_within(
        2, people_an_hour=12, service_minutes=10, minutes=500
    )

    assert (nobody, growing) == (0, 0.0)


@pytest.mark.parametrize(("people", "minutes"), [(-1, 5), (3, 0), (3, -2)])
def test_what_cannot_be_is_refused(people: float, minutes: float) -> None:
    with pytest.raises(NotServable):
        staffing.offered_load(people, minutes)
