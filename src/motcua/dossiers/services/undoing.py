"""Take back one's own last act, while nobody built on it and nobody was told."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from motcua.accounts.models import User
from motcua.accounts.selectors import Mandate
from motcua.dossiers.errors import CannotUndo, ReasonMissing
from motcua.dossiers.models import Dossier, Slip, Step
from motcua.dossiers.services import locking
from motcua.foundation.audit import selectors as audit
from motcua.foundation.audit.models import Line
from motcua.foundation.toolkit.work import unit_of_work
from motcua.rules.lifecycle import WORKING
from motcua.ward.models import Centre


@dataclass(frozen=True)
class LastAct:
    """What can be taken back: the audit line, the step it was done in, the one open."""

    verb: str
    step: Step
    open_step: Step


def undo(
    *,
    centre: Centre,
    code: str,
    reason: str,
    by: Mandate,
    at: datetime,
    revision: int | None = None,
) -> Dossier:
    """Take back this officer's hand-over or claim; the step is theirs, or free, again.

    Nothing is erased: both lines stay in the audit. Raises ReasonMissing or CannotUndo.
    """
    if not reason.strip():
        raise ReasonMissing(code)
    with unit_of_work():
        dossier = locking.locked(centre.id, code, revision=revision)
        act = last_act(dossier, by.user, on=timezone.localdate(at))
        if act is None:
            raise CannotUndo(code)
        if act.verb == "hand_over":
            _take_back(dossier, act)
        else:
            act.step.assignee = None
            act.step.save(update_fields=["assignee"])
        locking.note(dossier, "undo", by=by.user, at=at, reason=reason, act=act.verb)
        locking.keep(dossier, *locking.point_at(dossier, act.step))
    return dossier


def last_act(dossier: Dossier, user: User, *, on: date) -> LastAct | None:
    """The act this person may still take back on this day, or None.

    It is the last thing that happened to the dossier, it was theirs and of today, the
    result was not announced by it, no slip went out since and no agency was asked by it.
    """
    if user.centre_id != dossier.centre_id or dossier.now_in not in WORKING:
        return None
    line, open_step = _last_line(dossier), locking.open_step(dossier)
    if line is None or open_step is None or line.actor_id != user.audit_id:
        return None
    if timezone.localdate(line.at) != on or _told_since(dossier, line.at):
        return None
    return _of_line(dossier, line, open_step)


def _of_line(dossier: Dossier, line: Line, open_step: Step) -> LastAct | None:
    if line.verb == "claim":
        took = bool(line.detail.get("took"))
        return LastAct("claim", open_step, open_step) if took else None
    if line.verb != "hand_over":
        return None
    before = locking.step_at(dossier, open_step.position - 1)
    if before is None or before.finished_by_id != line.actor_id:
        return None
    if open_step.agency_id is not None:
        return None  # another agency was asked: that is told outside
    return LastAct("hand_over", before, open_step)


def _take_back(dossier: Dossier, act: LastAct) -> None:
    step, following = act.step, act.open_step
    following.status, following.active_at = Step.Status.WAITING, None
    following.assignee = None
    following.save(update_fields=["status", "active_at", "assignee"])
    step.status, step.finished_at = Step.Status.ACTIVE, None
    step.finished_by = step.finished_for = None
    # The word for the next one is taken back with the hand-over.
    step.note = _why_sent_back(dossier) if step.times_sent_back else ""
    step.save(
        update_fields=["status", "finished_at", "finished_by", "finished_for", "note"]
    )


def _why_sent_back(dossier: Dossier) -> str:
    lines = audit.story(
        centre_id=dossier.centre_id, kind="dossier", subject_id=dossier.id
    )
    last = lines.filter(verb="send_back").order_by("-at", "-id").first()
    return last.reason if last else ""


def _last_line(dossier: Dossier) -> Line | None:
    return (
        audit.story(centre_id=dossier.centre_id, kind="dossier", subject_id=dossier.id)
        .order_by("-at", "-id")
        .first()
    )


def _told_since(dossier: Dossier, at: datetime) -> bool:
    return Slip.objects.filter(
        centre_id=dossier.centre_id, dossier=dossier, made_at__gt=at
    ).exists()
