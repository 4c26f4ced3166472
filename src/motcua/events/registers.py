"""Facts announced by the registers area."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class ConfirmationIssued:
    """A general confirmation has its number in the book and waits for its signature."""

    centre_id: UUID
    entry_id: UUID
    kind: str
    year: int
    number: int
    issued_at: datetime


@dataclass(frozen=True)
class ConfirmationRefused:
    """A paper was not issued: a database answers already, and it was explained."""

    centre_id: UUID
    refusal_id: UUID
    kind: str
    refused_at: datetime


@dataclass(frozen=True)
class ConfirmationVoided:
    """A paper of the book no longer counts; its number stays."""

    centre_id: UUID
    entry_id: UUID
    voided_at: datetime
