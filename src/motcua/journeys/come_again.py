"""Somebody comes because of a dossier: the visit, why they came, and the dossier."""

from dataclasses import replace
from datetime import datetime

from motcua.accounts.models import User
from motcua.dossiers import selectors as dossiers
from motcua.dossiers import services as dossier_services
from motcua.dossiers.models import Dossier, DossierVisit
from motcua.foundation.toolkit.work import unit_of_work
from motcua.rules.trips import Cause
from motcua.visits import services as visits
from motcua.visits.models import Visit
from motcua.visits.services import UNTOLD, Again, Episode
from motcua.ward.models import Counter, Department

OUTCOMES = {
    DossierVisit.Purpose.SUPPLEMENT: Visit.Outcome.SUPPLEMENT,
    DossierVisit.Purpose.ENQUIRE: Visit.Outcome.ENQUIRY,
}


def come_about(
    *,
    dossier: Dossier,
    purpose: str,
    by: User,
    at: datetime,
    cause: Cause | None = None,
    owner: Department | None = None,
    counter: Counter | None = None,
    told: Episode = UNTOLD,
) -> Visit:
    """Write down a visit about a dossier, linked to the first one with its cause.

    Without `cause` the proposed one is taken; without `owner` the unit that usually
    answers for the cause. `purpose` is SUPPLEMENT or ENQUIRE of DossierVisit.
    """
    found = dossiers.propose_again(dossier, at=at)
    why = cause or found.cause
    if cause is None and purpose == DossierVisit.Purpose.SUPPLEMENT:
        # Papers are brought because they were missing, whatever else is the matter.
        why = Cause.PAPER_MISSING
    again = None
    if found.first is not None:
        again = Again(found.first, why, owner or found.owner(why))
    with unit_of_work():
        visit = visits.record_visit(
            citizen=dossier.submitter,
            place=Visit.Place.COUNTER,
            outcome=OUTCOMES[DossierVisit.Purpose(purpose)],
            by=by,
            at=at,
            counter=counter,
            told=replace(told, again=again),
        )
        dossier_services.attach_visit(
            dossier=dossier, visit=visit, purpose=purpose, by=by, at=at
        )
    return visit
