"""People, their roles from day to day, their sign-in and their programs' keys."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils.html import escape

from motcua.accounts import second_looks, services
from motcua.accounts.models import ApiToken, PendingAct, RoleAssignment, User
from motcua.accounts.selectors import Mandate, mandate_of, mandate_of_token
from motcua.ward.models import Centre, Field
from tests.cast import NOW

NEW = {
    "full_name": "Trần Thị Mới",
    "username": "tran.moi",
    "title": "Chuyên viên",
    "kind": "staff",
    "department": "",
    "roles": ["receptionist", "clerk"],
    "password": "một mật khẩu dài",
}


def test_the_roles_of_a_new_person_wait_for_a_second_one(
    office: Client,
    town: Centre,
    signed_in: Callable[[Mandate], Client],
    director_khanh: Mandate,
) -> None:
    with time_machine.travel(NOW, tick=False):
        office.post("/office/staff/new/", NEW)
    user = User.objects.get(centre=town, username="tran.moi")
    before = mandate_of(user, on=NOW.date()).roles

    with time_machine.travel(NOW, tick=False):
        director = signed_in(director_khanh)
        for act in PendingAct.objects.filter(centre=town):
            director.post(
                f"/office/second-looks/{act.id}/decision/", {"decision": "confirm"}
            )

    assert before == frozenset()
    assert mandate_of(user, on=NOW.date()).roles == {"receptionist", "clerk"}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"full_name": ""}, "Ghi họ và tên"),
        ({"username": "tiepnhan"}, "Đã có người dùng tên đăng nhập này"),
        ({"username": "Tên có dấu"}, "chỉ có chữ thường không dấu"),
        ({"roles": []}, "Chọn ít nhất một vai trò"),
        ({"password": "ngắn"}, "Mật khẩu có ít nhất 12 ký tự"),
    ],
)
def test_a_wrong_person_is_told_beside_the_field(
    office: Client, town: Centre, changes: dict[str, Any], sentence: str
) -> None:
    before = User.objects.filter(centre=town).count()

    page = office.post("/office/staff/new/", NEW | changes).content.decode()

    assert sentence in page
    assert User.objects.filter(centre=town).count() == before


def test_a_role_is_granted_once_and_ended(
    office: Client, reception_mai: Mandate, director_khanh: Mandate
) -> None:
    path = f"/office/staff/{reception_mai.user.id}/"
    role = {"role": "clerk", "starts_on": "25/11/2026", "ends_on": ""}
    office.post(f"{path}roles/", role)
    act = PendingAct.objects.get(subject_id=reception_mai.user.id)
    second_looks.decide(
        act_id=act.id, is_confirmed=True, by=director_khanh, at=act.asked_at
    )

    again = office.post(f"{path}roles/", role).content.decode()
    held = RoleAssignment.objects.get(user=reception_mai.user, role="clerk")
    office.post(f"{path}roles/{held.id}/end/", {"ends_on": "24/11/2026"})
    held.refresh_from_db()
    assert held.ends_on is None
    office.post(f"{path}roles/{held.id}/end/", {"ends_on": "30/11/2026"})

    held.refresh_from_db()
    assert "đang giữ vai trò đó" in again
    assert held.ends_on == date(2026, 11, 30)


@pytest.fixture
def two_fields(town: Centre, reception_mai: Mandate) -> list[RoleAssignment]:
    """Mai keeps the seal in two fields, until the end of the year."""
    by = reception_mai.user
    return [
        services.grant_role(
            user=by,
            role="clerk",
            starts_on=NOW.date(),
            ends_on=date(2026, 12, 31),
            scope=services.RoleScope(field_id=field.id),
            by=by,
            at=NOW,
        )
        for field in Field.objects.order_by("code")[:2]
    ]


def test_a_role_given_until_a_day_is_ended_earlier_and_alone(
    office: Client, reception_mai: Mandate, two_fields: list[RoleAssignment]
) -> None:
    path = f"/office/staff/{reception_mai.user.id}/"
    first, second = two_fields

    with time_machine.travel(NOW, tick=False):
        shown = office.get(path).content.decode()
        office.post(f"{path}roles/{first.id}/end/", {"ends_on": "30/11/2026"})

    assert first.field is not None
    assert f"chỉ trong: {escape(first.field.name)}" in shown
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.ends_on == date(2026, 11, 30)
    assert second.ends_on == date(2026, 12, 31)


def test_a_role_is_never_ended_later_than_it_was_given(
    office: Client, reception_mai: Mandate, two_fields: list[RoleAssignment]
) -> None:
    path = f"/office/staff/{reception_mai.user.id}/roles/{two_fields[0].id}/end/"

    with time_machine.travel(NOW, tick=False):
        page = office.post(path, {"ends_on": "01/02/2027"}, follow=True)

    two_fields[0].refresh_from_db()
    assert two_fields[0].ends_on == date(2026, 12, 31)
    assert "Vai trò vốn đã hết vào ngày này hoặc sớm hơn" in page.content.decode()


def test_closing_a_sign_in_counts_at_the_next_request(
    office: Client, signed_in: Callable[[Mandate], Client], director_khanh: Mandate
) -> None:
    browser = signed_in(director_khanh)
    assert browser.get("/office/catalogue/").status_code == 200

    office.post(f"/office/staff/{director_khanh.user.id}/sign-in/", {"is_active": "no"})

    assert browser.get("/office/catalogue/").status_code == 302


def test_nobody_closes_their_own_sign_in(office: Client, admin_quan: Mandate) -> None:
    office.post(f"/office/staff/{admin_quan.user.id}/sign-in/", {"is_active": "no"})

    admin_quan.user.refresh_from_db()
    assert admin_quan.user.is_active


def test_a_key_is_shown_once_works_and_is_revoked(
    office: Client, reception_mai: Mandate
) -> None:
    path = f"/office/staff/{reception_mai.user.id}/"

    made = office.post(f"{path}tokens/", {"name": "Máy quét", "role": "receptionist"})

    text = made.context["token"]
    assert text in made.content.decode()
    assert made["Cache-Control"] == "no-store"
    assert text not in office.get(path).content.decode()
    assert mandate_of_token(text, at=NOW)
    key = ApiToken.objects.get(user=reception_mai.user)
    office.post(f"{path}tokens/{key.id}/revocation/")
    assert mandate_of_token(text, at=NOW) is None


def test_a_key_carries_only_a_role_the_person_holds(
    office: Client, reception_mai: Mandate
) -> None:
    path = f"/office/staff/{reception_mai.user.id}/tokens/"

    office.post(path, {"name": "Máy quét", "role": "sysadmin"})

    assert not ApiToken.objects.filter(user=reception_mai.user).exists()


def test_people_of_another_ward_do_not_exist_here(
    office: Client, foreign_admin: Mandate
) -> None:
    path = f"/office/staff/{foreign_admin.user.id}/"

    assert office.get(path).status_code == 404
    assert office.post(f"{path}sign-in/", {"is_active": "no"}).status_code == 404
    assert foreign_admin.user.username not in _text(office.get("/office/staff/"))


def _text(response: Any) -> str:
    text: str = response.content.decode()
    return text
