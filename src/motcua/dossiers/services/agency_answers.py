"""What an agency does at its own sign-in: receive, answer, refuse; and the way back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from motcua.accounts.models import User
from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.dossiers.errors import (
    NotYourStep,
    QuestionMissing,
    ReasonMissing,
    TaskClosed,
    WrongStep,
)
from motcua.dossiers.models import AgencyTask, Dossier, HandOver, Medium, Step
from motcua.dossiers.services import agency_tasks, locking, pauses, steps
from motcua.events.dossiers import AgencyAnswered
from motcua.foundation.outbox import services as outbox
from motcua.foundation.toolkit.work import unit_of_work
from motcua.rules.lifecycle import WORKING
from motcua.ward.models import Centre


def receive_task(
    *,
    centre: Centre,
    task_id: UUID,
    by: Mandate,
    at: datetime,
    missing: str = "",
) -> AgencyTask:
    """Confirm that the papers came, or say what is missing; work begins.

    Raises NotYourStep for anyone of another agency, TaskClosed.
    """
    with _at_agency(centre, task_id, by) as (dossier, task):
        if task.state != AgencyTask.State.SENT:
            raise TaskClosed(dossier.code)
        _receive(task, by.user, at, missing)
        locking.note(
            dossier,
            "receive_task",
            by=by.user,
            at=at,
            reason=missing,
            task=str(task.id),
        )
        locking.tell_screens(dossier)
    return task


def answer_task(
    *, centre: Centre, task_id: UUID, answer: str, by: Mandate, at: datetime
) -> AgencyTask:
    """Answer, give the papers back, and, where it was their step, hand the step over.

    A task not yet received is received on the way. Raises NotYourStep, TaskClosed,
    QuestionMissing (nothing was answered), WrongStep while the dossier is paused.
    """
    if not answer.strip():
        raise QuestionMissing
    with _at_agency(centre, task_id, by) as (dossier, task):
        if not task.is_open:
            raise TaskClosed(dossier.code)
        if task.state == AgencyTask.State.SENT:
            _receive(task, by.user, at, "")
        if task.step is not None and dossier.now_in not in WORKING:
            raise WrongStep(dossier.code)
        _close(dossier, task, AgencyTask.State.ANSWERED, answer, by.user, at)
        locking.note(dossier, "answer_task", by=by.user, at=at, task=str(task.id))
        if task.step is not None:
            _finish_steps(dossier, task.step, by.user, at)
        _goes_on(dossier, task, by.user, at)
    return task


def refuse_task(
    *, centre: Centre, task_id: UUID, reason: str, by: Mandate, at: datetime
) -> AgencyTask:
    """Give the task back unanswered and say why; the ward decides what comes next."""
    if not reason.strip():
        raise ReasonMissing
    with _at_agency(centre, task_id, by) as (dossier, task):
        if not task.is_open:
            raise TaskClosed(dossier.code)
        if task.state == AgencyTask.State.SENT:
            _receive(task, by.user, at, "")
        _close(dossier, task, AgencyTask.State.REFUSED, reason, by.user, at)
        # The reason may be confidential: it is kept with the task, encrypted.
        locking.note(dossier, "refuse_task", by=by.user, at=at, task=str(task.id))
        _goes_on(dossier, task, by.user, at)
    return task


def receive_back(
    *,
    centre: Centre,
    code: str,
    hand_over_id: UUID,
    by: Mandate,
    at: datetime,
    missing: str = "",
) -> HandOver:
    """The centre confirms the papers an agency gave back; the next in turn is asked.

    Raises NotYourStep, TaskClosed.
    """
    if not by.capabilities & {Capability.WORK_STEPS, Capability.ASSIGN}:
        raise NotYourStep(code)
    with unit_of_work():
        dossier = locking.locked(centre.id, code)
        handed = (
            HandOver.objects.filter(
                centre=centre,
                dossier=dossier,
                id=hand_over_id,
                to_agency=None,
                received_at=None,
            )
            .select_related("task")
            .first()
        )
        if handed is None or by.user.centre_id != dossier.centre_id:
            raise TaskClosed(code)
        _confirm(handed, by.user, at, missing)
        task = handed.task
        task.returned_at = at
        task.save(update_fields=["returned_at"])
        locking.note(
            dossier,
            "receive_back",
            by=by.user,
            at=at,
            reason=missing,
            task=str(task.id),
        )
        agency_tasks.open_next(task, by=by.user, at=at)
        locking.tell_screens(dossier)
    return handed


@contextmanager
def _at_agency(
    centre: Centre, task_id: UUID, by: Mandate
) -> Iterator[tuple[Dossier, AgencyTask]]:
    """The locked dossier and the task, for an officer of the task's agency only."""
    with unit_of_work():
        code = (
            AgencyTask.objects.filter(
                centre=centre, id=task_id, agency_id=by.user.department_id
            )
            .values_list("dossier__code", flat=True)
            .first()
        )
        if code is None or not by.may(Capability.PARTNER_WORK):
            raise NotYourStep(str(task_id))
        dossier = locking.locked(centre.id, code)
        yield dossier, agency_tasks.task_of(dossier, task_id)


