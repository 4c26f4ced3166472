"""Let the clock stand still, and let it run again."""

from datetime import datetime
from typing import Final

from motcua.accounts.models import User
from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.dossiers.errors import (
    AlreadyPaused,
    EvidenceMissing,
    NotYourStep,
    ReasonMissing,
)
from motcua.dossiers.models import Dossier, Pause, Promise
from motcua.dossiers.services import locking, promises
from motcua.events.dossiers import DossierPaused, DossierResumed
from motcua.foundation.outbox import services as outbox
from motcua.foundation.toolkit.work import unit_of_work
from motcua.rules.lifecycle import Action
from motcua.rules.worktime import ResumePolicy
from motcua.ward.models import Centre

OPENS: Final = {
    Pause.Kind.SUPPLEMENT: Action.REQUEST_SUPPLEMENT,
    Pause.Kind.PAYMENT: Action.REQUEST_PAYMENT,
    Pause.Kind.STOP: Action.STOP,
}


def request_payment(
    *,
    centre: Centre,
    code: str,
    reason: str,
    amount: str,
    evidence: str,
    by: Mandate,
    at: datetime,
    revision: int | None = None,
) -> Dossier:
    """Stop the clock until a financial duty is fulfilled: what, how much, by which notice.

    Raises ReasonMissing or EvidenceMissing for an empty word, AlreadyPaused,
    NotYourStep, or ActionNotAllowed of the rules.
    """
    if not reason.strip():
        raise ReasonMissing(code)
    if not evidence.strip():
        raise EvidenceMissing(code)
    with unit_of_work():
        dossier = _for_holder(centre, code, by, revision)
        pause = begin(
            dossier,
            Pause.Kind.PAYMENT,
            reason=reason,
            evidence=evidence,
            by=by.user,
            at=at,
        )
        pause.amount = amount.strip()
        pause.save(update_fields=["amount"])
        locking.note(dossier, "request_payment", by=by.user, at=at, reason=reason)
        locking.keep(dossier, "state")
    return dossier


def confirm_payment(
    *,
    centre: Centre,
    code: str,
    evidence: str,
    by: Mandate,
    at: datetime,
    revision: int | None = None,
) -> Dossier:
    """The duty is fulfilled, as this receipt proves; the clock runs again.

    Whoever holds the step or sits at reception may say so: the applicant brings the
    receipt to the counter. Raises EvidenceMissing, NotYourStep or ActionNotAllowed.
    """
    if not evidence.strip():
        raise EvidenceMissing(code)
    with unit_of_work():
        dossier = locking.locked(centre.id, code, revision=revision)
        if not at_counter_or_holder(dossier, by):
            raise NotYourStep(code)
        end(dossier, Action.CONFIRM_PAYMENT, by=by.user, at=at, evidence=evidence)
        locking.note(dossier, "confirm_payment", by=by.user, at=at)
        locking.keep(dossier, "state", *promises.COLUMNS)
    return dossier


def begin(
    dossier: Dossier,
    kind: str,
    *,
    reason: str,
    by: User,
    at: datetime,
    evidence: str = "",
) -> Pause:
    """Put the locked dossier in the state of this pause and open it.

    Saving the dossier is the caller's. Raises AlreadyPaused or ActionNotAllowed.
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
    if kind != Pause.Kind.SUPPLEMENT:
        outbox.record(
            DossierPaused(
                centre_id=dossier.centre_id,
                dossier_id=dossier.id,
                kind=str(kind),
                paused_at=at,
            ),
            at=at,
        )
    return Pause.objects.create(
        centre_id=dossier.centre_id,
        dossier=dossier,
        kind=kind,
        reason=reason,
        evidence=evidence.strip(),
        resume_policy=_resume_policy(dossier, kind),
        opened_at=at,
    )


def end(
    dossier: Dossier,
    action: Action,
    *,
    by: User,
    at: datetime,
    reason: str = "",
    evidence: str = "",
) -> None:
    """Leave the pause by this action and give the promise that follows from it.

    Saving the dossier (`state` and `promises.COLUMNS`) is the caller's.
    """
    locking.move(dossier, action, by=by, at=at, reason=reason)
    pause = close(dossier, at=at, evidence=evidence)
    edition = promises.pinned_edition(dossier)
    reckoning = promises.reckon(dossier, edition) if edition else None
    if edition and reckoning and reckoning.due_at != dossier.due_at:
        promises.move_promise(
            dossier, reckoning, edition, reason=Promise.Reason.PAUSE, at=at
        )
    if pause is not None and pause.kind != Pause.Kind.SUPPLEMENT:
        outbox.record(
            DossierResumed(
                centre_id=dossier.centre_id, dossier_id=dossier.id, resumed_at=at
            ),
            at=at,
        )


def close(dossier: Dossier, *, at: datetime, evidence: str = "") -> Pause | None:
    """Close the open pause, if there is one, and leave the promise as it is."""
    pause = open_one(dossier)
    if pause is not None:
        pause.closed_at, pause.closing_evidence = at, evidence.strip()
        pause.save(update_fields=["closed_at", "closing_evidence"])
    return pause


def open_one(dossier: Dossier) -> Pause | None:
    """What the clock stands still for now, if it does."""
    return Pause.objects.filter(
        centre_id=dossier.centre_id, dossier=dossier, closed_at=None
    ).first()


def at_counter_or_holder(dossier: Dossier, by: Mandate) -> bool:
    """True for who holds the step and for everybody of reception."""
    if by.user.centre_id != dossier.centre_id:
        return False
    if by.may_in(Capability.RECEIVE, dossier.field_id):
        return True
    step = locking.open_step(dossier)
    return step is not None and locking.may_do(step, by)


def _for_holder(
    centre: Centre, code: str, by: Mandate, revision: int | None
) -> Dossier:
    dossier = locking.locked(centre.id, code, revision=revision)
    if not locking.may_do(locking.active_step(dossier), by):
        raise NotYourStep(code)
    return dossier


def _resume_policy(dossier: Dossier, kind: str) -> ResumePolicy:
    """Only what the citizen had to complete may start the clock afresh (domain.md 1.3)."""
    is_supplement = kind == Pause.Kind.SUPPLEMENT
    return dossier.version.resume if is_supplement else ResumePolicy.CONTINUE
