"""Delegations of signature and departures, as the administrator keeps them."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from motcua.accounts import services
from motcua.accounts.models import Delegation, Departure
from motcua.accounts.selectors import Mandate
from motcua.dossiers import services as dossiers
from motcua.dossiers.models import Dossier
from motcua.ward.models import Centre
from tests.cast import NOW, mandate

ROLE = "civil_status_officer"


@pytest.fixture
def held(town: Centre, dossier: Dossier, civil_status_linh: Mandate) -> Dossier:
    """A dossier in Linh's hands."""
    return dossiers.claim(centre=town, code=dossier.code, by=civil_status_linh, at=NOW)


def given(**changes: str) -> dict[str, str]:
    return {
        "leader": str(mandate("phochutich").user.id),
        "deputy": str(mandate("chanhvp").user.id),
        "form": "TL",
        "starts_on": "25/11/2026",
        "ends_on": "27/11/2026",
        "document_number": "12/GUQ",
        "document_on": "25/11/2026",
    } | changes


def test_a_delegation_is_written_down_and_revoked(office: Client, town: Centre) -> None:
    with time_machine.travel(NOW, tick=False):
        page = office.post("/office/staff/delegations/", given(), follow=True)
        row = Delegation.objects.get(centre=town)
        office.post(f"/office/staff/delegations/{row.id}/revocation/")

    row.refresh_from_db()
    assert "12/GUQ" in page.content.decode()
    assert row.revoked_at is not None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"document_number": ""}, "Ghi số văn bản"),
        ({"form": "KT"}, "Ký thay là cấp phó có vai trò ký"),
        ({"ends_on": "24/11/2026"}, "Ngày cuối phải từ ngày đầu"),
    ],
)
def test_a_wrong_delegation_is_told_beside_the_field(
    office: Client, town: Centre, changes: dict[str, str], sentence: str
) -> None:
    answer = office.post("/office/staff/delegations/", given(**changes))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Delegation.objects.filter(centre=town).exists()


def test_closing_a_sign_in_over_open_work_leads_to_the_hand_over(
    office: Client, held: Dossier, civil_status_linh: Mandate
) -> None:
    linh = civil_status_linh.user

    answer = office.post(
        f"/office/staff/{linh.id}/sign-in/", {"is_active": "no"}, follow=True
    )

    page = answer.content.decode()
    linh.refresh_from_db()
    assert linh.is_active
    assert "Còn giữ 1 việc chưa xong" in page
    assert held.code in page


def test_the_hand_over_moves_the_work_and_leaves_a_record(
    office: Client,
    held: Dossier,
    civil_status_linh: Mandate,
    admin_quan: Mandate,
    signed_in: Callable[[Mandate], Client],
) -> None:
    chief, linh = mandate("chanhvp").user, civil_status_linh.user
    services.grant_role(
        user=chief, role=ROLE, starts_on=NOW.date(), by=admin_quan.user, at=NOW
    )
    browser = signed_in(civil_status_linh)

    with time_machine.travel(NOW, tick=False):
        answer = office.post(
            f"/office/staff/{linh.id}/departure/",
            {"reason": "QĐ 12", f"to-{ROLE}": str(chief.id)},
            follow=True,
        )
        gone = browser.get("/desk/")

    page = answer.content.decode()
    held.refresh_from_db()
    assert held.holder == chief
    assert held.code in page
    assert chief.full_name in page
    assert gone.status_code == 302
    assert Departure.objects.filter(user=linh).count() == 1


def test_without_a_successor_the_page_asks_for_one(
    office: Client, held: Dossier, civil_status_linh: Mandate
) -> None:
    linh = civil_status_linh.user

    answer = office.post(f"/office/staff/{linh.id}/departure/", {"reason": "QĐ 12"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Chọn người nhận việc" in page
    assert "QĐ 12" in page


def test_only_who_signs_is_offered_to_give_the_signature_and_only_heads_to_get_it(
    office: Client, town: Centre
) -> None:
    page = office.get("/office/staff/delegations/").content.decode()

    leaders = page[page.index('name="leader"') : page.index('name="deputy"')]
    deputies = page[page.index('name="deputy"') : page.index('name="form"')]
    leader, chief = mandate("phochutich").user, mandate("chanhvp").user
    officer, partner = mandate("hotich").user, mandate("congan").user
    assert str(leader.id) in leaders
    assert str(chief.id) not in leaders
    assert str(chief.id) in deputies
    for person in (officer, partner):
        assert str(person.id) not in leaders + deputies
