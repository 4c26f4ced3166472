"""Who came before is asked once: a new matter, or the same one again and why."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.dossiers.models import Dossier
from motcua.people.services import enter_citizen
from motcua.visits import selectors, services
from motcua.visits.models import Visit
from motcua.visits.services import Episode
from motcua.ward.models import Centre
from tests.cast import AN, NOW
from tests.web.desk.conftest import PAGE, PREVIEW, Sheet
from tests.web.html import assert_sound

QUESTION = "Hôm nay là việc mới, hay vẫn một việc cũ?"


@pytest.fixture
def guided(town: Centre, reception_mai: Mandate) -> Visit:
    """An was guided three days ago and went home for a paper."""
    at = NOW - timedelta(days=3)
    citizen = enter_citizen(centre=town, person=AN, by=reception_mai.user, at=at)
    return services.record_visit(
        citizen=citizen,
        place=Visit.Place.COUNTER,
        outcome=Visit.Outcome.GUIDANCE,
        by=reception_mai.user,
        at=at,
        told=Episode(service="guidance"),
    )


def test_who_never_came_is_asked_nothing(
    at_counter: Client, sheet: Callable[..., Sheet]
) -> None:
    assert QUESTION not in assert_sound(at_counter.post(PREVIEW, sheet()))


def test_who_came_before_is_asked_and_a_new_matter_is_the_usual_answer(
    at_counter: Client, sheet: Callable[..., Sheet], guided: Visit
) -> None:
    text = assert_sound(at_counter.post(PREVIEW, sheet()))
    assert QUESTION in text
    assert "Việc đã đến ngày 22/11/2026" in text

    at_counter.post(PAGE, sheet())

    assert Dossier.objects.get().visits.get().visit.again_of is None


def test_the_same_matter_again_is_a_second_trip_with_its_cause(
    at_counter: Client, sheet: Callable[..., Sheet], guided: Visit, town: Centre
) -> None:
    at_counter.post(
        PAGE, sheet(came__visit=str(guided.id), came__cause="paper_missing")
    )

    visit = Dossier.objects.get().visits.get().visit
    assert (visit.again_of, visit.again_cause) == (guided, "paper_missing")
    assert visit.again_owner is not None
    day = {"since": NOW - timedelta(days=4), "until": NOW + timedelta(days=1)}
    assert selectors.ledger(town, **day).figure.one_trip == 0


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"came__cause": ""}, "Chọn vì sao phải đến lại."),
        ({"came__visit": "other", "came__cause": "our_fault"}, "Chọn lại lần đến"),
    ],
)
def test_a_gap_in_the_answer_is_told_and_nothing_is_received(
    at_counter: Client,
    sheet: Callable[..., Sheet],
    guided: Visit,
    answer: dict[str, Any],
    said: str,
) -> None:
    sent = {"came__visit": str(guided.id), **answer}

    response = at_counter.post(PAGE, sheet(**sent))

    assert response.status_code == 422
    assert said in assert_sound(response)
    assert not Dossier.objects.exists()
