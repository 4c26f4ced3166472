"""Ask partner agencies: a step of theirs, or an opinion; open the next one in turn.

Paper goes from one agency to the next in the order the one-stop set; electronic goes to
all at once, each with its own deadline and exactly one of them leading (domain.md 1.2).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from motcua.accounts.models import User
from motcua.accounts.roles import Capability, all_roles
from motcua.accounts.selectors import Mandate
from motcua.catalogue.clauses import clauses_for
from motcua.catalogue.models import CoordinationClause, LocalStep
from motcua.dossiers.errors import (
    AgencyUnknown,
    CannotReceiveTo,
    LeadMissing,
    NotYourStep,
    QuestionMissing,
    ReasonMissing,
    TaskClosed,
    WrongStep,
)
from motcua.dossiers.models import AgencyTask, Dossier, HandOver, Medium, Paper, Step
from motcua.dossiers.services import locking
from motcua.events.dossiers import AgencyAsked
from motcua.foundation.outbox import services as outbox
from motcua.foundation.toolkit.models import new_id
from motcua.foundation.toolkit.work import send, unit_of_work
from motcua.rules import worktime
from motcua.rules.lifecycle import OPEN
from motcua.ward import selectors as ward
from motcua.ward.models import Centre, Department

USUAL_HOURS: Final = Decimal(16)
"""Given where neither a clause nor the asker says how long: two working days."""


@dataclass(frozen=True)
class Ask:
    """What one agency is asked; without hours the regulation's count."""

    agency: Department
    question: str
    hours: Decimal | None = None
    is_lead: bool = False
    is_confidential: bool = False
    papers: Sequence[UUID] = ()


def ask_agencies(
    *,
    centre: Centre,
    code: str,
    asks: Sequence[Ask],
    medium: str,
    by: Mandate,
    at: datetime,
    revision: int | None = None,
) -> list[AgencyTask]:
    """Ask agencies for their opinions, in turn on paper or all at once electronically.

    Raises AgencyUnknown, LeadMissing, QuestionMissing, NotYourStep or WrongStep.
    """
    _check(asks, medium)
    with unit_of_work():
        dossier = locking.locked(centre.id, code, revision=revision)
        if dossier.now_in not in OPEN:
            raise WrongStep(code)
        _check_asker(dossier, by)
        clauses = clauses_for(centre.id, dossier.version.procedure)
        turn = new_id()
        tasks = [
            AgencyTask(
                centre=centre,
                dossier=dossier,
                agency=ask.agency,
                clause=clauses.get(ask.agency.id),
                kind=AgencyTask.Kind.OPINION,
                state=AgencyTask.State.WAITING,
                question=ask.question.strip(),
                is_confidential=ask.is_confidential,
                is_lead=ask.is_lead or len(asks) == 1,
                medium=medium,
                round=turn,
                position=position,
                papers=papers_told(dossier, ask.papers),
                hours=ask.hours or _hours(clauses.get(ask.agency.id)),
                asked_by=by.user,
                asked_at=at,
            )
            for position, ask in enumerate(asks, start=1)
        ]
        now = tasks[:1] if medium == Medium.PAPER else tasks
        for task in tasks:
            if task in now:
                _stamp(task, centre, at)
            task.save(force_insert=True)
        for task in now:
            _announce(task, by.user, at)
        locking.note(
            dossier,
            "ask_agencies",
            by=by.user,
            at=at,
            agencies=[ask.agency.code for ask in asks],
        )
        # Two officers with the same page do not both ask.
        locking.keep(dossier)
    return tasks


def take_back(
    *,
    centre: Centre,
    code: str,
    task_id: UUID,
    reason: str,
    by: Mandate,
    at: datetime,
    to: User | None = None,
) -> AgencyTask:
    """The ward takes a task back and says why; a step of theirs goes to `to`.

    Raises ReasonMissing, TaskClosed, NotYourStep, CannotReceiveTo.
    """
    if not reason.strip():
        raise ReasonMissing(code)
    with unit_of_work():
        dossier = locking.locked(centre.id, code)
        task = task_of(dossier, task_id)
        is_ours = by.user.centre_id == dossier.centre_id
        if not (is_ours and may_take_back(task, by)):
            raise NotYourStep(code)
        if task.state not in {*OPEN_STATES, AgencyTask.State.REFUSED}:
            raise TaskClosed(code)
        task.state, task.returned_at = AgencyTask.State.TAKEN_BACK, at
        task.save(update_fields=["state", "returned_at"])
        locking.note(
            dossier, "take_back", by=by.user, at=at, reason=reason, task=str(task.id)
        )
        if task.step is not None:
            _give_steps(dossier, task.step, to)
        else:
            open_next(task, by=by.user, at=at)
            locking.tell_screens(dossier)
    return task


