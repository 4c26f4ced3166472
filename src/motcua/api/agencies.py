"""What agencies are asked: their inbox by program, and asking from the desk."""

from decimal import Decimal
from typing import Annotated, Final, Literal
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from ninja import Field, Router, Schema

from motcua.accounts.roles import Capability
from motcua.api.auth import ApiRequest, Bearer
from motcua.api.dossiers import visible
from motcua.api.schemas.fields import Moment, Sent
from motcua.dossiers import services
from motcua.dossiers.errors import AgencyUnknown
from motcua.dossiers.models import AgencyTask
from motcua.dossiers.selectors import agencies
from motcua.ward import selectors as ward

router = Router(tags=["agencies"])

PARTNER: Final = Bearer(Capability.PARTNER_WORK)
MOST: Final = 100
Note = Annotated[str, Field(max_length=500)]
Text = Annotated[str, Field(max_length=4000)]


class TaskPaper(Schema):
    """A paper that went along."""

    name: str
    kind: str
    count: int


class TaskTold(Schema):
    """One task as its agency reads it: no more of the dossier than it needs."""

    id: UUID
    code: str
    procedure: str
    procedure_name: str
    owner: str
    kind: str
    state: str
    question: str
    answer: str
    is_confidential: bool
    is_lead: bool
    medium: str
    papers: list[TaskPaper]
    sent_at: Moment | None
    due_at: Moment | None
    received_at: Moment | None
    answered_at: Moment | None
    outcome: str


class TasksTold(Schema):
    """The open tasks of an agency, the most urgent first."""

    items: list[TaskTold]


class ReceiptSent(Sent):
    """Papers received; what is missing, if anything."""

    missing: Note = ""


class AnswerSent(Sent):
    """The agency's answer."""

    answer: Text


class RefusalSent(Sent):
    """Why the agency gives the task back."""

    reason: Note


class AsksSent(Sent):
    """One question to some agencies, by their codes, in the order of turn."""

    agencies: Annotated[list[str], Field(min_length=1, max_length=20)]
    question: Text
    medium: Literal["paper", "electronic"]
    lead: Annotated[str, Field(max_length=20)] = ""
    hours: Annotated[Decimal, Field(ge=1, le=400)] | None = None
    is_confidential: bool = False


class Asked(Schema):
    """What was asked of one agency."""

    id: UUID
    agency: str
    state: str
    due_at: Moment | None


class AskedAll(Schema):
    """What was asked of each agency."""

    items: list[Asked]


@router.get("/agency-tasks", auth=PARTNER, response=TasksTold)
def list_agency_tasks(request: ApiRequest) -> TasksTold:
    """What the token's agency still has to answer, the most urgent first."""
    return TasksTold(items=[_told(t) for t in agencies.inbox(request.auth)[:MOST]])


@router.get("/agency-tasks/{uuid:task_id}", auth=PARTNER, response=TaskTold)
def read_agency_task(request: ApiRequest, task_id: UUID) -> TaskTold:
    """One task of the token's agency."""
    return _told(_found(request, task_id))


@router.post("/agency-tasks/{uuid:task_id}/receipt", auth=PARTNER, response=TaskTold)
def receive_agency_task(
    request: ApiRequest, task_id: UUID, sent: ReceiptSent
) -> TaskTold:
    """Confirm the papers, or say what is missing."""
    task = _found(request, task_id)
    services.receive_task(
        centre=request.auth.user.centre,
        task_id=task.id,
        missing=sent.missing,
        by=request.auth,
        at=timezone.now(),
    )
    return _told(_found(request, task_id))


@router.post("/agency-tasks/{uuid:task_id}/answer", auth=PARTNER, response=TaskTold)
def answer_agency_task(
    request: ApiRequest, task_id: UUID, sent: AnswerSent
) -> TaskTold:
    """Answer; a step of the agency's own is handed over with it."""
    task = _found(request, task_id)
    services.answer_task(
        centre=request.auth.user.centre,
        task_id=task.id,
        answer=sent.answer,
        by=request.auth,
        at=timezone.now(),
    )
    return _told(_found(request, task_id))


@router.post("/agency-tasks/{uuid:task_id}/refusal", auth=PARTNER, response=TaskTold)
def refuse_agency_task(
    request: ApiRequest, task_id: UUID, sent: RefusalSent
) -> TaskTold:
    """Give the task back undone, with the reason."""
    task = _found(request, task_id)
    services.refuse_task(
        centre=request.auth.user.centre,
        task_id=task.id,
        reason=sent.reason,
        by=request.auth,
        at=timezone.now(),
    )
    return _told(_found(request, task_id))


@router.post(
    "/dossiers/{code}/agency-tasks",
    auth=Bearer(Capability.WORK_STEPS, Capability.ASSIGN),
    response=AskedAll,
)
def ask_agencies(request: ApiRequest, code: str, sent: AsksSent) -> AskedAll:
    """Ask agencies for their opinions about a dossier."""
    dossier = visible(request.auth, code)
    units = {unit.code: unit for unit in ward.departments(dossier.centre)}
    if not set(sent.agencies) <= set(units):
        raise AgencyUnknown
    tasks = services.ask_agencies(
        centre=dossier.centre,
        code=dossier.code,
        asks=[
            services.Ask(
                units[agency],
                sent.question,
                hours=sent.hours,
                is_lead=agency == sent.lead,
                is_confidential=sent.is_confidential,
            )
            for agency in sent.agencies
        ],
        medium=sent.medium,
        by=request.auth,
        at=timezone.now(),
    )
    return AskedAll(
        items=[
            Asked(id=t.id, agency=t.agency.code, state=t.state, due_at=t.due_at)
            for t in tasks
        ]
    )


def _found(request: ApiRequest, task_id: UUID) -> AgencyTask:
    found = agencies.agency_task(request.auth, task_id)
    if found is None:
        raise Http404
    return found


def _told(task: AgencyTask) -> TaskTold:
    procedure = task.dossier.version.procedure
    return TaskTold(
        id=task.id,
        code=task.dossier.code,
        procedure=procedure.code,
        procedure_name=procedure.name,
        owner=task.dossier.owner_name,
        kind=task.kind,
        state=task.state,
        question=task.question,
        answer=task.answer,
        is_confidential=task.is_confidential,
        is_lead=task.is_lead,
        medium=task.medium,
        papers=[TaskPaper(**paper) for paper in task.papers],
        sent_at=task.sent_at,
        due_at=task.due_at,
        received_at=task.received_at,
        answered_at=task.answered_at,
        outcome=task.outcome,
    )
