"""What is told of a wait: a range around eight of ten, the place, and what stands in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules import wait_estimate
from motcua.rules.hall_play import Hall, Manned, newcomer
from motcua.rules.queue_order import Server, Waiting
from motcua.rules.service_lengths import Lengths
from motcua.rules.wait_estimate import Estimate, Method, Range

NINE = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)
ORDINARY, URGENT = timedelta(minutes=20), timedelta(minutes=8)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def person(
    number: int, ago: float, target: timedelta = ORDINARY, queue: str = "A"
) -> Waiting:
    return Waiting(f"{queue}{number}", queue, number, NINE - minutes(ago), target)


def hall(*waiting: Waiting, lengths: list[float], queues: str = "A") -> Hall:
    """One counter that has just called somebody."""
    there = Manned(Server("1", queues), "A", NINE)
    return Hall(NINE, waiting, [there], {"A": Lengths.of(map(minutes, lengths))})


NEW = newcomer("A", ORDINARY, NINE)


def test_a_range_is_eight_runs_of_ten_rounded_outward() -> None:
    """What remains is one of 1 … 100 minutes: the tenth is 10, the ninetieth 90."""
    where = hall(lengths=[*range(1, 101)])

    told = wait_estimate.estimate(where, NEW, seed=1)

    assert told.range is not None
    assert told.range.low in (5, 10)
    assert told.range.high in (90, 95)
    assert told.middle is not None
    assert minutes(43) < told.middle < minutes(57)
    assert (told.people_ahead, told.method) == (0, Method.PLAYED)


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (0, 0, Range(0, 5)),
        (0, 5, Range(0, 5)),
        (4.9, 5.1, Range(0, 10)),
        (5, 15, Range(5, 15)),
        (20, 20, Range(20, 25)),
    ],
)
def test_ranges_are_whole_five_minutes(low: float, high: float, told: Range) -> None:
    assert wait_estimate.rounded_out(minutes(low), minutes(high)) == told


@given(st.integers(0, 30000), st.integers(0, 30000))
def test_rounding_never_cuts_anything_off_nor_adds_more_than_it_must(
    first: int, second: int
) -> None:
    low, high = (timedelta(seconds=s) for s in sorted((first, second)))

    told = wait_estimate.rounded_out(low, high)

    assert minutes(told.low) <= low <= high <= minutes(told.high)
    assert minutes(told.low) > low - minutes(5)
    assert minutes(told.high) <= max(high + minutes(5), low + minutes(5))
    assert told.low % 5 == told.high % 5 == 0
    assert told.low < told.high


def test_a_share_of_the_waits_is_not_exceeded_by_that_share() -> None:
    waits = [minutes(n) for n in range(1, 11)]

    shares = [wait_estimate.at_share(waits, share) for share in (0, 0.1, 0.5, 0.9, 1)]

    assert shares == [minutes(n) for n in (1, 1, 5, 9, 10)]


def test_the_place_counts_who_goes_before_at_our_counters_now() -> None:
    ours = person(5, 10)
    before, urgent = person(1, 30), person(6, 5, URGENT)
    aside = replace(person(2, 20), not_before=NINE + minutes(2))
    behind, other = person(7, 3), person(1, 60, queue="B")
    where = hall(before, urgent, aside, ours, behind, other, lengths=[10])

    # The one put aside holds nobody up, on the phone and here.
    assert wait_estimate.people_ahead(where, ours) == 2


def test_at_a_counter_of_two_services_both_are_counted() -> None:
    where = hall(person(1, 60, queue="B"), lengths=[10], queues="AB")

    assert wait_estimate.people_ahead(where, NEW) == 1


def test_without_lengths_the_wait_of_the_last_one_called_stands_in() -> None:
    where = replace(hall(person(1, 9), lengths=[10]), lengths={})

    told = wait_estimate.estimate(where, NEW, seed=1, last_entered=minutes(20))

    assert told == Estimate(1, Method.LAST_ENTERED, Range(10, 30), minutes(20))


def test_without_anything_the_place_is_told_alone() -> None:
    where = replace(hall(person(1, 9), person(2, 8), lengths=[10]), counters=[])

    assert wait_estimate.estimate(where, NEW, seed=1) == Estimate(2, Method.POSITION)
