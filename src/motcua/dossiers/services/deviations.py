"""Write down how a finished step went beside its plan."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from motcua.accounts import selectors as accounts
from motcua.dossiers.models import Pause, Step, StepDeviation
from motcua.foundation.toolkit import rows
from motcua.rules import deviations as rules
from motcua.rules import worktime
from motcua.rules.deviations import StepFacts
from motcua.rules.worktime import OfficeCalendar, ResumePolicy
from motcua.ward import selectors as ward

MINUTE = timedelta(minutes=1)


def judge_step(*, centre_id: UUID, step_id: UUID, finished_at: datetime) -> None:
    """Keep every deviation of this run of the step; said twice it is kept once."""
    step = (
        Step.objects.filter(centre_id=centre_id, id=step_id, finished_at=finished_at)
        .select_related("dossier__centre", "finished_by")
        .first()
    )
    if step is None or step.finished_by is None:
        # Sent back since: the run that counts is still to come.
        return
    calendar = ward.calendar_of(ward.edition_in_force(step.dossier.centre))
    spent = spent_on(step, calendar, pauses_of(step), at=finished_at)
    facts = facts_of(step, spent, is_role_held=_holds_role(step, finished_at))
    for kind in rules.deviations_of(facts):
        _keep(step, kind, finished_at, spent)
    for passed in _passed_over(step):
        _keep(passed, rules.Deviation.SKIPPED, finished_at, None)


def facts_of(
    step: Step,
    spent: timedelta | None,
    *,
    is_passed: bool = False,
    is_role_held: bool = True,
) -> StepFacts:
    """The step as the rules judge it."""
    return StepFacts(
        planned_hours=step.hours,
        spent=spent,
        times_sent_back=step.times_sent_back,
        is_done=step.status == Step.Status.DONE,
        is_passed=is_passed,
        is_for_another=step.finished_for_id is not None,
        is_delegated=step.delegation_id is not None,
        is_role_held=is_role_held,
    )


def spent_on(
    step: Step,
    calendar: OfficeCalendar,
    pauses: list[worktime.Pause],
    *,
    at: datetime,
) -> timedelta | None:
    """Open office time of the step's last run up to its end or `at`, less the pauses."""
    if step.active_at is None:
        return None
    end = step.finished_at or at
    return worktime.elapsed(step.active_at, max(end, step.active_at), calendar, pauses)


def as_standstills(pauses: list[Pause]) -> list[worktime.Pause]:
    """Rows of pauses as the clock knows them."""
    return [
        worktime.Pause(p.opened_at, p.closed_at, ResumePolicy(p.resume_policy))
        for p in pauses
    ]


def pauses_of(step: Step) -> list[worktime.Pause]:
    """The pauses of the step's dossier."""
    found = Pause.objects.filter(centre_id=step.centre_id, dossier_id=step.dossier_id)
    return as_standstills(list(found.order_by("opened_at")))


def _holds_role(step: Step, at: datetime) -> bool:
    """True when who did it holds the role; an agency's step is whose task it was."""
    assert step.finished_by is not None
    if step.agency_id is not None and step.agency_id == step.finished_by.department_id:
        return True
    held = accounts.mandate_of(step.finished_by, on=timezone.localdate(at))
    return step.role in held.roles


def _passed_over(step: Step) -> list[Step]:
    """Steps before this one that nobody did."""
    return list(
        Step.objects.filter(
            centre_id=step.centre_id,
            dossier_id=step.dossier_id,
            position__lt=step.position,
            status=Step.Status.WAITING,
        )
    )


def _keep(step: Step, kind: str, at: datetime, spent: timedelta | None) -> None:
    officer = step.finished_by
    rows.insert_new(
        StepDeviation(
            centre_id=step.centre_id,
            dossier_id=step.dossier_id,
            step=step,
            kind=kind,
            at=at,
            officer=officer,
            unit_id=officer.department_id if officer else step.department_id,
            planned_minutes=rules.planned(step.hours) // MINUTE,
            spent_minutes=(spent or timedelta()) // MINUTE,
        )
    )
