"""Refuse in writing: at reception, or the matter itself after appraisal."""

from datetime import datetime

from motcua.accounts.selectors import Mandate
from motcua.dossiers.errors import (
    AlreadyDecided,
    LegalGroundMissing,
    NobodySigns,
    NothingAsked,
    ReasonMissing,
    WrongStep,
)
from motcua.dossiers.models import Dossier, Refusal, Step
from motcua.dossiers.services import (
    agency_tasks,
    decisions,
    locking,
    steps,
    supplements,
)
from motcua.dossiers.services.decisions import Why
from motcua.dossiers.services.reception import require_receiver
from motcua.foundation.toolkit.work import unit_of_work
from motcua.rules.lifecycle import WORKING, Action
from motcua.ward.models import Centre


def refuse_reception(
    *,
    centre: Centre,
    code: str,
    why: Why,
    by: Mandate,
    at: datetime,
    revision: int | None = None,
) -> Dossier:
    """Do not accept a lodged dossier; it is recorded, with slip 03, and ends here.

    Raises ReasonMissing, LegalGroundMissing, NotYourStep, or ActionNotAllowed of the rules.
    """
    _require(why, code)
    with unit_of_work():
        dossier = locking.locked(centre.id, code, revision=revision)
        require_receiver(dossier, by)
        locking.move(
            dossier,
            Action.REJECT,
            by=by.user,
            at=at,
            reason=why.reason,
            public_message=why.reason,
        )
        refusal = decisions.propose(dossier, why, by.user, at, at_reception=True)
        supplements.lapse(dossier)
        agency_tasks.lapse(dossier, at=at)
        step = locking.active_step(dossier)
        step.status, step.finished_at = Step.Status.DONE, at
        step.assignee = step.finished_by = by.user
        step.save(update_fields=["status", "finished_at", "assignee", "finished_by"])
        decisions.sign(
            dossier, refusal, by.user, at, public_address=why.public_address or None
        )
        dossier.answer_due_at = None
        locking.note(
            dossier, "refuse_reception", by=by.user, at=at, ground=why.legal_ground
        )
        locking.keep(
            dossier, "state", "answer_due_at", *locking.point_at(dossier, None)
        )
    return dossier


def propose_refusal(
    *,
    centre: Centre,
    code: str,
    why: Why,
    by: Mandate,
    at: datetime,
    revision: int | None = None,
) -> Dossier:
    """Propose to refuse the matter; reviewed and signed by the steps that follow.

    Raises ReasonMissing, LegalGroundMissing, NotYourStep, WrongStep, NobodySigns,
    AlreadyDecided while one is proposed.
    """
    _require(why, code)
    with unit_of_work():
        dossier = locking.locked(centre.id, code, revision=revision)
        step = locking.step_for(dossier, by, keys=steps.HANDED_OVER)
        if dossier.now_in not in WORKING:
            raise WrongStep(code)
        if not _is_signed_later(step):
            raise NobodySigns(code)
        if decisions.proposed(dossier) is not None:
            raise AlreadyDecided(code)
        steps.begin_work(dossier, by=by.user, at=at)
        decisions.propose(dossier, why, by.user, at, at_reception=False)
        locking.note(
            dossier, "propose_refusal", by=by.user, at=at, ground=why.legal_ground
        )
        locking.keep(dossier, "state")
    return dossier


def drop_refusal(
    *, centre: Centre, code: str, by: Mandate, at: datetime, revision: int | None = None
) -> Dossier:
    """Take the proposal back: the matter will be granted after all."""
    with unit_of_work():
        dossier = locking.locked(centre.id, code, revision=revision)
        locking.step_for(dossier, by, keys=steps.ANY)
        refusal = decisions.proposed(dossier)
        if refusal is None:
            raise NothingAsked(code)
        refusal.status = Refusal.Status.DROPPED
        refusal.save(update_fields=["status"])
        locking.note(dossier, "drop_refusal", by=by.user, at=at)
        locking.keep(dossier)
    return dossier


def _require(why: Why, code: str) -> None:
    if not why.reason.strip():
        raise ReasonMissing(code)
    if not why.legal_ground.strip() or not why.appeal.strip():
        raise LegalGroundMissing(code)


def _is_signed_later(step: Step) -> bool:
    return Step.objects.filter(
        centre_id=step.centre_id,
        dossier_id=step.dossier_id,
        key="sign",
        position__gt=step.position,
    ).exists()
