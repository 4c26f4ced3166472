"""Pages of a list, each beginning where the other ended: as fast on page 1,000 as on 1.

A cursor names the row beside the page by the values the list is ordered by. Rows that
come in meanwhile push nothing onto the next page and nothing out of sight.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any, Final, Generic, Self, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy

PAGE: Final = 50
LONGEST: Final = 400

Row = TypeVar("Row", bound=Model)


class NotACursor(ValueError):
    """The text is no cursor of this list."""


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of a list, its first row's number, and the pages beside it (or None)."""

    rows: list[Row]
    first: int
    next_after: str | None
    previous_after: str | None


@dataclass(frozen=True)
class Term:
    """One field of an order; without a value a row comes last."""

    name: str
    is_falling: bool

    @classmethod
    def of(cls, written: Any) -> Self:
        """The term as a list's `order_by` was given it."""
        if isinstance(written, OrderBy):
            assert isinstance(written.expression, F)
            assert not written.descending
            name: str = written.expression.name  # type: ignore[attr-defined]  # not in the stubs
            return cls(name, is_falling=False)
        return cls(written.removeprefix("-"), is_falling=written.startswith("-"))

    def beyond(self, value: Any, *, is_back: bool) -> Q | None:
        """Rows on the far side of this value; None when there cannot be any."""
        if value is None:
            return Q(**{f"{self.name}__isnull": False}) if is_back else None
        sign = "lt" if self.is_falling != is_back else "gt"
        far = Q(**{f"{self.name}__{sign}": value})
        return far if is_back or self.is_falling else far | self.without()

    def within(self, value: Any, *, is_back: bool) -> Q:
        """Rows not on the near side: what an index can start from."""
        sign = "lte" if self.is_falling != is_back else "gte"
        bound = Q(**{f"{self.name}__{sign}": value})
        return bound if is_back or self.is_falling else bound | self.without()

    def equal(self, value: Any) -> Q:
        """Rows with the same value."""
        return self.without() if value is None else Q(**{self.name: value})

    def without(self) -> Q:
        """Rows without a value."""
        return Q(**{f"{self.name}__isnull": True})


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: behind the row with these values, or before it."""

    number: int
    values: tuple[Any, ...]
    is_back: bool = False

    def __str__(self) -> str:
        text = json.dumps([self.number, self.is_back, *map(_plain, self.values)])
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def page(
    rows: QuerySet[Row], *, after: str | None = None, size: int = PAGE
) -> Page[Row]:
    """Cut the page that begins at the cursor; raises NotACursor.

    The list's order must end with something unique.
    """
    terms = [Term.of(written) for written in rows.query.order_by]
    cursor = _read(rows, terms, after) if after else None
    if cursor is None:
        found = list(rows[: size + 1])
        return _page(terms, found[:size], 1, has_next=len(found) > size)
    others = rows.filter(_beyond(terms, cursor))
    if not cursor.is_back:
        found = list(others[: size + 1])
        return _page(terms, found[:size], cursor.number + 1, has_next=len(found) > size)
    found = list(others.reverse()[: size + 1])
    first = max(1, cursor.number - min(len(found), size))
    shown = found[:size][::-1]
    return _page(terms, shown, first if len(found) > size else 1, has_next=True)


def beyond(rows: QuerySet[Row], after: str) -> QuerySet[Row]:
    """The rows beyond the cursor; raises NotACursor."""
    terms = [Term.of(written) for written in rows.query.order_by]
    return rows.filter(_beyond(terms, _read(rows, terms, after)))


def _page(
    terms: list[Term], rows: list[Row], first: int, *, has_next: bool
) -> Page[Row]:
    last = first + len(rows) - 1
    following = previous = None
    if rows and has_next:
        following = str(Cursor(last, _values(terms, rows[-1])))
    if rows and first > 1:
        previous = str(Cursor(first, _values(terms, rows[0]), is_back=True))
    return Page(rows, first, following, previous)


def _values(terms: list[Term], row: Model) -> tuple[Any, ...]:
    return tuple(getattr(row, term.name) for term in terms)


def _beyond(terms: list[Term], cursor: Cursor) -> Q:
    """The rows beyond the cursor, by the first term, else the second, and so on."""
    (term, *rest), (value, *others) = terms, cursor.values
    far = term.beyond(value, is_back=cursor.is_back)
    ties = term.equal(value)
    if not rest:
        return far if far is not None else Q(pk__in=[])
    ties &= _beyond(rest, Cursor(cursor.number, tuple(others), cursor.is_back))
    either = ties if far is None else far | ties
    if value is None:
        return either
    return term.within(value, is_back=cursor.is_back) & either


def _read(rows: QuerySet[Row], terms: list[Term], text: str) -> Cursor:
    try:
        if len(text) > LONGEST:
            raise NotACursor
        padded = text + "=" * (-len(text) % 4)
        number, is_back, *written = json.loads(
            base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True)
        )
        fields: list[Any] = [rows.model._meta.get_field(term.name) for term in terms]
        values = tuple(
            field.to_python(value) for field, value in zip(fields, written, strict=True)
        )
    except (ValueError, TypeError, ValidationError, FieldDoesNotExist, binascii.Error):
        raise NotACursor from None
    if type(number) is not int or type(is_back) is not bool or number < 0:
        raise NotACursor
    return Cursor(number, values, is_back)


def _plain(value: Any) -> Any:
    return value if value is None else str(value)
