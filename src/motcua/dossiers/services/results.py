"""Approve the result and hand it over."""

from datetime import datetime

from motcua.accounts.selectors import Mandate
from motcua.dossiers.errors import DossierOnHold
from motcua.dossiers.models import Dossier, DossierVisit, Hold, Step
from motcua.dossiers.services import agency_tasks, decisions, locking, signing, steps
from motcua.events.dossiers import ResultApproved, ResultReturned
from motcua.foundation.outbox import services as outbox
from motcua.foundation.toolkit.work import unit_of_work
from motcua.rules.lifecycle import Action
from motcua.rules.vietnamese import clean_name
from motcua.visits.models import Visit
from motcua.ward.models import Centre


def approve_result(
    *,
    centre: Centre,
    code: str,
    by: Mandate,
    at: datetime,
    note: str = "",
    revision: int | None = None,
) -> Dossier:
    """Sign the result, or the refusal that was proposed; the next step begins.

    Raises NotYourStep for anyone whose step it is not, WrongStep before its time.
    """
    with unit_of_work():
        dossier = locking.locked(centre.id, code, revision=revision)
        step = locking.step_for(dossier, by, keys=frozenset({"sign"}))
        in_name = locking.in_name_of(step, by)
        steps.begin_work(dossier, by=by.user, at=at)
        signing.sign(step, by, at=at)
        decisions.settle(dossier, by=by.user, at=at)
        dossier.save(update_fields=["outcome"])
        steps.finish(dossier, step, by=by.user, at=at, note=note)
        locking.note(dossier, "approve_result", by=by.user, at=at, **in_name)
        due_at = dossier.measured_due_at
        outbox.record(
            ResultApproved(
                centre_id=centre.id,
                dossier_id=dossier.id,
                approved_at=at,
                on_time=None if due_at is None else at <= due_at,
            ),
            at=at,
        )
    return dossier


def return_result(
    *,
    centre: Centre,
    code: str,
    to: str,
    exit_by: str,
    visit: Visit | None,
    by: Mandate,
    at: datetime,
    revision: int | None = None,
) -> Dossier:
    """Hand the result over: to whom, which way, in which visit.

    Raises DossierOnHold while another area wants something first (a fee unpaid).
    """
    receiver = clean_name(to)
    with unit_of_work():
        dossier = locking.locked(centre.id, code, revision=revision)
        step = locking.step_for(dossier, by, keys=frozenset({"deliver"}))
        if Hold.objects.filter(
            centre=centre, dossier=dossier, released_at=None
        ).exists():
            raise DossierOnHold(code)
        locking.move(dossier, Action.RETURN_RESULT, by=by.user, at=at)
        agency_tasks.lapse(dossier, at=at)
        in_name = locking.in_name_of(step, by)
        step.status, step.finished_at = Step.Status.DONE, at
        step.finished_for_id = step.assignee_id if in_name else None
        step.assignee = step.finished_by = by.user
        step.save(
            update_fields=[
                "status",
                "finished_at",
                "assignee",
                "finished_by",
                "finished_for",
            ]
        )
        dossier.returned_at, dossier.returned_to = at, receiver
        dossier.exit = exit_by
        if visit is not None:
            DossierVisit.objects.create(
                centre=centre,
                dossier=dossier,
                visit=visit,
                purpose=DossierVisit.Purpose.RETURN,
            )
        locking.note(
            dossier, "return_result", by=by.user, at=at, exit=exit_by, **in_name
        )
        outbox.record(
            ResultReturned(centre_id=centre.id, dossier_id=dossier.id, returned_at=at),
            at=at,
        )
        locking.keep(
            dossier,
            "state",
            "returned_at",
            "returned_to",
            "exit",
            *locking.point_at(dossier, None),
        )
    return dossier
