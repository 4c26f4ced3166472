"""Facts on their way: recorded with the change, delivered at least once, never lost."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import pytest

from motcua.events.codec import NotAFact
from motcua.foundation.numbering import services as numbering
from motcua.foundation.numbering.models import Series
from motcua.foundation.outbox import selectors
from motcua.foundation.outbox import services as outbox
from motcua.foundation.outbox.models import Delivery, Message
from motcua.foundation.outbox.registry import listens
from motcua.foundation.toolkit.work import NotInTransaction, unit_of_work
from tests.rivals import together, undone

CENTRE: Final = UUID("01930000-0000-7000-8000-000000000001")
AT: Final = datetime.fromisoformat("2026-11-25T09:00:00+07:00")


@dataclass(frozen=True)
class BellRang:
    """A fact only this file knows."""

    centre_id: UUID
    number: int
    is_poison: bool = False
    kills: bool = False


@dataclass(frozen=True)
class NobodyListens:
    """A fact without a handler."""

    centre_id: UUID


@dataclass(frozen=True)
class NotPlain:
    """Not a fact: it carries an object."""

    centre_id: UUID
    thing: object


heard: list[int] = []


@listens(BellRang)
def hear(fact: BellRang, at: datetime) -> None:
    """Write a row, as handlers do, then perhaps fail."""
    numbering.take(centre_id=CENTRE, series="heard", period=str(fact.number))
    if fact.is_poison:
        raise ValueError("poison")
    if fact.kills:
        raise SystemExit("the worker was killed")
    heard.append(fact.number)


@listens(BellRang)
def hear_too(fact: BellRang, at: datetime) -> None:
    """A neighbour who never fails."""
    numbering.take(centre_id=CENTRE, series="neighbour", period=str(fact.number))


@pytest.fixture(autouse=True)
def silence(db: None) -> None:
    """Nothing was heard yet, and nothing of the seeded town is on its way."""
    outbox.deliver_due(at=AT)
    heard.clear()


def ring(number: int, *, is_poison: bool = False, kills: bool = False) -> None:
    with unit_of_work():
        fact = BellRang(CENTRE, number, is_poison=is_poison, kills=kills)
        outbox.record(fact, at=AT)


def rows(series: str) -> dict[str, int]:
    found = Series.objects.filter(centre_id=CENTRE, name=series)
    return dict(found.values_list("period", "last"))


def deliveries(handler: str) -> list[Delivery]:
    mine = Delivery.objects.filter(centre_id=CENTRE, handler__endswith=f".{handler}")
    return list(mine.order_by("id"))


@pytest.mark.django_db(transaction=True)
def test_a_fact_outside_a_transaction_is_refused() -> None:
    with pytest.raises(NotInTransaction):
        outbox.record(BellRang(CENTRE, 1), at=AT)

    assert not Message.objects.filter(centre_id=CENTRE).exists()


@pytest.mark.django_db
def test_a_fact_is_undone_with_its_change() -> None:
    undone(lambda: ring(1))

    assert not Message.objects.filter(centre_id=CENTRE).exists()


@pytest.mark.django_db
def test_a_fact_holds_plain_values_only() -> None:
    with pytest.raises(NotAFact), unit_of_work():
        outbox.record(NotPlain(CENTRE, object()), at=AT)


@pytest.mark.django_db
def test_each_handler_has_a_delivery_of_its_own() -> None:
    ring(1)

    assert outbox.deliver_due(at=AT) == 2
    assert (rows("heard"), rows("neighbour")) == ({"1": 1}, {"1": 1})
    assert outbox.deliver_due(at=AT) == 0
    assert selectors.waiting_count(CENTRE) == 0


@pytest.mark.django_db
def test_a_fact_without_handlers_is_kept_and_waits_for_nobody() -> None:
    with unit_of_work():
        outbox.record(NobodyListens(CENTRE), at=AT)

    assert Message.objects.filter(centre_id=CENTRE).count() == 1
    assert outbox.deliver_due(at=AT) == 0


@pytest.mark.django_db
def test_poison_blocks_neither_its_neighbour_nor_the_next_fact() -> None:
    ring(1, is_poison=True)
    ring(2)

    outbox.deliver_due(at=AT)

    assert heard == [2]
    assert rows("heard") == {"2": 1}
    assert rows("neighbour") == {"1": 1, "2": 1}
    (poisoned, _) = deliveries("hear")
    assert poisoned.last_error == "ValueError: poison"
    assert poisoned.next_try_at > AT


@pytest.mark.django_db
def test_the_pause_between_tries_doubles() -> None:
    ring(1, is_poison=True)
    waits = []

    at = AT
    for _ in range(4):
        outbox.deliver_due(at=at)
        next_try = deliveries("hear")[0].next_try_at
        waits.append((next_try - at).total_seconds())
        at = next_try

    assert waits == [2, 4, 8, 16]


@pytest.mark.django_db
def test_nine_failures_make_a_dead_letter_that_can_be_replayed() -> None:
    ring(1, is_poison=True)
    at = AT
    for _ in range(outbox.MOST_ATTEMPTS + 3):
        outbox.deliver_due(at=at)
        at += timedelta(hours=1)
    (dead,) = selectors.dead_letters(CENTRE)
    assert (dead.attempts, dead.message.values["number"]) == (9, 1)

    cured = dead.message
    cured.values["is_poison"] = False
    cured.save(update_fields=["values"])
    outbox.replay(centre_id=CENTRE, delivery_id=dead.id, at=at)

    assert outbox.deliver_due(at=at) == 1
    assert heard == [1]
    assert not selectors.dead_letters(CENTRE).exists()


@pytest.mark.django_db
def test_replay_touches_dead_letters_only() -> None:
    ring(1)
    outbox.deliver_due(at=AT)
    (done,) = deliveries("hear")

    outbox.replay(centre_id=CENTRE, delivery_id=done.id, at=AT)

    assert outbox.deliver_due(at=AT) == 0
    assert heard == [1]


@pytest.mark.django_db
def test_when_a_worker_dies_the_lease_runs_out_and_another_delivers() -> None:
    ring(1, kills=True)
    with pytest.raises(SystemExit):
        outbox.deliver_due(at=AT)
    (left,) = deliveries("hear")
    assert left.leased_until == AT + outbox.LEASE
    assert rows("heard") == {}

    Message.objects.filter(centre_id=CENTRE).update(
        values={"centre_id": str(CENTRE), "number": 1}
    )
    too_soon = outbox.deliver_due(at=AT + outbox.LEASE / 2)
    in_time = outbox.deliver_due(at=AT + outbox.LEASE)

    assert (too_soon, in_time) == (1, 1)
    assert heard == [1]


@pytest.mark.django_db
def test_a_failure_after_another_delivered_it_changes_nothing() -> None:
    ring(1)
    outbox.deliver_due(at=AT)
    (done,) = deliveries("hear")

    outbox._failed(done, AT, ValueError("late"))

    assert deliveries("hear")[0].last_error == ""
    assert deliveries("hear")[0].dead_at is None


@pytest.mark.django_db
def test_a_handler_that_is_gone_waits_for_the_version_that_has_it() -> None:
    ring(1)
    (waiting,) = deliveries("hear")
    waiting.handler = "gone.hear"
    waiting.save(update_fields=["handler"])

    outbox.deliver_due(at=AT)

    (waiting,) = deliveries("hear")
    assert waiting.last_error.startswith("UnknownHandler")
    assert waiting.delivered_at is None


@pytest.mark.django_db(transaction=True)
def test_four_workers_deliver_each_fact_exactly_once_while_all_live() -> None:
    for number in range(12):
        ring(number)

    delivered = together(4, lambda _: outbox.deliver_due(at=AT))

    assert sum(delivered) == 24
    assert Counter(heard) == dict.fromkeys(range(12), 1)
    assert set(rows("heard").values()) == {1}
