"""One's own last act is taken back only while nobody built on it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from motcua.accounts.selectors import Mandate
from motcua.dossiers import selectors, services
from motcua.dossiers.errors import CannotUndo, ReasonMissing
from motcua.dossiers.models import Dossier, Step
from motcua.foundation.audit.models import Line
from motcua.ward.models import Centre, Department
from tests.cast import NOW, mandate
from tests.dossiers.conftest import MARITAL, verbs_of
from tests.dossiers.test_endings import on

SOON = NOW + timedelta(minutes=5)
TOMORROW = datetime.fromisoformat("2026-11-26T09:00:00+07:00")


def undo(dossier: Dossier, by: Mandate, at: datetime = SOON) -> Dossier:
    return services.undo(reason="Bấm nhầm", **on(dossier, by, at))


def test_a_hand_over_is_taken_back_and_the_step_is_the_officers_again(
    to_sign: Dossier, civil_status_linh: Mandate
) -> None:
    back = undo(to_sign, civil_status_linh)

    step = Step.objects.get(dossier=to_sign, status="active")
    assert (step.key, step.assignee) == ("verify", civil_status_linh.user)
    assert (step.finished_at, step.finished_by) == (None, None)
    assert Step.objects.get(dossier=to_sign, key="sign").active_at is None
    assert (back.holder, back.step_name) == (civil_status_linh.user, step.name)
    assert verbs_of(to_sign) == ["receive", "hand_over", "undo"]
    assert Line.objects.get(subject_id=to_sign.id, verb="undo").reason == "Bấm nhầm"


def test_after_that_the_work_goes_on_as_if_nothing_was(
    to_sign: Dossier, civil_status_linh: Mandate, leader_hung: Mandate
) -> None:
    undo(to_sign, civil_status_linh)

    services.hand_over(**on(to_sign, civil_status_linh, SOON))
    signed = services.approve_result(**on(to_sign, leader_hung, SOON))

    assert Step.objects.get(dossier=signed, status="active").key == "seal"


def test_a_claim_is_taken_back_and_the_step_is_free_again(
    dossier: Dossier, civil_status_linh: Mandate
) -> None:
    services.claim(**on(dossier, civil_status_linh, NOW))

    back = undo(dossier, civil_status_linh)

    assert back.holder is None
    assert back in selectors.pool(civil_status_linh)


def test_a_step_that_was_assigned_is_not_freed_by_taking_a_claim_back(
    marital: Dossier, chief_lan: Mandate
) -> None:
    services.assign(to=chief_lan.user, **on(marital, chief_lan, NOW))
    services.claim(**on(marital, chief_lan, NOW))

    with pytest.raises(CannotUndo):
        undo(marital, chief_lan)


def test_nothing_is_taken_back_twice(
    to_sign: Dossier, civil_status_linh: Mandate
) -> None:
    undo(to_sign, civil_status_linh)

    with pytest.raises(CannotUndo):
        undo(to_sign, civil_status_linh)


def test_not_once_the_next_one_has_begun(
    receive: Callable[..., Dossier], chief_lan: Mandate, civil_status_linh: Mandate
) -> None:
    dossier = receive(MARITAL)
    services.hand_over(**on(dossier, chief_lan, NOW))
    services.claim(**on(dossier, civil_status_linh, NOW))

    with pytest.raises(CannotUndo):
        undo(dossier, chief_lan)


def test_not_once_it_was_signed(
    to_seal: Dossier, civil_status_linh: Mandate, leader_hung: Mandate
) -> None:
    for who in (civil_status_linh, leader_hung):
        with pytest.raises(CannotUndo):
            undo(to_seal, who)


def test_not_when_the_result_was_announced(ready: Dossier, clerk_thu: Mandate) -> None:
    with pytest.raises(CannotUndo):
        undo(ready, clerk_thu)


def test_not_once_something_was_told_outside(
    marital: Dossier, chief_lan: Mandate
) -> None:
    services.hand_over(**on(marital, chief_lan, NOW))
    services.extend(
        new_due_at=datetime.fromisoformat("2026-12-03T17:00:00+07:00"),
        reason="Chờ xác minh",
        **on(marital, mandate("phochutich"), NOW),
    )

    with pytest.raises(CannotUndo):
        undo(marital, chief_lan)


def test_not_on_another_day(to_sign: Dossier, civil_status_linh: Mandate) -> None:
    with pytest.raises(CannotUndo):
        undo(to_sign, civil_status_linh, at=TOMORROW)


@pytest.mark.parametrize("who", ["phochutich", "kinhte", "songda.receptionist"])
def test_not_by_another_person(to_sign: Dossier, stranger: Mandate, who: str) -> None:
    with pytest.raises(CannotUndo):
        undo(to_sign, mandate(who))


def test_it_has_a_reason(to_sign: Dossier, civil_status_linh: Mandate) -> None:
    with pytest.raises(ReasonMissing):
        services.undo(reason="", **on(to_sign, civil_status_linh, SOON))


def test_the_page_offers_it_only_while_it_is_lawful(
    town: Centre, to_sign: Dossier, civil_status_linh: Mandate, leader_hung: Mandate
) -> None:
    def offers(by: Mandate) -> bool:
        view = selectors.for_desk(by, to_sign.code)
        assert view is not None
        return "undo" in selectors.actions_for(by, view, on=NOW.date())

    assert (offers(civil_status_linh), offers(leader_hung)) == (True, False)

    services.claim(**on(to_sign, leader_hung, NOW))

    assert not offers(civil_status_linh)


def test_what_was_passed_to_another_agency_is_not_taken_back(
    town: Centre, marital: Dossier, chief_lan: Mandate
) -> None:
    police = Department.objects.get(centre=town, code="CA")
    Step.objects.filter(centre=town, dossier=marital, position=3).update(agency=police)
    services.hand_over(**on(marital, chief_lan, NOW))

    with pytest.raises(CannotUndo):
        undo(marital, chief_lan)

    assert Step.objects.get(dossier=marital, status="active").agency == police
