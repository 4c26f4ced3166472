"""A hall played ahead: by the real rule, from what is known, and the same each time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from random import Random
from statistics import quantiles

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.rules import hall_play, queue_order
from motcua.rules.hall_play import Coming, Hall, Manned, newcomer
from motcua.rules.queue_order import Server, Waiting
from motcua.rules.service_lengths import Lengths
from tests.rules import slow_hall
from tests.rules.slow_hall import World

NINE = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)
ORDINARY, URGENT = timedelta(minutes=20), timedelta(minutes=8)
TEN = Lengths.of([timedelta(minutes=10)])


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def person(number: int, ago: float, target: timedelta = ORDINARY) -> Waiting:
    return Waiting(f"A{number}", "A", number, NINE - minutes(ago), target)


def line(length: int) -> list[Waiting]:
    return [person(n, 60 - n) for n in range(1, length + 1)]


def counters(*since: float | None, queues: str = "A") -> list[Manned]:
    """One for each: who is there has been for so many minutes, None when nobody is."""
    return [
        Manned(
            Server(f"{n}", queues), "A", None if ago is None else NINE - minutes(ago)
        )
        for n, ago in enumerate(since)
    ]


def hall(**given_: object) -> Hall:
    usual = {
        "at": NINE,
        "waiting": [],
        "counters": counters(None),
        "lengths": {"A": TEN},
    }
    return Hall(**(usual | given_))  # type: ignore[arg-type]


def all_waits(where: Hall, ticket: Waiting, runs: int = 50) -> set[timedelta]:
    """The different waits of some runs; one when the world is sure."""
    played = hall_play.play(where, ticket, seed=1, runs=runs)
    assert played is not None
    assert len(played) == runs
    return set(played)


def new(target: timedelta = ORDINARY) -> Waiting:
    return newcomer("A", target, NINE)


def test_in_a_sure_world_the_wait_is_exact() -> None:
    # Two counters, four minutes and one minute into their ten; five people before us:
    # they are called at 6, 9, 16, 19 and 26, and we at 29.
    where = hall(waiting=line(5), counters=counters(4, 1))

    assert all_waits(where, new()) == {minutes(29)}


def test_a_free_counter_calls_at_once() -> None:
    assert all_waits(hall(), new()) == {minutes(0)}


def test_what_remains_depends_on_how_long_it_took_already() -> None:
    short_or_long = Lengths.of([minutes(5), minutes(30)])
    where = hall(counters=counters(10), lengths={"A": short_or_long})

    assert all_waits(where, new()) == {minutes(20)}


def test_one_who_is_there_longer_than_anybody_before_is_taken_for_a_new_one() -> None:
    assert all_waits(hall(counters=counters(45)), new()) == {minutes(10)}


def test_a_counter_on_a_break_calls_when_it_is_back() -> None:
    away = Manned(Server("1", "A"), back_at=NINE + minutes(12))
    late = Manned(Server("1", "A"), back_at=NINE - minutes(3))

    assert all_waits(hall(counters=[away]), new()) == {minutes(12)}
    assert all_waits(hall(counters=[late]), new()) == {minutes(0)}


def test_nobody_is_called_at_noon() -> None:
    noon = (NINE + minutes(15), NINE + minutes(105))
    where = hall(waiting=line(2), counters=counters(4), closed=[noon])

    # Called at 6; the next would be at 16, when the doors are shut.
    assert all_waits(where, new()) == {minutes(115)}


def test_an_urgent_newcomer_passes_who_came_shortly_before() -> None:
    # At the call, 6 minutes on: 6/8 against 11/20, but not against 26/20.
    where = hall(waiting=[person(1, 20), person(2, 5)], counters=counters(4))

    assert all_waits(where, new(ORDINARY)) == {minutes(26)}
    assert all_waits(where, new(URGENT)) == {minutes(16)}


def test_urgent_people_still_to_come_delay_the_others_only() -> None:
    crowd = [Coming("A", URGENT, 12)]
    quiet = hall(waiting=line(6), counters=counters(0))
    busy = replace(quiet, coming=crowd)

    assert min(all_waits(busy, new())) > max(all_waits(quiet, new()))
    assert all_waits(busy, new(URGENT)) == all_waits(quiet, new(URGENT))


def test_ordinary_people_still_to_come_delay_nobody_who_is_there() -> None:
    where = hall(waiting=line(3), counters=counters(0))

    after = replace(where, coming=[Coming("A", ORDINARY, 30)])

    assert all_waits(after, new()) == all_waits(where, new())


def test_who_is_put_aside_is_called_when_that_is_over() -> None:
    aside = replace(person(1, 30), not_before=NINE + minutes(3))
    where = hall(waiting=[aside])

    assert all_waits(where, aside) == {minutes(3)}
    assert all_waits(where, new()) == {minutes(0)}


def test_equals_are_called_by_their_numbers_whatever_they_need() -> None:
    first, second, third = (person(n, 30) for n in (1, 2, 3))
    signing = replace(second, needs=frozenset({"sign"}))
    where = hall(
        waiting=[third, signing, first],
        counters=[Manned(Server("1", "A", frozenset({"sign"})))],
    )

    assert all_waits(where, signing) == {minutes(10)}
    assert all_waits(where, third) == {minutes(20)}


def test_the_counters_of_other_services_do_not_help() -> None:
    where = hall(waiting=line(1), counters=[*counters(0), *counters(None, queues="B")])

    assert all_waits(where, new()) == {minutes(20)}


@pytest.mark.parametrize(
    "given_",
    [
        {"counters": []},
        {"counters": counters(None, queues="B")},
        {"lengths": {}},
    ],
)
def test_without_a_counter_or_without_lengths_nothing_is_played(
    given_: dict[str, object],
) -> None:
    assert hall_play.play(hall(**given_), new(), seed=1, runs=10) is None


def test_who_needs_a_skill_that_nobody_has_is_not_played() -> None:
    signing = newcomer("A", ORDINARY, NINE, frozenset({"sign"}))

    assert hall_play.play(hall(), signing, seed=1, runs=10) is None


# What follows holds for every hall.

TARGETS = st.sampled_from([ORDINARY, minutes(10), URGENT, timedelta(seconds=1201)])
SECONDS = st.integers(0, 3600)
TICKETS = st.builds(
    Waiting,
    key=st.just(""),
    queue=st.sampled_from("ABC"),
    number=st.integers(1, 5),
    # Many at the same time; and some later: who came early for an appointment.
    since=st.integers(-8, 1).map(lambda n: NINE + n * minutes(7)),
    target=TARGETS,
    needs=st.sampled_from([frozenset[str]()] * 3 + [frozenset({"sign"})]),
    counter=st.sampled_from([None, None, None, "0"]),
    not_before=st.none() | SECONDS.map(lambda s: NINE + timedelta(seconds=s)),
)
WHERE = st.builds(
    Manned,
    st.builds(
        Server,
        counter=st.just(""),
        queues=st.sampled_from(["A", "AB", "BC", "ABC"]),
        skills=st.sampled_from([frozenset[str](), frozenset({"sign"})]),
    ),
    queue=st.sampled_from("ABC"),
    since=st.none() | SECONDS.map(lambda s: NINE - timedelta(seconds=s)),
    back_at=st.none() | SECONDS.map(lambda s: NINE + timedelta(seconds=s)),
)
LENGTHS = {"A": minutes(7), "B": minutes(13), "C": timedelta(seconds=77)}


def sure_hall(tickets: list[Waiting], manned: list[Manned]) -> Hall:
    """A hall in which every service of a queue takes its time."""
    return Hall(
        NINE,
        [replace(each, key=f"{n}") for n, each in enumerate(tickets)],
        [
            replace(each, server=replace(each.server, counter=f"{n}"))
            for n, each in enumerate(manned)
        ],
        {queue: Lengths.of([length]) for queue, length in LENGTHS.items()},
        closed=[(NINE + minutes(40), NINE + minutes(100))],
    )


def sure_rest(queue: str, elapsed: timedelta) -> timedelta:
    length = LENGTHS[queue]
    return length - elapsed if elapsed < length else length


SURE = World(sure_rest, LENGTHS.__getitem__)


@given(st.lists(TICKETS, min_size=1, max_size=25), st.lists(WHERE, max_size=5))
@settings(max_examples=300, deadline=None)
def test_everybody_is_called_when_the_real_rule_calls_them(
    tickets: list[Waiting], manned: list[Manned]
) -> None:
    """The order by integers is that of the rule, and what is left out changes nothing."""
    where = sure_hall(tickets, manned)

    for ticket in where.waiting:
        played = hall_play.play(where, ticket, seed=1, runs=2)
        is_reached = any(
            queue_order.could_call(ticket, each.server, NINE) for each in where.counters
        )
        assert (played is not None) == is_reached
        if played is not None:
            slow = slow_hall.wait(where, ticket, SURE)
            assert played == [slow, slow]


@given(
    st.lists(SECONDS, max_size=20),
    st.lists(st.none() | st.integers(0, 40), min_size=1, max_size=4),
    st.lists(st.integers(1, 60), min_size=1, max_size=9),
    st.integers(),
)
@settings(max_examples=60, deadline=None)
def test_one_more_person_before_us_never_shortens_the_wait(
    ago: list[int], since: list[float | None], lengths: list[int], seed: int
) -> None:
    """In each single run, so in every share of the runs; for one class in one line.

    With two classes it may: who waits longer may by then be the more urgent one.
    """
    waiting = [person(n, second / 60) for n, second in enumerate(ago)]
    where = hall(
        counters=counters(*since), lengths={"A": Lengths.of(map(minutes, lengths))}
    )

    fewer = hall_play.play(replace(where, waiting=waiting), new(), seed=seed, runs=40)
    more = hall_play.play(
        replace(where, waiting=[*waiting, person(99, 0)]), new(), seed=seed, runs=40
    )

    assert fewer is not None
    assert more is not None
    assert all(a <= b for a, b in zip(fewer, more, strict=True))


def test_the_waits_are_spread_as_those_of_a_slow_play() -> None:
    """Chance lengths, people still to come: the same tenths, give or take."""
    dice = Random(2026)
    seen = [minutes(dice.lognormvariate(2, 0.6)) for _ in range(256)]
    where = hall(
        waiting=[
            person(n, 40 - n, (URGENT, ORDINARY)[n % 3 > 0]) for n in range(1, 11)
        ],
        counters=counters(3, 9, None),
        lengths={"A": Lengths.of(seen)},
        coming=[Coming("A", URGENT, 6)],
    )

    fast = hall_play.play(where, new(), seed=7, runs=2000)
    slow = [
        slow_hall.wait(
            where,
            new(),
            World(
                lambda _, took: dice.choice([s for s in seen if s > took]) - took,
                lambda _: dice.choice(seen),
                urgent_people(dice, 6),
            ),
        )
        for _ in range(2000)
    ]

    assert fast is not None
    for ours, theirs in zip(tenths(fast), tenths(slow), strict=True):
        assert abs(ours - theirs) < 1.5


def urgent_people(dice: Random, per_hour: float) -> list[Waiting]:
    gaps = [timedelta(hours=dice.expovariate(per_hour)) for _ in range(15)]
    return [
        Waiting(f"late {n}", "A", n, NINE + after, URGENT)
        for n, after in enumerate(accumulate(gaps))
    ]


def tenths(waits: list[timedelta]) -> list[float]:
    return quantiles([each / minutes(1) for each in waits], n=10)


def test_the_same_seed_gives_the_same_waits_and_another_one_others() -> None:
    where = hall(
        waiting=line(5),
        lengths={"A": Lengths.of(map(minutes, range(1, 40)))},
        coming=[Coming("A", URGENT, 5)],
    )

    first, same, other = (
        hall_play.play(where, new(), seed=seed, runs=20) for seed in (1, 1, 2)
    )

    assert first == same
    assert first != other
