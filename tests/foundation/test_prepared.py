"""A question of every request is worded once, and answers like any other."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from motcua.foundation.audit.models import Line
from motcua.foundation.numbering import services as numbering
from motcua.foundation.numbering.models import Series
from motcua.foundation.toolkit.models import new_id
from motcua.foundation.toolkit.prepared import CannotPrepare, prepared
from motcua.foundation.toolkit.work import unit_of_work
from tests.rivals import together

HERE: Final = UUID("01930000-0000-7000-8000-000000000001")
THERE: Final = UUID("01930000-0000-7000-8000-000000000002")
NOON: Final = datetime(2026, 11, 30, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)

worded: list[str] = []


@prepared
def series_of(centre_id: UUID, name: str) -> QuerySet[Series]:
    """The series of one centre and name, the newest period first."""
    worded.append(name)
    found = Series.objects.filter(centre_id=centre_id, name=name)
    return found.order_by("-period")


@prepared
def lines_between(
    centre_id: UUID, since: datetime, until: datetime
) -> QuerySet[Any, Any]:
    """Verbs of the audit between two times."""
    lines = Line.objects.filter(centre_id=centre_id, at__gte=since, at__lt=until)
    return lines.order_by("at").values_list("verb", "at", "subject_id")


def take(centre_id: UUID, name: str, period: str) -> None:
    with unit_of_work():
        numbering.take(centre_id=centre_id, series=name, period=period)


def test_each_call_gets_its_own_rows_as_models() -> None:
    take(HERE, "a", "2026")
    take(HERE, "a", "2025")
    take(HERE, "b", "2026")
    take(THERE, "a", "2027")

    assert [s.period for s in series_of(HERE, "a")] == ["2026", "2025"]
    assert [s.name for s in series_of(centre_id=HERE, name="b")] == ["b"]
    assert [s.period for s in series_of(THERE, name="a")] == ["2027"]
    assert series_of(THERE, "b") == []
    assert all(isinstance(s, Series) for s in series_of(HERE, "a"))


def test_the_words_are_those_of_the_question_and_are_made_once() -> None:
    series_of(HERE, "warm")
    worded.clear()

    with CaptureQueriesContext(connection) as asked:
        series_of(HERE, "a'b %s")
        list(Series.objects.filter(centre_id=HERE, name="a'b %s").order_by("-period"))

    ours, djangos = (query["sql"] for query in asked.captured_queries)
    assert ours == djangos
    assert worded == []


def test_times_come_back_as_times() -> None:
    for hour in range(3):
        Line.objects.create(
            centre_id=HERE,
            at=NOON + timedelta(hours=hour),
            actor="an",
            verb=f"act {hour}",
            subject_kind="thing",
            subject_id=new_id(),
        )

    found = lines_between(HERE, NOON + timedelta(hours=1), NOON + timedelta(hours=2))

    assert [(verb, at) for verb, at, _ in found] == [
        ("act 1", NOON + timedelta(hours=1))
    ]
    assert isinstance(found[0][2], UUID)


def test_a_row_asked_this_way_is_saved_and_read_again_like_any_other() -> None:
    take(HERE, "a", "2026")
    (found,) = series_of(HERE, "a")

    found.last = 41
    found.save(update_fields=["last"])
    take(HERE, "a", "2026")
    found.refresh_from_db()

    assert found.last == 42


def test_many_threads_ask_at_once() -> None:
    for n in range(8):
        take(HERE, f"of {n}", "2026")

    answers = together(8, lambda n: [s.name for s in series_of(HERE, f"of {n}")])

    assert answers == [[f"of {n}"] for n in range(8)]


def test_nothing_is_not_a_value() -> None:
    with pytest.raises(CannotPrepare):
        series_of(HERE, None)  # type: ignore[arg-type]


def test_a_value_that_changes_the_words_is_refused() -> None:
    @prepared
    def like(name: str) -> QuerySet[Series]:
        return Series.objects.filter(name__startswith=name)

    @prepared
    def some(most: int) -> QuerySet[Series]:
        return Series.objects.all()[:most]

    @prepared
    def on(day: date) -> QuerySet[Series]:
        return Series.objects.filter(name="x")

    refused: list[Callable[[], object]] = [
        lambda: like("a"),
        lambda: some(3),
        lambda: on(date(2026, 1, 1)),
    ]
    for ask in refused:
        with pytest.raises(CannotPrepare):
            ask()
