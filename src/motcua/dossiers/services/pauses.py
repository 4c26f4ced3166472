"""Let the clock stand still, and let it run again."""

from datetime import datetime
from typing import Final

from motcua.accounts.selectors import Mandate
from motcua.dossiers.errors import AlreadyPaused, NotYourStep, ReasonMissing, WrongStep
from motcua.dossiers.models import Dossier, Pause, Promise
from motcua.dossiers.services import locking, promises
from motcua.foundation.toolkit.work import unit_of_work
from motcua.rules.lifecycle import Action, State
from motcua.rules.worktime import ResumePolicy
from motcua.ward.models import Centre

OPENS: Final = {
    Pause.Kind.SUPPLEMENT: Action.REQUEST_SUPPLEMENT,
    Pause.Kind.PAYMENT: Action.REQUEST_PAYMENT,
    Pause.Kind.STOP: Action.STOP,
}
CLOSES: Final = {
    State.SUPPLEMENT: Action.RESUME,
    State.AWAITING_PAYMENT: Action.CONFIRM_PAYMENT,
    State.STOPPED: Action.REOPEN,
}


def open_pause(
    *,
    centre: Centre,
    code: str,
    kind: str,
    reason: str,
    by: Mandate,
    at: datetime,
    revision: int | None = None,
) -> Dossier:
    """Stop the clock for a lawful reason the citizen will read.

    Raises ReasonMissing, AlreadyPaused, NotYourStep, or ActionNotAllowed of the rules.
    """
    if not reason.strip():
        raise ReasonMissing(code)
    with unit_of_work():
        dossier = locking.locked(centre.id, code, revision=revision)
        if not locking.may_do(locking.active_step(dossier), by):
            raise NotYourStep(code)
        if _open_pause(dossier) is not None:
            raise AlreadyPaused(code)
        locking.move(
            dossier,
            OPENS[Pause.Kind(kind)],
            by=by.user,
            at=at,
            reason=reason,
            public_message=reason,
        )
        Pause.objects.create(
            centre=centre,
            dossier=dossier,
            kind=kind,
            reason=reason,
            resume_policy=_resume_policy(dossier, kind),
            opened_at=at,
        )
        locking.note(dossier, "open_pause", by=by.user, at=at, reason=reason, kind=kind)
        locking.keep(dossier, "state")
    return dossier


def resume(
    *,
    centre: Centre,
    code: str,
    by: Mandate,
    at: datetime,
    reason: str = "",
    revision: int | None = None,
) -> Dossier:
    """Let the clock run again and give the promise that follows from the pause."""
    with unit_of_work():
        dossier = locking.locked(centre.id, code, revision=revision)
        pause = _open_pause(dossier)
        if pause is None:
            raise WrongStep(code)
        if not locking.may_do(locking.active_step(dossier), by):
            raise NotYourStep(code)
        locking.move(dossier, CLOSES[dossier.now_in], by=by.user, at=at, reason=reason)
        pause.closed_at = at
        pause.save(update_fields=["closed_at"])
        edition = promises.pinned_edition(dossier)
        reckoning = promises.reckon(dossier, edition) if edition else None
        if edition and reckoning and reckoning.due_at != dossier.due_at:
            promises.move_promise(
                dossier, reckoning, edition, reason=Promise.Reason.PAUSE, at=at
            )
        locking.note(dossier, "resume", by=by.user, at=at, reason=reason)
        locking.keep(dossier, "state", "due_at", "is_provisional")
    return dossier


def _resume_policy(dossier: Dossier, kind: str) -> ResumePolicy:
    """Only what the citizen had to complete may start the clock afresh (domain.md 1.3)."""
    is_supplement = kind == Pause.Kind.SUPPLEMENT
    return dossier.version.resume if is_supplement else ResumePolicy.CONTINUE


def _open_pause(dossier: Dossier) -> Pause | None:
    return Pause.objects.filter(
        centre_id=dossier.centre_id, dossier=dossier, closed_at=None
    ).first()
