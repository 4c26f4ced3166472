"""Pages of lists: so many rows and the address of the next."""

from typing import Annotated, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Field, Schema

Row = TypeVar("Row", bound=Model)


class Paging(Schema):
    """Where a page begins and how long it is."""

    offset: Annotated[int, Field(ge=0, le=100_000)] = 0
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class KeysetPaging(Schema):
    """Behind which row a page begins (as `next` said) and how long it is."""

    after: Annotated[str, Field(max_length=400)] = ""
    limit: Annotated[int, Field(ge=1, le=200)] = 50


def cut(rows: QuerySet[Row], paging: Paging) -> tuple[list[Row], int | None]:
    """One page of a list, and where the next one begins (None at the end)."""
    found = list(rows[paging.offset : paging.offset + paging.limit + 1])
    has_more = len(found) > paging.limit
    return found[: paging.limit], paging.offset + paging.limit if has_more else None


def next_address(
    request: HttpRequest, place: int | str | None, *, name: str = "offset"
) -> str | None:
    """The address of the next page, other parameters kept."""
    if place is None:
        return None
    query = request.GET.copy()
    query[name] = str(place)
    return f"{request.path}?{query.urlencode()}"
