"""The unit of work: one short transaction in which everything happens or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


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
