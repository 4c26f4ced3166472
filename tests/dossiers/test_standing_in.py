"""A substitute and a deputy do the steps of who is away, and both names stay."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.accounts import absences, delegations
from motcua.accounts import services as accounts
from motcua.accounts.absences import NewAbsence
from motcua.accounts.delegations import NewDelegation
from motcua.accounts.models import Delegation
from motcua.accounts.selectors import Mandate, mandate_of
from motcua.dossiers import selectors, services
from motcua.dossiers.errors import AssigneeAway, NotYourStep
from motcua.dossiers.models import Dossier, Step
from motcua.foundation.audit.models import Line
from motcua.ward.models import Centre, Field
from tests.cast import NOW, mandate

TODAY = NOW.date()
FRIDAY = TODAY + timedelta(days=2)


@pytest.fixture
def claimed(town: Centre, dossier: Dossier, civil_status_linh: Mandate) -> Dossier:
    """A dossier in Linh's hands."""
    return services.claim(centre=town, code=dossier.code, by=civil_status_linh, at=NOW)


@pytest.fixture
def stand_in(town: Centre, civil_status_linh: Mandate) -> Mandate:
    """Lan, who stands in for Linh until Friday."""
    lan, linh = mandate("chanhvp").user, civil_status_linh.user
    accounts.grant_role(
        user=lan, role="civil_status_officer", starts_on=TODAY, by=linh, at=NOW
    )
    new = NewAbsence(TODAY, FRIDAY, substitute=lan)
    absences.declare_absence(user=linh, new=new, by=linh, at=NOW)
    return mandate("chanhvp")


@pytest.fixture
def paper(town: Centre, leader_hung: Mandate) -> Delegation:
    """Hùng's signature, given to Lan until Friday."""
    return delegations.delegate_signature(
        leader=leader_hung.user,
        deputy=mandate("chanhvp").user,
        new=NewDelegation("TL", TODAY, FRIDAY, "12/GUQ", TODAY),
        by=leader_hung.user,
        at=NOW,
    )


def test_the_work_of_the_absent_is_in_the_list_of_the_stand_in(
    claimed: Dossier, stand_in: Mandate
) -> None:
    after = mandate_of(stand_in.user, on=FRIDAY + timedelta(days=1))

    assert claimed in selectors.my_work(stand_in)
    assert claimed not in selectors.my_work(after)


def test_the_stand_in_finishes_the_step_and_both_names_stay(
    town: Centre, claimed: Dossier, stand_in: Mandate, civil_status_linh: Mandate
) -> None:
    services.hand_over(centre=town, code=claimed.code, by=stand_in, at=NOW)

    step = Step.objects.get(dossier=claimed, position=2)
    line = Line.objects.get(centre_id=town.id, subject_id=claimed.id, verb="hand_over")
    assert step.finished_by == stand_in.user
    assert step.finished_for == civil_status_linh.user
    assert line.actor == "chanhvp"
    assert line.detail["for_user"] == str(civil_status_linh.user.id)


def test_when_the_absence_is_over_the_stand_in_is_refused(
    town: Centre, claimed: Dossier, stand_in: Mandate
) -> None:
    later = NOW + timedelta(days=3)
    after = mandate_of(stand_in.user, on=later.date())

    with pytest.raises(NotYourStep):
        services.hand_over(centre=town, code=claimed.code, by=after, at=later)


def test_a_lost_role_ends_the_standing_in(
    town: Centre, claimed: Dossier, stand_in: Mandate
) -> None:
    accounts.end_role(
        user=stand_in.user,
        role="civil_status_officer",
        ends_on=TODAY,
        by=stand_in.user,
        at=NOW,
    )
    tomorrow = mandate_of(stand_in.user, on=TODAY + timedelta(days=1))

    with pytest.raises(NotYourStep):
        services.hand_over(centre=town, code=claimed.code, by=tomorrow, at=NOW)

    assert claimed not in selectors.my_work(tomorrow)


