"""New rows of several tables in one statement, without building it anew each time.

Django compiles each INSERT afresh and sends one per table. Here the text of a shape
(which tables, how many rows of each) is made once, and on PostgreSQL the INSERTs of all
tables travel as parts of one statement. Keys are made in Python, so nothing comes back.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

from motcua.foundation.toolkit.models import HouseModel

NOTIFY: Final = (
    "SELECT pg_notify(t.channel, t.text)"
    " FROM unnest(%s::text[], %s::text[]) AS t(channel, text)"
)

UNLESS_THERE: Final = "ON CONFLICT DO NOTHING"
MOST_SHAPES: Final = 500

Shape = tuple[tuple[type[HouseModel], int], ...]


class Notice(NamedTuple):
    """A word to other processes, sent when the transaction commits."""

    channel: str
    text: str


def insert(new: Sequence[HouseModel], notices: Sequence[Notice] = ()) -> None:
    """Insert rows that have their keys already; rows of one table go together."""
    tables: dict[type[HouseModel], list[HouseModel]] = {}
    for row in new:
        tables.setdefault(type(row), []).append(row)
    shape = tuple((model, len(rows)) for model, rows in tables.items())
    values = [_values(model, rows) for model, rows in tables.items()]
    if connection.vendor == "postgresql":
        if shape or notices:
            _execute(
                _one_statement(shape),
                [value for of_table in values for value in of_table]
                + [[n.channel for n in notices], [n.text for n in notices]],
            )
    else:
        for part, of_table in zip(shape, values, strict=True):
            _execute(_insert(*part), of_table)
    for row in new:
        row._state.adding, row._state.db = False, connection.alias


def insert_new(row: HouseModel) -> bool:
    """Insert the row unless a rival with its unique values is there; say which."""
    sql = f"{_insert(type(row), 1)} {UNLESS_THERE}"
    is_new = _execute(sql, _values(type(row), [row])) == 1
    row._state.adding, row._state.db = not is_new, connection.alias
    return is_new


def _execute(sql: str, values: list[Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


@lru_cache(maxsize=MOST_SHAPES)
def _one_statement(shape: Shape) -> str:
    parts = [f"w{i} AS ({_insert(*part)})" for i, part in enumerate(shape)]
    return f"WITH {', '.join(parts)} {NOTIFY}" if parts else NOTIFY


@lru_cache(maxsize=MOST_SHAPES)
def _insert(model: type[HouseModel], count: int) -> str:
    quote = connection.ops.quote_name
    columns = [quote(str(field.column)) for field in _fields(model)]
    row = f"({', '.join(['%s'] * len(columns))})"
    rival = f" {UNLESS_THERE}" if model.is_written_once else ""
    return (
        f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(columns)})"  # noqa: S608
        f" VALUES {', '.join([row] * count)}{rival}"
    )


@cache
def _fields(model: type[HouseModel]) -> "tuple[models.Field[Any, Any], ...]":
    return tuple(model._meta.local_concrete_fields)


def _values(model: type[HouseModel], rows: Sequence[HouseModel]) -> list[Any]:
    database = connections[DEFAULT_DB_ALIAS]
    return [
        field.get_db_prep_save(field.pre_save(row, True), database)  # noqa: FBT003  (Django's signature)
        for row in rows
        for field in _fields(model)
    ]
