"""The ticket machine of the seeded town at its browser."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from motcua.queueing.models import Device
from tests.cast import NOW
from tests.queueing.hall import Hall, hall
from tests.web.display.conftest import Paired, machines, paired

__all__ = ["Hall", "Paired", "hall", "machines", "paired"]

LATER = NOW + timedelta(minutes=5)


@pytest.fixture(autouse=True)
def _five_past_nine() -> Iterator[None]:
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def browser(paired: Paired) -> Client:
    """The browser of the machine at the door."""
    return paired("kiosk", name="Máy ở cửa")[0]


@pytest.fixture
def device(browser: Client) -> Device:
    """That machine as the hall knows it."""
    return Device.objects.get(name="Máy ở cửa")