def test_who_is_away_gets_new_work_only_knowingly(
    town: Centre,
    dossier: Dossier,
    stand_in: Mandate,
    director_khanh: Mandate,
    civil_status_linh: Mandate,
) -> None:
    given: dict[str, Any] = {
        "centre": town,
        "code": dossier.code,
        "by": director_khanh,
        "at": NOW,
    }
    linh = civil_status_linh.user

    with pytest.raises(AssigneeAway) as told:
        services.assign(to=linh, **given)
    held = services.assign(to=linh, knowing_absence=True, **given)

    assert told.value.absence.ends_on == FRIDAY
    assert held.holder == linh


def test_the_deputy_sees_and_signs_in_the_leaders_name(
    town: Centre, to_sign: Dossier, paper: Delegation, leader_hung: Mandate
) -> None:
    deputy = mandate("chanhvp")
    assert to_sign in selectors.approvals(deputy)

    services.approve_result(centre=town, code=to_sign.code, by=deputy, at=NOW)

    step = Step.objects.get(dossier=to_sign, key="sign")
    assert (step.finished_by, step.finished_for) == (deputy.user, leader_hung.user)
    assert step.delegation == paper


def test_the_deputy_signs_only_the_fields_given(
    town: Centre, to_sign: Dossier, leader_hung: Mandate
) -> None:
    other = Field.objects.exclude(id=to_sign.field_id)[0]
    lan = mandate("chanhvp").user
    delegations.delegate_signature(
        leader=leader_hung.user,
        deputy=lan,
        new=NewDelegation("TL", TODAY, FRIDAY, "12/GUQ", TODAY, [other]),
        by=lan,
        at=NOW,
    )
    deputy = mandate("chanhvp")

    with pytest.raises(NotYourStep):
        services.approve_result(centre=town, code=to_sign.code, by=deputy, at=NOW)

    assert to_sign not in selectors.approvals(deputy)


def test_a_delegation_revoked_during_the_request_does_not_sign(
    town: Centre, to_sign: Dossier, paper: Delegation
) -> None:
    deputy = mandate("chanhvp")
    delegations.revoke_delegation(delegation=paper, by=deputy.user, at=NOW)

    with pytest.raises(NotYourStep):
        services.approve_result(centre=town, code=to_sign.code, by=deputy, at=NOW)

    assert mandate("chanhvp").signs_for == ()


def test_the_deputy_does_no_other_step_of_the_leader(
    town: Centre, marital: Dossier, paper: Delegation
) -> None:
    deputy = mandate("truongphong.kt")

    with pytest.raises(NotYourStep):
        services.hand_over(centre=town, code=marital.code, by=deputy, at=NOW)


def test_the_leader_still_signs_beside_the_deputy(
    town: Centre, to_sign: Dossier, paper: Delegation, leader_hung: Mandate
) -> None:
    services.approve_result(centre=town, code=to_sign.code, by=leader_hung, at=NOW)

    step = Step.objects.get(dossier=to_sign, key="sign")
    assert (step.finished_by, step.finished_for) == (leader_hung.user, None)


def test_a_mandate_is_read_in_one_question(
    town: Centre, stand_in: Mandate, paper: Delegation
) -> None:
    with CaptureQueriesContext(connection) as asked:
        whole = mandate_of(stand_in.user, on=TODAY)

    assert whole.stands_for
    assert whole.signs_for
    assert len(asked) == 1


def test_more_stood_for_asks_no_more_of_the_database(
    town: Centre, receive: Callable[..., Dossier], stand_in: Mandate
) -> None:
    def asked_by(person: Mandate) -> int:
        with CaptureQueriesContext(connection) as asked:
            list(selectors.my_work(person))
            list(selectors.pool(person))
            list(selectors.approvals(person))
        return len(asked)

    assert asked_by(stand_in) == asked_by(mandate("phochutich")) == 3
