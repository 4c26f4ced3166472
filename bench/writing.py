"""Rows into a database as fast as it takes them: COPY, or one INSERT many times.

The rows are right by construction, so PostgreSQL is not asked to follow each foreign
key; `python -m bench.load` looks for strays at the end.
"""

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction

ROWS_AT_ONCE: Final = 60_000
NOTHING: Final = "\\N"
ESCAPED: Final = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Writer:
    """Collects rows by table and writes them in big portions."""

    def __init__(self) -> None:
        """Start empty."""
        self.written = 0
        self._waiting: dict[tuple[str, tuple[str, ...]], list[Any]] = defaultdict(list)
        self._count = 0
        self._is_copied = connection.vendor == "postgresql"
        self._began = time.perf_counter()

    def cell(self, value: Any) -> Any:
        """A value as the database takes it."""
        return _text(value) if self._is_copied else _plain(value)

    def moment(self, at: datetime) -> str:
        """A time in UTC as the database takes it."""
        return at.strftime("%Y-%m-%d %H:%M:%S")

    def key(self, made: UUID) -> str:
        """A key as the database takes it."""
        return str(made) if self._is_copied else made.hex

    def add(self, table: str, columns: tuple[str, ...], row: Sequence[Any]) -> None:
        """Keep one row of ready cells."""
        self._waiting[(table, columns)].append(row)
        self._count += 1

    @property
    def is_full(self) -> bool:
        """Whether it is time to `flush`."""
        return self._count >= ROWS_AT_ONCE

    def flush(self) -> int:
        """Write what is kept; returns how many rows that were."""
        with transaction.atomic(), connection.cursor() as cursor:
            for (table, columns), rows in self._waiting.items():
                if self._is_copied:
                    _copy(cursor, table, columns, rows)
                else:
                    _insert(cursor, table, columns, rows)
        count, self._count = self._count, 0
        self.written += count
        self._waiting.clear()
        return count

    @property
    def speed(self) -> float:
        """Rows a second since the start."""
        return self.written / (time.perf_counter() - self._began)


@contextmanager
def unchecked() -> Iterator[None]:
    """Foreign keys are not followed row by row while the block runs."""
    if connection.vendor != "postgresql":
        with connection.constraint_checks_disabled():
            yield
        return
    # The pool's connection is kept by this thread until it is closed.
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET synchronous_commit = off")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET session_replication_role")
            cursor.execute("RESET synchronous_commit")


def _copy(cursor: Any, table: str, columns: Sequence[str], rows: list[Any]) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    lines = "\n".join(["\t".join(row) for row in rows])
    with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
        copy.write(f"{lines}\n")


def _insert(cursor: Any, table: str, columns: Sequence[str], rows: list[Any]) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    places = ", ".join(["%s"] * len(columns))
    cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', rows)


def _text(value: Any) -> str:
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, bytes | memoryview):
        return f"\\\\x{bytes(value).hex()}"
    return str(value).translate(ESCAPED)


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, date):
        return value.isoformat()
    return bytes(value) if isinstance(value, memoryview) else value
