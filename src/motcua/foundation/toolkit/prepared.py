"""Questions that nearly every request asks, put into SQL once for a process.

Django takes longer to put such a question into words than the database to answer it.
A function that returns a QuerySet keeps its shape from call to call; here its SQL is
made with stand-ins for its arguments, and afterwards only the values are put in anew.
Everything else (connections, converters, rows as models with their neighbours) is
Django's own.
"""

import inspect
from collections.abc import Callable
from copy import copy
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, wraps
from typing import Any, Final, Generic, ParamSpec, TypeVar, get_type_hints
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

P = ParamSpec("P")
Row = TypeVar("Row")

SOME_DAY: Final = date(1900, 1, 1)
SOME_TIME: Final = datetime(1900, 1, 1, tzinfo=UTC)
STAND_INS: Final[dict[Any, Callable[[int], Any]]] = {
    UUID: lambda n: UUID(int=n),
    str: lambda n: f"<stand-in {n}>",
    date: lambda n: SOME_DAY + timedelta(days=n),
    datetime: lambda n: SOME_TIME + timedelta(days=n),
}


class CannotPrepare(TypeError):
    """A question whose words would depend on the values it is asked with."""


def prepared(
    question: Callable[P, QuerySet[Any, Row]],
) -> Callable[P, list[Row]]:
    """Turn a function that returns a QuerySet into one that asks it, worded once.

    Its arguments are UUIDs, texts, dates or times, each used as it is (`field=value`,
    `field__gt=value`): what makes another question of another value, None above all,
    cannot be prepared. Raises CannotPrepare, at the first call.
    """
    words = _Words(question)

    @wraps(question)
    def ask(*args: P.args, **kwargs: P.kwargs) -> list[Row]:
        return words.ask(words.signature.bind(*args, **kwargs).arguments)

    return ask


def prepared_one(
    question: Callable[P, QuerySet[Any, Row]],
) -> Callable[P, Row | None]:
    """The same for a question that has at most one answer: its row, or None."""
    ask_all = prepared(question)

    @wraps(question)
    def ask(*args: P.args, **kwargs: P.kwargs) -> Row | None:
        found = ask_all(*args, **kwargs)
        return found[0] if found else None

    return ask


class _Words(Generic[Row]):
    """The words of one question, and where in them its values belong."""

    def __init__(self, question: Callable[..., QuerySet[Any, Row]]) -> None:
        self.question = question
        self.signature = inspect.signature(question)

    def ask(self, given: dict[str, Any]) -> list[Row]:
        meant = {name: _sent(value) for name, value in given.items()}
        rows = self._template._chain()  # type: ignore[attr-defined]
        compiler = copy(self._compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        params = tuple(
            value if name is None else meant[name] for name, value in self._values
        )
        vars(compiler).update(
            as_sql=lambda *_, **__: (self._sql, params),
            get_converters=lambda _: self._converters,
        )
        rows.query.get_compiler = lambda *_, **__: compiler
        return list(rows)

    @cached_property
    def _stand_ins(self) -> dict[str, Any]:
        kinds = get_type_hints(self.question)
        try:
            return {
                name: STAND_INS[kinds[name]](n)
                for n, name in enumerate(self.signature.parameters, 1)
            }
        except KeyError as kind:
            raise CannotPrepare(f"No stand-in for {kind}") from None

    @cached_property
    def _template(self) -> QuerySet[Any, Row]:
        return self.question(**self._stand_ins)

    @cached_property
    def _compiler(self) -> SQLCompiler:
        compiler: SQLCompiler = self._template.query.get_compiler(DEFAULT_DB_ALIAS)
        self._sql, values = compiler.as_sql()
        names = {_sent(value): name for name, value in self._stand_ins.items()}
        self._values = [(names.get(value), value) for value in values]
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        self._converters = compiler.get_converters(columns)
        missing = {*names.values()} - {name for name, _ in self._values}
        if missing:
            raise CannotPrepare(f"{sorted(missing)} cannot be found in {self._sql}")
        return compiler


def _sent(value: Any) -> Any:
    """A value as the database takes it."""
    match value:
        case UUID():
            return value if connection.features.has_native_uuid_field else value.hex
        case datetime():
            return connection.ops.adapt_datetimefield_value(value)
        case date():
            return connection.ops.adapt_datefield_value(value)
        case str():
            return value
    raise CannotPrepare(f"{value!r} is not a value of a prepared question")
