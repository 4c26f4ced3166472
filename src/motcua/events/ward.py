"""Facts announced by the ward area."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class CalendarChanged:
    """A new edition of the office calendar is in force."""

    centre_id: UUID
    edition_id: UUID
    number: int
