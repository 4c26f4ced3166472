"""The unit of work: one transaction, one place where rows and notices are sent."""

from datetime import datetime
from typing import Final
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from motcua.accounts.selectors import Mandate
from motcua.foundation.audit import services as audit
from motcua.foundation.audit.models import Line
from motcua.foundation.numbering.models import Series
from motcua.foundation.toolkit import rows, work
from motcua.foundation.toolkit.models import new_id
from motcua.ward.models import Centre
from tests.cast import NOW

SUBJECT: Final = ("dossier", UUID(int=1))


def write_line(centre: Centre, by: Mandate, at: datetime = NOW) -> None:
    """An audit line of some verb."""
    audit.write(centre_id=centre.id, by=by.user, verb="try", subject=SUBJECT, at=at)


def series(centre: Centre, name: str) -> Series:
    """A counter row that is not written yet."""
    return Series(id=new_id(), centre_id=centre.id, name=name, period="2026")


def test_lines_wait_for_the_end_and_go_together(
    town: Centre, reception_mai: Mandate
) -> None:
    with CaptureQueriesContext(connection) as asked, work.unit_of_work():
        write_line(town, reception_mai)
        write_line(town, reception_mai)
        before_the_end = Line.objects.filter(centre_id=town.id, verb="try").count()

    inserts = [q for q in asked.captured_queries if "INSERT" in q["sql"]]
    assert before_the_end == 0
    assert Line.objects.filter(centre_id=town.id, verb="try").count() == 2
    assert len(inserts) == 1


def test_a_unit_inside_a_unit_makes_no_savepoint(town: Centre) -> None:
    inner = work.unit_of_work()

    with work.unit_of_work(), CaptureQueriesContext(connection) as asked, inner:
        pass

    assert asked.captured_queries == []


def test_what_was_kept_is_forgotten_when_the_unit_fails(
    town: Centre, reception_mai: Mandate
) -> None:
    @work.unit_of_work()
    def fail() -> None:
        write_line(town, reception_mai)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with work.unit_of_work():
        pass

    assert not Line.objects.filter(centre_id=town.id, verb="try").exists()


def test_a_failure_inside_undoes_the_whole(town: Centre) -> None:
    @work.unit_of_work()
    def fail() -> None:
        work.send(series(town, "outer"))
        with work.unit_of_work():
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert not Series.objects.filter(centre_id=town.id, name="outer").exists()


def test_outside_of_a_unit_rows_go_at_once(
    town: Centre, reception_mai: Mandate
) -> None:
    with transaction.atomic():
        write_line(town, reception_mai)

        assert Line.objects.filter(centre_id=town.id, verb="try").count() == 1


def test_rows_of_several_tables_arrive_as_they_were(
    town: Centre, reception_mai: Mandate
) -> None:
    first, second = series(town, "first"), series(town, "second")

    with work.unit_of_work():
        write_line(town, reception_mai)
        work.send(first, second)

    found = Series.objects.filter(centre_id=town.id, period="2026").order_by("name")
    assert list(found) == [first, second]
    line = Line.objects.get(centre_id=town.id, verb="try")
    assert audit.content_hash(line) == line.content_hash


def test_a_rival_with_the_same_unique_values_is_noticed(town: Centre) -> None:
    with work.unit_of_work():
        assert rows.insert_new(series(town, "book"))
        assert not rows.insert_new(series(town, "book"))

    assert Series.objects.filter(centre_id=town.id, name="book").count() == 1


def test_a_broken_constraint_is_told_at_the_statement(town: Centre) -> None:
    with pytest.raises(IntegrityError), work.unit_of_work():
        work.send(series(town, "book"), series(town, "book"))
