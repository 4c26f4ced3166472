"""Take what the applicant brought to complete a dossier, and let the clock run again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.dossiers.errors import FaultsUnanswered, NothingAsked, NotYourStep
from motcua.dossiers.models import (
    Dossier,
    DossierVisit,
    Paper,
    SupplementFault,
    SupplementRequest,
)
from motcua.dossiers.services import arrivals, locking, pauses, promises, reception
from motcua.dossiers.services.supplements import may_ask, may_decide, snapshot, waiting
from motcua.events.dossiers import SupplementAnswered
from motcua.foundation.outbox import services as outbox
from motcua.foundation.toolkit.work import unit_of_work
from motcua.rules.fees import FeeLine
from motcua.rules.lifecycle import WORKING, Action, State
from motcua.visits.models import Visit
from motcua.ward.models import Centre

DEFAULT_HOW = "Đã bổ sung"


@dataclass(frozen=True)
class Brought:
    """What came for one fault, by its number on the slip."""

    position: int
    how: str = ""
    kind: str = Paper.Kind.ORIGINAL
    count: int = 1
    note: str = ""


@dataclass(frozen=True)
class Answer:
    """All that came; `enough_because` says why the rest is not needed.

    `fee_lines` and `public_address` are for the receipt, where the answer is also the
    reception.
    """

    brought: Sequence[Brought]
    enough_because: str = ""
    fee_lines: Sequence[FeeLine] = ()
    public_address: str = ""


def answer_supplement(
    *,
    centre: Centre,
    code: str,
    answer: Answer,
    by: Mandate,
    at: datetime,
    visit: Visit | None = None,
    revision: int | None = None,
) -> Dossier:
    """Write down what came; the dossier goes on, its promise counted from now.

    Asked at reception, the dossier is accepted by this and has its receipt. Raises
    NothingAsked, NotYourStep, FaultsUnanswered with what is still missing.
    """
    with unit_of_work():
        dossier = locking.locked(centre.id, code, revision=revision)
        request = waiting(dossier)
        if request is None or not request.is_open:
            raise NothingAsked(code)
        if not may_answer(dossier, by):
            raise NotYourStep(code)
        _take(dossier, request, answer)
        request.status, request.answered_at = SupplementRequest.Status.ANSWERED, at
        request.answered_by, request.enough_because = by.user, answer.enough_because
        request.save(
            update_fields=["status", "answered_at", "answered_by", "enough_because"]
        )
        if visit is not None:
            purpose = DossierVisit.Purpose.SUPPLEMENT
            arrivals.episode_of(dossier, visit, purpose).save(force_insert=True)
        if request.stage == SupplementRequest.Stage.RECEPTION:
            pauses.close(dossier, at=at)
            reception.open_work(
                dossier,
                Action.ACCEPT_SUPPLEMENT,
                fee_lines=answer.fee_lines,
                public_address=answer.public_address,
                by=by.user,
                at=at,
            )
        else:
            pauses.end(dossier, Action.RESUME, by=by.user, at=at)
            locking.keep(dossier, "state", *promises.COLUMNS)
        locking.note(
            dossier,
            "answer_supplement",
            by=by.user,
            at=at,
            reason=answer.enough_because,
            number=request.number,
        )
        outbox.record(
            SupplementAnswered(
                centre_id=dossier.centre_id,
                dossier_id=dossier.id,
                request_id=request.id,
                answered_at=at,
            ),
            at=at,
        )
    return dossier


def may_answer(dossier: Dossier, by: Mandate) -> bool:
    """True for who receives at the counter and for who has the step in hand."""
    if by.user.centre_id != dossier.centre_id:
        return False
    return by.may_in(Capability.RECEIVE, dossier.field_id) or locking.may_do(
        locking.active_step(dossier), by
    )


def verbs_about(
    by: Mandate, dossier: Dossier, request: SupplementRequest | None
) -> list[str]:
    """What this person may do now about reception and about what was asked for."""
    if request is not None and request.is_open:
        return ["answer_supplement"] if may_answer(dossier, by) else []
    if request is not None:
        return ["decide_supplement"] if may_decide(request, by) else []
    if dossier.now_in not in {State.NEW, *WORKING} or not may_ask(dossier, by):
        return []
    if dossier.now_in is State.NEW:
        return ["accept", "request_supplement", "refuse_reception"]
    return []


def _take(dossier: Dossier, request: SupplementRequest, answer: Answer) -> None:
    brought = {one.position: one for one in answer.brought}
    rows = list(
        SupplementFault.objects.filter(centre_id=dossier.centre_id, request=request)
    )
    missing = [row.subject for row in rows if row.position not in brought]
    if len(missing) == len(rows) or (missing and not answer.enough_because.strip()):
        raise FaultsUnanswered(tuple(missing))
    papers = {
        paper.component_key: paper
        for paper in Paper.objects.filter(centre_id=dossier.centre_id, dossier=dossier)
    }
    for row in rows:
        if row.position in brought:
            _mend(row, brought[row.position], papers)


def _mend(row: SupplementFault, brought: Brought, papers: Mapping[str, Paper]) -> None:
    paper = papers.get(row.component_key)
    if paper is not None:
        paper.kind, paper.count = Paper.Kind(brought.kind), brought.count
        paper.note, paper.is_present = brought.note, True
        paper.save(update_fields=["kind", "count", "note", "is_present"])
    row.is_answered, row.after = True, snapshot(paper)
    row.answered_how = brought.how.strip() or DEFAULT_HOW
    row.save(update_fields=["is_answered", "after", "answered_how"])
