"""Received here, decided elsewhere: the clock starts where the dossier is decided."""

from datetime import datetime

from motcua.accounts.selectors import Mandate
from motcua.dossiers.errors import NotCompetent, NotYourStep
from motcua.dossiers.models import Dossier, Promise, Step
from motcua.dossiers.services import locking, pauses, promises
from motcua.foundation.toolkit.work import unit_of_work
from motcua.rules.lifecycle import OPEN, State
from motcua.ward import selectors as ward
from motcua.ward.models import Centre


def confirm_competent_receipt(
    *,
    centre: Centre,
    code: str,
    by: Mandate,
    at: datetime,
    revision: int | None = None,
) -> Dossier:
    """The competent agency has the dossier: from now the promise is counted.

    Decree 309/2026 art. 8. Raises NotCompetent when no other agency is waited for (yet),
    NotYourStep for who neither holds the step nor sits at reception.
    """
    with unit_of_work():
        dossier = locking.locked(centre.id, code, revision=revision)
        if not pauses.at_counter_or_holder(dossier, by):
            raise NotYourStep(code)
        if not may_be_confirmed(dossier, locking.open_step(dossier)):
            raise NotCompetent(code)
        dossier.competent_received_at = at
        edition = ward.edition_in_force(centre)
        reckoning = promises.reckon(dossier, edition)
        if reckoning is not None:
            promises.move_promise(
                dossier, reckoning, edition, reason=Promise.Reason.COMPETENT, at=at
            )
        locking.note(dossier, "confirm_competent_receipt", by=by.user, at=at)
        locking.keep(dossier, "competent_received_at", *promises.COLUMNS)
    return dossier


def may_be_confirmed(dossier: Dossier, step: Step | None) -> bool:
    """True for an accepted dossier that goes on and that another agency waits for."""
    is_accepted = step is not None and step.key != "receive"
    is_going_on = dossier.now_in in OPEN - {State.STOPPED}
    return dossier.awaits_competent and is_accepted and is_going_on
