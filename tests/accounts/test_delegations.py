"""A leader gives the signature away: to whom, how, until when, and never further."""

from datetime import date, timedelta

import pytest

from motcua.accounts import delegations, services
from motcua.accounts.delegations import NewDelegation, delegate_signature
from motcua.accounts.models import User
from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate, mandate_of, mandate_of_token
from motcua.ward.models import Centre, Field
from tests.cast import NOW, mandate

TODAY = NOW.date()
FRIDAY = TODAY + timedelta(days=2)


@pytest.fixture
def chief(town: Centre) -> User:
    """Lan, chief of the office."""
    return mandate("chanhvp").user


def by_order(**changes: object) -> NewDelegation:
    given = {
        "form": "TL",
        "starts_on": TODAY,
        "ends_on": FRIDAY,
        "document_number": "12/GUQ",
        "document_on": TODAY,
    }
    return NewDelegation(**given | changes)  # type: ignore[arg-type]


def test_the_deputy_may_sign_on_those_days_only(
    leader_hung: Mandate, chief: User
) -> None:
    hung = leader_hung.user

    delegate_signature(leader=hung, deputy=chief, new=by_order(), by=hung, at=NOW)

    days = [TODAY - timedelta(days=1), TODAY, FRIDAY, FRIDAY + timedelta(days=1)]
    may = [mandate_of(chief, on=day).may(Capability.SIGN_FOR) for day in days]
    assert may == [False, True, True, False]


def test_a_delegation_can_be_limited_to_fields(
    leader_hung: Mandate, chief: User
) -> None:
    hung, field = leader_hung.user, Field.objects.all()[0]

    delegate_signature(
        leader=hung, deputy=chief, new=by_order(fields=[field]), by=hung, at=NOW
    )

    (given,) = mandate_of(chief, on=TODAY).signs_for
    assert (given.leader_id, given.field_id) == (hung.id, field.id)
    assert given.role == "vice_chairman"


def test_a_revoked_delegation_is_gone(leader_hung: Mandate, chief: User) -> None:
    hung = leader_hung.user
    given = delegate_signature(
        leader=hung, deputy=chief, new=by_order(), by=hung, at=NOW
    )

    delegations.revoke_delegation(delegation=given, by=hung, at=NOW)

    assert mandate_of(chief, on=TODAY).signs_for == ()


def test_a_delegation_ends_with_the_leaders_role(
    leader_hung: Mandate, chief: User
) -> None:
    hung = leader_hung.user
    delegate_signature(leader=hung, deputy=chief, new=by_order(), by=hung, at=NOW)

    services.end_role(user=hung, role="vice_chairman", ends_on=TODAY, by=hung, at=NOW)

    assert mandate_of(chief, on=TODAY).signs_for
    assert mandate_of(chief, on=FRIDAY).signs_for == ()


def test_only_a_signer_gives_the_signature_away(
    chief: User, leader_hung: Mandate
) -> None:
    with pytest.raises(delegations.NotASigner):
        delegate_signature(
            leader=chief, deputy=leader_hung.user, new=by_order(), by=chief, at=NOW
        )


@pytest.mark.parametrize(
    ("form", "deputy"),
    [
        ("KT", "chanhvp"),
        ("TL", "hotich"),
        ("TUQ", "vanthu"),
        ("TL", "songda.receptionist"),
    ],
)
def test_each_form_asks_for_its_post(
    town: Centre, leader_hung: Mandate, form: str, deputy: str
) -> None:
    hung = leader_hung.user

    with pytest.raises(delegations.CannotSignFor):
        delegate_signature(
            leader=hung,
            deputy=mandate(deputy).user,
            new=by_order(form=form),
            by=hung,
            at=NOW,
        )


def test_what_was_given_is_not_given_further(leader_hung: Mandate, chief: User) -> None:
    hung, chairman = leader_hung.user, mandate("chutich").user
    delegate_signature(
        leader=chairman, deputy=hung, new=by_order(form="KT"), by=chairman, at=NOW
    )

    with pytest.raises(delegations.ChainedDelegation):
        delegate_signature(leader=hung, deputy=chief, new=by_order(), by=hung, at=NOW)


def test_nor_does_the_chain_begin_at_its_end(leader_hung: Mandate, chief: User) -> None:
    hung, chairman = leader_hung.user, mandate("chutich").user
    delegate_signature(leader=hung, deputy=chief, new=by_order(), by=hung, at=NOW)

    with pytest.raises(delegations.ChainedDelegation):
        delegate_signature(
            leader=chairman, deputy=hung, new=by_order(form="KT"), by=chairman, at=NOW
        )


def test_the_same_two_have_one_delegation_at_a_time(
    leader_hung: Mandate, chief: User
) -> None:
    hung = leader_hung.user
    delegate_signature(leader=hung, deputy=chief, new=by_order(), by=hung, at=NOW)

    with pytest.raises(delegations.AlreadyDelegated):
        delegate_signature(leader=hung, deputy=chief, new=by_order(), by=hung, at=NOW)


@pytest.mark.parametrize("ends_on", [date(2026, 11, 24), date(2028, 1, 1)])
def test_days_that_cannot_be_are_refused(
    leader_hung: Mandate, chief: User, ends_on: date
) -> None:
    hung = leader_hung.user

    with pytest.raises(delegations.WrongDelegationDays):
        delegate_signature(
            leader=hung, deputy=chief, new=by_order(ends_on=ends_on), by=hung, at=NOW
        )


def test_a_program_never_signs_in_anothers_name(
    leader_hung: Mandate, chief: User
) -> None:
    hung = leader_hung.user
    delegate_signature(leader=hung, deputy=chief, new=by_order(), by=hung, at=NOW)

    token = services.make_token(
        user=chief, role="office_chief", name="máy", by=hung, at=NOW
    )

    program = mandate_of_token(token, at=NOW)
    assert program is not None
    assert not program.may(Capability.SIGN_FOR)
    assert program.signs_for == ()
