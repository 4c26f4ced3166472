"""DUR-9: whichever statement of a reception fails, nothing of it stays (or all does)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection

from motcua.dossiers.models import Dossier
from motcua.journeys import intake
from motcua.ward.models import Centre
from tests.cast import AN, NOW, intake_of, mandate


class Fault:
    """Fails the n-th statement, once: before it runs, or after."""

    def __init__(self, at: int, error: type[DatabaseError], *, after: bool) -> None:
        self.at, self.error, self.after = at, error, after
        self.seen = 0

    def __call__(self, execute: Callable[..., Any], *statement: Any) -> Any:
        self.seen += 1
        if self.seen == self.at and not self.after:
            raise self.error("injected")
        result = execute(*statement)
        if self.seen == self.at:
            raise self.error("injected")
        return result

    @property
    def has_struck(self) -> bool:
        return self.seen >= self.at


@contextmanager
def injected(fault: Fault) -> Iterator[None]:
    """The fault stands between the program and the database, which then fails."""
    with connection.execute_wrapper(fault), suppress(DatabaseError):
        yield


def rows() -> list[tuple[str, int]]:
    """How many rows every table has."""
    counts = (
        f"SELECT '{table}', count(*) FROM {table}"
        for table in connection.introspection.django_table_names()
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(counts) + " ORDER BY 1")
        return list(cursor.fetchall())


@pytest.mark.parametrize(
    "error",
    [OperationalError, pytest.param(IntegrityError, marks=pytest.mark.proof)],
)
@pytest.mark.parametrize("after", [False, True], ids=["before it ran", "after it ran"])
def test_each_statement_of_a_reception_fails_once(
    living_town: Centre, error: type[DatabaseError], after: bool
) -> None:
    officer = mandate("tiepnhan")
    half_written = 0

    def receive(number: int) -> tuple[Dossier, bool]:
        who = replace(AN, personal_id=f"9991550{number:05}", phone="")
        owner = replace(AN, personal_id=f"9990550{number:05}", full_name="Đinh Bảo")
        return intake.receive(
            centre=living_town,
            intake=intake_of(living_town, submitter=who, owner=owner),
            by=officer,
            at=NOW,
            key=f"fault-{number}",
            caller="fault",
        )

    before = rows()
    for number in count(1):
        fault = Fault(number, error, after=after)
        with injected(fault):
            receive(number)
        if not fault.has_struck:
            break
        half_written += rows() != before
        _, is_new = receive(number)
        assert is_new, f"statement {number} left its key behind"
        before = rows()

    print(f"{error.__name__}: statements {number - 1}, half-written {half_written}")
    assert number > 12
    assert half_written == 0
    codes = list(Dossier.objects.values_list("code", flat=True))
    assert len(codes) == len(set(codes)) == number
