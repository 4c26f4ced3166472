"""What every test stands on: the database, and the guard on centre data.

The named cast (`clerk_mai`, `leader_hung`, `citizen_an`, `stranger`) lives in
`tests/cast.py`.
"""

from collections.abc import Iterator

import pytest
from django.db import connection, connections
from django.db.backends.signals import connection_created
from django.utils import translation
from hypothesis import HealthCheck, settings

from tests.sql_guard import CentreNotNamed
from tests.sql_watch import watch

# How fast the machine is decides nothing: only what is right does.
settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Test SQLite in a real file with a WAL, as it runs: threads need one."""
    if connection.vendor != "sqlite":
        return
    database = connection.settings_dict
    database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("db") / "test.sqlite3")
    durable = database["OPTIONS"]["init_command"]
    database["OPTIONS"]["init_command"] = durable.replace("=FULL", "=OFF")


def pytest_sessionstart() -> None:
    """Put the guard before the connections of all threads."""
    connection_created.connect(watch.stand_before, weak=False)
    for opened in connections.all(initialized_only=True):
        watch.stand_before(opened)


@pytest.fixture(autouse=True)
def _in_vietnamese() -> Iterator[None]:
    """A page read in English leaves its language behind in the thread."""
    yield
    translation.deactivate()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Iterator[None]:
    """Arm the guard while the test itself runs."""
    watch.arm()
    try:
        yield
    finally:
        watch.is_armed = False
    # A worker that survives any exception of its handlers survives the guard's too.
    if watch.found:
        raise CentreNotNamed("\n\n".join(watch.found))
