"""One dossier: for the desk whole, for the citizen in plain words."""

import hmac
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.dossiers.models import (
    Dossier,
    Extension,
    Hold,
    Outcome,
    Paper,
    PaperFile,
    Pause,
    Promise,
    Refusal,
    Slip,
    StateChange,
    Step,
    SupplementRequest,
)
from motcua.dossiers.selectors.endings import ending_verbs, may_undo
from motcua.dossiers.selectors.lists import visible_to
from motcua.dossiers.selectors.supplements import refusals_of, supplements_of
from motcua.dossiers.services import answers, locking
from motcua.dossiers.services.steps import HANDED_OVER
from motcua.rules import codes
from motcua.rules.lifecycle import (
    CLOCKS,
    WORKING,
    Action,
    Clock,
    State,
    lawful_actions,
)
from motcua.rules.personal_id import last_four
from motcua.ward.models import Centre

TAIL: Final = 4


@dataclass(frozen=True)
class DossierView:
    """A dossier with all the rows its page shows."""

    dossier: Dossier
    steps: list[Step]
    papers: list[Paper]
    changes: list[StateChange]
    promises: list[Promise]
    pauses: list[Pause]
    holds: list[Hold]
    slips: list[Slip]
    extensions: list[Extension]
    files: list[PaperFile]
    supplements: list[SupplementRequest]
    refusals: list[Refusal]

    @property
    def supplement(self) -> SupplementRequest | None:
        """The request that waits, for its approval or for its answer."""
        return next((s for s in self.supplements if s.is_pending or s.is_open), None)

    @property
    def refusal(self) -> Refusal | None:
        """The refusal that is proposed or signed."""
        return self.refusals[0] if self.refusals else None

    @property
    def active(self) -> Step | None:
        """The step whose turn it is."""
        return next((s for s in self.steps if s.status == Step.Status.ACTIVE), None)

    @property
    def is_at_reception(self) -> bool:
        """True while nobody has accepted it: its time limit has not begun."""
        return locking.is_at_reception(self.active)


@dataclass(frozen=True)
class PublicStory:
    """What the owner of a dossier may read of it: no person is named in it."""

    dossier: Dossier
    steps: list[Step]
    changes: list[StateChange]
    promises: list[Promise]
    pauses: list[Pause]
    extensions: list[Extension]
    supplement: SupplementRequest | None
    refusal: Refusal | None

    @property
    def active(self) -> Step | None:
        """The step whose turn it is."""
        return next((s for s in self.steps if s.status == Step.Status.ACTIVE), None)

    @property
    def is_at_reception(self) -> bool:
        """True while nobody has accepted it: its time limit has not begun."""
        return locking.is_at_reception(self.active)

    @property
    def open_pause(self) -> Pause | None:
        """What the clock stands still for now, if it does."""
        return next((p for p in self.pauses if p.closed_at is None), None)


def by_code(centre: Centre, code: str) -> Dossier | None:
    """The dossier with this code, as people type codes."""
    return _whole().filter(centre=centre, code=codes.normalise(code)).first()


def is_at_reception(dossier: Dossier) -> bool:
    """True while nobody has accepted it: it is answered, not worked on."""
    return locking.is_at_reception(locking.open_step(dossier))


def by_id(centre: Centre, dossier_id: UUID) -> Dossier | None:
    """The dossier with this key."""
    return _whole().filter(centre=centre, id=dossier_id).first()


def by_token(centre: Centre, token: str) -> Dossier | None:
    """The dossier whose slip carries this QR."""
    return _whole().filter(centre=centre, lookup_token=token).first()


def track(centre: Centre, code: str, tail: str) -> Dossier | None:
    """The dossier with this code whose owner's or submitter's number ends so.

    A wrong code and a wrong tail give the same answer: None.
    """
    dossier = by_code(centre, code)
    digits = "".join(c for c in tail if c.isdigit())
    if dossier is None or len(digits) != TAIL:
        return None
    return dossier if any(_ends(n, digits) for n in _numbers(dossier)) else None


def for_desk(mandate: Mandate, code: str) -> DossierView | None:
    """Everything about one dossier, or None for a stranger."""
    dossier = by_code(mandate.user.centre, code)
    if dossier is None or not visible_to(mandate, dossier):
        return None
    centre_id = dossier.centre_id
    _read_clock(dossier)
    steps = _read_steps(dossier)
    for step in steps:
        step.dossier = dossier
    return DossierView(
        dossier,
        steps=steps,
        papers=list(
            Paper.objects.filter(centre_id=centre_id, dossier=dossier).order_by(
                "position"
            )
        ),
        changes=list(
            StateChange.objects.filter(centre_id=centre_id, dossier=dossier)
            .select_related("by")
            .order_by("at", "id")
        ),
        promises=list(
            Promise.objects.filter(centre_id=centre_id, dossier=dossier)
            .select_related("edition")
            .order_by("number")
        ),
        pauses=list(dossier.pauses.all()),
        holds=list(
            Hold.objects.filter(
                centre_id=centre_id, dossier=dossier, released_at=None
            ).order_by("placed_at")
        ),
        slips=list(
            Slip.objects.filter(centre_id=centre_id, dossier=dossier)
            .defer("content")
            .order_by("form", "number")
        ),
        extensions=list(dossier.extensions.all()),
        files=files_of(dossier),
        supplements=supplements_of(dossier),
        refusals=refusals_of(dossier),
    )


