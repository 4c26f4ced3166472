"""The states of a dossier and the lawful ways between them.

States follow the national portal's list (domain.md 1.6); the table below binds. Every
action has one next state for each state it may be taken in; all else is refused.
"""

from enum import IntEnum, StrEnum
from typing import Final


class State(IntEnum):
    """The national portal's status codes."""

    NEW = 1
    ACCEPTED = 2
    REJECTED = 3
    IN_PROGRESS = 4
    SUPPLEMENT = 5
    AWAITING_PAYMENT = 6
    WITHDRAWN = 7
    STOPPED = 8
    RESOLVED = 9
    RETURNED = 10


class Action(StrEnum):
    """What an officer or an applicant does to a dossier."""

    ACCEPT = "accept"
    REJECT = "reject"
    BEGIN = "begin"
    REQUEST_SUPPLEMENT = "request_supplement"
    ACCEPT_SUPPLEMENT = "accept_supplement"
    RESUME = "resume"
    REQUEST_PAYMENT = "request_payment"
    CONFIRM_PAYMENT = "confirm_payment"
    WITHDRAW = "withdraw"
    STOP = "stop"
    REOPEN = "reopen"
    RESOLVE = "resolve"
    CORRECT = "correct"
    RETURN_RESULT = "return_result"


class Clock(StrEnum):
    """What the law's clock does while a dossier is in a state."""

    ANSWERING = "answering"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


class ActionNotAllowed(Exception):
    """The action cannot be taken in this state."""

    def __init__(self, action: Action, state: State) -> None:
        """Keep both, so a page can say what is possible instead."""
        super().__init__(f"{action} is not allowed in state {state.name}")
        self.action = action
        self.state = state


TRANSITIONS: Final[dict[Action, dict[State, State]]] = {
    Action.ACCEPT: {State.NEW: State.ACCEPTED},
    Action.REJECT: {State.NEW: State.REJECTED},
    Action.BEGIN: {State.ACCEPTED: State.IN_PROGRESS},
    Action.REQUEST_SUPPLEMENT: {
        State.NEW: State.SUPPLEMENT,
        State.ACCEPTED: State.SUPPLEMENT,
        State.IN_PROGRESS: State.SUPPLEMENT,
    },
    Action.ACCEPT_SUPPLEMENT: {State.SUPPLEMENT: State.ACCEPTED},
    Action.RESUME: {State.SUPPLEMENT: State.IN_PROGRESS},
    Action.REQUEST_PAYMENT: {
        State.NEW: State.AWAITING_PAYMENT,
        State.ACCEPTED: State.AWAITING_PAYMENT,
        State.IN_PROGRESS: State.AWAITING_PAYMENT,
    },
    Action.CONFIRM_PAYMENT: {State.AWAITING_PAYMENT: State.IN_PROGRESS},
    Action.WITHDRAW: {
        State.NEW: State.WITHDRAWN,
        State.ACCEPTED: State.WITHDRAWN,
        State.IN_PROGRESS: State.WITHDRAWN,
        State.SUPPLEMENT: State.WITHDRAWN,
        State.AWAITING_PAYMENT: State.WITHDRAWN,
    },
    Action.STOP: {
        State.ACCEPTED: State.STOPPED,
        State.IN_PROGRESS: State.STOPPED,
        State.SUPPLEMENT: State.STOPPED,
        State.AWAITING_PAYMENT: State.STOPPED,
    },
    Action.REOPEN: {State.STOPPED: State.IN_PROGRESS},
    Action.RESOLVE: {
        State.ACCEPTED: State.RESOLVED,
        State.IN_PROGRESS: State.RESOLVED,
    },
    Action.CORRECT: {State.RESOLVED: State.IN_PROGRESS},
    Action.RETURN_RESULT: {State.RESOLVED: State.RETURNED},
}

CLOCKS: Final[dict[State, Clock]] = {
    State.NEW: Clock.ANSWERING,
    State.ACCEPTED: Clock.RUNNING,
    State.REJECTED: Clock.ENDED,
    State.IN_PROGRESS: Clock.RUNNING,
    State.SUPPLEMENT: Clock.PAUSED,
    State.AWAITING_PAYMENT: Clock.PAUSED,
    State.WITHDRAWN: Clock.ENDED,
    State.STOPPED: Clock.PAUSED,
    State.RESOLVED: Clock.ENDED,
    State.RETURNED: Clock.ENDED,
}

FINAL: Final = frozenset({State.REJECTED, State.WITHDRAWN, State.RETURNED})
WORKING: Final = frozenset({State.ACCEPTED, State.IN_PROGRESS})
OPEN: Final = frozenset(
    {
        State.NEW,
        State.ACCEPTED,
        State.IN_PROGRESS,
        State.SUPPLEMENT,
        State.AWAITING_PAYMENT,
        State.STOPPED,
    }
)


def next_state(action: Action, state: State) -> State:
    """Return the state the action leads to; raises ActionNotAllowed."""
    try:
        return TRANSITIONS[action][state]
    except KeyError:
        raise ActionNotAllowed(action, state) from None


def lawful_actions(state: State) -> tuple[Action, ...]:
    """Every action the table allows in this state, in the table's order."""
    return tuple(action for action, ways in TRANSITIONS.items() if state in ways)
