"""The unit of work: one short transaction in which everything happens or nothing.

Round trips are what a short transaction pays for, so rows that nothing reads before the
end (audit lines, facts) and notices to other processes are kept until then and sent as
one statement.
"""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection, transaction

from motcua.foundation.toolkit import rows
from motcua.foundation.toolkit.models import HouseModel

LOCK_BYTES: Final = 8
# A statement has room for some ten thousand values. Rows go in the order they were kept:
# one that another refers to is kept first or together with it.
MOST_KEPT: Final = 200


class NotInTransaction(RuntimeError):
    """Something that must be part of a transaction was called outside of one."""


class PartFailed(RuntimeError):
    """A unit inside failed and its error was swallowed: nobody may believe it is kept."""


class _Desk(threading.local):
    """What the thread's open unit of work keeps to be sent."""

    is_open = False

    def __init__(self) -> None:
        self.rows: list[HouseModel] = []
        self.notices: dict[rows.Notice, None] = {}


_desk = _Desk()


@contextmanager
def unit_of_work() -> Iterator[None]:
    """Run the block in one transaction; a bad foreign key shows at its statement.

    On PostgreSQL deferred constraints are made immediate, so an error names the
    statement that caused it and not COMMIT. SQLite checks them at commit.
    A unit inside another one is part of it: what fails inside undoes the whole. When
    its error is caught on the way, the unit ends with PartFailed instead of in silence.
    """
    if _desk.is_open:
        with transaction.atomic(savepoint=False):
            yield
        return
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _desk.is_open = True
        try:
            yield
            if connection.get_rollback():
                raise PartFailed("What failed inside was caught, nothing can be kept")
            send()
        finally:
            _desk.is_open = False
            _desk.rows, _desk.notices = [], {}


def keep(*new: HouseModel) -> None:
    """Insert these rows with the next `send`, at the latest when the unit ends.

    For rows that nothing in the unit reads; outside of a unit they go at once.
    """
    _desk.rows += new
    if not _desk.is_open or len(_desk.rows) >= MOST_KEPT:
        send()


def notify(channel: str, text: str) -> None:
    """Tell other processes when the transaction commits; PostgreSQL only."""
    _desk.notices[rows.Notice(channel, text)] = None
    if not _desk.is_open:
        send()


def send(*new: HouseModel) -> None:
    """Insert what was kept and these rows, in one statement where that is possible."""
    waiting, notices = [*_desk.rows, *new], list(_desk.notices)
    _desk.rows, _desk.notices = [], {}
    rows.insert(waiting, notices)


def require_transaction(what: str) -> None:
    """Raise NotInTransaction unless a transaction is open."""
    if not connection.in_atomic_block:
        raise NotInTransaction(f"{what} belongs inside a unit of work")


def take_turn(what: str) -> None:
    """Wait until nobody else does `what`; ours until this transaction ends.

    SQLite has one writer at a time and needs no more than that.
    """
    require_transaction("A turn")
    if connection.vendor == "postgresql":
        digest = hashlib.sha256(what.encode()).digest()[:LOCK_BYTES]
        number = int.from_bytes(digest, "big", signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
