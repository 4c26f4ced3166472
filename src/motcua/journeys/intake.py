"""Reception as one transaction: the people, the visit and the dossier together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from motcua.accounts.models import User
from motcua.accounts.selectors import Mandate
from motcua.catalogue import selectors as catalogue
from motcua.catalogue.selectors import Offer
from motcua.dossiers import selectors as dossier_selectors
from motcua.dossiers import services as dossiers
from motcua.dossiers.errors import UnknownDossier
from motcua.dossiers.models import Dossier, Origin, fee_channel
from motcua.dossiers.services import Answer, PaperGiven, Reception
from motcua.foundation.requests import services as requests
from motcua.foundation.toolkit.work import unit_of_work
from motcua.people import selectors as people
from motcua.people import services as people_services
from motcua.people.models import Citizen, Organisation
from motcua.people.services import Person
from motcua.rules.fees import FeeLine
from motcua.rules.trips import Cause
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


Take = Callable[..., Dossier]


def receive(
    *,
    centre: Centre,
    intake: Intake,
    by: Mandate,
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
    return _once(
        dossiers.receive, centre, intake, by, at, key, (caller, public_address, counter)
    )


def lodge(
    *,
    centre: Centre,
    intake: Intake,
    by: Mandate,
    at: datetime,
    key: str,
    caller: str,
    counter: Counter | None = None,
) -> tuple[Dossier, bool]:
    """The same, but the dossier only comes in: it is answered by another verb."""
    return _once(dossiers.lodge, centre, intake, by, at, key, (caller, "", counter))


def accept(
    *,
    centre: Centre,
    code: str,
    by: Mandate,
    at: datetime,
    public_address: str = "",
    missing_accepted: str = "",
    revision: int | None = None,
) -> Dossier:
    """Accept a lodged dossier with the fees of the day on its receipt."""
    with unit_of_work():
        return dossiers.accept(
            centre=centre,
            code=code,
            by=by,
            at=at,
            fee_lines=_fee_lines(centre, code, at),
            public_address=public_address,
            missing_accepted=missing_accepted,
            revision=revision,
        )


def answer_supplement(
    *,
    centre: Centre,
    code: str,
    answer: Answer,
    by: Mandate,
    at: datetime,
    counter: Counter | None = None,
    revision: int | None = None,
) -> Dossier:
    """Take at the counter what was asked for, in a visit of its own."""
    with unit_of_work():
        dossier = dossier_selectors.by_code(centre, code)
        if dossier is None:
            raise UnknownDossier(code)
        found = dossier_selectors.propose_again(dossier, at=at)
        visit = visits.record_visit(
            citizen=dossier.submitter,
            place=Visit.Place.COUNTER,
            outcome=Visit.Outcome.SUPPLEMENT,
            by=by.user,
            at=at,
            counter=counter,
            # Papers are brought because they were missing: a second trip.
            told=Episode(again=found.because(Cause.PAPER_MISSING)),
        )
        return dossiers.answer_supplement(
            centre=centre,
            code=code,
            answer=replace(answer, fee_lines=_fee_lines(centre, code, at)),
            visit=visit,
            by=by,
            at=at,
            revision=revision,
        )


def _once(
    take: Take,
    centre: Centre,
    intake: Intake,
    by: Mandate,
    at: datetime,
    key: str,
    given: tuple[str, str, Counter | None],
) -> tuple[Dossier, bool]:
    caller, public_address, counter = given
    found = catalogue.offer_to_receive(
        centre, intake.procedure_code, on=timezone.localdate(at)
    )
    made: list[Dossier] = []

    def do(dossier_id: UUID) -> None:
        said = _said(centre, found, intake, by.user, at, public_address)
        visit = _visit(centre, intake, said.submitter, by.user, at, counter)
        made.append(
            take(
                centre=centre,
                offer=found,
                reception=said,
                visit=visit,
                by=by,
                at=at,
                dossier_id=dossier_id,
            )
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


def _said(
    centre: Centre,
    found: Offer,
    intake: Intake,
    by: User,
    at: datetime,
    public_address: str,
) -> Reception:
    submitter = people_services.enter_citizen(
        centre=centre, person=intake.submitter, by=by, at=at
    )
    lines = catalogue.assess_fees(
        found,
        person_categories=SimpleLazyObject(lambda: people.categories_of(submitter)),
        channel=fee_channel(intake.origin),
        on=timezone.localdate(at),
        quantities=dict(intake.quantities),
    )
    return Reception(
        owner=_owner(centre, intake, submitter, by, at),
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
        quantities=intake.quantities,
        competent_name=intake.competent_agency,
    )


def _fee_lines(centre: Centre, code: str, at: datetime) -> Sequence[FeeLine]:
    """What the receipt of a lodged dossier will say; nothing once it was accepted.

    The fees are those of its own version: a procedure that was repealed meanwhile is
    finished under the law it came in under.
    """
    dossier = dossier_selectors.by_code(centre, code)
    if dossier is None or not dossier_selectors.is_at_reception(dossier):
        return ()
    return catalogue.assess_fees(
        catalogue.offer_pinned(centre, dossier.version),
        person_categories=people.categories_of(dossier.submitter),
        channel=fee_channel(dossier.origin),
        on=timezone.localdate(at),
        quantities=dossier.quantities,
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