def may_take_back(task: AgencyTask, by: Mandate) -> bool:
    """True for who may give work to people; an opinion also goes back to its asker.

    A step of the process is an agency's by law: whoever passed the dossier on to it
    does not take it for themselves.
    """
    is_own_question = task.step_id is None and task.asked_by_id == by.user.id
    return is_own_question or by.may(Capability.ASSIGN)


def lapse(dossier: Dossier, *, at: datetime) -> None:
    """Nobody works on a dossier that ended; inside the unit of work that ends it."""
    AgencyTask.objects.filter(
        centre_id=dossier.centre_id, dossier=dossier, state__in=OPEN_STATES
    ).update(state=AgencyTask.State.TAKEN_BACK, returned_at=at)


def give_time_back(dossier: Dossier, *, since: datetime, until: datetime) -> None:
    """Move the due time of open steps by the working time the dossier stood still."""
    waiting = AgencyTask.objects.filter(
        centre_id=dossier.centre_id,
        dossier=dossier,
        step__isnull=False,
        state__in=[AgencyTask.State.SENT, AgencyTask.State.RECEIVED],
    )
    for task in waiting:
        assert task.sent_at is not None
        assert task.due_at is not None
        calendar = ward.calendar_in_force(dossier.centre)
        lost = worktime.elapsed(max(since, task.sent_at), until, calendar)
        task.due_at = worktime.advance(task.due_at, lost, calendar)
        task.save(update_fields=["due_at"])


def agency_of(local: LocalStep, agencies: dict[str, UUID]) -> UUID | None:
    """The partner whose step this is: by its unit, or by the role that does it."""
    department = local.department
    if department is not None:
        is_partner = department.kind == Department.Kind.PARTNER
        return department.id if is_partner else None
    role = all_roles().get(local.role)
    if role is None or role.kind != User.Kind.PARTNER:
        return None
    return agencies.get(role.department or "")


def agencies_by_role(centre: Centre, plan: Sequence[LocalStep]) -> dict[str, UUID]:
    """The partner units a process names by role alone; asks only when it does."""
    roles = [all_roles().get(step.role) for step in plan if step.department_id is None]
    codes = {role.department for role in roles if role and role.kind == "partner"}
    if not codes:
        return {}
    units = Department.objects.filter(centre=centre, code__in=codes)
    return dict(units.values_list("code", "id"))


def open_for_step(dossier: Dossier, step: Step, *, by: User, at: datetime) -> None:
    """Send an agency its step when its turn comes; a step given to a person is not."""
    if step.agency_id is None or step.assignee_id is not None:
        return
    # What a reception kept must be there before it is read and referred to.
    send()
    run = their_run(dossier, step)
    clause = clauses_for(dossier.centre_id, dossier.version.procedure).get(
        step.agency_id
    )
    task = AgencyTask(
        centre_id=dossier.centre_id,
        dossier=dossier,
        step=step,
        agency_id=step.agency_id,
        clause=clause,
        kind=AgencyTask.Kind.RESOLVE,
        state=AgencyTask.State.WAITING,
        question="; ".join(theirs.name for theirs in run),
        is_lead=True,
        medium=clause.medium if clause else Medium.ELECTRONIC,
        round=new_id(),
        papers=papers_told(dossier, None),
        hours=clause.hours
        if clause
        else sum((s.hours for s in run), Decimal(0)) or USUAL_HOURS,
        asked_by=by,
        asked_at=at,
    )
    _stamp(task, dossier.centre, at)
    task.save(force_insert=True)
    _announce(task, by, at)


def their_run(dossier: Dossier, step: Step) -> list[Step]:
    """This step and those right after it that belong to the same agency."""
    later = Step.objects.filter(
        centre_id=dossier.centre_id, dossier=dossier, position__gte=step.position
    ).order_by("position")
    run: list[Step] = []
    for following in later:
        if following.agency_id != step.agency_id:
            break
        run.append(following)
    return run


