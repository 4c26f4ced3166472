"""Visits that go on: opened at the door, served at a counter, closed with an outcome."""

import secrets
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from motcua.accounts.models import User
from motcua.events.visits import VisitClosed
from motcua.foundation.outbox import services as outbox
from motcua.foundation.toolkit.models import new_id
from motcua.foundation.toolkit.prepared import prepared_one
from motcua.foundation.toolkit.work import require_transaction, unit_of_work
from motcua.people.models import Citizen
from motcua.visits.models import Visit
from motcua.visits.services.telling import Episode, link
from motcua.ward.models import Centre, Counter

CODE_BYTES: Final = 13
WEIGHT: Final = [
    "",
    Visit.Outcome.LEFT,
    Visit.Outcome.GUIDANCE,
    Visit.Outcome.ENQUIRY,
    Visit.Outcome.REFUSED,
    Visit.Outcome.SERVED,
    Visit.Outcome.CONFIRMED,
    Visit.Outcome.RESULT,
    Visit.Outcome.SUPPLEMENT,
    Visit.Outcome.DOSSIER,
]
"""Of several things done in one visit the last named here is its outcome."""


class OutcomeMissing(ValueError):
    """Nothing was done in this visit yet, so it needs to be said how it ended."""


def new_visit(centre: Centre, *, place: str, at: datetime) -> Visit:
    """A visit nobody serves yet, not saved: whoever opens it sends it with its own rows.

    Its public code cannot be guessed.
    """
    return Visit(
        id=new_id(),
        centre=centre,
        public_code=secrets.token_hex(CODE_BYTES),
        place=place,
        opened_at=at,
    )


def take(visit: Visit, *, by: User, counter: Counter, at: datetime) -> None:
    """An officer serves this visit from now on; whoever served it before no longer."""
    visit.served_by, visit.counter = by, counter
    visit.began_at = visit.began_at or at
    visit.save(update_fields=["served_by", "counter", "began_at"])


def name_person(visit: Visit, citizen: Citizen) -> None:
    """The officer knows now whose visit this is."""
    visit.citizen = citizen
    visit.save(update_fields=["citizen"])


def let_go(visit: Visit) -> None:
    """Nobody serves this visit for now: its person waits, is away or did not come."""
    visit.served_by = None
    if not visit.outcome:
        visit.began_at = None
    visit.save(update_fields=["served_by", "began_at"])


def close(visit: Visit, *, outcome: str, by: User | None, at: datetime) -> None:
    """End a visit; without `outcome` by what was done in it.

    Raises OutcomeMissing when nothing was done and nothing is said.
    """
    with unit_of_work():
        visit.outcome = _heavier(visit.outcome, outcome)
        if not visit.outcome:
            raise OutcomeMissing(visit.id)
        visit.closed_at, visit.served_by = at, by
        visit.save(update_fields=["outcome", "closed_at", "served_by"])
        outbox.record(
            VisitClosed(
                centre_id=visit.centre_id,
                visit_id=visit.id,
                closed_at=at,
                outcome=visit.outcome,
            ),
            at=at,
        )


def open_again(visit: Visit, *, by: User | None) -> None:
    """A visit that was closed a moment ago goes on; what was done in it stays done."""
    visit.closed_at, visit.served_by = None, by
    visit.save(update_fields=["closed_at", "served_by"])


def served_by(officer: User) -> Visit | None:
    """The visit this officer serves now, locked; None when nobody sits before them."""
    require_transaction("A visit that goes on")
    return _served_by(officer.centre_id, officer.id)


@prepared_one
def _served_by(centre_id: UUID, officer_id: UUID) -> QuerySet[Visit]:
    return Visit.objects.select_for_update().filter(
        centre_id=centre_id, served_by_id=officer_id, closed_at=None
    )


def join(visit: Visit, citizen: Citizen | None, outcome: str, told: Episode) -> Visit:
    """Something more was done in a visit that goes on; raises OwnerMissing."""
    changes: dict[str, Any] = {
        "citizen": visit.citizen or citizen,
        "outcome": _heavier(visit.outcome, outcome),
        "service": told.service or visit.service,
        "note": "\n".join(note for note in (visit.note, told.note.strip()) if note),
    }
    if told.again and not visit.again_of_id:
        changes |= link(told.again)
    for name, value in changes.items():
        setattr(visit, name, value)
    visit.save(update_fields=[*changes])
    return visit


def _heavier(one: str, other: str) -> str:
    return max(one, other, key=WEIGHT.index)
