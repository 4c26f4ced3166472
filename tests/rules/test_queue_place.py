"""How many are called before somebody: by the rule, not by the number."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.rules import queue_order
from motcua.rules.queue_order import Server, Waiting
from motcua.rules.queue_place import places

NINE = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)
ORDINARY, PRIORITY = timedelta(minutes=20), timedelta(minutes=8)
FIVE = Server("5", {"A", "B"})
SIX = Server("6", {"B"})
SEVEN = Server("7", {"C"})


def ticket(key: str, waits: int, **more: object) -> Waiting:
    """A ticket (A007: queue A, number 7) that has waited so many minutes."""
    return Waiting(
        key,
        key[0],
        int(key[1:]),
        NINE - timedelta(minutes=waits),
        **({"target": ORDINARY} | more),  # type: ignore[arg-type]
    )


def test_who_came_earlier_is_before() -> None:
    found = places([ticket("A002", 4), ticket("A001", 9)], [FIVE], NINE)

    assert found == {"A001": 0, "A002": 1}


def test_a_priority_ticket_that_came_later_is_before() -> None:
    elderly = ticket("A002", 8, target=PRIORITY)

    assert places([ticket("A001", 10), elderly], [FIVE], NINE)["A001"] == 1


def test_another_queue_of_my_counter_is_before_and_one_of_other_counters_is_not() -> (
    None
):
    hall = [ticket("A001", 4), ticket("B001", 9), ticket("C001", 30)]

    assert places(hall, [FIVE, SIX, SEVEN], NINE) == {"A001": 1, "B001": 0, "C001": 0}


def test_who_is_late_holds_nobody_up_and_keeps_the_own_place() -> None:
    late = ticket("A001", 9, not_before=NINE + timedelta(minutes=3))

    found = places([late, ticket("A002", 4)], [FIVE], NINE)

    assert found == {"A001": 0, "A002": 0}


def test_who_is_late_no_longer_is_before_again() -> None:
    back = ticket("A001", 9, not_before=NINE)

    assert places([back, ticket("A002", 4)], [FIVE], NINE)["A002"] == 1


def test_one_sent_to_a_counter_is_before_those_that_counter_may_call() -> None:
    hall = [ticket("C001", 30, counter="6"), ticket("A001", 4), ticket("B001", 4)]

    assert places(hall, [FIVE, SIX], NINE) == {"C001": 0, "A001": 0, "B001": 2}


def test_before_anybody_sits_down_a_queue_stands_in_one_line() -> None:
    hall = [ticket("A001", 9), ticket("A002", 4), ticket("B001", 20)]

    assert places(hall, [], NINE) == {"A001": 0, "A002": 1, "B001": 0}


def test_one_whom_nobody_here_can_serve_waits_with_the_others() -> None:
    deaf = ticket("A002", 4, needs=frozenset({"sign"}))

    assert places([deaf, ticket("A001", 9)], [FIVE], NINE)["A002"] == 1


@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.sampled_from([ORDINARY, PRIORITY])),
        max_size=12,
    )
)
def test_one_counter_calls_everybody_in_the_order_of_their_places(
    people: list[tuple[int, timedelta]],
) -> None:
    hall = [ticket(f"A{n}", m, target=t) for n, (m, t) in enumerate(people)]
    place = places(hall, [FIVE], NINE)

    called = []
    while hall:
        chosen = queue_order.next_for(FIVE, hall, NINE)
        assert chosen is not None
        called.append(place[chosen.key])
        hall.remove(chosen)

    assert called == list(range(len(people)))
