"""The states of a ticket and the ways between them.

A ticket waits, is called, is served and ends; the other states are where people are
meanwhile: put on *hold* at the counter's side, *away* to fetch something (they come back
without a new number), *missed* (did not come when called), or *left*.
"""

from datetime import timedelta
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where a ticket is."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    AWAY = "away"
    MISSED = "missed"
    ENDED = "ended"
    LEFT = "left"


class Act(StrEnum):
    """What happens to a ticket; the timeline is made of these words."""

    ISSUE = "issue"
    CALL = "call"
    RECALL = "recall"
    START = "start"
    HOLD = "hold"
    RESUME = "resume"
    TRANSFER = "transfer"
    SEND_AWAY = "send_away"
    COME_BACK = "come_back"
    PUT_BACK = "put_back"
    MISS = "miss"
    BE_LATE = "be_late"
    CHANGE_CLASS = "change_class"
    FINISH = "finish"
    GIVE_UP = "give_up"
    REJOIN = "rejoin"
    CLOSE_DAY = "close_day"
    UNDO = "undo"


class ActNotAllowed(Exception):
    """This cannot happen to a ticket in this state."""

    def __init__(self, act: Act, state: State) -> None:
        """Keep both, so a page can say what the ticket is doing."""
        super().__init__(f"{act} is not allowed for a ticket that is {state}")
        self.act = act
        self.state = state


_S: Final = State
WAYS: Final[dict[Act, dict[State, State]]] = {
    # Out of order an officer may call anyone who has not gone: with a reason.
    Act.CALL: dict.fromkeys((_S.WAITING, _S.HELD, _S.AWAY, _S.MISSED), _S.CALLED),
    Act.RECALL: {_S.CALLED: _S.CALLED},
    Act.START: {_S.CALLED: _S.SERVING},
    Act.HOLD: {_S.CALLED: _S.HELD, _S.SERVING: _S.HELD},
    Act.RESUME: {_S.HELD: _S.SERVING},
    Act.TRANSFER: dict.fromkeys((_S.CALLED, _S.SERVING, _S.HELD), _S.WAITING),
    Act.SEND_AWAY: {_S.SERVING: _S.AWAY, _S.CALLED: _S.AWAY},
    Act.COME_BACK: {_S.AWAY: _S.WAITING, _S.MISSED: _S.WAITING},
    Act.PUT_BACK: {_S.CALLED: _S.WAITING},
    Act.MISS: {_S.CALLED: _S.MISSED},
    Act.BE_LATE: {_S.WAITING: _S.WAITING},
    Act.CHANGE_CLASS: {_S.WAITING: _S.WAITING, _S.AWAY: _S.AWAY, _S.MISSED: _S.MISSED},
    Act.FINISH: dict.fromkeys((_S.CALLED, _S.SERVING, _S.HELD), _S.ENDED),
    Act.GIVE_UP: dict.fromkeys((_S.WAITING, _S.AWAY, _S.MISSED), _S.LEFT),
    Act.REJOIN: {_S.LEFT: _S.WAITING},
    Act.CLOSE_DAY: dict.fromkeys((_S.WAITING, _S.HELD, _S.AWAY, _S.MISSED), _S.LEFT),
}
"""What may happen in which state, and the state after it; ISSUE and UNDO stand apart."""

AT_A_COUNTER: Final = frozenset({State.CALLED, State.SERVING})
"""One counter has at most one ticket in these states."""
OVER: Final = frozenset({State.ENDED, State.LEFT})
UNDOABLE: Final = frozenset(
    {Act.CALL, Act.MISS, Act.PUT_BACK, Act.FINISH, Act.HOLD, Act.TRANSFER}
    | {Act.SEND_AWAY, Act.START}
)
UNDO_WITHIN: Final = timedelta(seconds=30)
RETURNS_WITHIN: Final = timedelta(minutes=30)
"""How long one who was sent away, missed the call or left keeps the number."""
ASIDE: Final = timedelta(minutes=3)
"""How long a ticket that missed its first call stays aside before it is called again."""
MOST_MISSED: Final = 2
"""After so many missed calls a ticket waits to be told that its person is there."""


def after(act: Act, state: State) -> State:
    """The state that an act leads to; raises ActNotAllowed."""
    try:
        return WAYS[act][state]
    except KeyError:
        raise ActNotAllowed(act, state) from None


def missed_act(missed_before: int) -> Act:
    """What a missed call is: the first ones put the ticket aside, the last waits."""
    return Act.MISS if missed_before + 1 >= MOST_MISSED else Act.PUT_BACK
