"""A reception that began as another visit: a walk-in of today, or a confirmation."""

from uuid import UUID

from django.http import QueryDict

from motcua.journeys.intake import Came
from motcua.rules.trips import Cause
from motcua.visits import selectors
from motcua.visits.models import Visit
from motcua.ward.models import Centre


def visit_of(centre: Centre, data: QueryDict) -> Visit | None:
    """The visit this sheet goes on from, if it names one that counts."""
    try:
        return selectors.visit(centre, UUID(data.get("from_visit", "")))
    except ValueError:
        return None


def fill(centre: Centre, data: QueryDict) -> None:
    """Choose the person of that visit as the submitter, unless one was typed."""
    before = visit_of(centre, data)
    if before is None or before.citizen_id is None:
        return
    if not data.get("submitter-personal_id") and not data.get("submitter-full_name"):
        data["submitter-known_as"] = str(before.citizen_id)


def came(centre: Centre, data: QueryDict) -> Came | None:
    """What the journey is told: the same visit, or another one of the same matter.

    A visit that ended with a paper of its own stays what it was.
    """
    before = visit_of(centre, data)
    if before is None:
        return None
    if before.service and before.outcome != Visit.Outcome.DOSSIER:
        return Came(before.id)
    return Came(before.id, Cause.OWN_WISH.value)
