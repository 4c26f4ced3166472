"""Open and close visits."""

import secrets
from datetime import datetime

from motcua.accounts.models import User
from motcua.events.visits import VisitClosed
from motcua.foundation.audit import services as audit
from motcua.foundation.outbox import services as outbox
from motcua.foundation.toolkit.work import send, unit_of_work
from motcua.people.models import Citizen
from motcua.visits.models import Visit
from motcua.ward.models import Counter


class VisitAlreadyClosed(Exception):
    """The episode has ended; a new one is opened for a new matter."""


def open_visit(
    *,
    citizen: Citizen | None,
    place: str,
    by: User,
    at: datetime,
    counter: Counter | None = None,
) -> Visit:
    """Begin an episode; its public code cannot be guessed."""
    with unit_of_work():
        visit = Visit(
            centre_id=by.centre_id,
            public_code=secrets.token_hex(13),
            place=place,
            citizen=citizen,
            counter=counter,
            opened_at=at,
            served_by=by,
        )
        send(visit)
    return visit


def close_visit(*, visit: Visit, outcome: str, by: User, at: datetime) -> Visit:
    """End an episode with what came of it; raises VisitAlreadyClosed."""
    with unit_of_work():
        closed = Visit.objects.filter(
            centre_id=visit.centre_id, id=visit.id, closed_at=None
        ).update(closed_at=at, outcome=outcome)
        if not closed:
            raise VisitAlreadyClosed(visit.public_code)
        visit.closed_at, visit.outcome = at, outcome
        audit.write(
            centre_id=visit.centre_id,
            by=by,
            verb="close_visit",
            subject=("visit", visit.id),
            at=at,
            outcome=outcome,
        )
        outbox.record(
            VisitClosed(
                centre_id=visit.centre_id,
                visit_id=visit.id,
                closed_at=at,
                outcome=outcome,
            ),
            at=at,
        )
    return visit
