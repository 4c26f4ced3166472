"""Facts announced by the dossiers area."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class DossierReceived:
    """A dossier was accepted and has its code, its promise and its first step."""

    centre_id: UUID
    dossier_id: UUID
    code: str
    received_at: datetime
    due_at: datetime | None


@dataclass(frozen=True)
class StepFinished:
    """One step of the process is done; the next one, if any, has begun."""

    centre_id: UUID
    dossier_id: UUID
    step_id: UUID
    finished_at: datetime


@dataclass(frozen=True)
class ResultApproved:
    """The result was approved; the citizen may be told."""

    centre_id: UUID
    dossier_id: UUID
    approved_at: datetime
    on_time: bool | None


@dataclass(frozen=True)
class ResultReturned:
    """The result is in the applicant's hands."""

    centre_id: UUID
    dossier_id: UUID
    returned_at: datetime


@dataclass(frozen=True)
class PromiseMoved:
    """The time given to the citizen changed, with its reason."""

    centre_id: UUID
    dossier_id: UUID
    due_at: datetime
    reason: str
