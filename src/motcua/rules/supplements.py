"""How often a dossier may be sent back for its papers, and until when.

One complete request; a second one needs a reason and the head's approval; a third only
where the applicant is at fault (domain.md 1.3 rules 6, 9 and 10).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from motcua.rules import worktime
from motcua.rules.worktime import OfficeCalendar, TimeLimit, Unit

# From memory, to be confirmed: Decree 42/2022, Circular 01/2023.
ANSWER_WITHIN: Final = TimeLimit(8, Unit.HOURS)
# Decree 61/2018 art. 19(4), carried over by practice.
RETURN_WITHIN: Final = TimeLimit(3, Unit.WORKING_DAYS)
# No general limit was found in the sources; offices set thirty days.
USUAL_DAYS: Final = 30
FREE: Final = 1
WITH_APPROVAL: Final = 2


class SupplementError(Exception):
    """The request may not be made like this."""


class NeedsGround(SupplementError):
    """A request after the first one needs a reason in words."""


class OnlyByApplicantsFault(SupplementError):
    """A third request is lawful only where the applicant is at fault."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A lawful request: which one it is, and whether the head must approve it."""

    number: int
    needs_approval: bool


def ask(earlier: int, *, ground: str = "", is_applicants_fault: bool = False) -> Asked:
    """Judge one more request after so many earlier ones.

    Raises NeedsGround or OnlyByApplicantsFault.
    """
    number = earlier + 1
    if number <= FREE:
        return Asked(number, needs_approval=False)
    if number > WITH_APPROVAL and not is_applicants_fault:
        raise OnlyByApplicantsFault(number)
    if not ground.strip():
        raise NeedsGround(number)
    return Asked(number, needs_approval=True)


def answer_due(lodged_at: datetime, calendar: OfficeCalendar) -> datetime:
    """When the centre must have answered a dossier that came in then."""
    return worktime.due(lodged_at, ANSWER_WITHIN, calendar).due_at


def answer_until(
    asked_at: datetime, calendar: OfficeCalendar, *, days: int
) -> datetime:
    """The last moment of the applicant's time: so many days later, on a working day."""
    limit = TimeLimit(days, Unit.CALENDAR_DAYS)
    return worktime.due(asked_at, limit, calendar).due_at


def is_late(
    received_at: datetime, asked_at: datetime, calendar: OfficeCalendar
) -> bool:
    """True when the papers are sent back later than three working days."""
    last = worktime.due(received_at, RETURN_WITHIN, calendar).due_at
    return asked_at > last
