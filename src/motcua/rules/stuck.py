"""When an open dossier goes nowhere by itself, and why."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from motcua.rules.lifecycle import CLOCKS, OPEN, WORKING, Clock, State


class StuckReason(StrEnum):
    """Why nobody will move the dossier unless somebody is told."""

    NO_NEXT_STEP = "no_next_step"
    NO_OWNER = "no_owner"
    HOLDER_GONE = "holder_gone"
    HOLDER_AWAY = "holder_away"
    UNANSWERED = "unanswered"
    NO_MOVEMENT = "no_movement"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a dossier stands: its step, who holds it, how long nothing moved.

    `idle` is open office time since the last move. A holder who is away counts as away
    only when nobody present stands in.
    """

    state: State
    has_step: bool
    has_holder: bool
    is_holder_active: bool
    is_holder_away: bool
    is_role_filled: bool
    idle: timedelta


def stuck_reasons(standing: Standing, *, limit: timedelta) -> tuple[StuckReason, ...]:
    """Every reason why the dossier is stuck, none when somebody will act.

    What waits for the citizen (a pause, a result to collect) is not without movement;
    it still needs somebody who holds it. What a head stopped lies in nobody's hands
    until it is taken up again.
    """
    state = standing.state
    if state is State.NEW:
        is_late = standing.idle > limit
        return (StuckReason.UNANSWERED,) if is_late else ()
    if state is State.STOPPED or (state not in OPEN and state is not State.RESOLVED):
        return ()
    if not standing.has_step:
        return (StuckReason.NO_NEXT_STEP,)
    holder = standing.has_holder
    found = {
        StuckReason.NO_OWNER: not holder and not standing.is_role_filled,
        StuckReason.HOLDER_GONE: holder and not standing.is_holder_active,
        StuckReason.HOLDER_AWAY: holder
        and standing.is_holder_active
        and standing.is_holder_away,
        StuckReason.NO_MOVEMENT: state in WORKING
        and CLOCKS[state] is Clock.RUNNING
        and standing.idle > limit,
    }
    return tuple(reason for reason, is_so in found.items() if is_so)
