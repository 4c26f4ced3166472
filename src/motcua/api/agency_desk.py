"""The centre's side of what agencies are asked: read it, take it back, confirm papers."""

from typing import Annotated, Final
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import Router, Schema

from motcua.accounts.roles import Capability
from motcua.api.auth import SEES_DOSSIERS, ApiRequest, Bearer
from motcua.api.dossiers import visible
from motcua.api.idempotency import Key, create_once
from motcua.api.keeping import SlipTold, slip_told
from motcua.api.schemas.fields import Moment, Sent, most, words
from motcua.api.verbs import colleague
from motcua.dossiers import services
from motcua.dossiers.models import AgencyTask, HandOver
from motcua.dossiers.selectors import agencies

router = Router(tags=["agencies"])

DESK: Final = Bearer(Capability.WORK_STEPS, Capability.ASSIGN)


class DeskTask(Schema):
    """One task as the centre reads it."""

    id: UUID
    agency: str
    kind: str
    state: str
    question: str
    answer: str
    sent_at: Moment | None
    due_at: Moment | None
    answered_at: Moment | None
    outcome: str


class PapersBack(Schema):
    """Papers an agency gave back that the centre has not confirmed."""

    id: UUID
    agency: str
    sent_at: Moment


class DeskTasks(Schema):
    """What was asked for one dossier, and what came back unconfirmed."""

    items: list[DeskTask]
    papers_back: list[PapersBack]


class TakenBackSent(Sent):
    """Why the ward takes the task back; for a step of theirs, to whom it goes."""

    reason: Annotated[str, words(500)]
    to: Annotated[str, most(60)] = ""


class ReturnedSent(Sent):
    """What was missing, if anything."""

    missing: Annotated[str, most(500)] = ""


@router.get("/{code}/agencies", auth=SEES_DOSSIERS, response=DeskTasks)
def list_tasks_of_dossier(request: ApiRequest, code: str) -> DeskTasks:
    """What agencies were asked; an opinion in confidence only for those it is for."""
    dossier = visible(request.auth, code)
    return DeskTasks(
        items=[_task(task) for task in agencies.tasks_of(request.auth, dossier)],
        papers_back=[
            _back(hand_over) for hand_over in agencies.to_receive_back(dossier)
        ],
    )


@router.post("/{code}/agencies/{uuid:task_id}/removal", auth=DESK, response=DeskTask)
def take_back_task(
    request: ApiRequest, code: str, task_id: UUID, sent: TakenBackSent
) -> DeskTask:
    """Take a task back to the ward."""
    dossier = visible(request.auth, code)
    task = services.take_back(
        centre=dossier.centre,
        code=dossier.code,
        task_id=task_id,
        reason=sent.reason,
        by=request.auth,
        at=timezone.localtime(),
        to=colleague(request.auth, sent.to) if sent.to else None,
    )
    return _task(task)


@router.post(
    "/{code}/returned-papers/{uuid:hand_over_id}", auth=DESK, response=PapersBack
)
def receive_papers_back(
    request: ApiRequest, code: str, hand_over_id: UUID, sent: ReturnedSent
) -> PapersBack:
    """Confirm the papers an agency gave back."""
    dossier = visible(request.auth, code)
    hand_over = services.receive_back(
        centre=dossier.centre,
        code=dossier.code,
        hand_over_id=hand_over_id,
        missing=sent.missing,
        by=request.auth,
        at=timezone.localtime(),
    )
    return _back(hand_over)


@router.post("/{code}/control-slips", auth=SEES_DOSSIERS, response={201: SlipTold})
def draw_control_slip(request: ApiRequest, code: str, key: Key) -> HttpResponse:
    """Draw up the control slip (form 06) as things stand."""
    dossier = visible(request.auth, code)

    def do() -> SlipTold:
        slip = services.draw_control_slip(
            centre=dossier.centre,
            code=dossier.code,
            by=request.auth,
            at=timezone.localtime(),
        )
        return slip_told(slip, dossier.code)

    return create_once(request.auth, key, {}, do, what=f"control slip {dossier.code}")


def _task(task: AgencyTask) -> DeskTask:
    return DeskTask(
        id=task.id,
        agency=task.agency.code,
        kind=task.kind,
        state=task.state,
        question=task.question,
        answer=task.answer,
        sent_at=task.sent_at,
        due_at=task.due_at,
        answered_at=task.answered_at,
        outcome=task.outcome,
    )


def _back(hand_over: HandOver) -> PapersBack:
    agency = hand_over.from_agency
    return PapersBack(
        id=hand_over.id,
        agency=agency.code if agency else "",
        sent_at=hand_over.sent_at,
    )
