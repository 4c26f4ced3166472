"""A row's changed columns in one UPDATE whose text is made once for its shape."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.db import connections, models

KEYS: "Final[models.UUIDField[Any, Any]]" = models.UUIDField()
MOST_SHAPES: Final = 500

Changed = Sequence[tuple["models.Field[Any, Any]", Any, Any]]
"""Field, nothing, new value: as Model.save hands them on."""


def is_plain(changed: Changed) -> bool:
    """Whether there are new values and all of them are values: an expression needs words
    of its own."""
    return bool(changed) and not any(
        hasattr(value, "resolve_expression") or hasattr(field, "get_placeholder")
        for field, _nothing, value in changed
    )


def update(
    model: type[models.Model], changed: Changed, using: str, **where: UUID | None
) -> bool:
    """Write the columns of the one row with these keys; returns whether it was there."""
    line = connections[using]
    fields = tuple(field.column for field, _nothing, _value in changed)
    values = [field.get_db_prep_save(value, line) for field, _, value in changed]
    values += [KEYS.get_db_prep_value(key, line) for key in where.values()]
    with line.cursor() as cursor:
        cursor.execute(
            _words(model._meta.db_table, fields, tuple(where), using), values
        )
        return bool(cursor.rowcount)


@lru_cache(MOST_SHAPES)
def _words(
    table: str, columns: tuple[str, ...], keys: tuple[str, ...], using: str
) -> str:
    quote = connections[using].ops.quote_name
    new = ", ".join(f"{quote(column)} = %s" for column in columns)
    which = " AND ".join(f"{quote(key)} = %s" for key in keys)
    return f"UPDATE {quote(table)} SET {new} WHERE {which}"  # noqa: S608  (names of our own)
