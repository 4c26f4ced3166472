"""The lifecycle against the list of domain.md 1.6, typed here independently."""

from typing import Final

import pytest

from motcua.rules.lifecycle import (
    CLOCKS,
    OPEN,
    TRANSITIONS,
    WORKING,
    Action,
    ActionNotAllowed,
    Clock,
    State,
    lawful_actions,
    next_state,
)

# "1→2,3,5,6,7 ; 2→4,5,6,7,8,9 ; 4→5,6,7,8,9 ; 5→2/4,7,8 ; 6→4,7,8 ; 8→4 ; 9→10 ;
# 9→4 ; 3,7,10 final."
LAWFUL: Final = {
    1: {2, 3, 5, 6, 7},
    2: {4, 5, 6, 7, 8, 9},
    3: set(),
    4: {5, 6, 7, 8, 9},
    5: {2, 4, 7, 8},
    6: {4, 7, 8},
    7: set(),
    8: {4},
    9: {10, 4},
    10: set(),
}
# What each action means, in words of the trade: from which states, to which.
MEANING: Final = {
    "accept": ({1}, 2),
    "reject": ({1}, 3),
    "begin": ({2}, 4),
    "request_supplement": ({1, 2, 4}, 5),
    "accept_supplement": ({5}, 2),
    "resume": ({5}, 4),
    "request_payment": ({1, 2, 4}, 6),
    "confirm_payment": ({6}, 4),
    "withdraw": ({1, 2, 4, 5, 6}, 7),
    "stop": ({2, 4, 5, 6}, 8),
    "reopen": ({8}, 4),
    "resolve": ({2, 4}, 9),
    "correct": ({9}, 4),
    "return_result": ({9}, 10),
}
FINAL: Final = {State.REJECTED, State.WITHDRAWN, State.RETURNED}


def every_pair() -> list[tuple[Action, State]]:
    return [(action, state) for action in Action for state in State]


@pytest.mark.parametrize(("action", "state"), every_pair())
def test_each_action_in_each_state_does_what_the_list_says(
    action: Action, state: State
) -> None:
    sources, target = MEANING[action]

    if state in sources:
        assert next_state(action, state) == target
        assert action in lawful_actions(state)
    else:
        with pytest.raises(ActionNotAllowed) as refused:
            next_state(action, state)
        assert (refused.value.action, refused.value.state) == (action, state)
        assert action not in lawful_actions(state)


@pytest.mark.parametrize("state", State)
def test_exactly_the_listed_ways_lead_out_of_a_state(state: State) -> None:
    ways = {next_state(action, state) for action in lawful_actions(state)}

    assert ways == LAWFUL[state]


@pytest.mark.parametrize("state", State)
def test_two_actions_never_lead_the_same_way(state: State) -> None:
    ways = [next_state(action, state) for action in lawful_actions(state)]

    assert len(ways) == len(set(ways))


def test_nothing_leaves_a_final_state() -> None:
    assert {state for state in State if not lawful_actions(state)} == FINAL


def test_every_other_state_can_be_reached_from_new() -> None:
    reached, edge = {State.NEW}, {State.NEW}

    while edge:
        ways = {next_state(a, s) for s in edge for a in lawful_actions(s)}
        edge = ways - reached
        reached |= ways

    assert reached == set(State)


def test_a_final_state_can_be_reached_from_every_state() -> None:
    can_end = set(FINAL)

    for _ in State:
        can_end |= {s for s in State if LAWFUL[s] & can_end}

    assert can_end == set(State)


def test_the_states_carry_the_codes_of_the_national_portal() -> None:
    assert {state.value: state.name for state in State} == {
        1: "NEW",
        2: "ACCEPTED",
        3: "REJECTED",
        4: "IN_PROGRESS",
        5: "SUPPLEMENT",
        6: "AWAITING_PAYMENT",
        7: "WITHDRAWN",
        8: "STOPPED",
        9: "RESOLVED",
        10: "RETURNED",
    }


def test_the_clock_of_each_state() -> None:
    assert {state.value: clock.value for state, clock in CLOCKS.items()} == {
        1: "answering",
        2: "running",
        3: "ended",
        4: "running",
        5: "paused",
        6: "paused",
        7: "ended",
        8: "paused",
        9: "ended",
        10: "ended",
    }
    assert set(Clock) == set(CLOCKS.values())


def test_open_and_working_agree_with_the_clock() -> None:
    assert {s for s in State if CLOCKS[s] is not Clock.ENDED} == OPEN
    assert {s for s in State if CLOCKS[s] is Clock.RUNNING} == WORKING


def test_the_table_knows_every_action_and_the_refusal_names_both() -> None:
    assert set(TRANSITIONS) == set(Action)
    assert str(ActionNotAllowed(Action.BEGIN, State.NEW)) == (
        "begin is not allowed in state NEW"
    )
