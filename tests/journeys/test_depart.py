"""A person leaves with forty open dossiers: nothing is left without an owner."""

from collections.abc import Callable

import pytest

from motcua.accounts import services as accounts
from motcua.accounts.models import Departure, RoleAssignment, User
from motcua.accounts.selectors import Mandate, mandate_of_token
from motcua.dossiers import selectors, services
from motcua.dossiers.errors import CannotReceiveTo, NoSuccessor
from motcua.dossiers.models import Dossier, Step
from motcua.journeys.depart import StillHoldsWork, depart, set_active
from motcua.ward.models import Centre
from tests.cast import NOW, mandate
from tests.rivals import meanwhile

ROLE = "civil_status_officer"
LEFT = "Chuyển công tác"


@pytest.fixture
def successor(town: Centre, admin_quan: Mandate) -> User:
    """Lan of the same office, who was given Linh's role."""
    user = mandate("chanhvp").user
    accounts.grant_role(
        user=user, role=ROLE, starts_on=NOW.date(), by=admin_quan.user, at=NOW
    )
    return user


def held(
    town: Centre, receive: Callable[..., Dossier], linh: Mandate, count: int
) -> list[Dossier]:
    return [
        services.claim(centre=town, code=receive().code, by=linh, at=NOW)
        for _ in range(count)
    ]


def test_forty_open_dossiers_change_hands_in_one_act(
    town: Centre,
    receive: Callable[..., Dossier],
    civil_status_linh: Mandate,
    successor: User,
    admin_quan: Mandate,
) -> None:
    dossiers = held(town, receive, civil_status_linh, 40)
    linh = civil_status_linh.user
    token = accounts.make_token(
        user=linh, role=ROLE, name="máy", by=admin_quan.user, at=NOW
    )

    record = depart(
        user=linh, to={ROLE: successor}, reason=LEFT, by=admin_quan.user, at=NOW
    )

    linh.refresh_from_db()
    codes = {line["code"] for line in record.handed_over}
    assert codes == {dossier.code for dossier in dossiers}
    assert not Step.objects.filter(
        centre=town, assignee=linh, status__in=["active", "waiting"]
    ).exists()
    assert Dossier.objects.filter(centre=town, holder=successor).count() == len(
        dossiers
    )
    assert selectors.my_work(mandate("chanhvp")).count() == len(dossiers)
    assert not linh.is_active
    assert mandate_of_token(token, at=NOW) is None
    assert not RoleAssignment.objects.filter(
        centre=town, user=linh, ends_on=None
    ).exists()


def test_without_a_successor_nothing_changes(
    town: Centre,
    receive: Callable[..., Dossier],
    civil_status_linh: Mandate,
    admin_quan: Mandate,
) -> None:
    (dossier,) = held(town, receive, civil_status_linh, 1)
    linh = civil_status_linh.user

    with pytest.raises(NoSuccessor) as told:
        depart(user=linh, to={}, reason=LEFT, by=admin_quan.user, at=NOW)

    linh.refresh_from_db()
    dossier.refresh_from_db()
    assert told.value.role == ROLE
    assert linh.is_active
    assert dossier.holder == linh
    assert not Departure.objects.filter(centre=town).exists()


def test_a_successor_without_the_role_is_refused(
    town: Centre,
    receive: Callable[..., Dossier],
    civil_status_linh: Mandate,
    clerk_thu: Mandate,
    admin_quan: Mandate,
) -> None:
    held(town, receive, civil_status_linh, 2)
    linh = civil_status_linh.user

    with pytest.raises(CannotReceiveTo):
        depart(
            user=linh,
            to={ROLE: clerk_thu.user},
            reason=LEFT,
            by=admin_quan.user,
            at=NOW,
        )

    assert selectors.my_work(civil_status_linh).count() == 2


def test_the_last_of_a_role_cannot_leave_waiting_work_behind(
    town: Centre, dossier: Dossier, civil_status_linh: Mandate, admin_quan: Mandate
) -> None:
    with pytest.raises(NoSuccessor):
        depart(
            user=civil_status_linh.user,
            to={},
            reason=LEFT,
            by=admin_quan.user,
            at=NOW,
        )

    assert dossier in selectors.pool(civil_status_linh)


def test_closing_a_sign_in_any_other_way_is_refused(
    town: Centre,
    receive: Callable[..., Dossier],
    civil_status_linh: Mandate,
    admin_quan: Mandate,
) -> None:
    held(town, receive, civil_status_linh, 3)

    with pytest.raises(StillHoldsWork) as told:
        set_active(
            user=civil_status_linh.user, is_active=False, by=admin_quan.user, at=NOW
        )

    assert told.value.count == 3


def test_who_holds_nothing_needs_no_hand_over(
    town: Centre, admin_quan: Mandate
) -> None:
    inspector = mandate("kiemsoat").user

    set_active(user=inspector, is_active=False, by=admin_quan.user, at=NOW)

    inspector.refresh_from_db()
    assert not inspector.is_active


def test_nobody_shows_themselves_out(town: Centre, admin_quan: Mandate) -> None:
    with pytest.raises(accounts.OwnSignIn):
        depart(user=admin_quan.user, to={}, reason=LEFT, by=admin_quan.user, at=NOW)


def test_a_step_finished_meanwhile_stays_with_who_finished_it(
    town: Centre,
    receive: Callable[..., Dossier],
    civil_status_linh: Mandate,
    successor: User,
    admin_quan: Mandate,
) -> None:
    first, second = held(town, receive, civil_status_linh, 2)
    linh = civil_status_linh.user

    def finish() -> None:
        services.hand_over(centre=town, code=first.code, by=civil_status_linh, at=NOW)

    with meanwhile(finish):
        record = depart(
            user=linh, to={ROLE: successor}, reason=LEFT, by=admin_quan.user, at=NOW
        )

    first.refresh_from_db()
    done = Step.objects.get(centre=town, dossier=first, position=2)
    assert done.assignee == linh
    assert first.holder_role == "vice_chairman"
    assert [line["code"] for line in record.handed_over] == [second.code]
