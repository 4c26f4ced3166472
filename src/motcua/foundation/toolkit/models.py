"""Base models: every table says whose data it holds, every key is a UUIDv7."""

import uuid
from enum import StrEnum
from typing import ClassVar

import uuid_utils
from django.db import models


class Scope(StrEnum):
    """Whose rows a table holds (design.md 2)."""

    CENTRE = "centre"
    REFERENCE = "reference"
    LOCAL = "local"


def new_id() -> uuid.UUID:
    """A UUIDv7: unique anywhere, in order of making."""
    return uuid.UUID(int=uuid_utils.uuid7().int)


class HouseModel(models.Model):
    """A row with a key made in Python; `scope` names whose data it is."""

    scope: ClassVar[Scope]

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


class CentreIdModel(HouseModel):
    """A foundation row of one centre, which it knows only as a UUID."""

    scope = Scope.CENTRE

    centre_id = models.UUIDField()

    class Meta:
        abstract = True
