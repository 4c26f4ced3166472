"""A page begins where the other ended, whatever came in between."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F, QuerySet

from motcua.dossiers import selectors
from motcua.dossiers.models import Dossier
from motcua.dossiers.selectors import NotACursor, Page
from motcua.ward.models import Centre
from tests.cast import NOW

Receive = Callable[..., Dossier]


def every_page(rows: QuerySet[Dossier], *, size: int) -> list[Page[Dossier]]:
    """All pages of a list, from the first to the last."""
    pages = [selectors.page(rows, size=size)]
    while (after := pages[-1].next_after) is not None:
        pages.append(selectors.page(rows, after=after, size=size))
    return pages


def codes(page: Page[Dossier]) -> list[str]:
    return [dossier.code for dossier in page.rows]


@pytest.fixture
def seven(town: Centre, receive: Receive) -> list[Dossier]:
    """Seven dossiers: three of one second, two without a promise."""
    found = [receive(at=NOW - timedelta(hours=n // 3)) for n in range(7)]
    Dossier.objects.filter(id__in=[found[1].id, found[5].id]).update(due_at=None)
    return found


def test_all_pages_together_are_the_list(town: Centre, seven: list[Dossier]) -> None:
    rows = selectors.recent(town)

    pages = every_page(rows, size=2)

    assert [code for page in pages for code in codes(page)] == [d.code for d in rows]
    assert [page.first for page in pages] == [1, 3, 5, 7]


def test_dossiers_without_a_promise_come_last_and_once(
    town: Centre, seven: list[Dossier]
) -> None:
    order = (F("due_at").asc(nulls_last=True), "id")
    rows = Dossier.objects.filter(centre=town).order_by(*order)

    pages = every_page(rows, size=2)

    assert [code for page in pages for code in codes(page)] == [d.code for d in rows]
    assert {seven[1].code, seven[5].code} <= set(codes(pages[-2]) + codes(pages[-1]))


@pytest.mark.parametrize(
    "order", [("-received_at", "-id"), (F("due_at").asc(nulls_last=True), "id")]
)
def test_the_way_back_shows_the_same_pages(
    town: Centre, seven: list[Dossier], order: tuple[Any, ...]
) -> None:
    rows = Dossier.objects.filter(centre=town).order_by(*order)
    pages = every_page(rows, size=3)

    back = [pages[-1]]
    while (after := back[-1].previous_after) is not None:
        back.append(selectors.page(rows, after=after, size=3))

    assert [codes(page) for page in back[::-1]] == [codes(page) for page in pages]
    assert [page.first for page in back[::-1]] == [1, 4, 7]


def test_a_newer_dossier_pushes_nothing_onto_the_next_page(
    town: Centre, seven: list[Dossier], receive: Receive
) -> None:
    first = selectors.page(selectors.recent(town), size=3)
    before = selectors.page(selectors.recent(town), after=first.next_after, size=3)

    receive(at=NOW + timedelta(hours=1))

    after = selectors.page(selectors.recent(town), after=first.next_after, size=3)
    assert codes(after) == codes(before)


def coded(*values: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "text",
    [
        "50",
        "-1",
        "é",
        "x" * 500,
        coded(1, False),
        coded(1, False, "yesterday", "x"),
        coded("1", False, NOW.isoformat(), "018f0000-0000-7000-8000-000000000000"),
        coded(-1, False, NOW.isoformat(), "018f0000-0000-7000-8000-000000000000"),
        coded(1, 0, NOW.isoformat(), "018f0000-0000-7000-8000-000000000000"),
    ],
)
def test_a_cursor_of_nothing_is_refused(
    town: Centre, seven: list[Dossier], text: str
) -> None:
    with pytest.raises(NotACursor):
        selectors.page(selectors.recent(town), after=text)
