"""Taking an open step."""

import pytest

from motcua.accounts.selectors import Mandate
from motcua.dossiers import services
from motcua.dossiers.errors import NotYourStep, StaleDossier, UnknownDossier, WrongStep
from motcua.dossiers.models import Dossier, StateChange
from motcua.rules.lifecycle import ActionNotAllowed, State
from motcua.ward.models import Centre
from tests.cast import NOW, mandate
from tests.dossiers.conftest import ask, verbs_of


def test_claiming_begins_the_work_and_names_the_holder(
    town: Centre, dossier: Dossier, civil_status_linh: Mandate
) -> None:
    held = services.claim(centre=town, code=dossier.code, by=civil_status_linh, at=NOW)

    assert held.now_in is State.IN_PROGRESS
    assert held.holder == civil_status_linh.user
    assert held.held_since == NOW
    assert verbs_of(dossier) == ["receive", "claim"]
    assert StateChange.objects.filter(dossier=dossier).last().action == "begin"  # type: ignore[union-attr]


def test_claiming_twice_begins_once(
    town: Centre, dossier: Dossier, civil_status_linh: Mandate
) -> None:
    for _ in range(2):
        services.claim(centre=town, code=dossier.code, by=civil_status_linh, at=NOW)

    assert StateChange.objects.filter(dossier=dossier, action="begin").count() == 1


@pytest.mark.parametrize("who", ["tiepnhan", "kinhte", "phochutich", "quantri"])
def test_the_step_of_another_role_cannot_be_claimed(
    town: Centre, dossier: Dossier, who: str
) -> None:
    with pytest.raises(NotYourStep):
        services.claim(centre=town, code=dossier.code, by=mandate(who), at=NOW)

    dossier.refresh_from_db()
    assert (dossier.now_in, dossier.revision) == (State.ACCEPTED, 1)


def test_the_step_of_another_unit_cannot_be_claimed(
    town: Centre, dossier: Dossier, civil_status_linh: Mandate
) -> None:
    civil_status_linh.user.department_id = mandate("kinhte").user.department_id

    with pytest.raises(NotYourStep):
        services.claim(centre=town, code=dossier.code, by=civil_status_linh, at=NOW)


def test_what_another_person_holds_cannot_be_claimed(
    town: Centre, marital: Dossier, chief_lan: Mandate
) -> None:
    services.claim(centre=town, code=marital.code, by=chief_lan, at=NOW)
    rival = mandate("chanhvp")
    rival.user.id = mandate("hotich").user.id

    with pytest.raises(NotYourStep):
        services.claim(centre=town, code=marital.code, by=rival, at=NOW)


def test_an_officer_of_another_ward_is_a_stranger(
    town: Centre, ready: Dossier, stranger: Mandate
) -> None:
    assert "receptionist" in stranger.roles

    with pytest.raises(NotYourStep):
        services.claim(centre=town, code=ready.code, by=stranger, at=NOW)


def test_another_ward_does_not_know_the_code(
    stranger_centre: Centre, dossier: Dossier, stranger: Mandate
) -> None:
    with pytest.raises(UnknownDossier):
        services.claim(centre=stranger_centre, code=dossier.code, by=stranger, at=NOW)


def test_a_paused_dossier_cannot_be_claimed(
    town: Centre, dossier: Dossier, civil_status_linh: Mandate
) -> None:
    ask(town, dossier, civil_status_linh)

    with pytest.raises(ActionNotAllowed):
        services.claim(centre=town, code=dossier.code, by=civil_status_linh, at=NOW)


def test_a_stale_page_changes_nothing(
    town: Centre, dossier: Dossier, civil_status_linh: Mandate
) -> None:
    shown = dossier.revision
    services.claim(
        centre=town, code=dossier.code, by=civil_status_linh, at=NOW, revision=shown
    )

    with pytest.raises(StaleDossier):
        services.hand_over(
            centre=town, code=dossier.code, by=civil_status_linh, at=NOW, revision=shown
        )

    assert verbs_of(dossier) == ["receive", "claim"]


def test_nothing_is_left_to_claim_after_the_return(
    town: Centre, ready: Dossier, reception_mai: Mandate
) -> None:
    services.return_result(
        centre=town,
        code=ready.code,
        to="Bùi Thị An",
        exit_by="electronic",
        visit=None,
        by=reception_mai,
        at=NOW,
    )

    with pytest.raises(WrongStep):
        services.claim(centre=town, code=ready.code, by=reception_mai, at=NOW)
