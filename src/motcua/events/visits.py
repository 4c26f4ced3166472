"""Facts announced by the visits area."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class VisitClosed:
    """A service episode ended, with or without a dossier."""

    centre_id: UUID
    visit_id: UUID
    closed_at: datetime
    outcome: str
