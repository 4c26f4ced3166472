"""What may happen to a ticket."""

import pytest

from motcua.rules import ticket_life
from motcua.rules.ticket_life import Act, ActNotAllowed, State

CHANGES = sorted(set(Act) - {Act.ISSUE, Act.UNDO})


@pytest.mark.parametrize("act", CHANGES)
@pytest.mark.parametrize("state", State)
def test_each_act_leads_to_one_state_or_is_refused(act: Act, state: State) -> None:
    if state in ticket_life.WAYS[act]:
        assert ticket_life.after(act, state) in State
        return
    with pytest.raises(ActNotAllowed) as refused:
        ticket_life.after(act, state)
    assert (refused.value.act, refused.value.state) == (act, state)


def test_what_has_ended_stays_ended() -> None:
    assert all(State.ENDED not in ways for ways in ticket_life.WAYS.values())


def test_who_left_can_only_come_back() -> None:
    assert [act for act in CHANGES if State.LEFT in ticket_life.WAYS[act]] == [
        Act.REJOIN
    ]


def test_every_state_has_a_way_to_the_end() -> None:
    reached, before = set(ticket_life.OVER), 0
    while len(reached) > before:
        before = len(reached)
        reached |= {
            state
            for ways in ticket_life.WAYS.values()
            for state, next_ in ways.items()
            if next_ in reached
        }

    assert reached == set(State)


def test_the_evening_leaves_nobody_waiting_and_interrupts_nobody() -> None:
    closed = set(ticket_life.WAYS[Act.CLOSE_DAY])

    assert closed == set(State) - ticket_life.OVER - ticket_life.AT_A_COUNTER


def test_a_first_missed_call_puts_aside_and_the_second_waits_for_the_person() -> None:
    assert ticket_life.missed_act(0) is Act.PUT_BACK
    assert ticket_life.missed_act(1) is Act.MISS
    assert ticket_life.missed_act(2) is Act.MISS


def test_nothing_can_be_undone_that_was_not_done_by_an_officer() -> None:
    by_the_person = {Act.GIVE_UP, Act.REJOIN, Act.BE_LATE, Act.COME_BACK}

    assert not ticket_life.UNDOABLE & by_the_person
