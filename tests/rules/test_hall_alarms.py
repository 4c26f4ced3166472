"""Alarms of the hall: each from its own cause, the gravest first, silence when all is well."""

import random
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules import hall_alarms
from motcua.rules.hall_alarms import Alarm, CounterNow, Kind, MachineNow, QueueNow

NINE = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def ago(minutes: float) -> datetime:
    return NINE - minutes * MINUTE


def queue(*waited: float, target: float = 20, **more: Any) -> QueueNow:
    waits = [(minutes * MINUTE, target * MINUTE) for minutes in waited]
    return QueueNow("A", waits, **({"is_served": True} | more))


def raised(
    *things: QueueNow | CounterNow | MachineNow, is_open: bool = True
) -> list[Alarm]:
    return hall_alarms.raised(
        [each for each in things if isinstance(each, QueueNow)],
        [each for each in things if isinstance(each, CounterNow)],
        [each for each in things if isinstance(each, MachineNow)],
        at=NINE,
        is_open=is_open,
    )


def kinds(
    *things: QueueNow | CounterNow | MachineNow, is_open: bool = True
) -> list[Kind]:
    return [alarm.kind for alarm in raised(*things, is_open=is_open)]


def test_a_hall_in_which_all_is_well_is_silent() -> None:
    well = (
        queue(20, 3, called=12, missed=4),
        CounterNow("1", serving_since=ago(15), usual=5 * MINUTE),
        CounterNow("2", break_since=ago(15), back_at=NINE),
        CounterNow("3", free_since=ago(3)),
        CounterNow("4", serving_since=ago(170)),
    )

    assert raised(*well) == []


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        (queue(1, is_served=False), Kind.UNSERVED),
        (queue(20.1), Kind.LONG_WAIT),
        (queue(called=15, missed=5), Kind.NO_SHOWS),
        (CounterNow("1", serving_since=ago(15.1), usual=5 * MINUTE), Kind.LONG_SERVICE),
        (CounterNow("1", break_since=ago(16), back_at=ago(1)), Kind.LATE_BREAK),
        (CounterNow("1", break_since=ago(61)), Kind.LATE_BREAK),
        (CounterNow("1", free_since=ago(3.1)), Kind.IDLE),
        (MachineNow("d", silent_since=ago(2)), Kind.SILENT),
    ],
)
def test_each_cause_raises_its_own_alarm_and_no_other(
    wrong: QueueNow | CounterNow | MachineNow, kind: Kind
) -> None:
    assert kinds(wrong) == [kind]


def test_the_late_ones_are_counted_and_the_longest_by_its_target_is_told() -> None:
    waits = [(30 * MINUTE, 20 * MINUTE), (16 * MINUTE, 8 * MINUTE), (MINUTE, MINUTE)]

    (alarm,) = raised(QueueNow("A", waits, is_served=True))

    assert (alarm.count, alarm.time, alarm.weight) == (2, 16 * MINUTE, Fraction(2))


def test_nobody_is_expected_to_call_while_the_office_is_shut() -> None:
    shut = kinds(
        queue(25, is_served=False),
        CounterNow("1", free_since=ago(30)),
        CounterNow("2", break_since=ago(90), back_at=ago(30)),
        is_open=False,
    )

    assert shut == [Kind.LONG_WAIT]


def test_five_of_sixteen_who_did_not_come_are_not_many() -> None:
    assert kinds(queue(called=16, missed=5)) == []
    assert kinds(queue(called=4, missed=4)) == []


MINUTES = st.integers(min_value=0, max_value=240)
QUEUES = st.builds(
    QueueNow,
    key=st.sampled_from("ABCDEG"),
    waits=st.lists(
        st.tuples(
            MINUTES.map(lambda n: n * MINUTE),
            st.integers(1, 60).map(lambda n: n * MINUTE),
        ),
        max_size=6,
    ),
    is_served=st.booleans(),
    called=st.integers(0, 20),
    missed=st.integers(0, 20),
)
MOMENTS = st.none() | MINUTES.map(ago)
COUNTERS = st.builds(
    CounterNow,
    key=st.integers(1, 15).map(str),
    serving_since=MOMENTS,
    usual=st.none() | st.integers(1, 40).map(lambda n: n * MINUTE),
    free_since=MOMENTS,
    break_since=MOMENTS,
    back_at=MOMENTS,
)
MACHINES = st.builds(
    MachineNow, key=st.sampled_from("xyz"), silent_since=MINUTES.map(ago)
)
HALLS = st.tuples(
    st.lists(QUEUES, max_size=6),
    st.lists(COUNTERS, max_size=8),
    st.lists(MACHINES, max_size=3),
)
Halls = tuple[list[QueueNow], list[CounterNow], list[MachineNow]]


@given(HALLS, st.booleans())
def test_the_order_is_by_gravity_and_not_by_how_the_hall_is_read(
    hall: Halls, is_open: bool
) -> None:
    mixed = [random.Random(1).sample(part, len(part)) for part in hall]

    told = hall_alarms.raised(*hall, at=NINE, is_open=is_open)
    again = hall_alarms.raised(*mixed, at=NINE, is_open=is_open)  # type: ignore[arg-type]

    assert sorted(map(repr, told)) == sorted(map(repr, again))
    order = [(list(Kind).index(each.kind), -each.weight) for each in told]
    assert order == sorted(order)


@given(HALLS)
def test_whatever_is_late_later_is_still_late_then(hall: Halls) -> None:
    """Time alone mends nothing: waits, breaks and silences only grow."""
    queues, counters, machines = hall
    later = NINE + 10 * MINUTE
    grown = [
        QueueNow(
            q.key,
            [(w + 10 * MINUTE, t) for w, t in q.waits],
            q.is_served,
            q.called,
            q.missed,
        )
        for q in queues
    ]

    before = hall_alarms.raised(queues, counters, machines, at=NINE, is_open=True)
    after = hall_alarms.raised(grown, counters, machines, at=later, is_open=True)

    assert {(a.kind, a.key) for a in before} <= {(a.kind, a.key) for a in after}


@given(HALLS)
def test_a_long_wait_is_told_exactly_where_somebody_waits_beyond_the_target(
    hall: Halls,
) -> None:
    late = [q for q in hall[0] if any(wait > target for wait, target in q.waits)]

    told = hall_alarms.raised(*hall, at=NINE, is_open=True)

    long_waits = [each for each in told if each.kind is Kind.LONG_WAIT]
    assert sorted(each.key for each in long_waits) == sorted(q.key for q in late)
    assert sum(each.count for each in long_waits) == sum(
        wait > target for q in hall[0] for wait, target in q.waits
    )
