"""Write down the episodes in which people are served."""

import secrets
from datetime import datetime

from motcua.accounts.models import User
from motcua.events.visits import VisitClosed
from motcua.foundation.outbox import services as outbox
from motcua.foundation.toolkit.work import send, unit_of_work
from motcua.people.models import Citizen
from motcua.visits.models import Visit
from motcua.ward.models import Counter


def record_visit(
    *,
    citizen: Citizen | None,
    place: str,
    outcome: str,
    by: User,
    at: datetime,
    counter: Counter | None = None,
) -> Visit:
    """Write down an episode that began and ended with one act of the desk.

    Its public code cannot be guessed. The audit line is that of the act itself.
    """
    with unit_of_work():
        visit = Visit(
            centre_id=by.centre_id,
            public_code=secrets.token_hex(13),
            place=place,
            citizen=citizen,
            counter=counter,
            opened_at=at,
            served_by=by,
            closed_at=at,
            outcome=outcome,
        )
        send(visit)
        outbox.record(
            VisitClosed(
                centre_id=by.centre_id,
                visit_id=visit.id,
                closed_at=at,
                outcome=outcome,
            ),
            at=at,
        )
    return visit
