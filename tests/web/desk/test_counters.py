"""What reception remembers: the officer's counter, and what people come for."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from motcua.catalogue import selectors as catalogue
from motcua.dossiers.models import Dossier
from motcua.visits.models import Visit
from motcua.ward.models import Centre
from tests.cast import EXTRACT, NOW
from tests.web.html import assert_sound

PAGE = "/desk/intake/"
Receive = Callable[..., Visit]


@pytest.fixture
def received(at_counter: Client, town: Centre) -> Receive:
    """Receive one dossier on the page with these changes; its visit."""
    offer = catalogue.offer(town, EXTRACT, on=NOW.date())
    papers = {f"papers-{c.key}-present": "yes" for c in offer.version.components.all()}

    def receive(**changes: str) -> Visit:
        typed = {
            "key": str(uuid4()),
            "procedure": EXTRACT,
            "submitter-personal_id": "999155000123",
            "submitter-full_name": "Bùi Thị An",
            "matter-for_whom": "self",
            "matter-origin": "online_at_centre",
            "matter-planned_exit": "counter",
        }
        named = {name.replace("__", "-"): value for name, value in changes.items()}
        response = at_counter.post(PAGE, {**typed, **papers, **named})
        assert response.status_code == 302
        return (
            Visit.objects.filter(centre=town)
            .select_related("counter")
            .latest("opened_at", "id")
        )

    return receive


def test_the_counter_is_kept_with_the_visit_and_offered_again(
    at_counter: Client, received: Receive
) -> None:
    visit = received(counter="3")

    assert visit.counter is not None
    assert visit.counter.number == 3
    assert '<option value="3" selected>' in assert_sound(at_counter.get(PAGE))


@pytest.mark.parametrize("counter", ["", "0", "999", "ba", "3'--"])
def test_no_counter_or_a_false_one_never_stops_a_reception(
    received: Receive, counter: str
) -> None:
    assert received(counter=counter).counter is None


def test_who_is_visited_at_home_stood_at_no_counter(received: Receive) -> None:
    assert received(counter="3", matter__origin="home").counter is None


def test_what_people_came_for_is_offered_before_anything_is_typed(
    at_counter: Client, dossier: Dossier
) -> None:
    text = assert_sound(at_counter.get(PAGE))

    assert f"?procedure={dossier.version.procedure.code}&amp;key=" in text
    assert "Alt 1" in text


def test_another_ward_is_not_told_what_people_come_for_here(
    elsewhere: Client, dossier: Dossier
) -> None:
    assert "Alt 1" not in elsewhere.get(PAGE).content.decode()
