"""What every test stands on: the database, and the guard on centre data.

The named cast (`clerk_mai`, `leader_hung`, `citizen_an`, `stranger`) lives in
`tests/cast.py`.
"""

import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from motcua.foundation.toolkit.models import Scope
from tests import sql_guard

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = str(ROOT / "src/motcua")
TOOLKIT = str(ROOT / "src/motcua/foundation/toolkit")
TESTS = str(ROOT / "tests")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Test SQLite in a real file with a WAL, as it runs: threads need one."""
    if connection.vendor != "sqlite":
        return
    settings = connection.settings_dict
    settings["TEST"]["NAME"] = str(tmp_path_factory.mktemp("db") / "test.sqlite3")
    durable = settings["OPTIONS"]["init_command"]
    settings["OPTIONS"]["init_command"] = durable.replace("=FULL", "=OFF")


class Guard:
    """Reads every statement of the program on its way to the database."""

    def __init__(self) -> None:
        """Start disarmed: migrations and fixtures are not the program's work."""
        self.is_armed = False
        self.centre_tables: frozenset[str] = frozenset()
        self.found: list[str] = []

    def arm(self) -> None:
        """From now on, raise at the first statement that names no centre."""
        self.centre_tables = frozenset(
            model._meta.db_table
            for model in apps.get_models(include_auto_created=True)
            if getattr(model, "scope", None) == Scope.CENTRE
        )
        self.found.clear()
        self.is_armed = True

    def read(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        """Django's execute wrapper."""
        tables = sql_guard.centreless(sql, self.centre_tables) if self.is_armed else []
        if tables and (place := asked_by_program()):
            text = f"{', '.join(tables)} without a centre, at {place}:\n{sql}"
            self.found.append(text)
            raise sql_guard.CentreNotNamed(text)
        return execute(sql, *rest)

    def watch(self, connection: BaseDatabaseWrapper, **_: Any) -> None:
        """Stand before this connection, once."""
        if self.read not in connection.execute_wrappers:
            connection.execute_wrappers.append(self.read)


def asked_by_program() -> str:
    """Where the program asked for the statement; empty when a test did itself."""
    for frame in reversed(traceback.extract_stack()):
        if frame.filename.startswith(TOOLKIT) or frame.filename == __file__:
            continue
        if frame.filename.startswith(PROGRAM):
            return f"{frame.filename.removeprefix(f'{ROOT}/')}:{frame.lineno}"
        if frame.filename.startswith(TESTS):
            return ""
    return ""


guard = Guard()


def pytest_sessionstart() -> None:
    """Put the guard before the connections of all threads."""
    connection_created.connect(guard.watch, weak=False)
    for opened in connections.all(initialized_only=True):
        guard.watch(opened)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Iterator[None]:
    """Arm the guard while the test itself runs."""
    guard.arm()
    try:
        yield
    finally:
        guard.is_armed = False
    # A worker that survives any exception of its handlers survives the guard's too.
    if guard.found:
        raise sql_guard.CentreNotNamed("\n\n".join(guard.found))
