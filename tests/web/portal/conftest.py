"""A citizen's browser at the portal of the seeded town, and the town's hall."""

from collections.abc import Iterator

import pytest
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.queueing import crowd
from motcua.ward.models import Centre
from tests.queueing.hall import Desk, Hall, hall

__all__ = ["hall"]


@pytest.fixture
def client(town: Centre) -> Client:
    """A browser without any sign-in, at the address of the town."""
    Centre.objects.filter(id=town.id).update(host="testserver")
    return Client()


@pytest.fixture
def desk(hall: Hall, reception_mai: Mandate) -> Desk:
    """Counter 1 (civil status) with Mai."""
    return hall.sit(1, reception_mai.user)


@pytest.fixture(autouse=True)
def _no_crowd_remembered() -> Iterator[None]:
    crowd.forget()
    yield
    crowd.forget()
