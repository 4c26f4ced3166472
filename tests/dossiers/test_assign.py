"""Giving the open step to a person."""

import pytest

from motcua.accounts import services as accounts
from motcua.accounts.selectors import Mandate
from motcua.dossiers import services
from motcua.dossiers.errors import CannotReceiveTo, NotYourStep, StaleDossier, WrongStep
from motcua.dossiers.models import Dossier
from motcua.rules.lifecycle import State
from motcua.ward.models import Centre
from tests.cast import NOW, mandate
from tests.dossiers.conftest import verbs_of


def test_the_chief_assigns_and_the_state_stays(
    town: Centre, dossier: Dossier, chief_lan: Mandate, civil_status_linh: Mandate
) -> None:
    given = services.assign(
        centre=town, code=dossier.code, to=civil_status_linh.user, by=chief_lan, at=NOW
    )

    assert given.holder == civil_status_linh.user
    assert given.now_in is State.ACCEPTED
    assert verbs_of(dossier) == ["receive", "assign"]


def test_without_the_right_nobody_assigns(
    town: Centre, dossier: Dossier, reception_mai: Mandate, civil_status_linh: Mandate
) -> None:
    with pytest.raises(NotYourStep):
        services.assign(
            centre=town,
            code=dossier.code,
            to=civil_status_linh.user,
            by=reception_mai,
            at=NOW,
        )


@pytest.mark.parametrize("who", ["tiepnhan", "kinhte", "songda.receptionist"])
def test_nobody_gets_a_step_of_another_role(
    town: Centre, dossier: Dossier, chief_lan: Mandate, who: str
) -> None:
    with pytest.raises(CannotReceiveTo):
        services.assign(
            centre=town, code=dossier.code, to=mandate(who).user, by=chief_lan, at=NOW
        )

    assert verbs_of(dossier) == ["receive"]


def test_who_left_the_office_gets_nothing(
    town: Centre,
    dossier: Dossier,
    chief_lan: Mandate,
    civil_status_linh: Mandate,
    admin_quan: Mandate,
) -> None:
    accounts.set_active(
        user=civil_status_linh.user, is_active=False, by=admin_quan.user, at=NOW
    )

    with pytest.raises(CannotReceiveTo):
        services.assign(
            centre=town,
            code=dossier.code,
            to=civil_status_linh.user,
            by=chief_lan,
            at=NOW,
        )


def test_a_leader_of_another_ward_assigns_nothing_here(
    town: Centre,
    dossier: Dossier,
    leader_of_another_ward: Mandate,
    civil_status_linh: Mandate,
) -> None:
    with pytest.raises(NotYourStep):
        services.assign(
            centre=town,
            code=dossier.code,
            to=civil_status_linh.user,
            by=leader_of_another_ward,
            at=NOW,
        )


def test_a_stale_page_assigns_nothing(
    town: Centre, dossier: Dossier, chief_lan: Mandate, civil_status_linh: Mandate
) -> None:
    with pytest.raises(StaleDossier):
        services.assign(
            centre=town,
            code=dossier.code,
            to=civil_status_linh.user,
            by=chief_lan,
            at=NOW,
            revision=dossier.revision + 1,
        )


def test_a_stopped_dossier_is_not_assigned(
    town: Centre, dossier: Dossier, chief_lan: Mandate, civil_status_linh: Mandate
) -> None:
    Dossier.objects.filter(centre=town, id=dossier.id).update(state=State.STOPPED)

    with pytest.raises(WrongStep):
        services.assign(
            centre=town,
            code=dossier.code,
            to=civil_status_linh.user,
            by=chief_lan,
            at=NOW,
        )
