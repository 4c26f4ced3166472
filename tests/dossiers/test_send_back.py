"""Returning a dossier to the step before, with a reason."""

import pytest

from motcua.accounts.selectors import Mandate
from motcua.dossiers import services
from motcua.dossiers.errors import NotYourStep, ReasonMissing, WrongStep
from motcua.dossiers.models import Dossier, StateChange, Step
from motcua.rules.lifecycle import ActionNotAllowed, State
from motcua.ward.models import Centre
from tests.cast import NOW
from tests.dossiers.conftest import ask, facts_of, verbs_of


def send_back(
    town: Centre, dossier: Dossier, by: Mandate, reason: str = "Sai họ tên"
) -> Dossier:
    return services.send_back(
        centre=town, code=dossier.code, reason=reason, by=by, at=NOW
    )


def test_it_returns_to_the_person_who_did_the_step(
    town: Centre, to_sign: Dossier, leader_hung: Mandate, civil_status_linh: Mandate
) -> None:
    returned = send_back(town, to_sign, leader_hung)

    assert returned.holder == civil_status_linh.user
    step = Step.objects.get(dossier=to_sign, status="active")
    assert (step.key, step.times_sent_back, step.note) == ("verify", 1, "Sai họ tên")
    assert step.finished_at is None
    assert verbs_of(to_sign) == ["receive", "hand_over", "send_back"]
    assert "dossiers.ResultRecalled" not in facts_of(to_sign)


def test_a_result_with_an_error_goes_back_in_process(
    town: Centre, ready: Dossier, reception_mai: Mandate
) -> None:
    returned = send_back(town, ready, reception_mai)

    assert returned.now_in is State.IN_PROGRESS
    assert returned.resolved_at is None
    change = StateChange.objects.get(dossier=ready, action="correct")
    assert change.reason == "Sai họ tên"
    assert facts_of(ready)[-1] == "dossiers.ResultRecalled"


def test_after_the_correction_it_is_resolved_again(
    town: Centre, ready: Dossier, reception_mai: Mandate, clerk_thu: Mandate
) -> None:
    send_back(town, ready, reception_mai)

    again = services.hand_over(centre=town, code=ready.code, by=clerk_thu, at=NOW)

    assert again.now_in is State.RESOLVED
    assert again.resolved_at == NOW


@pytest.mark.parametrize("reason", ["", "   "])
def test_it_needs_a_reason(
    town: Centre, to_sign: Dossier, leader_hung: Mandate, reason: str
) -> None:
    with pytest.raises(ReasonMissing):
        send_back(town, to_sign, leader_hung, reason)


def test_nothing_goes_back_to_before_the_reception(
    town: Centre, dossier: Dossier, civil_status_linh: Mandate
) -> None:
    with pytest.raises(WrongStep):
        send_back(town, dossier, civil_status_linh)


def test_who_does_not_hold_it_cannot_send_it_back(
    town: Centre, to_sign: Dossier, civil_status_linh: Mandate
) -> None:
    with pytest.raises(NotYourStep):
        send_back(town, to_sign, civil_status_linh)


def test_a_paused_dossier_stays_where_it_is(
    town: Centre, to_sign: Dossier, leader_hung: Mandate
) -> None:
    ask(town, to_sign, leader_hung)

    with pytest.raises(ActionNotAllowed):
        send_back(town, to_sign, leader_hung)
