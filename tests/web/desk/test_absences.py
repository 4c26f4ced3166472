"""Saying that one will not be there, and what the others then see."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from motcua.accounts import delegations, services
from motcua.accounts.absences import NewAbsence, declare_absence
from motcua.accounts.delegations import NewDelegation
from motcua.accounts.models import Absence
from motcua.accounts.selectors import Mandate
from motcua.dossiers import services as dossiers
from motcua.dossiers.models import Dossier, Step
from motcua.rules.vietnamese import sort_key
from motcua.ward.models import Centre
from tests.cast import NOW, mandate

TODAY = NOW.date()
SIGNED_IN = Callable[[Mandate], Client]


@pytest.fixture
def chief(town: Centre, admin_quan: Mandate) -> Mandate:
    """Lan, chief of the office, who was given Linh's role too."""
    services.grant_role(
        user=mandate("chanhvp").user,
        role="civil_status_officer",
        starts_on=TODAY,
        by=admin_quan.user,
        at=NOW,
    )
    return mandate("chanhvp")


def said(**changes: str) -> dict[str, str]:
    return {
        "kind": "sick",
        "starts_on": "25/11/2026",
        "ends_on": "27/11/2026",
        "substitute": "",
        "reason": "Con ốm",
    } | changes


def test_an_officer_says_it_at_the_desk(
    at_civil_status: Client, chief: Mandate, civil_status_linh: Mandate
) -> None:
    answer = at_civil_status.post(
        "/desk/absences/", said(substitute=str(chief.user.id)), follow=True
    )

    absence = Absence.objects.get(user=civil_status_linh.user)
    assert absence.substitute == chief.user
    assert chief.user.full_name in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "phải cử người làm thay"),
        ({"ends_on": "24/11/2026"}, "Ngày cuối phải từ ngày đầu"),
        ({"ends_on": "mai"}, "Ghi theo ngày/tháng/năm"),
    ],
)
def test_a_refusal_stands_beside_its_field_and_nothing_typed_is_lost(
    at_civil_status: Client,
    civil_status_linh: Mandate,
    changes: dict[str, str],
    sentence: str,
) -> None:
    answer = at_civil_status.post("/desk/absences/", said(**changes))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Con ốm" in page
    assert not Absence.objects.filter(user=civil_status_linh.user).exists()


def test_a_stand_in_without_the_role_is_named_as_such(
    signed_in: SIGNED_IN, civil_status_linh: Mandate, clerk_thu: Mandate
) -> None:
    linh, thu = str(civil_status_linh.user.id), str(clerk_thu.user.id)

    page = (
        signed_in(mandate("chanhvp"))
        .post("/desk/absences/", said(person=linh, substitute=thu))
        .content.decode()
    )

    assert "chưa giữ vai trò Công chức tư pháp - hộ tịch" in page


def test_a_head_sees_the_absence_and_a_colleague_does_not(
    signed_in: SIGNED_IN, chief: Mandate, reception_mai: Mandate, clerk_thu: Mandate
) -> None:
    mai = reception_mai.user
    new = NewAbsence(TODAY, TODAY, kind="sick", reason="Đi viện")
    declare_absence(user=mai, new=new, by=mai, at=NOW)

    for_head = signed_in(chief).get("/desk/absences/").content.decode()
    for_colleague = signed_in(clerk_thu).get("/desk/absences/").content.decode()

    assert "Đi viện" in for_head
    assert "Đi viện" not in for_colleague


def test_the_work_list_says_in_whose_name(
    town: Centre,
    dossier: Dossier,
    signed_in: SIGNED_IN,
    chief: Mandate,
    civil_status_linh: Mandate,
) -> None:
    linh = civil_status_linh.user
    dossiers.claim(centre=town, code=dossier.code, by=civil_status_linh, at=NOW)
    new = NewAbsence(TODAY, TODAY, substitute=chief.user)
    declare_absence(user=linh, new=new, by=linh, at=NOW)

    page = signed_in(chief).get("/desk/").content.decode()

    assert dossier.code in page
    assert f"thay {linh.full_name}" in page


