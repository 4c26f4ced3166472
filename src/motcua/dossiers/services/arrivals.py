"""The rows of a dossier that comes in: what lodging and reception have in common."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from motcua.accounts.models import User
from motcua.catalogue.models import LocalStep, ProcedureVersion
from motcua.catalogue.selectors import Offer
from motcua.dossiers.errors import PapersMissing
from motcua.dossiers.models import (
    Dossier,
    DossierVisit,
    Paper,
    Promise,
    Step,
)
from motcua.dossiers.services import agency_tasks, locking, promises, receipt
from motcua.events.dossiers import DossierReceived
from motcua.foundation.numbering import services as numbering
from motcua.foundation.outbox import services as outbox
from motcua.foundation.toolkit.models import new_id
from motcua.foundation.toolkit.work import keep
from motcua.people.models import Citizen, Organisation
from motcua.rules import codes, worktime
from motcua.rules.fees import FeeLine
from motcua.rules.lifecycle import Action, State
from motcua.rules.vietnamese import fold
from motcua.rules.worktime import Reckoning
from motcua.visits.models import Visit
from motcua.ward import selectors as ward
from motcua.ward.models import CalendarEdition, Centre, Department

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True)
class PaperGiven:
    """What was done with one paper of the checklist."""

    component_key: str
    is_present: bool
    kind: str = Paper.Kind.ORIGINAL
    count: int = 1
    note: str = ""


@dataclass(frozen=True)
class Reception:
    """Everything the officer decided at the counter.

    `missing_accepted` says why a dossier is received although a required paper is not
    there; without it reception refuses. `quantities` are of the fees, for the receipt.
    `competent_*` name the agency that decides when it is not this one; the promise then
    waits for `confirm_competent_receipt`.
    """

    owner: Citizen | Organisation
    submitter: Citizen
    origin: str
    planned_exit: str
    papers: Sequence[PaperGiven] = ()
    authorisation: str = ""
    helper: User | None = None
    declaration: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    missing_accepted: str = ""
    fee_lines: Sequence[FeeLine] = ()
    public_address: str = ""
    quantities: Mapping[str, int] = field(default_factory=dict)
    competent_department: Department | None = None
    competent_name: str = ""


def reckoning_of(
    dossier: Dossier, edition: CalendarEdition, at: datetime
) -> Reckoning | None:
    """When the dossier, complete at this moment, is due; None without a limit.

    None also while another agency that decides it has not got it.
    """
    limit = dossier.version.time_limit
    if limit is None or dossier.awaits_competent:
        return None
    return worktime.due(at, limit, ward.calendar_of(edition))


def papers_of(offer: Offer, reception: Reception) -> list[Paper]:
    """The checklist as rows, each with what was brought."""
    given = {paper.component_key: paper for paper in reception.papers}
    rows = []
    for component in offer.version.components.all():
        paper = given.get(component.key)
        rows.append(
            Paper(
                centre_id=offer.local.centre_id,
                position=component.position,
                component_key=component.key,
                name=component.name,
                kind=paper.kind if paper else Paper.Kind.ORIGINAL,
                count=paper.count if paper else 0,
                is_present=paper is not None and paper.is_present,
                stays=component.mode == component.Mode.SUBMIT,
                note=paper.note if paper else "",
            )
        )
    return rows


def require_papers(
    version: ProcedureVersion, papers: Sequence[Paper], missing_accepted: str
) -> None:
    """Raise PapersMissing unless each required paper is there or was done without."""
    there = {paper.component_key for paper in papers if paper.is_present}
    missing = [
        component.name
        for component in version.components.all()
        if component.is_required and component.key not in there
    ]
    if missing and not missing_accepted.strip():
        raise PapersMissing(tuple(missing))


def new_dossier(
    centre: Centre,
    offer: Offer,
    reception: Reception,
    by: User,
    at: datetime,
    dossier_id: UUID | None,
) -> Dossier:
    """The dossier as it comes in, without code and without promise."""
    owner = reception.owner
    name = owner.full_name if isinstance(owner, Citizen) else owner.name
    return Dossier(
        id=dossier_id or new_id(),
        centre=centre,
        version=offer.version,
        process=offer.process,
        field_id=offer.procedure.field_id,
        state=State.NEW,
        origin=reception.origin,
        planned_exit=reception.planned_exit,
        owner_citizen=owner if isinstance(owner, Citizen) else None,
        owner_organisation=None if isinstance(owner, Citizen) else owner,
        owner_name=name,
        owner_folded=fold(name),
        submitter=reception.submitter,
        authorisation=reception.authorisation,
        helper=reception.helper,
        declaration=json.dumps(dict(reception.declaration), ensure_ascii=False)
        if reception.declaration
        else "",
        note=reception.note,
        quantities=dict(reception.quantities),
        competent_department=reception.competent_department,
        competent_name=reception.competent_name,
        received_at=at,
        received_by=by,
    )


def steps_of(dossier: Dossier, plan: Sequence[LocalStep], at: datetime) -> list[Step]:
    """The steps of the process; the first one, reception, has begun."""
    agencies = agency_tasks.agencies_by_role(dossier.centre, plan)
    steps = [
        Step(
            centre_id=dossier.centre_id,
            dossier=dossier,
            position=local.position,
            key=local.key,
            name=local.name,
            name_en=local.name_en,
            role=local.role,
            department_id=local.department_id,
            agency_id=agency_tasks.agency_of(local, agencies),
            hours=local.hours,
            status=Step.Status.WAITING,
        )
        for local in plan
    ]
    steps[0].status, steps[0].active_at = Step.Status.ACTIVE, at
    return steps


def finish_reception(steps: Sequence[Step], *, by: User, at: datetime) -> None:
    """The first step is done and the second has begun; saving is the caller's."""
    first, second = steps[0], steps[1]
    first.status = Step.Status.DONE
    first.assignee = first.finished_by = by
    first.finished_at = at
    second.status = Step.Status.ACTIVE
    second.active_at = at


