"""A general confirmation in one visit: issued from the book, or kindly refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from motcua.accounts.models import User
from motcua.dossiers.models import Dossier
from motcua.foundation.requests import services as requests
from motcua.foundation.toolkit.work import unit_of_work
from motcua.people import services as people
from motcua.people.services import Person
from motcua.registers import services as registers
from motcua.registers.models import Refusal
from motcua.registers.services import Draft
from motcua.visits import services as visits
from motcua.visits.models import Visit
from motcua.visits.services import Episode
from motcua.ward.models import Centre, Counter


@dataclass(frozen=True)
class Asked:
    """What somebody asks to be confirmed, as typed; `person` may be left out to refuse."""

    kind: str
    person: Person | None = None
    blanks: Mapping[str, str] = field(default_factory=dict)
    signer: User | None = None
    opened_at: datetime | None = None


def issue(
    *,
    centre: Centre,
    asked: Asked,
    by: User,
    at: datetime,
    key: str,
    counter: Counter | None = None,
) -> tuple[UUID, bool]:
    """Issue once per key: return the entry's key and whether it was made just now.

    Raises KeyReused and what `registers.issue_confirmation` does.
    """

    def do(entry_id: UUID) -> None:
        assert asked.person is not None
        assert asked.signer is not None
        citizen = people.enter_citizen(centre=centre, person=asked.person, by=by, at=at)
        visit = visits.record_visit(
            citizen=citizen,
            place=Visit.Place.COUNTER,
            outcome=Visit.Outcome.CONFIRMED,
            by=by,
            at=at,
            counter=counter,
            told=Episode(opened_at=asked.opened_at),
        )
        registers.issue_confirmation(
            centre=centre,
            draft=Draft(asked.kind, citizen, asked.blanks, asked.signer),
            visit=visit,
            by=by,
            at=at,
            entry_id=entry_id,
        )

    said = [asked.kind, repr(asked.person), dict(asked.blanks), str(asked.signer)]
    with unit_of_work():
        return requests.once(
            centre_id=centre.id,
            caller=f"confirmation {by.id}",
            key=key,
            content=requests.fingerprint(said),
            at=at,
            do=do,
        )


def refuse(
    *,
    centre: Centre,
    asked: Asked,
    by: User,
    at: datetime,
    counter: Counter | None = None,
) -> Refusal:
    """Explain why no paper is needed: a visit of its own, and the explanation to print."""
    with unit_of_work():
        citizen = None
        if asked.person is not None:
            citizen = people.enter_citizen(
                centre=centre, person=asked.person, by=by, at=at
            )
        visit = visits.record_visit(
            citizen=citizen,
            place=Visit.Place.COUNTER,
            outcome=Visit.Outcome.REFUSED,
            by=by,
            at=at,
            counter=counter,
            told=Episode(opened_at=asked.opened_at),
        )
        return registers.refuse_confirmation(
            centre=centre,
            kind_code=asked.kind,
            citizen=citizen,
            visit=visit,
            by=by,
            at=at,
        )


def confirmation_to_dossier(
    *, centre: Centre, entry_id: UUID, dossier: Dossier, by: User, at: datetime
) -> None:
    """Note in the book that the matter of a paper went on as this dossier."""
    registers.note_dossier(
        centre=centre, entry_id=entry_id, dossier=dossier, by=by, at=at
    )
