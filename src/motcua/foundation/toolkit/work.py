"""The unit of work: one short transaction in which everything happens or nothing."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection, transaction

LOCK_BYTES: Final = 8


class NotInTransaction(RuntimeError):
    """Something that must be part of a transaction was called outside of one."""


@contextmanager
def unit_of_work() -> Iterator[None]:
    """Run the block in one transaction; a bad foreign key shows at its statement.

    On PostgreSQL deferred constraints are made immediate, so an error names the
    statement that caused it and not COMMIT. SQLite checks them at commit.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield


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