def files_of(dossier: Dossier) -> list[PaperFile]:
    """The files of its papers as they are now, in the order of the checklist."""
    return list(
        PaperFile.objects.filter(
            centre_id=dossier.centre_id, dossier=dossier, removed_at=None
        )
        .select_related("file", "paper", "uploaded_by")
        .order_by("paper__position", "position")
    )


def public_story(dossier: Dossier) -> PublicStory:
    """The way of one dossier so far and still to go, for its owner."""
    mine = {"centre_id": dossier.centre_id, "dossier": dossier}
    _read_clock(dossier)
    return PublicStory(
        dossier,
        steps=list(
            Step.objects.filter(**mine)
            .select_related("department")
            .defer("note")
            .order_by("position")
        ),
        changes=list(StateChange.objects.filter(**mine).order_by("at", "id")),
        promises=list(Promise.objects.filter(**mine).order_by("number")),
        pauses=list(dossier.pauses.all()),
        extensions=list(dossier.extensions.all()),
        supplement=_waited_for(dossier),
        refusal=_refused(dossier),
    )


def _waited_for(dossier: Dossier) -> SupplementRequest | None:
    if dossier.now_in is not State.SUPPLEMENT:
        return None
    return next((s for s in supplements_of(dossier) if s.is_open), None)


def _refused(dossier: Dossier) -> Refusal | None:
    is_over = dossier.now_in is State.REJECTED or dossier.resolved_at is not None
    if not is_over or dossier.outcome == Outcome.GRANTED:
        return None
    return next((r for r in refusals_of(dossier) if r.signed_at), None)


def public_story_by_id(dossier_id: UUID, *, centre_id: UUID) -> PublicStory | None:
    """The same for a screen that knows the dossier by its key."""
    dossier = _whole().filter(centre_id=centre_id, id=dossier_id).first()
    return public_story(dossier) if dossier else None


def actions_for(
    mandate: Mandate, view: DossierView, *, on: date | None = None
) -> list[str]:
    """The verbs this person may lawfully take now, the next one first.

    Names are those of `dossiers.services`. With `on`, today, also whether the last act
    may be taken back.
    """
    step, state = view.active, view.dossier.now_in
    others = ending_verbs(mandate, view.dossier, step, view.extensions)
    if step is None:
        return others
    verbs = answers.verbs_about(mandate, view.dossier, view.supplement)
    if state is State.NEW or (view.supplement and view.supplement.is_open):
        return verbs + others
    if locking.may_do(step, mandate):
        verbs += _own_verbs(mandate, step, state, is_asked=bool(view.supplement))
        verbs += _about_refusal(view, step)
    is_theirs = step.agency_id is not None and step.assignee_id is None
    may_assign = mandate.may(Capability.ASSIGN) and not is_theirs
    if may_assign and Action.RESOLVE in lawful_actions(state):
        verbs.append("assign")
    verbs += others
    if on is not None and may_undo(mandate, view.dossier, view.steps, on=on):
        verbs.append("undo")
    return verbs


def _read_steps(dossier: Dossier) -> list[Step]:
    """Read once what the page shows and the verbs it offers ask."""
    people = ("assignee", "finished_by", "finished_for")
    steps = Step.objects.filter(centre_id=dossier.centre_id).select_related(
        *people, "delegation", "department", "agency"
    )
    prefetch_related_objects([dossier], Prefetch("steps", steps.order_by("position")))
    return list(dossier.steps.all())


def _read_clock(dossier: Dossier) -> None:
    """Read once what the page shows and its reckoning counts with."""
    prefetch_related_objects([dossier], "pauses", "extensions")


def _own_verbs(
    mandate: Mandate, step: Step, state: State, *, is_asked: bool
) -> list[str]:
    if CLOCKS[state] is Clock.PAUSED:
        return []
    verbs = []
    if step.key == "sign":
        verbs.append("approve_result")
    elif step.key == "deliver":
        if mandate.may_in(Capability.RETURN_RESULT, step.dossier.field_id):
            verbs += ["return_result", "keep_result", "report_lost"]
    else:
        verbs.append("hand_over")
    if step.assignee_id is None and step.key != "sign":
        verbs.insert(0 if step.key != "deliver" else 1, "claim")
    if step.key != "assign" and step.position > 2:
        verbs.append("send_back")
    if Action.REQUEST_SUPPLEMENT in lawful_actions(state):
        verbs += ["request_supplement"] * (not is_asked)
    return verbs


def _about_refusal(view: DossierView, step: Step) -> list[str]:
    """Refuse the matter, while it is worked on and somebody has still to sign."""
    if view.refusal is not None and not view.refusal.signed_at:
        return ["drop_refusal"]
    is_signed_later = any(
        s.key == "sign" and s.position > step.position for s in view.steps
    )
    if view.dossier.now_in in WORKING and step.key in HANDED_OVER and is_signed_later:
        return ["propose_refusal"]
    return []


def _whole() -> QuerySet[Dossier]:
    return Dossier.objects.select_related(
        "centre",
        "version__procedure",
        "process",
        "field",
        "owner_citizen",
        "owner_organisation",
        "submitter",
        "received_by",
        "holder",
        "holder_department",
        "competent_department",
        "helper",
    )


def _numbers(dossier: Dossier) -> list[str]:
    people = (dossier.owner_citizen, dossier.submitter)
    return [person.personal_id for person in people if person and person.personal_id]


def _ends(number: str, digits: str) -> bool:
    return hmac.compare_digest(last_four(number), digits)
