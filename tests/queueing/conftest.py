"""The hall, its desks, and its voice: the clip set made once, copied for each test."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from motcua.accounts.selectors import Mandate
from motcua.queueing.voice import making
from motcua.ward.models import Centre
from tests.cast import mandate
from tests.queueing.hall import Desk, Hall, hall
from tests.queueing.machines import Machines

__all__ = ["hall"]

MADE_AT = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The clip set as espeak-ng makes it."""
    folder = tmp_path_factory.mktemp("voice")
    with override_settings(VOICE=folder):
        making.make(at=MADE_AT)
    return folder


@pytest.fixture
def bare_hall(settings: Any, tmp_path: Path) -> Path:
    """A hall where nothing was made; its folder is not there yet."""
    settings.VOICE = tmp_path / "voice"
    return tmp_path / "voice"


@pytest.fixture
def voiced(made_once: Path, bare_hall: Path) -> Path:
    """A hall with a clip set of its own, to be changed as a test likes."""
    shutil.copytree(made_once, bare_hall)
    return bare_hall


@pytest.fixture
def desk(hall: Hall, reception_mai: Mandate) -> Desk:
    """Counter 1 (civil status) with Mai."""
    return hall.sit(1, reception_mai.user)


@pytest.fixture
def other_desk(hall: Hall, civil_status_linh: Mandate) -> Desk:
    """Counter 2 (civil status) with Linh."""
    return hall.sit(2, civil_status_linh.user)


@pytest.fixture
def living_hall(living_town: Any) -> Hall:
    """The hall for several at once, who commit for real."""
    return Hall(living_town)


@pytest.fixture
def machines(town: Centre, admin_quan: Mandate) -> Machines:
    """The machines of the town's hall, taken in by Quân."""
    return Machines(town, admin_quan.user)


@pytest.fixture
def living_machines(living_town: Any) -> Machines:
    """The machines of a hall for several at once, who commit for real."""
    return Machines(living_town, mandate("quantri").user)
