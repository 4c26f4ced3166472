"""Services without a dossier: written down, struck, linked, converted."""

from datetime import timedelta
from typing import Any

import pytest

from motcua.accounts.selectors import Mandate
from motcua.foundation.audit import selectors as audit
from motcua.journeys import intake
from motcua.journeys.intake import Came
from motcua.people.services import enter_citizen
from motcua.rules.trips import Cause
from motcua.visits import selectors, services, walk_ins
from motcua.visits.models import Visit
from motcua.visits.services import Again, Episode
from motcua.visits.walk_ins import Kind
from motcua.ward.models import Centre, Department
from tests.cast import AN, NOW, intake_of

DAY: dict[str, Any] = {
    "since": NOW - timedelta(days=1),
    "until": NOW + timedelta(days=1),
}


@pytest.fixture
def guided(town: Centre, reception_mai: Mandate) -> Visit:
    """An was told which papers to bring."""
    an = enter_citizen(centre=town, person=AN, by=reception_mai.user, at=NOW)
    return services.serve_walk_in(
        centre=town,
        service="guidance",
        by=reception_mai.user,
        at=NOW,
        citizen=an,
        told=Episode(opened_at=NOW - timedelta(minutes=4)),
    )


def test_a_service_is_counted_without_a_name(
    town: Centre, reception_mai: Mandate
) -> None:
    made = services.serve_walk_in(
        centre=town, service="look_up", by=reception_mai.user, at=NOW
    )

    assert made.citizen is None
    assert selectors.counts_by_service(town, **DAY) == {"look_up": 1}
    assert selectors.counts_by_outcome(town, **DAY) == {"served": 1}
    story = audit.story(centre_id=town.id, kind="visit", subject_id=made.id)
    assert [line.verb for line in story] == ["serve_walk_in"]


def test_a_visit_knows_how_long_it_took(town: Centre, guided: Visit) -> None:
    assert selectors.seconds_per_visit(town, **DAY) == 240.0
    assert guided.outcome == Visit.Outcome.GUIDANCE


@pytest.mark.parametrize("hours", [-1, 5, 24 * 365])
def test_a_beginning_nobody_can_believe_is_not_kept(
    town: Centre, reception_mai: Mandate, hours: int
) -> None:
    made = services.serve_walk_in(
        centre=town,
        service="other",
        by=reception_mai.user,
        at=NOW,
        told=Episode(opened_at=NOW - timedelta(hours=hours)),
    )

    assert made.opened_at == NOW


def test_a_mistake_is_struck_with_its_reason_and_no_longer_counts(
    town: Centre, reception_mai: Mandate
) -> None:
    made = services.serve_walk_in(
        centre=town, service="other", by=reception_mai.user, at=NOW
    )

    with pytest.raises(services.ReasonMissing):
        services.strike_visit(
            centre=town, visit_id=made.id, reason=" ", by=reception_mai.user, at=NOW
        )
    services.strike_visit(
        centre=town, visit_id=made.id, reason="bấm nhầm", by=reception_mai.user, at=NOW
    )

    assert selectors.counts_by_service(town, **DAY) == {}
    assert Visit.objects.filter(centre=town, id=made.id).exists()


def test_another_centre_cannot_strike_it(
    stranger_centre: Centre, stranger: Mandate, guided: Visit
) -> None:
    with pytest.raises(services.UnknownVisit):
        services.strike_visit(
            centre=stranger_centre,
            visit_id=guided.id,
            reason="x",
            by=stranger.user,
            at=NOW,
        )