def test_a_person_who_is_away_is_named_before_work_is_given(
    town: Centre,
    dossier: Dossier,
    signed_in: SIGNED_IN,
    chief: Mandate,
    civil_status_linh: Mandate,
) -> None:
    linh = civil_status_linh.user
    new = NewAbsence(TODAY, TODAY, substitute=chief.user)
    declare_absence(user=linh, new=new, by=linh, at=NOW)
    browser = signed_in(mandate("giamdoc"))
    path = f"/desk/dossiers/{dossier.code}/assignments/"
    sent = {"revision": "1", "to_person": str(linh.id)}

    asked = browser.post(path, sent)
    known = browser.post(path, sent | {"knowing_absence": "on"})

    page = asked.content.decode()
    assert asked.status_code == 409
    assert f"{linh.full_name} vắng đến hết 25/11/2026" in page
    assert "Vẫn giao" in page
    assert known.status_code == 302
    assert Step.objects.get(dossier=dossier, status="active").assignee == linh


def test_the_page_says_until_when_the_signer_is_away_and_who_signs(
    town: Centre,
    dossier: Dossier,
    at_civil_status: Client,
    civil_status_linh: Mandate,
    leader_hung: Mandate,
    chief: Mandate,
) -> None:
    dossiers.hand_over(centre=town, code=dossier.code, by=civil_status_linh, at=NOW)
    hung = leader_hung.user
    declare_absence(user=hung, new=NewAbsence(TODAY, TODAY), by=hung, at=NOW)
    path = f"/desk/dossiers/{dossier.code}/"

    alone = at_civil_status.get(path).content.decode()
    delegations.delegate_signature(
        leader=hung,
        deputy=chief.user,
        new=NewDelegation("TL", TODAY, TODAY, "12/GUQ", TODAY),
        by=hung,
        at=NOW,
    )
    deputised = at_civil_status.get(path).content.decode()

    assert "Người ký vắng đến hết 25/11/2026" in alone
    assert "Chưa có người ký thay" in alone
    assert f"{chief.user.full_name} (TL theo 12/GUQ)" in deputised


def test_a_deputy_signs_from_the_list(
    town: Centre,
    dossier: Dossier,
    signed_in: SIGNED_IN,
    civil_status_linh: Mandate,
    leader_hung: Mandate,
    chief: Mandate,
) -> None:
    dossiers.hand_over(centre=town, code=dossier.code, by=civil_status_linh, at=NOW)
    browser = signed_in(chief)
    assert browser.get("/desk/approvals/").status_code == 404
    delegations.delegate_signature(
        leader=leader_hung.user,
        deputy=chief.user,
        new=NewDelegation("TL", TODAY, TODAY, "12/GUQ", TODAY),
        by=chief.user,
        at=NOW,
    )

    page = browser.get("/desk/approvals/").content.decode()
    browser.post("/desk/approvals/", {"chosen": dossier.code})

    step = Step.objects.get(dossier=dossier, key="sign")
    assert f"ký thay {leader_hung.user.full_name}" in page
    assert step.finished_for == leader_hung.user
    process = browser.get(f"/desk/dossiers/{dossier.code}/?tab=process")
    assert f"TL {leader_hung.user.full_name}, theo 12/GUQ" in process.content.decode()


def offered(page: str, field: str) -> list[str]:
    """Who a list of people offers, in its order."""
    found = re.search(rf'<select name="{field}".*?</select>', page, re.DOTALL)
    assert found is not None
    return re.findall(r'<option value="[0-9a-f-]{36}"[^>]*>([^<]+)<', found[0])


def test_an_officer_is_offered_only_who_holds_the_same_role(
    at_civil_status: Client, chief: Mandate, clerk_thu: Mandate
) -> None:
    people = offered(
        at_civil_status.get("/desk/absences/").content.decode(), "substitute"
    )
    refused = at_civil_status.post(
        "/desk/absences/", said(substitute=str(clerk_thu.user.id))
    )

    assert any(chief.user.full_name in name for name in people)
    assert not any(clerk_thu.user.full_name in name for name in people)
    assert "Người này không làm thay được." in refused.content.decode()


def test_no_partner_is_offered_to_stand_in_and_names_go_by_given_name(
    town: Centre, signed_in: SIGNED_IN
) -> None:
    browser = signed_in(mandate("chanhvp"))
    page = browser.get("/desk/absences/").content.decode()

    people = offered(page, "substitute")
    partner = mandate("congan").user.full_name
    names = [name.split(" · ")[0] for name in people]
    assert partner not in names
    assert names == sorted(names, key=sort_key)
    assert len(names) > 5
