"""Ask the applicant to complete a dossier, once and for all faults; take the answer.

The clock itself stands still and runs again in `pauses`: its policy has one place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.dossiers import faults
from motcua.dossiers.errors import (
    AlreadyAsked,
    AlreadyPaused,
    FaultUnclear,
    NoFaults,
    NothingAsked,
    NotYourDecision,
    NotYourStep,
    ReasonMissing,
)
from motcua.dossiers.models import (
    Dossier,
    Paper,
    Pause,
    SupplementFault,
    SupplementRequest,
)
from motcua.dossiers.services import locking, pauses, supplement_slip
from motcua.events.dossiers import SupplementRequested
from motcua.foundation.outbox import services as outbox
from motcua.foundation.toolkit.work import unit_of_work
from motcua.rules import supplements as rules
from motcua.rules.lifecycle import Action, State, next_state
from motcua.ward import selectors as ward
from motcua.ward.models import Centre

WAITING: Final = (SupplementRequest.Status.PENDING, SupplementRequest.Status.OPEN)
Stage = SupplementRequest.Stage
Status = SupplementRequest.Status


@dataclass(frozen=True)
class Fault:
    """What is wrong with one paper (`component_key`) or with one part of the form.

    Without `mend` the usual words of its kinds are written.
    """

    kinds: Sequence[str]
    component_key: str = ""
    subject: str = ""
    detail: str = ""
    mend: str = ""


@dataclass(frozen=True)
class Request:
    """One whole request: every fault, why, and until when.

    `ground` says why it is asked again; a request after the second one must be the
    applicant's own fault. `days` is the applicant's time, else the centre's usual.
    `public_address` is for the QR, where this is the dossier's first slip.
    """

    faults: Sequence[Fault]
    reason: str
    ground: str = ""
    is_applicants_fault: bool = False
    days: int | None = None
    public_address: str = ""


def request_supplement(
    *,
    centre: Centre,
    code: str,
    request: Request,
    by: Mandate,
    at: datetime,
    revision: int | None = None,
) -> Dossier:
    """Ask for everything that is missing, in one request.

    The first request stops the clock at once. A later one waits for the head, and the
    clock runs on until it is approved. Raises NoFaults, FaultUnclear, ReasonMissing,
    AlreadyAsked, NotYourStep, or what `rules.supplements.ask` and the lifecycle raise.
    """
    if not request.reason.strip():
        raise ReasonMissing(code)
    if not request.faults:
        raise NoFaults(code)
    with unit_of_work():
        dossier = locking.locked(centre.id, code, revision=revision)
        _require_asker(dossier, by)
        next_state(Action.REQUEST_SUPPLEMENT, dossier.now_in)
        if pauses.open_one(dossier) is not None:
            raise AlreadyPaused(code)
        if waiting(dossier) is not None:
            raise AlreadyAsked(code)
        asked = rules.ask(
            earlier(dossier),
            ground=request.ground,
            is_applicants_fault=request.is_applicants_fault,
        )
        row = _write(dossier, request, asked, by, at)
        locking.note(
            dossier,
            "request_supplement",
            by=by.user,
            at=at,
            number=row.number,
            faults=len(request.faults),
        )
        if asked.needs_approval:
            locking.keep(dossier)
        else:
            _open(dossier, row, at=at, public_address=request.public_address)
    return dossier


def decide_supplement(
    *,
    centre: Centre,
    code: str,
    is_approved: bool,
    by: Mandate,
    at: datetime,
    reason: str = "",
    revision: int | None = None,
) -> Dossier:
    """Let a second request go out, or decline it with a reason.

    Decided by a head of the unit that asks, or by the centre's director; never by who
    asked. Raises NothingAsked, NotYourDecision, ReasonMissing.
    """
    if not is_approved and not reason.strip():
        raise ReasonMissing(code)
    with unit_of_work():
        dossier = locking.locked(centre.id, code, revision=revision)
        row = waiting(dossier)
        if row is None or not row.is_pending:
            raise NothingAsked(code)
        if not may_decide(row, by):
            raise NotYourDecision(code)
        row.decided_at, row.decided_by = at, by.user
        row.decision_reason = reason
        row.status = Status.OPEN if is_approved else Status.DECLINED
        row.save(
            update_fields=["decided_at", "decided_by", "decision_reason", "status"]
        )
        locking.note(
            dossier,
            "decide_supplement",
            by=by.user,
            at=at,
            reason=reason,
            number=row.number,
            is_approved=is_approved,
        )
        if is_approved:
            _open(dossier, row, at=at)
        else:
            locking.keep(dossier)
    return dossier


def lapse(dossier: Dossier) -> None:
    """Wait no longer: the dossier ended, was stopped or is resolved."""
    SupplementRequest.objects.filter(
        centre_id=dossier.centre_id, dossier=dossier, status__in=WAITING
    ).update(status=Status.LAPSED)


def waiting(dossier: Dossier) -> SupplementRequest | None:
    """The request that waits for its approval or for its answer."""
    return (
        SupplementRequest.objects.filter(
            centre_id=dossier.centre_id, dossier=dossier, status__in=WAITING
        )
        .select_related("asked_by", "agency")
        .first()
    )


def earlier(dossier: Dossier) -> int:
    """How many requests count so far: those a head declined never went out."""
    return (
        SupplementRequest.objects.filter(centre_id=dossier.centre_id, dossier=dossier)
        .exclude(status=Status.DECLINED)
        .count()
    )


def may_ask(dossier: Dossier, by: Mandate) -> bool:
    """True for who receives, while it is new; then for who has the step in hand."""
    if dossier.now_in is State.NEW:
        is_here = by.user.centre_id == dossier.centre_id
        return is_here and by.may_in(Capability.RECEIVE, dossier.field_id)
    return locking.may_do(locking.active_step(dossier), by)


def may_decide(row: SupplementRequest, by: Mandate) -> bool:
    """True for a head of the unit that asks, or a director, who did not ask."""
    if by.user.centre_id != row.centre_id or by.user.id == row.asked_by_id:
        return False
    if not by.may(Capability.APPROVE_SUPPLEMENT):
        return False
    return "centre_director" in by.roles or by.user.department_id == row.agency_id


def _require_asker(dossier: Dossier, by: Mandate) -> None:
    if not may_ask(dossier, by):
        raise NotYourStep(dossier.code)


def _write(
    dossier: Dossier, request: Request, asked: rules.Asked, by: Mandate, at: datetime
) -> SupplementRequest:
    is_new = dossier.now_in is State.NEW
    calendar = ward.calendar_in_force(dossier.centre)
    came_in = dossier.lodged_at if is_new and dossier.lodged_at else dossier.received_at
    declined = SupplementRequest.objects.filter(
        centre_id=dossier.centre_id, dossier=dossier, status=Status.DECLINED
    ).count()
    row = SupplementRequest(
        centre_id=dossier.centre_id,
        dossier=dossier,
        number=asked.number + declined,
        stage=Stage.RECEPTION if is_new else Stage.APPRAISAL,
        status=Status.PENDING if asked.needs_approval else Status.OPEN,
        agency_id=by.user.department_id,
        reason=request.reason,
        ground=request.ground,
        is_applicants_fault=request.is_applicants_fault,
        is_late=not is_new and rules.is_late(came_in, at, calendar),
        needs_approval=asked.needs_approval,
        days=request.days or dossier.centre.supplement_days,
        asked_at=at,
        asked_by=by.user,
    )
    found = _faults(dossier, row, request.faults)
    row.save(force_insert=True)
    SupplementFault.objects.bulk_create(found)
    return row


def _faults(
    dossier: Dossier, row: SupplementRequest, asked: Sequence[Fault]
) -> list[SupplementFault]:
    papers = {
        paper.component_key: paper
        for paper in Paper.objects.filter(centre_id=dossier.centre_id, dossier=dossier)
    }
    known = faults.all_kinds()
    unclear = [
        _subject(fault, papers)
        for fault in asked
        if not _is_clear(fault, papers, known)
    ]
    if unclear:
        raise FaultUnclear(tuple(unclear))
    return [
        SupplementFault(
            centre_id=dossier.centre_id,
            request=row,
            position=place,
            component_key=fault.component_key,
            subject=_subject(fault, papers),
            kinds=list(fault.kinds),
            detail=fault.detail.strip(),
            mend=fault.mend.strip()
            or " ".join(known[key].mend_vi for key in fault.kinds),
            before=snapshot(papers.get(fault.component_key)),
        )
        for place, fault in enumerate(asked, start=1)
    ]


def _is_clear(
    fault: Fault,
    papers: Mapping[str, Paper],
    known: Mapping[str, faults.FaultKind],
) -> bool:
    if not fault.kinds or any(key not in known for key in fault.kinds):
        return False
    is_named = fault.component_key in papers or bool(
        not fault.component_key and fault.subject.strip()
    )
    needs_detail = any(known[key].needs_detail for key in fault.kinds)
    return is_named and (not needs_detail or bool(fault.detail.strip()))


def _subject(fault: Fault, papers: Mapping[str, Paper]) -> str:
    paper = papers.get(fault.component_key)
    return paper.name if paper else fault.subject.strip() or fault.component_key


def snapshot(paper: Paper | None) -> dict[str, Any]:
    """The paper as it is, for what is compared later; empty for the declaration."""
    if paper is None:
        return {}
    return {
        "kind": paper.kind,
        "count": paper.count,
        "note": paper.note,
        "is_present": paper.is_present,
    }


def _open(
    dossier: Dossier, row: SupplementRequest, *, at: datetime, public_address: str = ""
) -> None:
    """Stop the clock, give the slip, announce it; the dossier is kept."""
    calendar = ward.calendar_in_force(dossier.centre)
    row.opened_at = at
    row.answer_until = rules.answer_until(at, calendar, days=row.days)
    row.save(update_fields=["opened_at", "answer_until"])
    pauses.begin(
        dossier, Pause.Kind.SUPPLEMENT, reason=row.reason, by=row.asked_by, at=at
    )
    supplement_slip.freeze_supplement_slip(
        dossier, row, at=at, public_address=public_address or None
    )
    outbox.record(
        SupplementRequested(
            centre_id=dossier.centre_id,
            dossier_id=dossier.id,
            request_id=row.id,
            answer_until=row.answer_until,
        ),
        at=at,
    )
    dossier.answer_due_at = None
    locking.keep(dossier, "state", "answer_due_at")
