"""When nobody will move a dossier unless somebody is told."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.lifecycle import FINAL, OPEN, WORKING, State
from motcua.rules.stuck import Standing, StuckReason, stuck_reasons

LIMIT = timedelta(hours=16)
WELL = Standing(
    state=State.IN_PROGRESS,
    has_step=True,
    has_holder=True,
    is_holder_active=True,
    is_holder_away=False,
    is_role_filled=True,
    idle=timedelta(hours=1),
)
standings = st.builds(
    Standing,
    state=st.sampled_from(State),
    has_step=st.booleans(),
    has_holder=st.booleans(),
    is_holder_active=st.booleans(),
    is_holder_away=st.booleans(),
    is_role_filled=st.booleans(),
    idle=st.timedeltas(min_value=timedelta(), max_value=timedelta(days=9)),
)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"has_step": False}, StuckReason.NO_NEXT_STEP),
        ({"has_holder": False, "is_role_filled": False}, StuckReason.NO_OWNER),
        ({"is_holder_active": False}, StuckReason.HOLDER_GONE),
        ({"is_holder_away": True}, StuckReason.HOLDER_AWAY),
        ({"idle": timedelta(hours=17)}, StuckReason.NO_MOVEMENT),
        ({"state": State.NEW, "idle": timedelta(hours=17)}, StuckReason.UNANSWERED),
    ],
)
def test_each_reason_alone(changes: dict[str, object], reason: StuckReason) -> None:
    standing = replace(WELL, **changes)  # type: ignore[arg-type]

    assert stuck_reasons(WELL, limit=LIMIT) == ()
    assert stuck_reasons(standing, limit=LIMIT) == (reason,)


@given(standings)
def test_a_closed_dossier_is_never_stuck(standing: Standing) -> None:
    if standing.state in FINAL:
        assert stuck_reasons(standing, limit=LIMIT) == ()


@given(standings)
def test_only_running_work_must_move(standing: Standing) -> None:
    found = stuck_reasons(standing, limit=LIMIT)

    if standing.state not in WORKING or standing.idle <= LIMIT:
        assert StuckReason.NO_MOVEMENT not in found


@given(standings)
def test_an_open_dossier_without_a_step_is_always_found(standing: Standing) -> None:
    is_lost = (
        standing.state in OPEN - {State.NEW, State.STOPPED} and not standing.has_step
    )

    if is_lost:
        assert stuck_reasons(standing, limit=LIMIT) == (StuckReason.NO_NEXT_STEP,)
