"""Each fact of a dossier's life, as messages to those concerned."""

import hashlib
import json
from datetime import datetime
from typing import Final

from motcua.dossiers import selectors as dossiers
from motcua.dossiers.models import Dossier, Exit, Outcome, Promise
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
    ResultRecalled,
    ResultReturned,
    SupplementAnswered,
    SupplementRequested,
)
from motcua.foundation.outbox.registry import listens
from motcua.notifications import selectors, services
from motcua.notifications.services import Cause
from motcua.ward.models import Centre

PAUSES: Final = {"payment": "payment_asked", "stop": "stopped"}
# The others are told with the fact that moved the promise: work goes on, a supplement
# came. Nobody apologises for a date that is the first one given.
PROMISES: Final[dict[str, str]] = {
    Promise.Reason.EXTENSION: "promise_moved",
    Promise.Reason.CALENDAR: "promise_moved",
    Promise.Reason.COMPETENT: "promise_given",
}
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
    """Not accepted; a matter not granted is told once its answer is sealed and ready."""
    if fact.at_reception:
        _tell(fact, fact.dossier_id, "refused_at_reception", fact.refused_at, at)


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
    """Another day was promised, with an apology; or the first one."""
    if fact.reason in PROMISES:
        _tell(fact, fact.dossier_id, PROMISES[fact.reason], at, at, fact.due_at)


@listens(ResultReady)
def tell_result_ready(fact: ResultReady, at: datetime) -> None:
    """The result or the refusal waits, or is brought; late ones come with an apology."""
    dossier = _dossier(fact, fact.dossier_id)
    if dossier is not None:
        key = _ready_key(dossier, fact.ready_at)
        services.make(dossier, key, Cause(_name(fact), fact.ready_at), at=at)


@listens(ResultRecalled)
def tell_result_recalled(fact: ResultRecalled, at: datetime) -> None:
    """It is not ready after all: who was told to come need not come yet."""
    centre = Centre.objects.get(id=fact.centre_id)
    if selectors.was_told_ready(centre, fact.dossier_id):
        _tell(fact, fact.dossier_id, "result_recalled", fact.recalled_at, at)


@listens(ResultReturned)
def tell_returned(fact: ResultReturned, at: datetime) -> None:
    """It was handed over; who did not get it should know."""
    _tell(fact, fact.dossier_id, "returned", fact.returned_at, at)


def _ready_key(dossier: Dossier, ready_at: datetime) -> str:
    is_refused = dossier.outcome == Outcome.REFUSED
    if dossier.planned_exit != Exit.COUNTER:
        return "refused_on_its_way" if is_refused else "result_on_its_way"
    key = "refused" if is_refused else "result_ready"
    is_late = dossier.due_at is not None and ready_at > dossier.due_at
    return f"{key}_late" if is_late else key


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