def _receive(task: AgencyTask, user: User, at: datetime, missing: str) -> None:
    task.state = AgencyTask.State.RECEIVED
    task.received_at, task.received_by = at, user
    task.save(update_fields=["state", "received_at", "received_by"])
    waiting = HandOver.objects.filter(
        centre_id=task.centre_id, task=task, to_agency_id=task.agency_id
    )
    for handed in waiting.filter(received_at=None):
        _confirm(handed, user, at, missing)


def _confirm(handed: HandOver, user: User, at: datetime, missing: str) -> None:
    handed.received_at, handed.received_by = at, user
    handed.missing = missing.strip()
    handed.save(update_fields=["received_at", "received_by", "missing"])


def _close(
    dossier: Dossier,
    task: AgencyTask,
    state: str,
    words: str,
    user: User,
    at: datetime,
) -> None:
    task.state, task.answer = state, words.strip()
    task.answered_at, task.answered_by = at, user
    task.outcome = outcome(task, _counts_as(dossier, task, at))
    task.save(
        update_fields=["state", "answer", "answered_at", "answered_by", "outcome"]
    )
    HandOver.objects.create(
        centre_id=task.centre_id,
        dossier_id=task.dossier_id,
        task=task,
        from_agency_id=task.agency_id,
        papers=task.papers,
        sent_at=at,
        sent_by=user,
    )


def _counts_as(dossier: Dossier, task: AgencyTask, at: datetime) -> datetime:
    """The moment a closing is measured at: a step's clock stops with its dossier."""
    is_step = task.step is not None and dossier.now_in not in WORKING
    pause = pauses.open_one(dossier) if is_step else None
    if pause is None or task.sent_at is None:
        return at
    return max(pause.opened_at, task.sent_at)


def outcome(task: AgencyTask, at: datetime) -> str:
    """Late after the deadline, on time on its day, early before (domain.md 1.3)."""
    assert task.due_at is not None
    if at > task.due_at:
        return AgencyTask.Outcome.LATE
    if timezone.localtime(at).date() == timezone.localtime(task.due_at).date():
        return AgencyTask.Outcome.ON_TIME
    return AgencyTask.Outcome.EARLY


def _goes_on(dossier: Dossier, task: AgencyTask, user: User, at: datetime) -> None:
    """What follows an answer: the fact, and the next agency where nothing travels."""
    outbox.record(
        AgencyAnswered(
            centre_id=task.centre_id,
            dossier_id=task.dossier_id,
            task_id=task.id,
            agency_id=task.agency_id,
            answered_at=at,
            on_time=task.outcome != AgencyTask.Outcome.LATE,
        ),
        at=at,
    )
    if task.medium == Medium.ELECTRONIC:
        # Nothing on paper travels, so the way back is confirmed by arriving.
        back = HandOver.objects.filter(
            centre_id=task.centre_id, task=task, to_agency=None, received_at=None
        )
        back.update(received_at=at, received_by=task.asked_by)
        task.returned_at = at
        task.save(update_fields=["returned_at"])
    locking.tell_screens(dossier)


def _finish_steps(dossier: Dossier, first: Step, user: User, at: datetime) -> None:
    """The agency's steps are done; the dossier stands at the ward's next one."""
    run = agency_tasks.their_run(dossier, first)
    steps.begin_work(dossier, by=user, at=at)
    for inner in run[:-1]:
        inner.status, inner.finished_at, inner.finished_by = Step.Status.DONE, at, user
        inner.active_at = inner.active_at or at
        inner.assignee = user
        inner.save(
            update_fields=[
                "status",
                "active_at",
                "finished_at",
                "finished_by",
                "assignee",
            ]
        )
    last = run[-1]
    last.assignee, last.active_at = user, last.active_at or at
    last.save(update_fields=["assignee", "active_at"])
    steps.finish(dossier, last, by=user, at=at)
