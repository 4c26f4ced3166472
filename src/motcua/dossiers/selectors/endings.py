"""Which of the less usual verbs are lawful now: payment, stop, withdrawal, later date."""

from datetime import date

from django.utils import timezone

from motcua.accounts.selectors import Mandate
from motcua.dossiers.models import Dossier, Extension, Step
from motcua.dossiers.services import competence, endings, extensions, locking, undoing
from motcua.dossiers.services.steps import HANDED_OVER
from motcua.rules.lifecycle import WORKING, Action, lawful_actions


def ending_verbs(
    mandate: Mandate, dossier: Dossier, step: Step | None, given: list[Extension]
) -> list[str]:
    """What this person may do beside the work of the step, the likeliest first."""
    may = lawful_actions(dossier.now_in)
    is_accepted = not locking.is_at_reception(step)
    holds = step is not None and locking.may_do(step, mandate)
    at_counter = holds or locking.receives(mandate, dossier)
    decides = endings.may_decide(dossier, step, mandate)
    verbs = {
        "confirm_payment": at_counter and Action.CONFIRM_PAYMENT in may,
        "reopen": decides and Action.REOPEN in may,
        "confirm_competent_receipt": at_counter
        and competence.may_be_confirmed(dossier, step),
        "extend": extensions.may_sign(dossier, step, mandate)
        and _may_be_extended(dossier, given),
        "request_payment": holds and is_accepted and Action.REQUEST_PAYMENT in may,
        "stop": decides and is_accepted and Action.STOP in may,
        "withdraw": at_counter and Action.WITHDRAW in may,
    }
    return [verb for verb, is_lawful in verbs.items() if is_lawful]


def may_undo(
    mandate: Mandate, dossier: Dossier, steps: list[Step], *, on: date
) -> bool:
    """True while this person's last act may still be taken back.

    The audit is asked only when the steps say it could be so.
    """
    user = mandate.user
    touched = any(
        (
            step.finished_by_id == user.id
            and step.key in HANDED_OVER
            and _is_on(step, on)
        )
        or (step.status == Step.Status.ACTIVE and step.assignee_id == user.id)
        for step in steps
    )
    return touched and undoing.last_act(dossier, user, on=on) is not None


def on_time_by_first_promise(dossier: Dossier) -> bool | None:
    """Was the result there by the promise that no extension moved?

    None without a promise or without a result.
    """
    due_at, resolved_at = dossier.measured_due_at, dossier.resolved_at
    if due_at is None or resolved_at is None:
        return None
    return resolved_at <= due_at


def _may_be_extended(dossier: Dossier, given: list[Extension]) -> bool:
    return dossier.now_in in WORKING and dossier.due_at is not None and not given


def _is_on(step: Step, on: date) -> bool:
    done = step.finished_at
    return done is not None and timezone.localdate(done) == on
