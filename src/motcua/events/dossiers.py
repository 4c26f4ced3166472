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


@dataclass(frozen=True)
class DossierLodged:
    """A dossier came in and waits for an answer: accepted, to be completed, refused."""

    centre_id: UUID
    dossier_id: UUID
    code: str
    lodged_at: datetime
    answer_due_at: datetime


@dataclass(frozen=True)
class SupplementRequested:
    """The applicant is asked, once and for all faults, to complete the dossier."""

    centre_id: UUID
    dossier_id: UUID
    request_id: UUID
    answer_until: datetime | None


@dataclass(frozen=True)
class SupplementAnswered:
    """The applicant completed the dossier; work goes on."""

    centre_id: UUID
    dossier_id: UUID
    request_id: UUID
    answered_at: datetime


@dataclass(frozen=True)
class DossierRefused:
    """The dossier was not accepted, or the matter was refused; the slip says why."""

    centre_id: UUID
    dossier_id: UUID
    refused_at: datetime
    at_reception: bool


@dataclass(frozen=True)
class DossierWithdrawn:
    """The applicant took the dossier back."""

    centre_id: UUID
    dossier_id: UUID
    withdrawn_at: datetime


@dataclass(frozen=True)
class DossierPaused:
    """The clock stands still: for a payment, or stopped (`kind` of the pause)."""

    centre_id: UUID
    dossier_id: UUID
    kind: str
    paused_at: datetime


@dataclass(frozen=True)
class DossierResumed:
    """The clock runs again after a payment or after a stop."""

    centre_id: UUID
    dossier_id: UUID
    resumed_at: datetime


@dataclass(frozen=True)
class ResultReady:
    """Only the return is left: the result waits for its owner."""

    centre_id: UUID
    dossier_id: UUID
    ready_at: datetime


@dataclass(frozen=True)
class ResultRecalled:
    """A ready result went back to be corrected: its owner should not come yet."""

    centre_id: UUID
    dossier_id: UUID
    recalled_at: datetime


@dataclass(frozen=True)
class AgencyAsked:
    """A partner agency was asked for its part of a dossier; its own clock runs."""

    centre_id: UUID
    dossier_id: UUID
    task_id: UUID
    agency_id: UUID
    due_at: datetime


@dataclass(frozen=True)
class AgencyAnswered:
    """A partner agency answered or refused."""

    centre_id: UUID
    dossier_id: UUID
    task_id: UUID
    agency_id: UUID
    answered_at: datetime
    on_time: bool


@dataclass(frozen=True)
class AgencySilent:
    """An agency gave no opinion by its deadline; the head of the one-stop must know."""

    centre_id: UUID
    dossier_id: UUID
    task_id: UUID
    agency_id: UUID
    due_at: datetime
