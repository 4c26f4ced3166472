"""What may be told of a visit: since when, for what, and why somebody came again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from motcua.rules import trips
from motcua.visits.models import Visit
from motcua.ward.models import Department

LONGEST: Final = timedelta(hours=4)


class UnknownVisit(LookupError):
    """The centre has no visit with this key, or it was struck."""


class UnknownService(LookupError):
    """The centre does not offer a service with this code."""


class OwnerMissing(ValueError):
    """This cause is somebody's: it needs the unit that answers for it."""


class ReasonMissing(ValueError):
    """A visit is struck only for a stated reason."""


class NotAgain(ValueError):
    """A visit cannot come again because of itself or of a later one."""


class VisitStays(ValueError):
    """A visit with a dossier, or with later visits linked to it, is never struck."""


@dataclass(frozen=True)
class Again:
    """Why somebody came again: for which earlier visit, the cause, who answers for it.

    A cause in the house's hands needs an `owner`; the others have none.
    """

    of: Visit
    cause: str
    owner: Department | None = None


@dataclass(frozen=True)
class Episode:
    """What else may be known of a visit: since when, for what, and why again."""

    opened_at: datetime | None = None
    service: str = ""
    note: str = ""
    again: Again | None = None


UNTOLD: Final = Episode()


def began(opened_at: datetime | None, at: datetime) -> datetime:
    """When the episode began: never later than its end, never half a day before it."""
    if opened_at is None or not at - LONGEST <= opened_at <= at:
        return at
    return opened_at


def link(again: Again) -> dict[str, Any]:
    """The columns that link a visit to the first of its matter; raises OwnerMissing."""
    cause = trips.Cause(again.cause)
    if cause in trips.OWNED and again.owner is None:
        raise OwnerMissing(cause)
    of = again.of.again_of if again.of.again_of_id else again.of
    return {
        "again_of": of,
        "again_cause": cause.value,
        "again_owner": again.owner if cause in trips.OWNED else None,
    }
