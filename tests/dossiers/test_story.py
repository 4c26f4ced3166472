"""Random verbs by random people (CON-5): lawful always, and every record agrees."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from motcua.ward.models import Centre
from tests.dossiers.story import Story, story_of

CALM = [HealthCheck.too_slow, HealthCheck.data_too_large]


def test_a_short_storm(town: Centre) -> None:
    run_state_machine_as_test(
        story_of(town),
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=CALM,
        ),
    )


@pytest.mark.proof
def test_ten_thousand_steps(town: Centre) -> None:
    Story.steps = 0

    run_state_machine_as_test(
        story_of(town),
        settings=settings(
            max_examples=300,
            stateful_step_count=40,
            deadline=None,
            database=None,
            suppress_health_check=CALM,
        ),
    )

    print(f"transition storm: steps {Story.steps}, unlawful 0, records that differ 0")
    assert Story.steps >= 10_000
