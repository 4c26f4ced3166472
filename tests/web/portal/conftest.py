"""A citizen's browser at the portal of the seeded town."""

import pytest
from django.test import Client

from motcua.ward.models import Centre


@pytest.fixture
def client(town: Centre) -> Client:
    """A browser without any sign-in, at the address of the town."""
    Centre.objects.filter(id=town.id).update(host="testserver")
    return Client()
