"""Work on a dossier, step by step: claim, assign, hand over, send back."""

from datetime import datetime
from typing import Final

from django.utils import timezone

from motcua.accounts import away
from motcua.accounts import selectors as accounts
from motcua.accounts.models import User
from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.dossiers.errors import (
    AssigneeAway,
    CannotReceiveTo,
    NotYourStep,
    ReasonMissing,
    WrongStep,
)
from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.services import agency_tasks, decisions, locking, supplements
from motcua.events.dossiers import ResultReady, ResultRecalled, StepFinished
from motcua.foundation.outbox import services as outbox
from motcua.foundation.toolkit.work import unit_of_work
from motcua.rules.lifecycle import WORKING, Action, ActionNotAllowed, State
from motcua.ward.models import Centre

# Approving and returning have verbs of their own.
HANDED_OVER: Final = frozenset({"assign", "verify", "review", "seal"})
ANY: Final = HANDED_OVER | {"sign", "deliver"}


def claim(
    *, centre: Centre, code: str, by: Mandate, at: datetime, revision: int | None = None
) -> Dossier:
    """Take the open step; work has begun. Raises NotYourStep or WrongStep."""
    with unit_of_work():
        dossier = locking.locked(centre.id, code, revision=revision)
        step = locking.step_for(dossier, by, keys=ANY)
        took = _take(dossier, step, by.user, at)
        locking.note(dossier, "claim", by=by.user, at=at, step=step.key, took=took)
        locking.keep(dossier, "state", *locking.point_at(dossier, step))
    return dossier


def assign(
    *,
    centre: Centre,
    code: str,
    to: User,
    by: Mandate,
    at: datetime,
    knowing_absence: bool = False,
    revision: int | None = None,
) -> Dossier:
    """Give the open step to a person who holds its role, or to another one.

    Raises NotYourStep without the right to assign, WrongStep while the dossier is not
    being worked on, CannotReceiveTo for a wrong person, AssigneeAway for one who is
    away today, unless `knowing_absence`.
    """
    if not by.may(Capability.ASSIGN):
        raise NotYourStep(code)
    with unit_of_work():
        dossier = locking.locked(centre.id, code, revision=revision)
        step = locking.active_step(dossier)
        if by.user.centre_id != dossier.centre_id:
            raise NotYourStep(code)
        if dossier.now_in not in WORKING:
            raise WrongStep(code)
        if step.agency_id is not None and step.assignee_id is None:
            raise NotYourStep(code)
        if not _can_do(step, to, at):
            raise CannotReceiveTo(to.username)
        check_there(to, at, is_known=knowing_absence)
        step.assignee = to
        step.save(update_fields=["assignee"])
        locking.note(dossier, "assign", by=by.user, at=at, to=to.username)
        locking.keep(dossier, *locking.point_at(dossier, step))
    return dossier


def hand_over(
    *,
    centre: Centre,
    code: str,
    by: Mandate,
    at: datetime,
    note: str = "",
    to: User | None = None,
    knowing_absence: bool = False,
    revision: int | None = None,
) -> Dossier:
    """Finish the step and pass the dossier to the next one, or to a person in it.

    An unclaimed step is claimed on the way. When what follows is the return, the
    result is ready and the clock stops. Raises AssigneeAway for a person who is away
    today, unless `knowing_absence`.
    """
    with unit_of_work():
        dossier = locking.locked(centre.id, code, revision=revision)
        step = locking.step_for(dossier, by, keys=HANDED_OVER)
        in_name = locking.in_name_of(step, by)
        _take(dossier, step, by.user, at)
        check_there(to, at, is_known=knowing_absence)
        finish(dossier, step, by=by.user, at=at, note=note, to=to)
        locking.note(dossier, "hand_over", by=by.user, at=at, step=step.key, **in_name)
    return dossier


