"""An administrator's browser."""

from collections.abc import Callable

import pytest
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.ward.models import Centre
from tests.cast import mandate


@pytest.fixture
def office(signed_in: Callable[[Mandate], Client], admin_quan: Mandate) -> Client:
    """Quân, the system administrator, at the office."""
    return signed_in(admin_quan)


@pytest.fixture
def foreign_admin(stranger_centre: Centre) -> Mandate:
    """The administrator of another ward."""
    assert stranger_centre
    return mandate("songda.sysadmin")
