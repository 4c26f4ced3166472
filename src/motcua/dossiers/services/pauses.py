"""Let the clock stand still, and let it run again."""

from datetime import datetime
from typing import Final

from motcua.accounts.models import User
from motcua.accounts.selectors import Mandate
from motcua.dossiers.errors import (
    AlreadyPaused,
    NotYourStep,
    OnlyByRequest,
    ReasonMissing,
    WrongStep,
)
from motcua.dossiers.models import Dossier, Pause, Promise, SupplementRequest
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

    Missing papers are asked for by a supplement request (OnlyByRequest). Raises
    ReasonMissing, AlreadyPaused, NotYourStep, or ActionNotAllowed of the rules.
    """
    if not reason.strip():
        raise ReasonMissing(code)
    if kind == Pause.Kind.SUPPLEMENT:
        raise OnlyByRequest(code)
    with unit_of_work():
        dossier = locking.locked(centre.id, code, revision=revision)
        if not locking.may_do(locking.active_step(dossier), by):
            raise NotYourStep(code)
        begin(dossier, kind, reason, by=by.user, at=at)
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
        pause = open_one(dossier)
        if pause is None:
            raise WrongStep(code)
        if not locking.may_do(locking.active_step(dossier), by):
            raise NotYourStep(code)
        if is_asked(dossier):
            raise OnlyByRequest(code)
        locking.move(dossier, CLOSES[dossier.now_in], by=by.user, at=at, reason=reason)
        end(dossier, pause, at=at)
        locking.note(dossier, "resume", by=by.user, at=at, reason=reason)
        locking.keep(dossier, "state", "due_at", "is_provisional")
    return dossier


def begin(dossier: Dossier, kind: str, reason: str, *, by: User, at: datetime) -> None:
    """Move to the state of this pause and stop the clock; saving is the caller's.

    Raises AlreadyPaused, or ActionNotAllowed of the rules.
    """
    if open_one(dossier) is not None:
        raise AlreadyPaused(dossier.code)
    locking.move(
        dossier,
        OPENS[Pause.Kind(kind)],
        by=by,
        at=at,
        reason=reason,
        public_message=reason,
    )
    Pause.objects.create(
        centre_id=dossier.centre_id,
        dossier=dossier,
        kind=kind,
        reason=reason,
        resume_policy=_resume_policy(dossier, kind),
        opened_at=at,
    )


def end(dossier: Dossier, pause: Pause, *, at: datetime) -> None:
    """Close the pause and give the promise that follows; saving is the caller's."""
    pause.closed_at = at
    pause.save(update_fields=["closed_at"])
    edition = promises.pinned_edition(dossier)
    reckoning = promises.reckon(dossier, edition) if edition else None
    if edition and reckoning and reckoning.due_at != dossier.due_at:
        promises.move_promise(
            dossier, reckoning, edition, reason=Promise.Reason.PAUSE, at=at
        )


def open_one(dossier: Dossier) -> Pause | None:
    """The pause for which the clock stands still now, if it does."""
    return Pause.objects.filter(
        centre_id=dossier.centre_id, dossier=dossier, closed_at=None
    ).first()


def is_asked(dossier: Dossier) -> bool:
    """True while the answer to a supplement request is waited for."""
    return SupplementRequest.objects.filter(
        centre_id=dossier.centre_id,
        dossier=dossier,
        status=SupplementRequest.Status.OPEN,
    ).exists()


def _resume_policy(dossier: Dossier, kind: str) -> ResumePolicy:
    """Only what the citizen had to complete may start the clock afresh (domain.md 1.3)."""
    is_supplement = kind == Pause.Kind.SUPPLEMENT
    return dossier.version.resume if is_supplement else ResumePolicy.CONTINUE