def send_back(
    *,
    centre: Centre,
    code: str,
    reason: str,
    by: Mandate,
    at: datetime,
    revision: int | None = None,
) -> Dossier:
    """Return the dossier to the step before, to the person who did it, and say why."""
    if not reason.strip():
        raise ReasonMissing(code)
    with unit_of_work():
        dossier = locking.locked(centre.id, code, revision=revision)
        step = locking.step_for(dossier, by, keys=ANY - {"assign"})
        before = locking.step_at(dossier, step.position - 1)
        if before is None or before.key == locking.RECEIVE:
            raise WrongStep(code)
        in_name = locking.in_name_of(step, by)
        begin_work(dossier, by=by.user, at=at)
        if dossier.now_in is State.RESOLVED:
            _recall(dossier, by=by.user, at=at, reason=reason)
        step.status, step.assignee, step.active_at = Step.Status.WAITING, None, None
        step.save(update_fields=["status", "assignee", "active_at"])
        before.status, before.active_at = Step.Status.ACTIVE, at
        before.finished_at = before.finished_by = None
        before.finished_for = before.delegation = None
        if before.agency_id is not None:
            before.assignee = None
        before.times_sent_back += 1
        before.note = reason
        before.save(
            update_fields=[
                "status",
                "active_at",
                "assignee",
                "finished_at",
                "finished_by",
                "finished_for",
                "delegation",
                "times_sent_back",
                "note",
            ]
        )
        if before.key == locking.SIGN:
            decisions.unsettle(dossier)
        agency_tasks.open_for_step(dossier, before, by=by.user, at=at)
        locking.note(dossier, "send_back", by=by.user, at=at, reason=reason, **in_name)
        locking.keep(
            dossier,
            "state",
            "resolved_at",
            "outcome",
            *locking.point_at(dossier, before),
        )
    return dossier


def finish(
    dossier: Dossier,
    step: Step,
    *,
    by: User,
    at: datetime,
    note: str = "",
    to: User | None = None,
) -> None:
    """Close a step, open the next, resolve the dossier when only the return is left."""
    step.status, step.finished_at, step.finished_by = Step.Status.DONE, at, by
    step.finished_for_id = step.assignee_id if step.assignee_id != by.id else None
    step.note = note or step.note
    step.save(
        update_fields=["status", "finished_at", "finished_by", "finished_for", "note"]
    )
    following = locking.step_at(dossier, step.position + 1)
    if following is not None:
        if to is not None and not _can_do(following, to, at):
            raise CannotReceiveTo(to.username)
        following.status, following.active_at = Step.Status.ACTIVE, at
        following.assignee = to or following.assignee
        following.save(update_fields=["status", "active_at", "assignee"])
        agency_tasks.open_for_step(dossier, following, by=by, at=at)
        if following.key == "deliver" and dossier.now_in in WORKING:
            locking.move(dossier, Action.RESOLVE, by=by, at=at)
            dossier.resolved_at = at
            # A second request that nobody decided has nothing left to ask for.
            supplements.lapse(dossier)
            outbox.record(
                ResultReady(
                    centre_id=dossier.centre_id, dossier_id=dossier.id, ready_at=at
                ),
                at=at,
            )
    outbox.record(
        StepFinished(
            centre_id=dossier.centre_id,
            dossier_id=dossier.id,
            step_id=step.id,
            finished_at=at,
        ),
        at=at,
    )
    locking.keep(dossier, "state", "resolved_at", *locking.point_at(dossier, following))


def check_there(to: User | None, at: datetime, *, is_known: bool) -> None:
    """Raise AssigneeAway when the person is away today and nobody said it is known."""
    if to is None or is_known:
        return
    gone = away.away_on(to.centre_id, timezone.localdate(at), [to.id]).get(to.id)
    if gone is not None:
        raise AssigneeAway(gone)


def begin_work(dossier: Dossier, *, by: User, at: datetime) -> None:
    """Put an accepted dossier in process; a paused one cannot be worked on."""
    if dossier.now_in is State.ACCEPTED:
        locking.move(dossier, Action.BEGIN, by=by, at=at)
    elif dossier.now_in not in {State.IN_PROGRESS, State.RESOLVED}:
        raise ActionNotAllowed(Action.BEGIN, dossier.now_in)


def _recall(dossier: Dossier, *, by: User, at: datetime, reason: str) -> None:
    """The result is not ready after all; who was told so must hear it."""
    locking.move(dossier, Action.CORRECT, by=by, at=at, reason=reason)
    dossier.resolved_at = None
    outbox.record(
        ResultRecalled(
            centre_id=dossier.centre_id, dossier_id=dossier.id, recalled_at=at
        ),
        at=at,
    )


def _take(dossier: Dossier, step: Step, user: User, at: datetime) -> bool:
    """Begin work on the step; true when it was free and is this person's now."""
    begin_work(dossier, by=user, at=at)
    if step.assignee_id is not None:
        return False
    step.assignee = user
    step.save(update_fields=["assignee"])
    return True


def _can_do(step: Step, user: User, at: datetime) -> bool:
    if user.centre_id != step.centre_id or not user.is_active:
        return False
    mandate = accounts.mandate_of(user, on=timezone.localdate(at))
    if step.agency_id is not None:
        # What the ward took back from an agency is done by anybody who works here.
        return step.assignee_id is not None and mandate.may(Capability.WORK_STEPS)
    covered = mandate.holds(
        step.role, field_id=step.dossier.field_id, step_key=step.key
    )
    return covered and step.department_id in {None, user.department_id}
