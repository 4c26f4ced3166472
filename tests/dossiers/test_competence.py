"""Boundary-free with a different start: the clock runs where the dossier is decided."""

from collections.abc import Callable
from datetime import datetime

import pytest

from motcua.accounts.selectors import Mandate
from motcua.dossiers import selectors, services
from motcua.dossiers.errors import NotCompetent, NothingPromised, NotYourStep
from motcua.dossiers.models import Dossier, Promise
from motcua.ward import selectors as ward
from motcua.ward.models import Centre
from tests.cast import NOW, mandate
from tests.dossiers.conftest import MARITAL, ask, bring, facts_of, verbs_of
from tests.dossiers.test_endings import on

FRIDAY = datetime.fromisoformat("2026-11-27T15:30:00+07:00")
COMPETENT = "Ủy ban nhân dân phường Sông Đà"


@pytest.fixture
def elsewhere(receive: Callable[..., Dossier]) -> Dossier:
    """Received here on Wednesday, to be decided by another ward."""
    return receive(MARITAL, competent_agency=COMPETENT)


def test_until_the_competent_agency_has_it_nothing_is_promised(
    town: Centre, elsewhere: Dossier
) -> None:
    assert elsewhere.awaits_competent
    assert elsewhere.due_at is None
    assert not Promise.objects.filter(dossier=elsewhere).exists()
    assert services.reckon(elsewhere) is None
    calendar = ward.calendar_in_force(town)
    assert selectors.spent(elsewhere, [], calendar, at=FRIDAY) is None


def test_from_then_on_the_promise_is_counted(
    elsewhere: Dossier, reception_mai: Mandate
) -> None:
    found = services.confirm_competent_receipt(**on(elsewhere, reception_mai, FRIDAY))

    # Three working days after Friday: Monday, Tuesday and Wednesday 2 December.
    assert found.due_at == datetime.fromisoformat("2026-12-02T17:00:00+07:00")
    assert (found.received_at, found.competent_received_at) == (NOW, FRIDAY)
    promise = Promise.objects.get(dossier=elsewhere)
    assert (promise.number, promise.reason) == (1, "competent")
    assert facts_of(elsewhere)[-1] == "dossiers.PromiseMoved"
    assert verbs_of(elsewhere)[-1] == "confirm_competent_receipt"


def test_a_pause_before_the_start_moves_nothing(
    elsewhere: Dossier, reception_mai: Mandate, chief_lan: Mandate
) -> None:
    ask(elsewhere.centre, elsewhere, chief_lan)
    bring(elsewhere.centre, elsewhere, chief_lan, at=NOW)

    found = services.confirm_competent_receipt(**on(elsewhere, reception_mai, FRIDAY))

    assert found.due_at == datetime.fromisoformat("2026-12-02T17:00:00+07:00")


def test_it_is_confirmed_once_and_only_where_somebody_else_decides(
    elsewhere: Dossier, dossier: Dossier, reception_mai: Mandate
) -> None:
    services.confirm_competent_receipt(**on(elsewhere, reception_mai, FRIDAY))

    for again in (elsewhere, dossier):
        with pytest.raises(NotCompetent):
            services.confirm_competent_receipt(**on(again, reception_mai, FRIDAY))


def test_a_stranger_confirms_nothing(elsewhere: Dossier, stranger: Mandate) -> None:
    with pytest.raises(NotYourStep):
        services.confirm_competent_receipt(**on(elsewhere, stranger, FRIDAY))


def test_no_later_date_is_given_before_there_is_one(elsewhere: Dossier) -> None:
    with pytest.raises(NothingPromised):
        services.extend(
            new_due_at=FRIDAY, reason="Chậm", **on(elsewhere, mandate("phochutich"))
        )


def test_nothing_is_confirmed_before_the_dossier_is_accepted(
    lodge: Callable[..., Dossier], reception_mai: Mandate
) -> None:
    lodged = lodge(MARITAL, competent_agency=COMPETENT)

    with pytest.raises(NotCompetent):
        services.confirm_competent_receipt(**on(lodged, reception_mai, FRIDAY))
    ask(lodged.centre, lodged, reception_mai)
    with pytest.raises(NotCompetent):
        services.confirm_competent_receipt(**on(lodged, reception_mai, FRIDAY))

    assert not Promise.objects.filter(dossier=lodged).exists()
