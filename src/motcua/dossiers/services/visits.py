"""Visits in which something is done for a dossier that is there already."""

from datetime import datetime

from motcua.accounts.models import User
from motcua.dossiers.models import Dossier, DossierVisit
from motcua.dossiers.services import locking
from motcua.foundation.toolkit.work import unit_of_work
from motcua.visits.models import Visit


def attach_visit(
    *, dossier: Dossier, visit: Visit, purpose: str, by: User, at: datetime
) -> DossierVisit:
    """Note that this visit did something for the dossier, and why they came."""
    with unit_of_work():
        row, is_new = DossierVisit.objects.get_or_create(
            centre_id=dossier.centre_id, dossier=dossier, visit=visit, purpose=purpose
        )
        if is_new:
            locking.note(
                dossier,
                "attach_visit",
                by=by,
                at=at,
                purpose=purpose,
                cause=visit.again_cause,
            )
            locking.tell_screens(dossier)
    return row
