"""A dossier as it is told: one line of a list, or everything about it."""

from typing import Annotated, Any, Self
from uuid import UUID

from ninja import Field, Schema

from motcua.accounts.models import User
from motcua.api.schemas.fields import Moment, Name, Sent, most, words
from motcua.api.schemas.people import MaskedCitizen, masked
from motcua.dossiers.models import (
    Dossier,
    Exit,
    Paper,
    Promise,
    Proof,
    Relation,
    StateChange,
    Step,
)
from motcua.rules.lifecycle import State


class Line(Schema):
    """One dossier of a list."""

    code: str
    procedure: str
    procedure_name: str
    state: int
    state_name: str
    owner: str
    received_at: Moment
    due_at: Moment | None
    is_provisional: bool
    step: str
    holder: str | None
    holder_role: str
    revision: int

    @classmethod
    def of(cls, dossier: Dossier) -> Self:
        """The line of this dossier."""
        return cls(**_line(dossier))


class Lines(Schema):
    """One page of dossiers and the address of the next."""

    items: list[Line]
    next: str | None


class StepTold(Schema):
    """One step of the process."""

    position: int
    key: str
    name: str
    role: str
    department: str | None
    status: str
    assignee: str | None
    active_at: Moment | None
    finished_at: Moment | None
    finished_by: str | None
    times_sent_back: int
    note: str


class PaperTold(Schema):
    """One row of the receipt's checklist; one that does not stay was only shown."""

    position: int
    component: str
    name: str
    kind: str
    count: int
    is_present: bool
    stays: bool
    returned_at: Moment | None
    note: str


class ChangeTold(Schema):
    """One move through the lifecycle."""

    action: str
    from_state: str
    to_state: str
    at: Moment
    by: str
    reason: str


class PromiseTold(Schema):
    """A due time as it was given."""

    number: int
    reason: str
    due_at: Moment
    edition: int
    rule_set: str
    made_at: Moment


class PauseTold(Schema):
    """A time in which the clock stood still."""

    kind: str
    reason: str
    amount: str
    evidence: str
    closing_evidence: str
    opened_at: Moment
    closed_at: Moment | None


class HoldTold(Schema):
    """Why the result may not be returned yet."""

    kind: str
    reason: str


class Whole(Line):
    """Everything about one dossier, and what its reader may do next."""

    origin: str
    planned_exit: str
    exit: str
    owner_person: MaskedCitizen | None
    submitter: MaskedCitizen
    authorisation: str
    note: str
    received_by: str
    resolved_at: Moment | None
    returned_at: Moment | None
    returned_to: str
    first_due_at: Moment | None
    competent_agency: str
    competent_received_at: Moment | None
    actions: list[str]
    explanation: list[str]
    steps: list[StepTold]
    papers: list[PaperTold]
    changes: list[ChangeTold]
    promises: list[PromiseTold]
    pauses: list[PauseTold]
    holds: list[HoldTold]


class Moved(Schema):
    """Where a dossier stands after a verb."""

    code: str
    state: int
    state_name: str
    due_at: Moment | None
    step: str
    holder: str | None
    holder_role: str
    revision: int

    @classmethod
    def of(cls, dossier: Dossier) -> Self:
        """Where this dossier stands."""
        line = _line(dossier)
        return cls(**{name: line[name] for name in cls.model_fields})


class ReasonSent(Sent):
    """An act that needs a reason in words."""

    reason: Annotated[str, words(500)]


class HandOverSent(Sent):
    """A note for the next person, and who that is if it must be somebody."""

    note: Annotated[str, most(500)] = ""
    to: Annotated[str, most(60)] = ""
    knowing_absence: bool = False


class AssignmentSent(Sent):
    """To whom the open step goes, by sign-in name."""

    to: Annotated[str, words(60)]
    knowing_absence: bool = False


class ApprovalSent(Sent):
    """A note of the leader who signs."""

    note: Annotated[str, most(500)] = ""


