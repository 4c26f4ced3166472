"""The watch: shows the guard every statement of the program while a test runs."""

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from motcua.foundation.toolkit.models import Scope
from tests.sql_guard import CentreNotNamed, centreless

ROOT: Final = Path(__file__).resolve().parents[1]
PROGRAM: Final = str(ROOT / "src/motcua")
TOOLKIT: Final = str(ROOT / "src/motcua/foundation/toolkit")
TESTS: Final = str(ROOT / "tests")


class Watch:
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
        tables = centreless(sql, self.centre_tables) if self.is_armed else []
        if tables and (place := asked_by_program()):
            text = f"{', '.join(tables)} without a centre, at {place}:\n{sql}"
            self.found.append(text)
            raise CentreNotNamed(text)
        return execute(sql, *rest)

    def stand_before(self, connection: BaseDatabaseWrapper, **_: Any) -> None:
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


watch: Final = Watch()
