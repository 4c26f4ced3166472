"""The watch stops the program, in any thread, and leaves the tests alone."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from types import CodeType
from typing import Any

import pytest
from django.db import connection

from motcua.ward.models import Department
from tests.sql_guard import CentreNotNamed
from tests.sql_watch import PROGRAM, watch

pytestmark = pytest.mark.django_db


@pytest.fixture
def planted() -> Iterator[CodeType]:
    """A line as if it stood in the program, which forgets the centre."""
    yield compile("rows = list(rows)", f"{PROGRAM}/dossiers/planted.py", "exec")
    watch.found.clear()


def run(line: CodeType) -> None:
    """Run the line on all units of all centres."""
    names: dict[str, Any] = {"rows": Department.objects.filter(code="A")}
    exec(line, names)


def run_apart(line: CodeType) -> None:
    """The same in a thread, which closes the connection it opened."""
    try:
        run(line)
    finally:
        connection.close()


def test_the_program_is_stopped_and_the_line_is_named(planted: CodeType) -> None:
    with pytest.raises(
        CentreNotNamed, match=r"ward_department .*dossiers/planted.py:1"
    ):
        run(planted)

    assert len(watch.found) == 1
    watch.found.clear()


def test_another_thread_is_stopped_too(planted: CodeType) -> None:
    with ThreadPoolExecutor(1) as pool:
        work = pool.submit(run_apart, planted)
        stopped = work.exception()

    assert isinstance(stopped, CentreNotNamed)
    watch.found.clear()


def test_a_test_may_look_everywhere() -> None:
    assert not Department.objects.filter(code="A").exists()
