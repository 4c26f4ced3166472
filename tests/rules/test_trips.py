"""What counts as a trip, which were needed, and why somebody probably comes again."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.trips import (
    Cause,
    Coming,
    Kind,
    Situation,
    figure,
    kinds_of,
    needed_one_trip,
    propose,
)

NOW = datetime.fromisoformat("2026-11-25T09:00:00+07:00")
FIRST = Coming("counter", is_first=True)
COLLECTED = Coming("counter", is_first=False, cause=Cause.PLANNED)
PLACES = st.sampled_from(["counter", "kiosk", "home", "phone", "online"])
LATER = st.builds(
    Coming, PLACES, st.just(False), st.sampled_from(["", *(c.value for c in Cause)])
)
MATTERS = st.tuples(
    st.builds(Coming, PLACES, st.just(True), st.just("")), st.lists(LATER, max_size=5)
).map(lambda pair: [pair[0], *pair[1]])


def again(cause: str, place: str = "counter") -> Coming:
    return Coming(place, is_first=False, cause=cause)


def test_filing_and_collecting_as_chosen_needs_one_trip() -> None:
    assert kinds_of([FIRST, COLLECTED]) == [Kind.FIRST, Kind.PLANNED]
    assert needed_one_trip([FIRST, COLLECTED])


def test_only_one_collection_is_planned() -> None:
    assert not needed_one_trip([FIRST, COLLECTED, COLLECTED])


@pytest.mark.parametrize("cause", sorted(set(Cause) - {Cause.PLANNED, Cause.OWN_WISH}))
def test_each_cause_of_ours_makes_a_second_trip_needed(cause: Cause) -> None:
    assert not needed_one_trip([FIRST, again(cause), COLLECTED])


def test_coming_by_own_wish_is_counted_but_was_not_needed() -> None:
    counted = figure([[FIRST, again(Cause.OWN_WISH), COLLECTED]])

    assert (counted.one_trip, counted.single) == (1, 0)
    assert counted.causes == {Cause.OWN_WISH: 1}


def test_a_second_trip_without_a_cause_never_flatters_us() -> None:
    counted = figure([[FIRST, again("")]])

    assert (counted.one_trip, counted.causes) == (0, {"": 1})


@pytest.mark.parametrize("place", ["home", "phone", "online"])
def test_who_was_served_elsewhere_made_no_trip(place: str) -> None:
    assert needed_one_trip([FIRST, again(Cause.PAPER_MISSING, place)])


def test_of_a_hundred_is_rounded_down_and_unknown_without_matters() -> None:
    counted = figure([[FIRST]] * 199 + [[FIRST, again(Cause.OUR_FAULT)]])

    assert counted.of_hundred == 99
    assert figure([]).of_hundred is None


@given(st.lists(MATTERS, max_size=12))
def test_the_figure_is_a_recount_of_its_matters(matters: list[list[Coming]]) -> None:
    counted = figure(matters)

    kinds = [kind for matter in matters for kind in kinds_of(matter)]
    assert counted.matters == len(matters)
    assert counted.one_trip == sum(map(needed_one_trip, matters))
    assert counted.single <= counted.one_trip <= counted.matters
    assert counted.second_trips == kinds.count(Kind.WISHED) + kinds.count(Kind.NEEDED)
    assert counted.of_hundred is None or 0 <= counted.of_hundred <= 100


@given(MATTERS, LATER)
def test_one_more_visit_never_makes_a_matter_better(
    matter: list[Coming], more: Coming
) -> None:
    if needed_one_trip([*matter, more]):
        assert needed_one_trip(matter)


@given(MATTERS)
def test_each_visit_has_one_kind_and_at_most_one_is_planned(
    matter: list[Coming],
) -> None:
    kinds = kinds_of(matter)

    assert len(kinds) == len(matter)
    assert kinds.count(Kind.PLANNED) <= 1
    assert Kind.FIRST not in kinds[1:]


WAITING = Situation(now=NOW, promised_at=NOW + timedelta(days=1), is_ready=False)


@pytest.mark.parametrize(
    ("what", "cause"),
    [
        ({"is_ready": True}, Cause.PLANNED),
        ({"is_ready": True, "collects_at_counter": False}, Cause.OWN_WISH),
        ({"is_returned": True}, Cause.OWN_WISH),
        ({"asked_for_papers": True}, Cause.PAPER_MISSING),
        ({}, Cause.OWN_WISH),
        ({"promised_at": NOW}, Cause.RESULT_NOT_READY),
        ({"promised_at": None}, Cause.RESULT_NOT_READY),
        ({"promised_at": NOW, "is_signer_absent": True}, Cause.SIGNER_ABSENT),
        ({"is_signer_absent": True}, Cause.OWN_WISH),
    ],
)
def test_the_likely_cause_follows_from_what_happened(
    what: dict[str, object], cause: Cause
) -> None:
    assert propose(replace(WAITING, **what)) == cause  # type: ignore[arg-type]
