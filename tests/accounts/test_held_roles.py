"""When a person holds a role already, and how a role ends."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from motcua.accounts import services
from motcua.accounts.models import RoleAssignment
from motcua.accounts.second_looks import RoleWish, ask_for_role
from motcua.accounts.selectors import Mandate, mandate_of
from motcua.accounts.services import RoleAlreadyHeld, RoleNotHeld, RoleScope
from motcua.ward.models import Centre, Field
from tests.cast import NOW

TODAY = NOW.date()
LAST = date(2026, 12, 31)
CLERK = RoleWish("clerk", starts_on=TODAY)


@pytest.fixture
def fields(town: Centre) -> list[Field]:
    """Two fields of the catalogue."""
    return list(Field.objects.order_by("code")[:2])


def hold(person: Mandate, wish: RoleWish) -> RoleAssignment:
    return services.grant_role(
        user=person.user,
        role=wish.role,
        starts_on=wish.starts_on,
        ends_on=wish.ends_on,
        scope=wish.scope,
        by=person.user,
        at=NOW,
    )


def ask(person: Mandate, wish: RoleWish) -> None:
    ask_for_role(user=person.user, wish=wish, by=person.user, at=NOW)


def test_one_role_is_held_in_two_fields(
    reception_mai: Mandate, fields: list[Field]
) -> None:
    one, other = (replace(CLERK, field_id=field.id) for field in fields)
    hold(reception_mai, one)

    ask(reception_mai, other)
    hold(reception_mai, other)

    grants = mandate_of(reception_mai.user, on=TODAY).grants
    held = {grant.field_id for grant in grants if grant.role == "clerk"}
    assert held == {field.id for field in fields}


def test_a_role_in_one_field_is_widened_to_all(
    reception_mai: Mandate, fields: list[Field]
) -> None:
    hold(reception_mai, replace(CLERK, field_id=fields[0].id))

    hold(reception_mai, CLERK)

    grants = mandate_of(reception_mai.user, on=TODAY).grants
    assert None in {grant.field_id for grant in grants if grant.role == "clerk"}


@pytest.mark.parametrize("is_wider", [False, True])
def test_the_same_or_less_is_held_already(
    reception_mai: Mandate, fields: list[Field], is_wider: bool
) -> None:
    wish = replace(CLERK, field_id=fields[0].id, step_key="seal")
    hold(reception_mai, replace(wish, step_key="") if is_wider else wish)

    with pytest.raises(RoleAlreadyHeld):
        ask(reception_mai, wish)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "is_held"),
    [
        (LAST, None, True),
        (LAST + timedelta(days=1), None, False),
        (TODAY - timedelta(days=9), TODAY, True),
        (TODAY - timedelta(days=9), TODAY - timedelta(days=1), False),
    ],
)
def test_a_role_is_held_already_on_the_days_it_was_given_for(
    reception_mai: Mandate, starts_on: date, ends_on: date | None, is_held: bool
) -> None:
    hold(reception_mai, replace(CLERK, ends_on=LAST))
    wish = replace(CLERK, starts_on=starts_on, ends_on=ends_on)

    if is_held:
        with pytest.raises(RoleAlreadyHeld):
            ask(reception_mai, wish)
    else:
        ask(reception_mai, wish)


def end(person: Mandate, on: date) -> None:
    services.end_role(
        user=person.user, role="clerk", ends_on=on, by=person.user, at=NOW
    )


def test_a_role_given_until_a_day_is_taken_earlier(reception_mai: Mandate) -> None:
    given = hold(reception_mai, replace(CLERK, ends_on=LAST))

    end(reception_mai, TODAY)

    given.refresh_from_db()
    assert given.ends_on == TODAY
    tomorrow = mandate_of(reception_mai.user, on=TODAY + timedelta(days=1))
    assert "clerk" not in tomorrow.roles


def test_ending_a_role_never_puts_its_last_day_off(reception_mai: Mandate) -> None:
    given = hold(reception_mai, replace(CLERK, ends_on=LAST))

    with pytest.raises(RoleNotHeld):
        end(reception_mai, LAST + timedelta(days=30))

    given.refresh_from_db()
    assert given.ends_on == LAST


def test_the_scope_of_a_wish_is_what_it_says(fields: list[Field]) -> None:
    wish = replace(CLERK, field_id=fields[0].id, step_key="seal")

    assert wish.scope == RoleScope(fields[0].id, "seal")
