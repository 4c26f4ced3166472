"""The leader's signature."""

from datetime import timedelta

import pytest

from motcua.accounts.selectors import Mandate
from motcua.dossiers import selectors, services
from motcua.dossiers.errors import NotYourStep, WrongStep
from motcua.dossiers.models import Dossier, Step
from motcua.foundation.outbox.models import Message
from motcua.rules.lifecycle import State
from motcua.ward.models import Centre
from tests.cast import NOW, mandate
from tests.dossiers.conftest import facts_of, verbs_of


def test_the_leader_signs_and_the_clerk_is_next(
    to_seal: Dossier, leader_hung: Mandate
) -> None:
    signed = Step.objects.get(dossier=to_seal, key="sign")

    assert (signed.finished_by, signed.assignee) == (leader_hung.user,) * 2
    assert to_seal.holder_role == "clerk"
    assert to_seal.now_in is State.IN_PROGRESS
    assert verbs_of(to_seal)[-1] == "approve_result"
    assert facts_of(to_seal)[-2:] == [
        "dossiers.StepFinished",
        "dossiers.ResultApproved",
    ]


@pytest.mark.parametrize(("late_by", "on_time"), [(0, True), (1, False)])
def test_the_fact_says_whether_it_was_on_time(
    town: Centre, to_sign: Dossier, leader_hung: Mandate, late_by: int, on_time: bool
) -> None:
    assert to_sign.due_at is not None
    at = to_sign.due_at + timedelta(seconds=late_by)

    services.approve_result(centre=town, code=to_sign.code, by=leader_hung, at=at)

    fact = Message.objects.get(centre_id=town.id, kind="dossiers.ResultApproved")
    assert fact.values["on_time"] is on_time


@pytest.mark.parametrize("who", ["hotich", "vanthu", "giamdoc", "songda.vice_chairman"])
def test_nobody_else_signs(town: Centre, to_sign: Dossier, who: str) -> None:
    with pytest.raises(NotYourStep):
        services.approve_result(centre=town, code=to_sign.code, by=mandate(who), at=NOW)


def test_nothing_is_signed_before_its_time(
    town: Centre, dossier: Dossier, leader_hung: Mandate
) -> None:
    with pytest.raises(WrongStep):
        services.approve_result(centre=town, code=dossier.code, by=leader_hung, at=NOW)


def test_it_stands_in_the_leaders_list_until_signed(
    town: Centre, to_sign: Dossier, leader_hung: Mandate
) -> None:
    before = list(selectors.approvals(leader_hung))

    services.approve_result(centre=town, code=to_sign.code, by=leader_hung, at=NOW)

    assert before == [to_sign]
    assert not selectors.approvals(leader_hung).exists()
