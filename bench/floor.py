"""The floor of a reception: the same rows by the bare driver, one transaction each.

One reception by our services is a pattern: every row it left behind is read back, then
written again with fresh keys, one INSERT per table, the day's counter row first taken.
Encrypting, counting the due time, reading the catalogue and checking anything are ours.
"""

import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db import connection

from bench.receptions import Desk
from motcua.foundation.numbering.models import Series
from motcua.foundation.numbering.services import TAKE
from motcua.foundation.toolkit.models import Scope, new_id

# Values the database wants to be different in each row.
UNIQUE: Final = {"code", "key", "lookup_token", "public_code", "personal_id_index"}

Row = tuple[Any, ...]
Execute = Callable[[str, list[Any]], Any]


@dataclass(frozen=True)
class Rows:
    """What one reception left in one table."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def insert(self, mark: str) -> str:
        """The INSERT of all rows at once; `mark` is the driver's place holder."""
        place = f"({', '.join([mark] * len(self.columns))})"
        columns = ", ".join(f'"{column}"' for column in self.columns)
        places = ", ".join([place] * len(self.rows))
        return f'INSERT INTO "{self.table}" ({columns}) VALUES {places}'


@dataclass(frozen=True)
class Pattern:
    """All rows of one reception, and the counter row it took its number from."""

    tables: tuple[Rows, ...]
    counter: Row
    take: str


def pattern_of(desk: Desk) -> Pattern:
    """Receive once and read back what it wrote."""
    desk.receive()
    begin = _stored(new_id())
    desk.receive()
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        if getattr(model, "scope", None) == Scope.CENTRE and model is not Series
    ]
    tables = tuple(rows for model in models if (rows := _since(model, begin)).rows)
    days = Series.objects.filter(centre_id=desk.centre.id, name="dossier")
    series = days.latest("period")
    counter = (_stored(series.centre_id), series.name, series.period)
    mark = "?" if connection.vendor == "sqlite" else "%s"
    return Pattern(tables, counter, TAKE.replace("%s", mark))


def write_once(pattern: Pattern, execute: Execute, mark: str) -> None:
    """Write the pattern's rows again with fresh keys, inside a transaction."""
    fresh: dict[Any, Any] = {}
    execute(pattern.take, [_fresh_id(pattern.counter[0]), *pattern.counter])
    for table in pattern.tables:
        key = table.columns.index("id")
        for row in table.rows:
            fresh[row[key]] = _fresh_id(row[key])
    for table in pattern.tables:
        values = [
            _renewed(column, value, fresh)
            for row in table.rows
            for column, value in zip(table.columns, row, strict=True)
        ]
        execute(table.insert(mark), values)


def _renewed(column: str, value: Any, fresh: dict[Any, Any]) -> Any:
    if column in UNIQUE and value is not None:
        if isinstance(value, bytes | memoryview):
            return secrets.token_bytes(len(value))
        return secrets.token_hex(len(value) // 2)
    return fresh.get(value, value)


def _since(model: Any, begin: Any) -> Rows:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" WHERE id > %s', [begin])
        columns = tuple(column[0] for column in cursor.description)
        return Rows(table, columns, tuple(tuple(row) for row in cursor.fetchall()))


def _stored(value: uuid.UUID) -> Any:
    return value.hex if connection.vendor == "sqlite" else value


def _fresh_id(like: Any) -> Any:
    made = new_id()
    return made.hex if isinstance(like, str) else made
