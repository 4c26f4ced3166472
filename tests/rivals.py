"""Several at once: threads with connections of their own, and other processes."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, TypeVar
from urllib.parse import quote

from django.db import connection

from motcua.foundation.toolkit.work import unit_of_work

T = TypeVar("T")


class Undone(Exception):
    """Whatever was done before is rolled back."""


SOURCE: Final = Path(__file__).resolve().parents[1] / "src"


def together(count: int, do: Callable[[int], T]) -> list[T]:
    """Call `do(0)` … `do(count - 1)` at the same moment; results in that order."""
    start = threading.Barrier(count)

    def one(number: int) -> T:
        start.wait(timeout=30)
        try:
            return do(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def undone(do: Callable[[], T]) -> T:
    """Do it in a unit of work that fails at its end; what it gave before that."""
    given: list[T] = []
    with suppress(Undone), unit_of_work():
        given.append(do())
        raise Undone
    return given[0]


@contextmanager
def meanwhile(do: Callable[[], object]) -> Iterator[None]:
    """Somebody else does this right before the next lock on a dossier is taken.

    What was read before the lock is then not what holds under it, on either engine.
    """
    waiting = [do]

    def look(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        is_lock = 'FROM "dossiers_dossier" WHERE' in sql and '."code" = ' in sql
        if is_lock and waiting:
            waiting.pop()()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield
    assert not waiting, "nobody asked for a lock"


def database_url() -> str:
    """The address of the database under test, for another process."""
    where = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{where['NAME']}"
    host = quote(str(where["HOST"]), safe="")
    return f"postgresql://{where['USER']}@{host}/{where['NAME']}"


def environment(**more: str) -> dict[str, str]:
    """What another process of the program needs to work on the database under test."""
    return {
        **os.environ,
        "PYTHONPATH": str(SOURCE),
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "motcua.config.settings.test",
        **more,
    }


def run_elsewhere(program: str) -> str:
    """Run a small Python program in another process, Django set up; its output."""
    whole = f"import django\ndjango.setup()\n{program}"
    done = subprocess.run(
        [sys.executable, "-c", whole],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout
