"""Reception as one transaction: the people, the visit and the dossier together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from motcua.accounts.models import User
from motcua.catalogue import selectors as catalogue
from motcua.catalogue.selectors import Offer
from motcua.dossiers import selectors as dossier_selectors
from motcua.dossiers import services as dossiers
from motcua.dossiers.models import Dossier, Origin, fee_channel
from motcua.dossiers.services import PaperGiven, Reception
from motcua.foundation.requests import services as requests
from motcua.foundation.toolkit.work import unit_of_work
from motcua.people import selectors as people
from motcua.people import services as people_services
from motcua.people.models import Citizen, Organisation
from motcua.people.services import Person
from motcua.visits import services as visits
from motcua.visits.models import Visit
from motcua.visits.services import Again, Episode
from motcua.ward import selectors as ward
from motcua.ward.models import Centre, Counter

PLACES: Final = {
    Origin.HOME: Visit.Place.HOME,
    Origin.ONLINE_AT_HOME: Visit.Place.HOME,
    Origin.ONLINE_SELF: Visit.Place.ONLINE,
    Origin.ONLINE_BY_TEAM: Visit.Place.ONLINE,
}


@dataclass(frozen=True)
class Company:
    """An organisation as the officer typed it."""

    name: str
    tax_code: str
    address: str = ""


@dataclass(frozen=True)
class Came:
    """This reception belongs to an earlier visit of the person.

    Without a cause it *is* that visit: a walk-in of today that became a dossier. With
    one the person went home and came again: a second trip.
    """

    visit_id: UUID
    cause: str = ""
    owner: str = ""


@dataclass(frozen=True)
class Intake:
    """One reception as typed: who came, for whom, for what, with which papers.

    `owner` is None when the submitter is the owner; `company` when an organisation
    applies and the submitter represents it. `competent_agency` is named when another
    agency decides than the one that receives; `again` when they came before for this.
    """

    procedure_code: str
    submitter: Person
    origin: str
    planned_exit: str
    owner: Person | None = None
    company: Company | None = None
    authorisation: str = ""
    papers: Sequence[PaperGiven] = ()
    declaration: Mapping[str, Any] = field(default_factory=dict)
    quantities: Mapping[str, int] = field(default_factory=dict)
    note: str = ""
    missing_accepted: str = ""
    competent_agency: str = ""
    again: Came | None = None


def receive(
    *,
    centre: Centre,
    intake: Intake,
    by: User,
    at: datetime,
    key: str,
    caller: str,
    public_address: str = "",
    counter: Counter | None = None,
) -> tuple[Dossier, bool]:
    """Receive once per key: return the dossier and whether it was made just now.

    Sent again with the same key, the same dossier comes back. Raises KeyReused for
    another content under one key, UnknownProcedure, and whatever the verbs raise.
    """
    found = catalogue.offer_to_receive(
        centre, intake.procedure_code, on=timezone.localdate(at)
    )

    made: list[Dossier] = []

    def episode(submitter: Citizen) -> Visit:
        return _visit(centre, intake, submitter, by, at, counter)

    def do(dossier_id: UUID) -> None:
        made.append(
            _receive(centre, found, intake, by, at, public_address, dossier_id, episode)
        )

    with unit_of_work():
        dossier_id, is_new = requests.once(
            centre_id=centre.id,
            caller=caller,
            key=key,
            content=requests.fingerprint(repr(intake)),
            at=at,
            do=do,
        )
        dossier = made[0] if made else _received(centre, dossier_id)
    return dossier, is_new


def _received(centre: Centre, dossier_id: UUID) -> Dossier:
    return (
        Dossier.objects.select_related("version__procedure", "centre")
        .filter(centre=centre)
        .get(id=dossier_id)
    )


def received_before(*, centre: Centre, key: str, caller: str) -> Dossier | None:
    """The dossier that was received under this key, if one was."""
    made = requests.result_of(centre_id=centre.id, caller=caller, key=key)
    return dossier_selectors.by_id(centre, made) if made else None


def _receive(
    centre: Centre,
    found: Offer,
    intake: Intake,
    by: User,
    at: datetime,
    public_address: str,
    dossier_id: UUID,
    episode: Callable[[Citizen], Visit],
) -> Dossier:
    submitter = people_services.enter_citizen(
        centre=centre, person=intake.submitter, by=by, at=at
    )
    owner = _owner(centre, intake, submitter, by, at)
    visit = episode(submitter)
    lines = catalogue.assess_fees(
        found,
        person_categories=SimpleLazyObject(lambda: people.categories_of(submitter)),
        channel=fee_channel(intake.origin),
        on=timezone.localdate(at),
        quantities=dict(intake.quantities),
    )
    return dossiers.receive(
        centre=centre,
        offer=found,
        reception=Reception(
            owner=owner,
            submitter=submitter,
            origin=intake.origin,
            planned_exit=intake.planned_exit,
            papers=intake.papers,
            authorisation=intake.authorisation,
            helper=None if intake.origin == Origin.ONLINE_SELF else by,
            declaration=intake.declaration,
            note=intake.note,
            missing_accepted=intake.missing_accepted,
            fee_lines=lines,
            public_address=public_address,
            competent_name=intake.competent_agency,
        ),
        visit=visit,
        by=by,
        at=at,
        dossier_id=dossier_id,
    )


def _visit(
    centre: Centre,
    intake: Intake,
    submitter: Citizen,
    by: User,
    at: datetime,
    counter: Counter | None,
) -> Visit:
    """The episode of this reception: a new one, or the walk-in it began as."""
    came = intake.again
    before = visits.locked(centre, came.visit_id) if came else None
    if came and before and not came.cause:
        return visits.turn_into_dossier(before, citizen=submitter)
    owner = ward.department(centre, came.owner) if came and came.owner else None
    return visits.record_visit(
        citizen=submitter,
        place=PLACES.get(Origin(intake.origin), Visit.Place.COUNTER),
        outcome=Visit.Outcome.DOSSIER,
        by=by,
        at=at,
        counter=counter,
        told=Episode(
            again=Again(before, came.cause, owner) if came and before else None
        ),
    )


def _owner(
    centre: Centre, intake: Intake, submitter: Citizen, by: User, at: datetime
) -> Citizen | Organisation:
    if intake.company is not None:
        return people_services.enter_organisation(
            centre=centre,
            name=intake.company.name,
            tax_code=intake.company.tax_code,
            address=intake.company.address,
            # Who comes with a paper of authority is not the representative.
            representative=None if intake.authorisation else submitter,
            by=by,
            at=at,
        )
    if intake.owner is not None:
        return people_services.enter_citizen(
            centre=centre, person=intake.owner, by=by, at=at
        )
    return submitter
