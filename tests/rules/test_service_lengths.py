"""How long a person takes a counter, learnt from those before."""

from datetime import UTC, datetime, timedelta
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules import service_lengths
from motcua.rules.service_lengths import Lengths, Served

NINE = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def served(
    called: float, gone: float, since: float = 0, counter: object = "1"
) -> Served:
    return Served(
        "A",
        counter,
        NINE + minutes(since),
        NINE + minutes(called),
        NINE + minutes(gone),
    )


def times(*row: Served) -> list[timedelta]:
    return service_lengths.counter_times(row).get("A", [])


def test_a_person_takes_the_counter_from_the_call_to_the_end() -> None:
    assert times(served(3, 12)) == [minutes(9)]


def test_the_pause_before_one_who_was_there_already_belongs_to_it() -> None:
    assert times(served(14, 20, since=5), served(3, 12)) == [minutes(11), minutes(6)]


@pytest.mark.parametrize(
    "following",
    [
        served(14, 20, since=13),  # nobody was there
        served(33, 40),  # no pause of a working counter
        served(14, 20, counter="2"),
        served(11, 20),  # called before the first one was gone: a clock was set
    ],
)
def test_other_gaps_do_not(following: Served) -> None:
    assert times(served(3, 12), following)[0] == minutes(9)


def test_pauses_after_people_of_unknown_counters_are_unknown() -> None:
    row = served(3, 5, counter=None), served(6, 7, counter=None)

    assert times(*row) == [minutes(2), minutes(1)]


def test_a_visit_that_somebody_forgot_to_end_teaches_nothing() -> None:
    assert times(served(4, 4 + 181), served(200, 380)) == [minutes(180)]


def test_equally_likely_lengths_are_those_seen() -> None:
    lengths = Lengths.of([minutes(4), minutes(2), minutes(3), minutes(1)])

    us = [minute * 60_000_000 for minute in (1, 2, 3, 4)]
    assert lengths.table == tuple(each for each in us for _ in range(64))


def test_what_remains_is_what_longer_ones_took_more() -> None:
    lengths = Lengths.of([minutes(1), minutes(5), minutes(9), minutes(9)])
    minute = 60_000_000

    assert set(lengths.rest_after(minute)) == {4 * minute, 8 * minute}
    assert lengths.rest_after(9 * minute) == lengths.table


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=600))
def test_256_of_them_have_the_middle_of_all(seen: list[int]) -> None:
    lengths = Lengths.of(timedelta(microseconds=each) for each in seen)

    ordered, half = sorted(seen), len(seen) // 2
    near = ordered[max(half - 1 - len(seen) // 200, 0) : half + 2 + len(seen) // 200]
    assert len(lengths.table) == 256
    assert min(near) <= median(lengths.table) <= max(near)
    assert set(lengths.table) <= set(seen)


def test_a_hall_with_too_few_services_knows_no_lengths() -> None:
    assert service_lengths.by_queue({"A": [minutes(9)] * 29}, "AB") == {}


def middle(lengths: Lengths) -> float:
    return median(lengths.table) / 60_000_000


def test_a_queue_with_few_of_its_own_lies_between_them_and_the_hall() -> None:
    """Ten of its own, thirty minutes each, in a hall where ten minutes are usual."""
    seen = {"A": [minutes(10)] * 100, "B": [minutes(40)] * 10, "C": [minutes(40)] * 30}

    learnt = service_lengths.by_queue(seen, "ABCD")

    assert middle(learnt["A"]) == 10
    assert middle(learnt["B"]) == pytest.approx(20)  # a third of the way
    assert middle(learnt["C"]) == 40
    assert middle(learnt["D"]) == 10
