"""Who is called next: longest wait over target, nobody starves, and why is told."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules import queue_order
from motcua.rules.queue_order import Bar, NoTarget, Reason, Server, Waiting

EIGHT = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
ORDINARY, PRIORITY = timedelta(minutes=20), timedelta(minutes=5)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def ticket(
    key: str, came: float, target: timedelta = ORDINARY, queue: str = "A"
) -> Waiting:
    return Waiting(key, queue, int(key[1:]), EIGHT + minutes(came), target)


def server(**given_: object) -> Server:
    return Server(**({"counter": "5", "queues": {"A", "B"}} | given_))  # type: ignore[arg-type]


def keys(tickets: list[Waiting]) -> list[str]:
    return [str(each.key) for each in tickets]


def test_of_one_class_the_first_to_come_is_called() -> None:
    first, second = ticket("A001", 0), ticket("A002", 3)

    called = queue_order.next_for(server(), [second, first], EIGHT + minutes(10))

    assert called == first


def test_a_priority_ticket_passes_an_ordinary_one_that_came_shortly_before() -> None:
    ordinary, elderly = ticket("A001", 0), ticket("A002", 6, PRIORITY)

    # At ten past: 10/20 against 4/5.
    assert queue_order.in_order([ordinary, elderly], EIGHT + minutes(10)) == [
        elderly,
        ordinary,
    ]


def test_an_ordinary_ticket_that_waited_long_is_called_before_a_new_priority_one() -> (
    None
):
    ordinary, elderly = ticket("A001", 0), ticket("A002", 30, PRIORITY)

    # At 32 past: 32/20 against 2/5.
    assert queue_order.next_for(server(), [elderly, ordinary], EIGHT + minutes(32)) == (
        ordinary
    )


def test_equals_go_by_number_and_then_by_series() -> None:
    b_one, a_two, a_one = (
        ticket("B001", 0, queue="B"),
        ticket("A002", 0),
        ticket("A001", 0),
    )

    assert keys(queue_order.in_order([b_one, a_two, a_one], EIGHT + minutes(1))) == [
        "A001",
        "B001",
        "A002",
    ]


def test_who_has_an_appointment_and_came_early_waits_from_their_hour() -> None:
    early, walked_in = ticket("A001", 30, PRIORITY), ticket("A002", 5)

    assert queue_order.next_for(server(), [early, walked_in], EIGHT + minutes(20)) == (
        walked_in
    )
    assert (
        queue_order.next_for(server(), [early], EIGHT + minutes(20)) == early
    )  # a free counter need not wait for the clock


@pytest.mark.parametrize(
    ("waiting", "given_", "barred"),
    [
        ({"queue": "C"}, {}, Bar.OTHER_SERVICE),
        ({"needs": frozenset({"land"})}, {}, Bar.SKILL_MISSING),
        ({"needs": frozenset({"land"})}, {"skills": {"land", "sign"}}, None),
        ({"counter": "7"}, {}, Bar.OTHER_COUNTER),
        ({"counter": "5", "queue": "C"}, {}, None),
        ({"not_before": EIGHT + minutes(11)}, {}, Bar.NOT_YET),
        ({"not_before": EIGHT + minutes(10)}, {}, None),
    ],
)
def test_what_a_counter_may_call(
    waiting: dict[str, object], given_: dict[str, object], barred: Bar | None
) -> None:
    held = Waiting(**(vars(ticket("A001", 0)) | waiting))

    at = EIGHT + minutes(10)
    assert queue_order.bar(held, server(**given_), at) == barred
    assert (queue_order.next_for(server(**given_), [held], at) == held) is (
        barred is None
    )


def test_why_is_told_in_the_numbers_that_decided() -> None:
    ordinary, elderly = ticket("B012", 0), ticket("A007", 6, PRIORITY)

    why = queue_order.why(elderly, ordinary, EIGHT + minutes(10))

    assert why is not None
    assert why.reason is Reason.NEARER_TO_TARGET
    assert why.waits == (minutes(4), minutes(10))
    assert why.targets == (PRIORITY, ORDINARY)
    assert queue_order.why(ordinary, elderly, EIGHT + minutes(10)) is None


def test_why_of_one_class_is_that_they_came_first() -> None:
    why = queue_order.why(ticket("A001", 0), ticket("A002", 1), EIGHT + minutes(9))
    tie = queue_order.why(ticket("A001", 0), ticket("A002", 0), EIGHT + minutes(9))

    assert why is not None
    assert why.reason is Reason.CAME_FIRST
    assert tie is not None
    assert tie.reason is Reason.LOWER_NUMBER


def test_a_class_without_a_target_cannot_be() -> None:
    with pytest.raises(NoTarget):
        ticket("A001", 0, timedelta(0))


# What follows holds for every hall, not for the examples above.

TARGETS = st.sampled_from([minutes(5), minutes(8), minutes(20), minutes(45)])
HALLS = st.lists(
    st.tuples(st.integers(0, 7200), TARGETS, st.sampled_from("ABC")),
    min_size=1,
    max_size=40,
)


def hall(rows: list[tuple[int, timedelta, str]]) -> list[Waiting]:
    return [
        Waiting(f"{n}", queue, n, EIGHT + timedelta(seconds=came), target)
        for n, (came, target, queue) in enumerate(sorted(rows), 1)
    ]


def beats(one: Waiting, other: Waiting, at: datetime) -> bool:
    """The oracle: cross-multiplied seconds, no fractions, no sorting."""
    left = (at - one.since).total_seconds() * other.target.total_seconds()
    right = (at - other.since).total_seconds() * one.target.total_seconds()
    if left != right:
        return left > right
    return (one.since, one.number, one.queue) < (other.since, other.number, other.queue)


@given(HALLS, st.integers(0, 14400))
def test_the_one_called_is_beaten_by_nobody(
    rows: list[tuple[int, timedelta, str]], second: int
) -> None:
    tickets, at = hall(rows), EIGHT + timedelta(seconds=second)

    called = queue_order.next_for(server(queues="ABC"), tickets, at)

    assert called is not None
    assert not [each for each in tickets if each != called and beats(each, called, at)]


@given(HALLS, st.integers(0, 14400))
def test_the_order_agrees_with_why_for_each_two_neighbours(
    rows: list[tuple[int, timedelta, str]], second: int
) -> None:
    at = EIGHT + timedelta(seconds=second)

    for first, second_ in pairwise(queue_order.in_order(hall(rows), at)):
        assert beats(first, second_, at)
        assert queue_order.why(first, second_, at) is not None
        assert queue_order.why(second_, first, at) is None


@given(HALLS, st.lists(st.integers(5, 900), min_size=40, max_size=40))
def test_nobody_is_passed_by_one_who_came_later_than_the_bound(
    rows: list[tuple[int, timedelta, str]], pauses: list[int]
) -> None:
    """Any hall, any moments at which counters become free: a whole day is played."""
    waiting, at, called = hall(rows), EIGHT, []
    shortest = min(each.target for each in waiting)
    for pause in pauses[: len(waiting)]:
        at += timedelta(seconds=pause)
        here = [each for each in waiting if each.since <= at]
        chosen = queue_order.next_for(server(queues="ABC"), here, at)
        if chosen is not None:
            waiting.remove(chosen)
            called.append((chosen, at))

    for n, (each, called_at) in enumerate(called):
        bound = queue_order.latest_overtaker(
            each, called_at=called_at, shortest=shortest
        )
        before = [other for other, _ in called[:n]]
        assert all(other.since <= bound for other in before)
        assert not [
            other
            for other in before
            if other.target == each.target and other.since > each.since
        ]


def test_priority_that_fills_the_counter_for_ever_starves_nobody() -> None:
    """Ten wait, one more comes every four minutes, each takes four: always ten wait.

    Called by strict priority the ordinary ticket would wait as long as the stream lasts.
    Here each minute of its wait lets 3/4 of a minute's arrivals pass, which are 3/4 of a
    minute's work, so it waits at most four times as long as the work it found.
    """
    ordinary = ticket("A001", 0)
    found = [ticket(f"B{n:03}", -1, PRIORITY, "B") for n in range(1, 11)]
    stream = [ticket(f"B{10 + n:03}", 4 * n, PRIORITY, "B") for n in range(1, 400)]
    waiting, at = [ordinary, *found, *stream], EIGHT

    while ordinary in waiting:
        here = [each for each in waiting if each.since <= at]
        chosen = queue_order.next_for(server(), here, at)
        assert chosen is not None
        waiting.remove(chosen)
        at += minutes(4)

    assert at - minutes(4) - EIGHT <= 4 * minutes(4 * len(found))
    assert len(waiting) > 300