def test_the_shipped_list_can_be_renamed_hidden_and_added_to(
    town: Centre, stranger_centre: Centre, admin_quan: Mandate, reception_mai: Mandate
) -> None:
    by: dict[str, Any] = {"centre": town, "by": admin_quan.user, "at": NOW}
    services.change_service(
        code="look_up", kind=Kind.LOOK_UP, name="Tra cứu", is_offered=False, **by
    )
    services.change_service(code="bhyt", kind=Kind.OTHER, name="Tra thẻ BHYT", **by)

    codes = [one.code for one in walk_ins.offered(town)]
    assert "look_up" not in codes
    assert codes[-1] == "bhyt"
    assert "bhyt" not in walk_ins.all_services(stranger_centre)
    with pytest.raises(services.UnknownService):
        services.serve_walk_in(
            centre=town, service="look_up", by=reception_mai.user, at=NOW
        )


def test_a_cause_of_ours_needs_the_unit_that_answers_for_it(
    town: Centre, reception_mai: Mandate, guided: Visit
) -> None:
    with pytest.raises(services.OwnerMissing):
        services.serve_walk_in(
            centre=town,
            service="other",
            by=reception_mai.user,
            at=NOW,
            told=Episode(again=Again(guided, Cause.OUR_FAULT)),
        )


def test_the_ledger_tells_each_second_trip_with_cause_and_owner(
    town: Centre, reception_mai: Mandate, guided: Visit
) -> None:
    desk = Department.objects.get(centre=town, code="TTPVHCC")
    later = NOW + timedelta(hours=2)

    second = services.serve_walk_in(
        centre=town,
        service="guidance",
        by=reception_mai.user,
        at=later,
        told=Episode(again=Again(guided, Cause.SYSTEM_DOWN, desk)),
    )
    third = services.serve_walk_in(
        centre=town,
        service="other",
        by=reception_mai.user,
        at=later,
        told=Episode(again=Again(second, Cause.OWN_WISH)),
    )

    ledger = selectors.ledger(town, **DAY)
    assert third.again_of == guided
    assert (ledger.figure.matters, ledger.figure.one_trip) == (1, 0)
    assert ledger.by_owner() == {("system_down", desk.name): 1, ("own_wish", ""): 1}


def test_the_cause_can_be_corrected_but_a_first_visit_stays_first(
    town: Centre, reception_mai: Mandate, guided: Visit
) -> None:
    second = services.serve_walk_in(
        centre=town,
        service="other",
        by=reception_mai.user,
        at=NOW + timedelta(hours=1),
        told=Episode(again=Again(guided, Cause.OWN_WISH)),
    )
    desk = Department.objects.get(centre=town, code="TTPVHCC")
    by: dict[str, Any] = {
        "centre": town,
        "by": reception_mai.user,
        "at": NOW + timedelta(hours=2),
    }

    services.say_why_again(
        visit_id=second.id, again=Again(guided, Cause.OUR_FAULT, desk), **by
    )

    assert selectors.ledger(town, **DAY).figure.one_trip == 0
    for wrong, first in ((guided, second), (guided, guided)):
        with pytest.raises(services.NotAgain):
            services.say_why_again(
                visit_id=wrong.id, again=Again(first, Cause.OWN_WISH), **by
            )


def test_a_walk_in_becomes_a_dossier_in_the_same_visit(
    town: Centre, reception_mai: Mandate, guided: Visit
) -> None:
    dossier, _ = intake.receive(
        centre=town,
        intake=intake_of(town, again=Came(guided.id)),
        by=reception_mai,
        at=NOW,
        key="convert",
        caller="test",
    )

    assert [row.visit_id for row in dossier.visits.all()] == [guided.id]
    assert selectors.counts_by_outcome(town, **DAY) == {"dossier": 1}


def test_who_went_home_for_papers_came_twice(
    town: Centre, reception_mai: Mandate, guided: Visit
) -> None:
    intake.receive(
        centre=town,
        intake=intake_of(
            town, again=Came(guided.id, Cause.PAPER_MISSING.value, "TTPVHCC")
        ),
        by=reception_mai,
        at=NOW + timedelta(hours=3),
        key="again",
        caller="test",
    )

    ledger = selectors.ledger(town, **DAY)
    assert ledger.figure.matters == 1
    assert [second.visit.again_cause for second in ledger.seconds] == ["paper_missing"]
