"""When a step went other than the approved process says."""

from datetime import timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.deviations import Deviation, StepFacts, deviations_of, planned

hours = st.decimals(min_value=0, max_value=200, places=2)
spans = st.timedeltas(min_value=timedelta(), max_value=timedelta(days=30))


def test_a_step_done_as_planned_is_no_deviation() -> None:
    step = StepFacts(Decimal(4), timedelta(hours=4), is_done=True)

    assert deviations_of(step) == ()


@given(hours, spans)
def test_over_time_begins_behind_the_last_planned_minute(
    given_hours: Decimal, spent: timedelta
) -> None:
    found = deviations_of(StepFacts(given_hours, spent, is_done=True))

    limit = planned(given_hours)
    is_over = limit > timedelta() and spent > limit
    assert (Deviation.OVER_TIME in found) == is_over


@given(spans)
def test_no_planned_hours_no_measure(spent: timedelta) -> None:
    assert deviations_of(StepFacts(Decimal(0), spent, is_done=True)) == ()


def test_an_open_step_is_over_time_already() -> None:
    step = StepFacts(Decimal(1), timedelta(hours=2))

    assert deviations_of(step) == (Deviation.OVER_TIME,)


def test_a_passed_step_that_nobody_did_was_skipped() -> None:
    assert deviations_of(StepFacts(Decimal(1), is_passed=True)) == (Deviation.SKIPPED,)


def test_a_deputy_is_told_apart_from_a_stranger_to_the_role() -> None:
    signed = StepFacts(
        Decimal(1),
        timedelta(),
        is_done=True,
        is_for_another=True,
        is_delegated=True,
        is_role_held=False,
    )
    meddled = StepFacts(Decimal(1), timedelta(), is_done=True, is_role_held=False)

    assert deviations_of(signed) == (Deviation.DELEGATED,)
    assert deviations_of(meddled) == (Deviation.OUTSIDE_ROLE,)


def test_a_step_that_was_sent_back_says_so() -> None:
    step = StepFacts(Decimal(1), timedelta(), times_sent_back=2, is_done=True)

    assert deviations_of(step) == (Deviation.SENT_BACK,)
