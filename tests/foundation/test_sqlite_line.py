"""SQLite's writers stand in line: served in order, nobody starves, nobody stays in."""

import threading
import time
from typing import Final
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.foundation.numbering import services as numbering
from motcua.foundation.numbering.models import Series
from motcua.foundation.toolkit.sqlite.base import FifoLock
from motcua.foundation.toolkit.work import unit_of_work
from tests.rivals import together, undone

CENTRE: Final = UUID("01930000-0000-7000-8000-000000000001")
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's line")


def wait_for_line(lock: FifoLock, count: int) -> None:
    """Return when so many stand in line."""
    give_up = time.monotonic() + 10
    while len(lock._waiting) < count:
        assert time.monotonic() < give_up
        threading.Event().wait(0.001)


def test_the_lock_is_handed_over_in_the_order_of_asking() -> None:
    lock = FifoLock()
    served: list[int] = []
    lock.acquire()

    def wait_in_line(number: int) -> None:
        lock.acquire()
        served.append(number)
        lock.release()

    line = [threading.Thread(target=wait_in_line, args=(n,)) for n in range(16)]
    for place, thread in enumerate(line, start=1):
        thread.start()
        wait_for_line(lock, place)
    lock.release()
    for thread in line:
        thread.join(timeout=10)

    assert served == list(range(16))


def test_a_free_lock_is_free_again_after_use() -> None:
    lock = FifoLock()

    for _ in range(3):
        lock.acquire()
        lock.release()

    assert not lock._held


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_sixteen_writers_all_finish_and_none_waits_out_of_turn() -> None:
    def write(_: int) -> float:
        worst = 0.0
        for _ in range(12):
            asked = time.monotonic()
            with unit_of_work():
                numbering.take(centre_id=CENTRE, series="line", period="")
                worst = max(worst, time.monotonic() - asked)
        return worst

    waits = together(16, write)

    assert Series.objects.get(centre_id=CENTRE, name="line").last == 16 * 12
    print(f"SQLite line: writers 16, worst wait {max(waits) * 1000:.0f} ms")
    assert max(waits) < 2.0


@on_sqlite
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["rollback", "database error", "close"])
def test_whoever_fails_leaves_the_line(how: str) -> None:
    def fail(_: int) -> None:
        with unit_of_work():
            numbering.take(centre_id=CENTRE, series="line", period="")
            if how == "rollback":
                raise ValueError(how)
            if how == "close":
                connection.close()
                raise ValueError(how)
            Series.objects.create(centre_id=CENTRE, name="line", period="")

    with pytest.raises((ValueError, DatabaseError)):
        together(1, fail)
    together(4, lambda _: _take())

    assert Series.objects.get(centre_id=CENTRE, name="line").last == 4


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_savepoint_that_fails_keeps_its_turn() -> None:
    with transaction.atomic():
        undone(_take)
        _take()

    together(4, lambda _: _take())
    assert Series.objects.get(centre_id=CENTRE, name="line").last == 5


def _take() -> int:
    with unit_of_work():
        return numbering.take(centre_id=CENTRE, series="line", period="")