def open_next(task: AgencyTask, *, by: User, at: datetime) -> None:
    """On paper the next agency is asked when the one before came back."""
    if task.medium != Medium.PAPER:
        return
    others = AgencyTask.objects.filter(centre_id=task.centre_id, round=task.round)
    waiting = others.filter(state=AgencyTask.State.WAITING)
    following = waiting.order_by("position").first()
    if following is None or others.filter(state__in=WITH_THEM).exists():
        return
    _stamp(following, task.dossier.centre, at)
    following.save(update_fields=["state", "sent_at", "due_at"])
    _announce(following, by, at)


def task_of(dossier: Dossier, task_id: UUID) -> AgencyTask:
    """One task of a locked dossier; raises TaskClosed for a stranger's."""
    task = (
        AgencyTask.objects.filter(
            centre_id=dossier.centre_id, dossier=dossier, id=task_id
        )
        .select_related("agency", "step")
        .first()
    )
    if task is None:
        raise TaskClosed(dossier.code)
    return task


def papers_told(
    dossier: Dossier, chosen: Sequence[UUID] | None
) -> list[dict[str, Any]]:
    """The chosen papers (None: all that are there) as a hand-over names them."""
    papers = Paper.objects.filter(
        centre_id=dossier.centre_id, dossier=dossier, is_present=True
    ).order_by("position")
    return [
        {
            "name": paper.name,
            "kind": paper.kind,
            "count": paper.count,
        }
        for paper in papers
        if chosen is None or paper.id in chosen
    ]


WITH_THEM: Final = frozenset({AgencyTask.State.SENT, AgencyTask.State.RECEIVED})
OPEN_STATES: Final = WITH_THEM | {AgencyTask.State.WAITING}


def _check(asks: Sequence[Ask], medium: str) -> None:
    agencies = [ask.agency.id for ask in asks]
    if not asks or len(set(agencies)) != len(agencies):
        raise AgencyUnknown
    if any(ask.agency.kind != Department.Kind.PARTNER for ask in asks):
        raise AgencyUnknown
    if not all(ask.question.strip() for ask in asks):
        raise QuestionMissing
    leads = sum(ask.is_lead for ask in asks)
    if leads > 1 or (medium == Medium.ELECTRONIC and len(asks) > 1 and leads != 1):
        raise LeadMissing


def _check_asker(dossier: Dossier, by: Mandate) -> None:
    if by.user.centre_id != dossier.centre_id:
        raise NotYourStep(dossier.code)
    if by.may(Capability.ASSIGN):
        return
    if not locking.may_do(locking.active_step(dossier), by):
        raise NotYourStep(dossier.code)


def _hours(clause: CoordinationClause | None) -> Decimal:
    return clause.hours if clause else USUAL_HOURS


def _stamp(task: AgencyTask, centre: Centre, at: datetime) -> None:
    """The task goes out now: its clock runs in the agency's working hours."""
    calendar = ward.calendar_in_force(centre)
    task.state, task.sent_at = AgencyTask.State.SENT, at
    task.due_at = worktime.advance(at, timedelta(hours=float(task.hours)), calendar)


def _announce(task: AgencyTask, by: User, at: datetime) -> None:
    assert task.due_at is not None
    HandOver.objects.create(
        centre_id=task.centre_id,
        dossier_id=task.dossier_id,
        task=task,
        to_agency_id=task.agency_id,
        papers=task.papers,
        sent_at=at,
        sent_by=by,
    )
    outbox.record(
        AgencyAsked(
            centre_id=task.centre_id,
            dossier_id=task.dossier_id,
            task_id=task.id,
            agency_id=task.agency_id,
            due_at=task.due_at,
        ),
        at=at,
    )


def _give_steps(dossier: Dossier, step: Step, to: User | None) -> None:
    """The agency's steps become this person's, so that nothing is sent out again."""
    is_ours = to is not None and to.centre_id == dossier.centre_id and to.is_active
    if to is None or not is_ours or to.kind != User.Kind.STAFF:
        raise CannotReceiveTo(dossier.code)
    for theirs in their_run(dossier, step):
        theirs.assignee = to
        theirs.save(update_fields=["assignee"])
        if theirs.status == Step.Status.ACTIVE:
            locking.keep(dossier, *locking.point_at(dossier, theirs))
