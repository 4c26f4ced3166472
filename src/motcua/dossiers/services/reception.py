"""Receive a dossier: code, papers, steps, promise, slip, audit and fact in one go."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from motcua.accounts.models import User
from motcua.catalogue.models import LocalStep
from motcua.catalogue.selectors import NOT_DOSSIERS, Offer
from motcua.dossiers.errors import NotReceivable, PapersMissing
from motcua.dossiers.models import (
    Dossier,
    DossierVisit,
    Paper,
    Promise,
    StateChange,
    Step,
)
from motcua.dossiers.services import agency_tasks, locking, promises, receipt
from motcua.events.dossiers import DossierReceived
from motcua.foundation.numbering import services as numbering
from motcua.foundation.outbox import services as outbox
from motcua.foundation.toolkit.models import new_id
from motcua.foundation.toolkit.work import keep, send, unit_of_work
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
    there; without it `receive` refuses. `competent_*` name the agency that decides when
    it is not this one; the promise then waits for `confirm_competent_receipt`.
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
    competent_department: Department | None = None
    competent_name: str = ""


def receive(
    *,
    centre: Centre,
    offer: Offer,
    reception: Reception,
    visit: Visit,
    by: User,
    at: datetime,
    dossier_id: UUID | None = None,
) -> Dossier:
    """Accept a dossier and return it with its code, promise and first step.

    The clock starts at `at` (domain.md 1.3). Either everything is written or nothing.
    Raises NotReceivable, PapersMissing, or rules.codes.CodesExhausted.
    """
    if offer.procedure.code in NOT_DOSSIERS:
        raise NotReceivable(offer.procedure.code)
    papers = _papers(offer, reception)
    with unit_of_work():
        edition = ward.edition_in_force(centre)
        reckoning = _reckoning(offer, reception, edition, at)
        dossier = _dossier(centre, offer, reception, reckoning, by, at, dossier_id)
        steps = _steps(dossier, offer.steps, by, at)
        locking.point_at(dossier, steps[1])
        dossier.code = _next_code(centre, at)
        for paper in papers:
            paper.dossier = dossier
        keep(dossier, *papers, *steps)
        _write_story(dossier, visit, reckoning, edition, by, at)
        receipt.freeze_receipt(
            dossier,
            offer,
            papers=papers,
            fee_lines=reception.fee_lines,
            public_address=reception.public_address,
            at=at,
        )
        agency_tasks.open_for_step(dossier, steps[1], by=by, at=at)
        locking.note(
            dossier, "receive", by=by, at=at, reason=reception.missing_accepted
        )
        outbox.record(
            DossierReceived(
                centre_id=centre.id,
                dossier_id=dossier.id,
                code=dossier.code,
                received_at=at,
                due_at=dossier.due_at,
            ),
            at=at,
        )
        locking.tell_screens(dossier)
        send()
    return dossier


def _reckoning(
    offer: Offer, reception: Reception, edition: CalendarEdition, at: datetime
) -> Reckoning | None:
    limit = offer.version.time_limit
    decided_elsewhere = reception.competent_department or reception.competent_name
    if limit is None or decided_elsewhere:
        return None
    return worktime.due(at, limit, ward.calendar_of(edition))


def _papers(offer: Offer, reception: Reception) -> list[Paper]:
    given = {paper.component_key: paper for paper in reception.papers}
    rows, missing = [], []
    for component in offer.version.components.all():
        paper = given.get(component.key)
        is_present = paper is not None and paper.is_present
        if component.is_required and not is_present:
            missing.append(component.name)
        rows.append(
            Paper(
                centre_id=offer.local.centre_id,
                position=component.position,
                component_key=component.key,
                name=component.name,
                kind=paper.kind if paper else Paper.Kind.ORIGINAL,
                count=paper.count if paper else 0,
                is_present=is_present,
                stays=component.mode == component.Mode.SUBMIT,
                note=paper.note if paper else "",
            )
        )
    if missing and not reception.missing_accepted.strip():
        raise PapersMissing(tuple(missing))
    return rows


def _dossier(
    centre: Centre,
    offer: Offer,
    reception: Reception,
    reckoning: Reckoning | None,
    by: User,
    at: datetime,
    dossier_id: UUID | None,
) -> Dossier:
    owner = reception.owner
    name = owner.full_name if isinstance(owner, Citizen) else owner.name
    return Dossier(
        id=dossier_id or new_id(),
        centre=centre,
        version=offer.version,
        process=offer.process,
        field_id=offer.procedure.field_id,
        state=State.ACCEPTED,
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
        competent_department=reception.competent_department,
        competent_name=reception.competent_name,
        received_at=at,
        received_by=by,
        due_at=reckoning.due_at if reckoning else None,
        is_provisional=reckoning.provisional if reckoning else False,
    )


def _steps(
    dossier: Dossier, plan: Sequence[LocalStep], by: User, at: datetime
) -> list[Step]:
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
    first, second = steps[0], steps[1]
    first.status = Step.Status.DONE
    first.assignee = first.finished_by = by
    first.active_at = first.finished_at = at
    second.status = Step.Status.ACTIVE
    second.active_at = at
    return steps


def _next_code(centre: Centre, at: datetime) -> str:
    on = at.astimezone(ZONE).date()
    number = numbering.take(
        centre_id=centre.id, series="dossier", period=on.isoformat()
    )
    return str(codes.issue(agency=centre.agency_identifier, on=on, number=number))


def _write_story(
    dossier: Dossier,
    visit: Visit,
    reckoning: Reckoning | None,
    edition: CalendarEdition,
    by: User,
    at: datetime,
) -> None:
    episode = DossierVisit(
        centre_id=dossier.centre_id,
        dossier=dossier,
        visit=visit,
        purpose=DossierVisit.Purpose.RECEIVE,
    )
    change = StateChange(
        centre_id=dossier.centre_id,
        dossier=dossier,
        action=Action.ACCEPT,
        from_state=State.NEW,
        to_state=State.ACCEPTED,
        at=at,
        by=by,
    )
    keep(episode, change)
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
