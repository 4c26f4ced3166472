"""Machines of the hall with browsers of their own."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.queueing.models import Device
from motcua.ward.models import Centre
from tests.queueing.hall import Hall, hall
from tests.queueing.machines import Machines

__all__ = ["Hall", "hall"]

Paired = Callable[..., tuple[Client, Device]]


@pytest.fixture
def machines(town: Centre, admin_quan: Mandate) -> Machines:
    """The machines of the town, at its address."""
    Centre.objects.filter(id=town.id).update(host="testserver")
    return Machines(town, admin_quan.user)


@pytest.fixture
def paired(machines: Machines) -> Paired:
    """A browser that became a machine: `paired("counter", counter=5)`."""

    def one(kind: str = "hall", **more: Any) -> tuple[Client, Device]:
        device, token = machines.pair(kind, **more)
        browser = Client()
        browser.cookies["device"] = token
        return browser, device

    return one
