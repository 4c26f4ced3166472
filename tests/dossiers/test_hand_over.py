"""Finishing a step: the next one begins, and at the end the result is ready."""

import pytest

from motcua.accounts.selectors import Mandate
from motcua.dossiers import services
from motcua.dossiers.errors import CannotReceiveTo, NotYourStep, WrongStep
from motcua.dossiers.models import Dossier, Step
from motcua.rules.lifecycle import State
from motcua.ward.models import Centre
from tests.cast import NOW, mandate
from tests.dossiers.conftest import facts_of, verbs_of


def test_the_next_step_opens_for_its_role(
    town: Centre, to_sign: Dossier, civil_status_linh: Mandate
) -> None:
    done, active = Step.objects.filter(dossier=to_sign).order_by("position")[1:3]

    assert (done.status, done.finished_by) == ("done", civil_status_linh.user)
    assert (active.status, active.key, active.assignee) == ("active", "sign", None)
    assert to_sign.holder_role == "vice_chairman"
    assert to_sign.step_name == active.name


def test_one_verb_one_audit_line_one_fact(to_sign: Dossier) -> None:
    assert verbs_of(to_sign) == ["receive", "hand_over"]
    assert facts_of(to_sign) == ["dossiers.DossierReceived", "dossiers.StepFinished"]


def test_the_result_is_ready_when_only_the_return_is_left(ready: Dossier) -> None:
    assert ready.now_in is State.RESOLVED
    assert ready.resolved_at == NOW
    assert ready.holder_role == "receptionist"


def test_the_chief_hands_over_to_a_person(
    town: Centre, marital: Dossier, chief_lan: Mandate, civil_status_linh: Mandate
) -> None:
    given = services.hand_over(
        centre=town, code=marital.code, by=chief_lan, at=NOW, to=civil_status_linh.user
    )

    assert given.holder == civil_status_linh.user
    assert given.now_in is State.IN_PROGRESS


def test_handing_to_a_wrong_person_undoes_the_whole_verb(
    town: Centre, marital: Dossier, chief_lan: Mandate, reception_mai: Mandate
) -> None:
    with pytest.raises(CannotReceiveTo):
        services.hand_over(
            centre=town, code=marital.code, by=chief_lan, at=NOW, to=reception_mai.user
        )

    marital.refresh_from_db()
    assert marital.now_in is State.ACCEPTED
    assert Step.objects.get(dossier=marital, status="active").key == "assign"
    assert verbs_of(marital) == ["receive"]


def test_signing_is_no_handing_over(
    town: Centre, to_sign: Dossier, leader_hung: Mandate
) -> None:
    with pytest.raises(WrongStep):
        services.hand_over(centre=town, code=to_sign.code, by=leader_hung, at=NOW)


@pytest.mark.parametrize("who", ["tiepnhan", "vanthu", "songda.vice_chairman"])
def test_only_who_may_do_the_step_hands_it_over(
    town: Centre, dossier: Dossier, who: str
) -> None:
    with pytest.raises(NotYourStep):
        services.hand_over(centre=town, code=dossier.code, by=mandate(who), at=NOW)


def test_the_note_stays_with_the_step(
    town: Centre, dossier: Dossier, civil_status_linh: Mandate
) -> None:
    services.hand_over(
        centre=town,
        code=dossier.code,
        by=civil_status_linh,
        at=NOW,
        note="Đã đối chiếu",
    )

    assert Step.objects.get(dossier=dossier, position=2).note == "Đã đối chiếu"
