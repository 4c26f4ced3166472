"""Each fact of a dossier's life, as messages to those concerned."""

import hashlib
import json
from datetime import datetime
from typing import Final

from motcua.dossiers import selectors as dossiers
from motcua.dossiers.models import Dossier, Exit
from motcua.events import codec
from motcua.events.dossiers import (
    DossierLodged,
    DossierPaused,
    DossierReceived,
    DossierRefused,
    DossierResumed,
    DossierWithdrawn,
    PromiseMoved,
    ResultReady,
    ResultReturned,
    SupplementAnswered,
    SupplementRequested,
)
from motcua.foundation.outbox.registry import listens
from motcua.notifications import services
from motcua.notifications.services import Cause
from motcua.ward.models import Centre

PAUSES: Final = {"payment": "payment_asked", "stop": "stopped"}
# Told with the fact that moved the promise: work goes on, a supplement came.
TOLD_ELSEWHERE: Final = frozenset({"pause", "reception"})
DIGITS: Final = 16


@listens(DossierLodged)
def tell_lodged(fact: DossierLodged, at: datetime) -> None:
    """It arrived and will be answered by then."""
    _tell(fact, fact.dossier_id, "lodged", fact.lodged_at, at, fact.answer_due_at)


@listens(DossierReceived)
def tell_received(fact: DossierReceived, at: datetime) -> None:
    """It was received and has its promise."""
    _tell(fact, fact.dossier_id, "received", fact.received_at, at)


@listens(SupplementRequested)
def tell_supplement_requested(fact: SupplementRequested, at: datetime) -> None:
    """Papers are to be added."""
    key = "supplement_requested"
    _tell(fact, fact.dossier_id, key, at, at, fact.answer_until)


@listens(SupplementAnswered)
def tell_supplement_answered(fact: SupplementAnswered, at: datetime) -> None:
    """The added papers are here."""
    _tell(fact, fact.dossier_id, "supplement_answered", fact.answered_at, at)


@listens(DossierRefused)
def tell_refused(fact: DossierRefused, at: datetime) -> None:
    """Not accepted, or not granted."""
    key = "refused_at_reception" if fact.at_reception else "refused"
    _tell(fact, fact.dossier_id, key, fact.refused_at, at)


@listens(DossierWithdrawn)
def tell_withdrawn(fact: DossierWithdrawn, at: datetime) -> None:
    """It was taken back; who did not ask for that should know."""
    _tell(fact, fact.dossier_id, "withdrawn", fact.withdrawn_at, at)


@listens(DossierPaused)
def tell_paused(fact: DossierPaused, at: datetime) -> None:
    """A payment is waited for, or work stopped; a supplement is told by its request."""
    if fact.kind in PAUSES:
        _tell(fact, fact.dossier_id, PAUSES[fact.kind], fact.paused_at, at)


@listens(DossierResumed)
def tell_resumed(fact: DossierResumed, at: datetime) -> None:
    """Work goes on."""
    _tell(fact, fact.dossier_id, "resumed", fact.resumed_at, at)


@listens(PromiseMoved)
def tell_promise_moved(fact: PromiseMoved, at: datetime) -> None:
    """Another day was promised, with an apology."""
    if fact.reason not in TOLD_ELSEWHERE:
        _tell(fact, fact.dossier_id, "promise_moved", at, at, fact.due_at)


@listens(ResultReady)
def tell_result_ready(fact: ResultReady, at: datetime) -> None:
    """The result waits, or is brought; late ones come with an apology."""
    dossier = _dossier(fact, fact.dossier_id)
    if dossier is None:
        return
    key = "result_ready"
    if dossier.planned_exit != Exit.COUNTER:
        key = "result_on_its_way"
    elif dossier.due_at is not None and fact.ready_at > dossier.due_at:
        key = "result_ready_late"
    _tell(fact, fact.dossier_id, key, fact.ready_at, at)


@listens(ResultReturned)
def tell_returned(fact: ResultReturned, at: datetime) -> None:
    """It was handed over; who did not get it should know."""
    _tell(fact, fact.dossier_id, "returned", fact.returned_at, at)


def _tell(
    fact: codec.Fact,
    dossier_id: object,
    key: str,
    happened_at: datetime,
    at: datetime,
    until: datetime | None = None,
) -> None:
    dossier = _dossier(fact, dossier_id)
    if dossier is not None:
        services.make(dossier, key, Cause(_name(fact), happened_at, until), at=at)


def _dossier(fact: codec.Fact, dossier_id: object) -> Dossier | None:
    centre = Centre.objects.get(id=fact.centre_id)
    return dossiers.by_id(centre, dossier_id)  # type: ignore[arg-type]


def _name(fact: codec.Fact) -> str:
    """A short name for this fact and no other: its kind and a digest of its values."""
    values = json.dumps(codec.to_plain(fact), sort_keys=True)
    digest = hashlib.sha256(values.encode()).hexdigest()[:DIGITS]
    return f"{codec.name_of(type(fact))}:{digest}"
