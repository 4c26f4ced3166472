"""The part of a dossier's page about partner agencies: asked what, back when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.accounts import selectors as accounts
from motcua.accounts.models import User
from motcua.accounts.roles import Capability, capabilities_of
from motcua.accounts.selectors import Mandate
from motcua.dossiers import selectors
from motcua.dossiers.models import AgencyTask, Dossier
from motcua.dossiers.selectors import DossierView, agencies
from motcua.dossiers.services import locking
from motcua.dossiers.services.agency_tasks import may_take_back
from motcua.rules.lifecycle import OPEN
from motcua.ward import selectors as ward
from motcua.web.ui.deadlines import Deadline

TONES = {
    AgencyTask.State.ANSWERED: "ok",
    AgencyTask.State.REFUSED: "bad",
    AgencyTask.State.RECEIVED: "info",
    AgencyTask.State.SENT: "info",
}
OUTCOMES = {AgencyTask.Outcome.LATE: "bad"}


@dataclass(frozen=True)
class TaskCard:
    """One task as the desk shows it, with what may be done about it."""

    task: AgencyTask
    tone: str
    outcome_tone: str
    due: Deadline | None
    may_take_back: bool
    may_remind: bool


def of(mandate: Mandate, view: DossierView, *, at: datetime) -> dict[str, Any]:
    """What the tab "Phối hợp" shows to this person."""
    dossier = view.dossier
    calendar = ward.calendar_in_force(dossier.centre)
    cards = []
    for task in agencies.tasks_of(mandate, dossier):
        left = (
            selectors.time_until(task.due_at, calendar, at=at)
            if task.is_open and task.due_at
            else None
        )
        can_end = task.is_open or task.state in {
            AgencyTask.State.WAITING,
            AgencyTask.State.REFUSED,
        }
        cards.append(
            TaskCard(
                task=task,
                tone=TONES.get(AgencyTask.State(task.state), "calm"),
                outcome_tone="bad" if task.outcome == "late" else "ok",
                due=Deadline(left.kind, left.amount, left.unit) if left else None,
                may_take_back=can_end and may_take_back(task, mandate),
                may_remind=task.is_late(at) and mandate.may(Capability.SIGN_REMINDERS),
            )
        )
    return {
        "cards": cards,
        "returned": agencies.to_receive_back(dossier),
        "letters": agencies.letters_of(dossier),
        "may_ask": may_ask(mandate, view),
        "people": workers(dossier, at=at)
        if any(c.may_take_back for c in cards)
        else [],
    }


def may_ask(mandate: Mandate, view: DossierView) -> bool:
    """Whoever holds the open step, or assigns, may ask."""
    if view.dossier.now_in not in OPEN or view.active is None:
        return False
    return mandate.may(Capability.ASSIGN) or locking.may_do(view.active, mandate)


def workers(dossier: Dossier, *, at: datetime) -> list[User]:
    """The people of the ward to whom an agency's step may be given."""
    held = accounts.roles_of(dossier.centre, on=at.date())
    return [
        user
        for user in accounts.staff(dossier.centre).filter(is_active=True)
        if Capability.WORK_STEPS in capabilities_of(frozenset(held.get(user.id, [])))
    ]
