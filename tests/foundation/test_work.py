"""The unit of work: everything or nothing, and turns that exclude each other."""

import threading

import pytest
from django.db import IntegrityError, connection

from motcua.foundation.numbering.models import Series
from motcua.foundation.toolkit.models import new_id
from motcua.foundation.toolkit.work import (
    NotInTransaction,
    PartFailed,
    keep,
    require_transaction,
    take_turn,
    unit_of_work,
)
from tests.rivals import together, undone

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_needs_a_transaction_says_so() -> None:
    with pytest.raises(NotInTransaction, match="A number belongs inside"):
        require_transaction("A number")
    with unit_of_work():
        require_transaction("A number")


def test_an_inner_unit_ends_with_the_outer_one() -> None:
    centre = new_id()

    def inner() -> None:
        with unit_of_work():
            Series.objects.create(centre_id=centre, name="n", period="p")

    undone(inner)

    assert not Series.objects.filter(centre_id=centre).exists()


def test_what_fails_inside_undoes_the_whole_even_when_caught() -> None:
    centre = new_id()

    def outer() -> None:
        with unit_of_work():
            Series.objects.create(centre_id=centre, name="n", period="p")
            undone(lambda: None)

    with pytest.raises(PartFailed):
        outer()

    assert not Series.objects.filter(centre_id=centre).exists()


def test_rows_kept_for_the_end_are_undone_with_the_unit() -> None:
    centre = new_id()

    undone(lambda: keep(Series(centre_id=centre, name="n", period="p")))
    assert not Series.objects.filter(centre_id=centre).exists()

    with unit_of_work():
        keep(Series(centre_id=centre, name="n", period="p"))
        assert not Series.objects.filter(centre_id=centre).exists()
    assert Series.objects.filter(centre_id=centre).count() == 1


def test_a_constraint_fails_at_its_statement() -> None:
    centre = new_id()

    def twice() -> None:
        for _ in range(2):
            Series.objects.create(centre_id=centre, name="n", period="p")

    with pytest.raises(IntegrityError):
        undone(twice)

    assert not Series.objects.filter(centre_id=centre).exists()


def test_one_turn_at_a_time() -> None:
    inside, overlaps = threading.Semaphore(1), []

    def go(_: int) -> None:
        for _ in range(5):
            with unit_of_work():
                take_turn("seal")
                is_alone = inside.acquire(blocking=False)
                overlaps.append(not is_alone)
                if is_alone:
                    inside.release()

    together(6, go)

    assert overlaps == [False] * 30


@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer anyway")
def test_different_turns_do_not_wait_for_each_other() -> None:
    both = threading.Barrier(2)

    def go(number: int) -> None:
        with unit_of_work():
            take_turn(f"seal {number}")
            both.wait(timeout=10)

    together(2, go)


def test_keys_are_in_order_of_making() -> None:
    keys = [new_id() for _ in range(1000)]

    assert keys == sorted(keys)
    assert {key.version for key in keys} == {7}
