"""Everything a dossier's page shows, prepared once for the page and its live parts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.accounts import selectors as accounts
from motcua.accounts.models import User
from motcua.accounts.roles import role_name
from motcua.accounts.selectors import Mandate
from motcua.dossiers import selectors
from motcua.dossiers.models import Step, SupplementRequest
from motcua.dossiers.selectors import DossierView, Spent, agencies
from motcua.dossiers.services import owed_papers
from motcua.ward import selectors as ward
from motcua.web.desk import rows
from motcua.web.desk.forms import VerbForm
from motcua.web.desk.verb_looks import BESIDE, DOORS, VERBS, Verb
from motcua.web.ui.deadlines import Deadline
from motcua.web.ui.parts import ActionLink, StepState, TimelineStep

PARTS: Final = {
    "head": "desk/dossiers/head.html",
    "steps": "desk/dossiers/steps.html",
}


@dataclass(frozen=True)
class Act:
    """One lawful verb of this dossier for this person, with its form."""

    verb: str
    look: Verb
    url: str
    form: VerbForm

    @property
    def kind(self) -> str:
        """How its button looks inside its own dialog."""
        return "danger" if self.look.kind == "danger" else "primary"

    @property
    def link(self) -> ActionLink:
        """The button that opens the verb's dialog."""
        return ActionLink(
            label=str(self.look.label),
            opens=self.verb,
            icon=self.look.icon,
            kind=self.look.kind,
        )


@dataclass(frozen=True)
class DossierPage:
    """The page: what never scrolls away, the steps, and what may be done now."""

    view: DossierView
    procedure: str
    holder: str
    step: str
    due: Deadline | None
    steps: list[TimelineStep]
    acts: list[Act]
    spent: Spent | None
    doors: list[ActionLink]
    door: ActionLink | None
    awaited: list[str]

    @property
    def address(self) -> str:
        """Where the owner lives or sits."""
        dossier = self.view.dossier
        owner = dossier.owner_citizen or dossier.owner_organisation
        return owner.address if owner else ""

    @property
    def is_clock_to_begin(self) -> bool:
        """True before acceptance of what has a time limit."""
        has_limit = self.view.dossier.version.time_limit is not None
        return self.view.is_at_reception and has_limit

    @property
    def main(self) -> Act | None:
        """The next lawful verb: the default button, unless a door comes first."""
        if self.door:
            return None
        first = self.acts[0] if self.acts else None
        return first if first and first.verb not in BESIDE else None

    @property
    def asked(self) -> SupplementRequest | None:
        """The supplement request to show on top: what waits, else what last came."""
        if self.view.supplement is not None:
            return self.view.supplement
        last = self.view.supplements[0] if self.view.supplements else None
        return last if last and last.answered_at else None

    @property
    def others(self) -> list[Act]:
        """The other lawful verbs, each in a dialog."""
        return self.acts[1:] if self.main else self.acts

    @property
    def links(self) -> list[ActionLink]:
        """The buttons of the others."""
        return [*self.doors, *(act.link for act in self.others)]


def of(
    mandate: Mandate,
    view: DossierView,
    *,
    at: datetime,
    sent: tuple[str, VerbForm] | None = None,
) -> DossierPage:
    """The page of this dossier for this person; `sent` is a form that came back."""
    dossier = view.dossier
    calendar = ward.calendar_of(ward.edition_in_force(dossier.centre))
    left = selectors.time_left(dossier, calendar, at=at)
    door, doors = _doors(mandate, view)
    return DossierPage(
        door=door,
        doors=doors,
        view=view,
        procedure=rows.procedure_name(dossier),
        holder=_holder(view),
        step=rows.step_name(dossier),
        due=Deadline(left.kind, left.amount, left.unit) if left else None,
        steps=[_step(step) for step in view.steps],
        acts=acts_of(mandate, view, on=timezone.localtime(at).date(), sent=sent),
        spent=selectors.spent(dossier, view.pauses, calendar, at=at),
        awaited=[
            rows.opinion_awaited(task, at)
            for task in agencies.opinions_awaited(mandate, [dossier]).get(
                dossier.id, []
            )
        ],
    )


def _holder(view: DossierView) -> str:
    """Who must act now; an agency whose step it is before its role."""
    step = view.active
    if step is not None and step.agency is not None and step.assignee is None:
        return rows.named(step.agency)
    return rows.holder_name(view.dossier)


def acts_of(
    mandate: Mandate,
    view: DossierView,
    *,
    on: date,
    sent: tuple[str, VerbForm] | None = None,
) -> list[Act]:
    """The lawful verbs with their forms, the next one first."""
    found = []
    for verb in selectors.actions_for(mandate, view, on=on):
        if verb in DOORS:
            continue
        form = sent[1] if sent and sent[0] == verb else form_of(verb, view, on=on)
        url = reverse(VERBS[verb].url, args=[view.dossier.code])
        found.append(Act(verb, VERBS[verb], url, form))
    return found


def _doors(
    mandate: Mandate, view: DossierView
) -> tuple[ActionLink | None, list[ActionLink]]:
    """The act with a page of its own that comes next, if one does, and the others."""
    lawful = selectors.actions_for(mandate, view)
    links = []
    for verb in (one for one in lawful if one in DOORS):
        address, label, icon = DOORS[verb]
        url = reverse(address, args=[view.dossier.code])
        links.append(ActionLink(label=str(label), url=url, icon=icon))
    if lawful and lawful[0] in DOORS:
        return replace(links[0], kind="primary"), links[1:]
    return None, links


def form_of(verb: str, view: DossierView, *, on: date, data: Any = None) -> VerbForm:
    """The form of a verb for this dossier, empty or with what was sent."""
    dossier = view.dossier
    more = {"papers": list(owed_papers(dossier))} if verb == "return_result" else {}
    return VERBS[verb].form(
        data,
        auto_id=f"{verb}-%s",
        initial={"revision": dossier.revision, "receiver": dossier.submitter.full_name},
        people=_people(verb, view, on),
        at_exit=dossier.planned_exit,
        **more,
    )


def _people(verb: str, view: DossierView, on: date) -> Sequence[User]:
    """Who may be named: for an assignment the step's people, else the next step's."""
    active = view.active
    if verb not in {"assign", "hand_over"} or active is None:
        return ()
    place = active.position + (verb == "hand_over")
    step = next((step for step in view.steps if step.position == place), None)
    if step is None:
        return ()
    able = accounts.people_with_role(view.dossier.centre, step.role, on=on)
    return [p for p in able if step.department_id in {None, p.department_id}]


def _step(step: Step) -> TimelineStep:
    states: dict[str, StepState] = {
        Step.Status.DONE: "done",
        Step.Status.ACTIVE: "current",
        Step.Status.WAITING: "next",
        Step.Status.CLOSED: "stopped",
    }
    return TimelineStep(
        title=rows.named(step),
        state=states[step.status],
        at=step.finished_at or step.active_at,
        who=_who(step),
        text=_note(step),
    )


def _who(step: Step) -> str:
    person = step.finished_by or step.assignee
    if person is not None:
        return person.full_name
    return rows.named(step.agency) if step.agency else role_name(step.role)


def _note(step: Step) -> str:
    if step.status == Step.Status.ACTIVE and step.times_sent_back:
        return _("Bị trả lại: %(reason)s") % {"reason": step.note}
    return step.note
