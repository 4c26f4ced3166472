"""Endings without a result: withdrawn by its owner, stopped by the agency, reopened."""

from dataclasses import dataclass
from datetime import datetime

from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.dossiers.errors import EvidenceMissing, NotYourStep, ReasonMissing
from motcua.dossiers.models import Dossier, Pause, Step, Stop, Withdrawal
from motcua.dossiers.services import (
    agency_tasks,
    letters,
    locking,
    pauses,
    promises,
    supplements,
)
from motcua.events.dossiers import DossierWithdrawn
from motcua.foundation.outbox import services as outbox
from motcua.foundation.toolkit.work import unit_of_work
from motcua.rules.lifecycle import Action, next_state
from motcua.rules.vietnamese import clean_name
from motcua.ward.models import Centre


@dataclass(frozen=True)
class Wish:
    """The applicant's wish: why, who asked, by which proof, and the papers given back."""

    reason: str
    asked_by: str
    shown: str
    papers_back: str = ""


@dataclass(frozen=True)
class Ground:
    """Why the agency stops: the kind of reason, its words, the law, and what proves it."""

    kind: str
    reason: str
    legal_ground: str
    evidence: str
    papers_back: str = ""


def withdraw(
    *,
    centre: Centre,
    code: str,
    wish: Wish,
    by: Mandate,
    at: datetime,
    revision: int | None = None,
) -> Dossier:
    """Give the dossier back to its owner, who asked for it; nothing more is done.

    Lawful until the agency stopped it or the result is there. Raises ReasonMissing,
    NotAName, NotYourStep, or ActionNotAllowed of the rules.
    """
    if not wish.reason.strip():
        raise ReasonMissing(code)
    asked_by, shown = clean_name(wish.asked_by), Withdrawal.Shown(wish.shown)
    with unit_of_work():
        dossier = locking.locked(centre.id, code, revision=revision)
        if not pauses.at_counter_or_holder(dossier, by):
            raise NotYourStep(code)
        locking.move(
            dossier, Action.WITHDRAW, by=by.user, at=at, reason=wish.reason.strip()
        )
        pauses.close(dossier, at=at)
        supplements.lapse(dossier)
        agency_tasks.lapse(dossier, at=at)
        _close_step(dossier, at)
        Withdrawal.objects.create(
            centre=centre,
            dossier=dossier,
            reason=wish.reason.strip(),
            asked_by=asked_by,
            shown=shown,
            papers_back=wish.papers_back.strip(),
            at=at,
            by=by.user,
        )
        locking.note(dossier, "withdraw", by=by.user, at=at, shown=str(shown))
        outbox.record(
            DossierWithdrawn(
                centre_id=centre.id, dossier_id=dossier.id, withdrawn_at=at
            ),
            at=at,
        )
        locking.keep(dossier, "state", *locking.point_at(dossier, None))
    return dossier


def stop(
    *,
    centre: Centre,
    code: str,
    ground: Ground,
    by: Mandate,
    at: datetime,
    revision: int | None = None,
) -> Dossier:
    """Stop working on a dossier and give the applicant the notice (form 05).

    It leaves the work lists; `reopen` brings it back. Raises ReasonMissing,
    EvidenceMissing (also without a legal ground), NotYourStep, ActionNotAllowed, or
    WrongStep for one that was not accepted: it is refused or withdrawn.
    """
    kind = Stop.Kind(ground.kind)
    if not ground.reason.strip():
        raise ReasonMissing(code)
    if not ground.evidence.strip() or not ground.legal_ground.strip():
        raise EvidenceMissing(code)
    with unit_of_work():
        dossier = locking.locked(centre.id, code, revision=revision)
        _check_decides(dossier, by)
        # Asked before the pause is closed, so that a refusal is about the state.
        next_state(Action.STOP, dossier.now_in)
        locking.require_accepted(dossier)
        pauses.close(dossier, at=at)
        supplements.lapse(dossier)
        pause = pauses.begin(
            dossier,
            Pause.Kind.STOP,
            reason=ground.reason.strip(),
            evidence=ground.evidence,
            by=by.user,
            at=at,
        )
        count = Stop.objects.filter(centre=centre, dossier=dossier).count()
        stopped = Stop.objects.create(
            centre=centre,
            dossier=dossier,
            pause=pause,
            number=count + 1,
            kind=kind,
            legal_ground=ground.legal_ground.strip(),
            papers_back=ground.papers_back.strip(),
            at=at,
            by=by.user,
        )
        letters.freeze_stop_notice(dossier, stopped)
        dossier.held_since = None
        locking.note(
            dossier, "stop", by=by.user, at=at, reason=ground.reason, kind=str(kind)
        )
        locking.keep(dossier, "state", "held_since")
    return dossier


def reopen(
    *,
    centre: Centre,
    code: str,
    reason: str,
    by: Mandate,
    at: datetime,
    revision: int | None = None,
) -> Dossier:
    """Take up a stopped dossier again, for a reason; the clock goes on.

    Raises ReasonMissing, NotYourStep, or ActionNotAllowed of the rules.
    """
    if not reason.strip():
        raise ReasonMissing(code)
    with unit_of_work():
        dossier = locking.locked(centre.id, code, revision=revision)
        _check_decides(dossier, by)
        pauses.end(dossier, Action.REOPEN, by=by.user, at=at, reason=reason.strip())
        step = locking.active_step(dossier)
        step.active_at = at
        step.save(update_fields=["active_at"])
        locking.note(dossier, "reopen", by=by.user, at=at, reason=reason)
        locking.keep(
            dossier, "state", *promises.COLUMNS, *locking.point_at(dossier, step)
        )
    return dossier


def may_decide(dossier: Dossier, step: Step | None, by: Mandate) -> bool:
    """True for who holds the step and for heads, who may give it to anybody."""
    if by.user.centre_id != dossier.centre_id or step is None:
        return False
    return by.may(Capability.ASSIGN) or locking.may_do(step, by)


def _check_decides(dossier: Dossier, by: Mandate) -> None:
    if not may_decide(dossier, locking.open_step(dossier), by):
        raise NotYourStep(dossier.code)


def _close_step(dossier: Dossier, at: datetime) -> None:
    step = locking.open_step(dossier)
    if step is not None:
        step.status, step.finished_at = Step.Status.CLOSED, at
        step.save(update_fields=["status", "finished_at"])
