"""Write down the episodes in which people are served."""

import secrets
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.accounts.models import User
from motcua.events.visits import VisitClosed
from motcua.foundation.audit import services as audit
from motcua.foundation.outbox import services as outbox
from motcua.foundation.toolkit.work import send, unit_of_work
from motcua.people.models import Citizen
from motcua.visits import walk_ins
from motcua.visits.models import Visit, WalkInService
from motcua.visits.services import open_visits
from motcua.visits.services.telling import (
    UNTOLD,
    Again,
    Episode,
    NotAgain,
    ReasonMissing,
    UnknownService,
    UnknownVisit,
    VisitStays,
    began,
    link,
)
from motcua.visits.walk_ins import Kind
from motcua.ward.models import Centre, Counter


def record_visit(
    *,
    citizen: Citizen | None,
    place: str,
    outcome: str,
    by: User,
    at: datetime,
    counter: Counter | None = None,
    told: Episode = UNTOLD,
) -> Visit:
    """Write down an episode that ends now; without `told.opened_at` it began now as well.

    What is done at a counter whose officer serves a visit is part of that visit, which
    goes on. Its public code cannot be guessed. The audit line is that of the act itself.
    Raises OwnerMissing for a cause of ours without its unit.
    """
    with unit_of_work():
        going_on = open_visits.served_by(by) if place == Visit.Place.COUNTER else None
        if going_on is not None:
            return open_visits.join(going_on, citizen, outcome, told)
        visit = Visit(
            centre_id=by.centre_id,
            public_code=secrets.token_hex(open_visits.CODE_BYTES),
            place=place,
            citizen=citizen,
            counter=counter,
            opened_at=began(told.opened_at, at),
            served_by=by,
            began_at=began(told.opened_at, at),
            closed_at=at,
            outcome=outcome,
            service=told.service,
            note=told.note.strip(),
            **(link(told.again) if told.again else {}),
        )
        send(visit)
        outbox.record(
            VisitClosed(
                centre_id=by.centre_id,
                visit_id=visit.id,
                closed_at=at,
                outcome=outcome,
            ),
            at=at,
        )
    return visit


def serve_walk_in(
    *,
    centre: Centre,
    service: str,
    by: User,
    at: datetime,
    citizen: Citizen | None = None,
    counter: Counter | None = None,
    told: Episode = UNTOLD,
) -> Visit:
    """Write down a service that needs no dossier; the person may stay unnamed.

    Raises UnknownService.
    """
    chosen = walk_ins.all_services(centre).get(service)
    if chosen is None or not chosen.is_offered:
        raise UnknownService(service)
    with unit_of_work():
        visit = record_visit(
            citizen=citizen,
            place=Visit.Place.COUNTER,
            outcome=chosen.outcome,
            by=by,
            at=at,
            counter=counter,
            told=replace(told, service=chosen.code),
        )
        _note(visit, "serve_walk_in", by=by, at=at, service=chosen.code)
    return visit


def strike_visit(
    *, centre: Centre, visit_id: UUID, reason: str, by: User, at: datetime
) -> Visit:
    """Take a visit written by mistake out of the counts; the row and why stay.

    Raises UnknownVisit, ReasonMissing or VisitStays.
    """
    if not reason.strip():
        raise ReasonMissing
    with unit_of_work():
        visit = locked(centre, visit_id)
        is_first = Visit.objects.filter(centre=centre, again_of=visit).exists()
        if not visit.service or visit.outcome == Visit.Outcome.DOSSIER or is_first:
            raise VisitStays(visit_id)
        visit.struck_at, visit.struck_reason = at, reason.strip()[:300]
        visit.save(update_fields=["struck_at", "struck_reason"])
        _note(visit, "strike_visit", by=by, at=at, reason=visit.struck_reason)
    return visit


def say_why_again(
    *, centre: Centre, visit_id: UUID, again: Again, by: User, at: datetime
) -> Visit:
    """Link a visit to the first one of its matter, or correct its cause or owner.

    Raises UnknownVisit, NotAgain or OwnerMissing.
    """
    with unit_of_work():
        visit = locked(centre, visit_id)
        told = link(again)
        if told["again_of"] == visit or again.of.opened_at > visit.opened_at:
            raise NotAgain(visit_id)
        if Visit.objects.filter(centre=centre, again_of=visit).exists():
            # The first visit of a matter stays the first.
            raise NotAgain(visit_id)
        before = visit.again_cause
        for name, value in told.items():
            setattr(visit, name, value)
        visit.save(update_fields=[*told])
        _note(
            visit, "say_why_again", by=by, at=at, cause=visit.again_cause, before=before
        )
    return visit


def turn_into_dossier(visit: Visit, *, citizen: Citizen) -> Visit:
    """The episode became a reception after all; its audit line is the reception's."""
    visit.outcome, visit.citizen = Visit.Outcome.DOSSIER, citizen
    visit.save(update_fields=["outcome", "citizen"])
    return visit


def change_service(
    *,
    centre: Centre,
    code: str,
    kind: Kind,
    name: str,
    name_en: str = "",
    is_offered: bool = True,
    by: User,
    at: datetime,
) -> WalkInService:
    """Rename, hide, show again or add one of the services without a dossier."""
    with unit_of_work():
        row, _ = WalkInService.objects.update_or_create(
            centre=centre,
            code=code,
            defaults={
                "kind": kind,
                "name": name,
                "name_en": name_en,
                "is_offered": is_offered,
            },
        )
        audit.write(
            centre_id=centre.id,
            by=by,
            verb="change_walk_in_service",
            subject=("walk_in_service", row.id),
            at=at,
            code=code,
            is_offered=is_offered,
        )
    return row


def locked(centre: Centre, visit_id: UUID) -> Visit:
    """Lock and return a visit that counts; raises UnknownVisit."""
    visit = (
        Visit.objects.select_for_update()
        .filter(centre=centre, id=visit_id, struck_at=None)
        .first()
    )
    if visit is None:
        raise UnknownVisit(visit_id)
    return visit


def _note(visit: Visit, verb: str, *, by: User, at: datetime, **detail: Any) -> None:
    audit.write(
        centre_id=visit.centre_id,
        by=by,
        verb=verb,
        subject=("visit", visit.id),
        at=at,
        **detail,
    )