def next_code(centre: Centre, at: datetime) -> str:
    """The next code of the day; raises rules.codes.CodesExhausted."""
    on = at.astimezone(ZONE).date()
    number = numbering.take(
        centre_id=centre.id, series="dossier", period=on.isoformat()
    )
    return str(codes.issue(agency=centre.agency_identifier, on=on, number=number))


def episode_of(dossier: Dossier, visit: Visit, purpose: str) -> DossierVisit:
    """The visit in which something was done for the dossier, still to be written."""
    return DossierVisit(
        centre_id=dossier.centre_id, dossier=dossier, visit=visit, purpose=purpose
    )


def promise_from(dossier: Dossier, edition: CalendarEdition, at: datetime) -> None:
    """Let the clock start when the complete dossier was there (`at`)."""
    reckoning = reckoning_of(dossier, edition, at)
    dossier.received_at = at
    dossier.due_at = reckoning.due_at if reckoning else None
    dossier.is_provisional = reckoning.provisional if reckoning else False


def write_acceptance(
    dossier: Dossier,
    edition: CalendarEdition,
    *,
    papers: Sequence[Paper],
    fee_lines: Sequence[FeeLine],
    public_address: str,
    action: Action,
    by: User,
    at: datetime,
) -> None:
    """Move to accepted; keep the change, the first promise, the receipt and the fact."""
    locking.move_kept(dossier, action, by=by, at=at)
    reckoning = reckoning_of(dossier, edition, dossier.received_at)
    if reckoning is not None:
        promise = promises.promise_of(
            dossier,
            reckoning,
            edition,
            reason=Promise.Reason.RECEPTION,
            number=1,
            at=at,
        )
        keep(promise)
    receipt.freeze_receipt(
        dossier,
        papers=papers,
        fee_lines=fee_lines,
        public_address=public_address,
        by=by,
        at=at,
    )
    outbox.record(
        DossierReceived(
            centre_id=dossier.centre_id,
            dossier_id=dossier.id,
            code=dossier.code,
            received_at=dossier.received_at,
            due_at=dossier.due_at,
        ),
        at=at,
    )
