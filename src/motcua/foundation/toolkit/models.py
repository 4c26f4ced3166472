"""Base models: every table says whose data it holds, every key is a UUIDv7."""

import uuid
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar, Self, TypeVar

import uuid_utils
from django.db import models

from motcua.foundation.toolkit import saving


class Scope(StrEnum):
    """Whose rows a table holds (design.md 2)."""

    CENTRE = "centre"
    REFERENCE = "reference"
    LOCAL = "local"


def new_id() -> uuid.UUID:
    """A UUIDv7: unique anywhere, in order of making."""
    return uuid.UUID(int=uuid_utils.uuid7().int)


def made_at(key: uuid.UUID) -> datetime:
    """When a key of `new_id` was made, to the millisecond."""
    return datetime.fromtimestamp((key.int >> 80) / 1000, UTC)


def first_id(at: datetime) -> uuid.UUID:
    """The lowest key that could have been made at this time."""
    return uuid.UUID(int=int(at.timestamp() * 1000) << 80)


Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class HouseManager(models.Manager[Row_co]):
    """Follows a row to its neighbours inside the row's own centre.

    `dossier.steps.all()`, `step.dossier` and `step.refresh_from_db()` thereby name the
    centre in their SQL. A prefetch takes the centre of its first row: it is for rows of
    one centre, as everything outside of figures is.
    """

    def get_queryset(self) -> models.QuerySet[Row_co]:
        """All rows, or those of the centre of the row we come from."""
        rows = super().get_queryset()
        if getattr(self.model, "scope", None) != Scope.CENTRE:
            return rows
        hints = getattr(self, "_hints", {})
        origin = getattr(self, "instance", None) or hints.get("instance")
        centre_id = getattr(origin, "centre_id", None)
        return rows if centre_id is None else rows.filter(centre_id=centre_id)


class HouseModel(models.Model):
    """A row with a key made in Python; `scope` names whose data it is."""

    scope: ClassVar[Scope]
    # A row equal to one that is there is left out when it is inserted.
    is_written_once: ClassVar[bool] = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    objects: ClassVar[HouseManager[Self]] = HouseManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def _do_update(self, *args: Any, **kwargs: Any) -> Any:
        """Save inside the row's centre: a row said to have moved is not found."""
        rows, using, key, changed, *_ = args
        if saving.is_plain(changed):
            scoped = self.scope == Scope.CENTRE
            where = {"centre_id": getattr(self, "centre_id", None)} if scoped else {}
            return saving.update(type(self), changed, using, **where, id=key)
        rows, *rest = args
        if self.scope == Scope.CENTRE:
            rows = rows.filter(centre_id=getattr(self, "centre_id", None))
        return super()._do_update(rows, *rest, **kwargs)


class CentreIdModel(HouseModel):
    """A foundation row of one centre, which it knows only as a UUID."""

    scope = Scope.CENTRE

    centre_id = models.UUIDField(editable=False)

    class Meta:
        abstract = True
