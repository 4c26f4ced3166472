"""Handing over the result: the visit and the dossier end together."""

from datetime import datetime

from motcua.accounts.selectors import Mandate
from motcua.dossiers import selectors
from motcua.dossiers import services as dossiers
from motcua.dossiers.models import Dossier, Exit
from motcua.dossiers.services.handing import NOTHING_SAID, Handing
from motcua.foundation.toolkit.work import unit_of_work
from motcua.rules.vietnamese import clean_name
from motcua.visits import services as visits
from motcua.visits.models import Visit
from motcua.ward.models import Centre


def return_in_visit(
    *,
    centre: Centre,
    code: str,
    to: str,
    exit_by: str,
    by: Mandate,
    at: datetime,
    handing: Handing = NOTHING_SAID,
    revision: int | None = None,
) -> Dossier:
    """Return the result in a visit of its own, or without one by post or mail.

    `handing` says who received it, recognised by what, at which counter, and which
    originals went back; all of it is kept with the dossier.
    """
    receiver = clean_name(to)
    dossiers.check_handing(handing)
    with unit_of_work():
        visit = None
        if exit_by in {Exit.COUNTER, Exit.HOME}:
            is_home = exit_by == Exit.HOME
            known = selectors.by_code(centre, code)
            found = selectors.propose_again(known, at=at) if known else None
            visit = visits.record_visit(
                citizen=known.submitter if known else None,
                place=Visit.Place.HOME if is_home else Visit.Place.COUNTER,
                outcome=Visit.Outcome.RESULT,
                by=by.user,
                at=at,
                counter=None if is_home else handing.counter,
                told=visits.Episode(again=found.again if found else None),
            )
        dossier = dossiers.return_result(
            centre=centre,
            code=code,
            to=receiver,
            exit_by=exit_by,
            visit=visit,
            by=by,
            at=at,
            revision=revision,
        )
        dossiers.record_handing(
            dossier=dossier, to=receiver, handing=handing, by=by, at=at
        )
    return dossier