class ReturnSent(Sent):
    """Who received the result, which way, by which proof, and what went back with it.

    `papers_back` are places in the list of papers; who keeps back one that was only
    shown says why in `kept_reason`.
    """

    to: Name
    exit: Exit
    shown: Proof
    relation: Relation = Relation.SUBMITTER
    number: Annotated[str, most(100)] = ""
    ground: Annotated[str, most(300)] = ""
    papers_back: Annotated[list[int], Field(max_length=100)] = []
    kept_reason: Annotated[str, most(300)] = ""


class ReviewTold(Schema):
    """A promise that a new calendar would count differently."""

    id: UUID
    code: str
    edition: int
    old_due_at: Moment
    new_due_at: Moment


class Reviews(Schema):
    """One page of open questions."""

    items: list[ReviewTold]
    next: str | None


class DecisionSent(Sent):
    """Keep the promise or move it."""

    decision: Annotated[str, Field(pattern="^(keep|move)$")]


class Decided(Schema):
    """The answer as it was written down."""

    id: UUID
    decision: str


def step_told(step: Step) -> StepTold:
    """One step as it is told."""
    return StepTold(
        position=step.position,
        key=step.key,
        name=step.name,
        role=step.role,
        department=step.department.code if step.department else None,
        status=step.status,
        assignee=_username(step.assignee),
        active_at=step.active_at,
        finished_at=step.finished_at,
        finished_by=_username(step.finished_by),
        times_sent_back=step.times_sent_back,
        note=step.note,
    )


def paper_told(paper: Paper) -> PaperTold:
    """One paper as it is told."""
    return PaperTold(
        position=paper.position,
        component=paper.component_key,
        name=paper.name,
        kind=paper.kind,
        count=paper.count,
        is_present=paper.is_present,
        stays=paper.stays,
        returned_at=paper.returned_at,
        note=paper.note,
    )


def change_told(change: StateChange) -> ChangeTold:
    """One move as it is told."""
    return ChangeTold(
        action=change.action,
        from_state=State(change.from_state).name,
        to_state=State(change.to_state).name,
        at=change.at,
        by=change.by.username,
        reason=change.reason,
    )


def promise_told(promise: Promise) -> PromiseTold:
    """One promise as it is told."""
    return PromiseTold(
        number=promise.number,
        reason=promise.reason,
        due_at=promise.due_at,
        edition=promise.edition.number,
        rule_set=promise.rule_set,
        made_at=promise.made_at,
    )


def whole_values(dossier: Dossier) -> dict[str, Any]:
    """The dossier's own columns as `Whole` tells them."""
    owner = dossier.owner_citizen
    return _line(dossier) | {
        "origin": dossier.origin,
        "planned_exit": dossier.planned_exit,
        "exit": dossier.exit,
        "owner_person": masked(owner) if owner else None,
        "submitter": masked(dossier.submitter),
        "authorisation": dossier.authorisation,
        "note": dossier.note,
        "received_by": dossier.received_by.username,
        "resolved_at": dossier.resolved_at,
        "returned_at": dossier.returned_at,
        "returned_to": dossier.returned_to,
        "first_due_at": dossier.first_due_at,
        "competent_agency": dossier.competent_agency,
        "competent_received_at": dossier.competent_received_at,
    }


def _line(dossier: Dossier) -> dict[str, Any]:
    return {
        "code": dossier.code,
        "procedure": dossier.version.procedure.code,
        "procedure_name": dossier.version.procedure.name,
        "state": dossier.state,
        "state_name": dossier.now_in.name,
        "owner": dossier.owner_name,
        "received_at": dossier.received_at,
        "due_at": dossier.due_at,
        "is_provisional": dossier.is_provisional,
        "step": dossier.step_name,
        "holder": _username(dossier.holder),
        "holder_role": dossier.holder_role,
        "revision": dossier.revision,
    }


def _username(user: User | None) -> str | None:
    return user.username if user else None
