"""What happened in a step beside what the approved process says.

The process (domain.md 1.2) gives each step a role and working hours. A deviation is not
yet a fault: it is what a head asks about.
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

HOUR = timedelta(hours=1)


class Deviation(StrEnum):
    """One way in which a step went other than planned."""

    OVER_TIME = "over_time"
    SENT_BACK = "sent_back"
    SKIPPED = "skipped"
    SUBSTITUTE = "substitute"
    DELEGATED = "delegated"
    OUTSIDE_ROLE = "outside_role"


@dataclass(frozen=True, slots=True)
class StepFacts:
    """A step as it was planned and as it went.

    `spent` is open office time of its last run, without the pauses; None while it has
    not begun. `is_passed` says that a later step was done.
    """

    planned_hours: Decimal
    spent: timedelta | None = None
    times_sent_back: int = 0
    is_done: bool = False
    is_passed: bool = False
    is_for_another: bool = False
    is_delegated: bool = False
    is_role_held: bool = True


def planned(hours: Decimal) -> timedelta:
    """The working hours of a process as a length of time, to the minute."""
    return timedelta(minutes=round(hours * 60))


def deviations_of(step: StepFacts) -> tuple[Deviation, ...]:
    """Every way in which this step went other than planned, in the order above.

    A step planned with no hours has no measure of time: it is never over it.
    """
    is_over = step.spent is not None and step.spent > planned(step.planned_hours) > (
        timedelta()
    )
    is_skipped = step.is_passed and not step.is_done
    found = {
        Deviation.OVER_TIME: is_over,
        Deviation.SENT_BACK: step.times_sent_back > 0,
        Deviation.SKIPPED: is_skipped,
        Deviation.SUBSTITUTE: step.is_for_another and not step.is_delegated,
        Deviation.DELEGATED: step.is_delegated,
        # Who signs by delegation lacks the leader's role by design.
        Deviation.OUTSIDE_ROLE: step.is_done
        and not step.is_role_held
        and not step.is_delegated,
    }
    return tuple(kind for kind, is_so in found.items() if is_so)
