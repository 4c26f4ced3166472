"""Handing over the result: the visit and the dossier end together."""

from datetime import datetime

from motcua.accounts.selectors import Mandate
from motcua.dossiers import selectors
from motcua.dossiers import services as dossiers
from motcua.dossiers.models import Dossier, Exit
from motcua.foundation.audit import services as audit
from motcua.foundation.toolkit.work import unit_of_work
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
    shown: str = "",
    revision: int | None = None,
) -> Dossier:
    """Return the result in a visit of its own, or without one by post or mail.

    `shown` is the paper by which the receiver was recognised.
    """
    with unit_of_work():
        visit = None
        if exit_by in {Exit.COUNTER, Exit.HOME}:
            place = Visit.Place.HOME if exit_by == Exit.HOME else Visit.Place.COUNTER
            known = selectors.by_code(centre, code)
            found = selectors.propose_again(known, at=at) if known else None
            visit = visits.record_visit(
                citizen=known.submitter if known else None,
                place=place,
                outcome=Visit.Outcome.RESULT,
                by=by.user,
                at=at,
                told=visits.Episode(again=found.again if found else None),
            )
        dossier = dossiers.return_result(
            centre=centre,
            code=code,
            to=to,
            exit_by=exit_by,
            visit=visit,
            by=by,
            at=at,
            revision=revision,
        )
        if shown:
            audit.write(
                centre_id=centre.id,
                by=by.user,
                verb="check_receiver",
                subject=("dossier", dossier.id),
                at=at,
                shown=shown,
            )
    return dossier
