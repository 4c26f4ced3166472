"""Lock a dossier, change it, and leave its traces: what every verb has in common."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from motcua.accounts.models import User
from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate, SignsFor
from motcua.dossiers.errors import (
    NotYourStep,
    StaleDossier,
    UnknownDossier,
    WrongStep,
)
from motcua.dossiers.models import Dossier, StateChange, Step
from motcua.foundation.audit import services as audit
from motcua.foundation.live import topics
from motcua.foundation.toolkit.work import keep as kept
from motcua.rules.lifecycle import Action, State, next_state

SIGN: Final = "sign"
RECEIVE: Final = "receive"


def locked(centre_id: UUID, code: str, *, revision: int | None = None) -> Dossier:
    """Lock and return the dossier; raises UnknownDossier or StaleDossier.

    With `revision` (what the page showed) a change made meanwhile is noticed.
    """
    dossier = (
        Dossier.objects.select_for_update()
        .filter(centre_id=centre_id, code=code)
        .first()
    )
    if dossier is None:
        raise UnknownDossier(code)
    if revision is not None and dossier.revision != revision:
        raise StaleDossier(code)
    return dossier


def active_step(dossier: Dossier) -> Step:
    """The step whose turn it is; raises WrongStep when none is."""
    step = open_step(dossier)
    if step is None:
        raise WrongStep(dossier.code)
    return step


def is_at_reception(step: Step | None) -> bool:
    """True while nobody has accepted the dossier whose turn this is.

    It is answered, not worked on; its time limit has not begun.
    """
    return step is not None and step.key == RECEIVE


def require_accepted(dossier: Dossier) -> None:
    """Raise WrongStep while reception has not accepted it: it is answered first."""
    if is_at_reception(active_step(dossier)):
        raise WrongStep(dossier.code)


def open_step(dossier: Dossier) -> Step | None:
    """The step whose turn it is, if any is."""
    steps = dossier.steps.all()  # already read where a page shows them
    step = next((s for s in steps if s.status == Step.Status.ACTIVE), None)
    if step is not None:
        step.dossier = dossier
    return step


def step_at(dossier: Dossier, position: int) -> Step | None:
    """The step at this place of the process."""
    return _known(dossier, position=position)


def _known(dossier: Dossier, **which: Any) -> Step | None:
    step = Step.objects.filter(
        centre_id=dossier.centre_id, dossier=dossier, **which
    ).first()
    if step is not None:
        step.dossier = dossier
    return step


def step_for(dossier: Dossier, by: Mandate, *, keys: frozenset[str]) -> Step:
    """The active step when it is of these kinds and `by` may do it.

    Raises WrongStep or NotYourStep.
    """
    step = active_step(dossier)
    if step.key not in keys:
        raise WrongStep(dossier.code)
    if not may_do(step, by):
        raise NotYourStep(dossier.code)
    return step


def receives(by: Mandate, dossier: Dossier) -> bool:
    """True for who receives the matters of this field at the dossier's own centre."""
    is_here = by.user.centre_id == dossier.centre_id
    return is_here and by.may_in(Capability.RECEIVE, dossier.field_id)


def may_do(step: Step, by: Mandate) -> bool:
    """True when the step is this person's: assigned to them, or open to their role.

    Who lost the role does nothing more with what they still hold.
    """
    if by.user.centre_id != step.centre_id:
        return False
    if step.agency_id is not None:
        # An agency's step is done by its task, or by whom the ward gave it to.
        return step.assignee_id is not None and step.assignee_id in by.people
    if by.holds(step.role, field_id=step.dossier.field_id, step_key=step.key):
        if step.assignee_id is not None:
            return step.assignee_id in by.people
        return step.department_id in {None, *by.units}
    return signature_for(step, by) is not None


def signature_for(step: Step, by: Mandate) -> SignsFor | None:
    """The leader in whose name `by` may sign this step, if it is one to sign."""
    if step.key != SIGN:
        return None
    for given in by.signs_for:
        is_theirs = (
            step.role == given.role
            if step.assignee_id is None
            else step.assignee_id == given.leader_id
        )
        if is_theirs and given.field_id in {None, step.dossier.field_id}:
            return given
    return None


def in_name_of(step: Step, by: Mandate) -> dict[str, str]:
    """What the audit line says beside `by` when the step is somebody else's."""
    for absent in by.stands_for:
        if absent.user_id == step.assignee_id:
            return {"for_user": str(absent.user_id)}
    given = None if step.role in by.roles else signature_for(step, by)
    return {"for_user": str(given.leader_id)} if given else {}


def move(
    dossier: Dossier,
    action: Action,
    *,
    by: User,
    at: datetime,
    reason: str = "",
    public_message: str = "",
) -> None:
    """Take the lawful way of this action and write it down; saving is the caller's."""
    _change(
        dossier,
        action,
        by=by,
        at=at,
        reason=reason,
        public_message=public_message,
    ).save(force_insert=True)


def move_kept(dossier: Dossier, action: Action, *, by: User, at: datetime) -> None:
    """The same, written with the other rows of the unit."""
    kept(_change(dossier, action, by=by, at=at))


def _change(
    dossier: Dossier,
    action: Action,
    *,
    by: User,
    at: datetime,
    reason: str = "",
    public_message: str = "",
) -> StateChange:
    before = dossier.now_in
    after = next_state(action, before)
    dossier.state = after
    return StateChange(
        centre_id=dossier.centre_id,
        dossier=dossier,
        action=action,
        from_state=before,
        to_state=after,
        at=at,
        by=by,
        reason=reason,
        public_message=public_message,
    )


def point_at(dossier: Dossier, step: Step | None) -> list[str]:
    """Let the dossier say who holds it; returns the changed columns.

    A stopped one is held by nobody until it is reopened.
    """
    is_held = dossier.now_in is not State.STOPPED
    dossier.step_name = step.name if step else ""
    dossier.step_name_en = step.name_en if step else ""
    dossier.holder_role = step.role if step else ""
    dossier.holder_department_id = step.department_id if step else None
    dossier.holder_id = step.assignee_id if step else None
    dossier.held_since = step.active_at if step and is_held else None
    return [
        "step_name",
        "step_name_en",
        "holder_role",
        "holder_department",
        "holder",
        "held_since",
    ]


def keep(dossier: Dossier, *columns: str) -> None:
    """Save the named columns as the next revision and tell the open screens."""
    dossier.revision += 1
    dossier.save(update_fields=["revision", *columns])
    tell_screens(dossier)


def tell_screens(dossier: Dossier) -> None:
    """Mark the dossier's pages and the centre's work lists as changed."""
    topics.touch(f"dossier:{dossier.id}")
    topics.touch(f"tracking:{dossier.centre_id}:{dossier.id}")
    topics.touch(f"work:{dossier.centre_id}")


def note(
    dossier: Dossier,
    verb: str,
    *,
    by: audit.Actor,
    at: datetime,
    reason: str = "",
    **detail: Any,
) -> None:
    """Write the audit line of a verb."""
    audit.write(
        centre_id=dossier.centre_id,
        by=by,
        verb=verb,
        subject=("dossier", dossier.id),
        at=at,
        reason=reason,
        **detail,
    )
