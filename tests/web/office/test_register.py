"""The register's page: read, printed, carried off with a trace, closed."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from motcua.accounts.models import PendingAct
from motcua.accounts.selectors import Mandate
from motcua.dossiers.models import Dossier, RegisterYear
from motcua.ward.models import Centre
from tests.dossiers.test_register import LAST_NIGHT, NEW_YEAR
from tests.web.html import assert_sound

PAGE = "/office/register/"


@pytest.fixture
def at_clerk(signed_in: Callable[[Mandate], Client], clerk_thu: Mandate) -> Client:
    """Thu's browser."""
    return signed_in(clerk_thu)


@pytest.fixture
def lodged(lodge: Callable[..., Dossier]) -> Dossier:
    """Came in on the last evening of the year and is not answered."""
    return lodge(at=LAST_NIGHT)


def test_the_running_year_is_shown_and_stays_open(
    at_clerk: Client, dossier: Dossier
) -> None:
    text = assert_sound(at_clerk.get(PAGE))

    assert dossier.code in text
    assert "Năm chưa hết, sổ còn mở." in text


def test_a_year_without_dossiers_says_so(at_clerk: Client, town: Centre) -> None:
    assert "Năm này chưa có hồ sơ nào." in assert_sound(at_clerk.get(PAGE))


def test_a_year_that_is_over_is_closed_and_recounted(
    signed_in: Callable[[Mandate], Client],
    clerk_thu: Mandate,
    dossier: Dossier,
    town: Centre,
) -> None:
    with time_machine.travel(NEW_YEAR, tick=False):
        at_clerk = signed_in(clerk_thu)
        at_clerk.post(f"{PAGE}2026/closing/")
        text = assert_sound(at_clerk.get(PAGE, {"year": 2026, "recount": 1}))

    closed = RegisterYear.objects.get(centre=town, year=2026)
    assert closed.reception_hash in text
    assert "Đếm lại: khớp" in text


def test_a_year_is_not_closed_over_what_waits_for_an_answer(
    signed_in: Callable[[Mandate], Client],
    clerk_thu: Mandate,
    lodged: Dossier,
    town: Centre,
) -> None:
    with time_machine.travel(NEW_YEAR, tick=False):
        at_clerk = signed_in(clerk_thu)
        shown = assert_sound(at_clerk.get(PAGE, {"year": 2026}))
        pressed = assert_sound(at_clerk.post(f"{PAGE}2026/closing/", follow=True))

    assert "2026/closing" not in shown
    assert f'<li class="code">{lodged.code}</li>' in shown
    assert pressed.count("chưa được tiếp nhận hay từ chối: 1.") == 2
    assert not RegisterYear.objects.filter(centre=town).exists()


def test_the_running_year_is_not_closed(
    at_clerk: Client, dossier: Dossier, town: Centre
) -> None:
    response = at_clerk.post(f"{PAGE}2026/closing/", follow=True)

    assert "Năm này chưa hết" in assert_sound(response)
    assert not RegisterYear.objects.filter(centre=town).exists()


def test_a_file_is_asked_for_confirmed_and_carried_off(
    signed_in: Callable[[Mandate], Client],
    at_clerk: Client,
    director_khanh: Mandate,
    dossier: Dossier,
) -> None:
    sent = {"file": "xlsx-1", "reason": "Nộp báo cáo năm"}
    assert_sound(at_clerk.post(f"{PAGE}2026/files/", sent, follow=True))
    act = PendingAct.objects.get()
    assert "chờ người thứ hai" in assert_sound(at_clerk.get(PAGE))

    at_director = signed_in(director_khanh)
    waiting = assert_sound(at_director.get("/office/second-looks/"))
    assert "cả năm, tệp XLSX" in waiting
    assert "Nộp báo cáo năm" in waiting
    at_director.post(
        f"/office/second-looks/{act.id}/decision/", {"decision": "confirm"}
    )
    assert "lấy được trong một ngày" in assert_sound(at_clerk.get(PAGE))

    file = at_clerk.post(f"{PAGE}files/{act.id}/")
    assert file.getvalue().startswith(b"PK")
    assert file["Cache-Control"] == "private, no-store"
    assert "so-theo-doi-2026.xlsx" in file["Content-Disposition"]
    again = at_clerk.post(f"{PAGE}files/{act.id}/", follow=True)
    assert "đã lấy rồi" in assert_sound(again)


def test_a_file_without_a_reason_is_asked_again(
    at_clerk: Client, dossier: Dossier
) -> None:
    sent = {"file": "xlsx-1", "reason": " "}
    response = at_clerk.post(f"{PAGE}2026/files/", sent)

    assert response.status_code == 422
    assert "Ghi tệp dùng để làm gì" in assert_sound(response)
    assert not PendingAct.objects.exists()


@pytest.mark.parametrize("file", ["pdf-9", "pdf-0", "doc-1", ""])
def test_what_is_no_file_of_the_year_is_not_asked_for(
    at_clerk: Client, dossier: Dossier, file: str
) -> None:
    sent = {"file": file, "reason": "Đối chiếu"}
    assert at_clerk.post(f"{PAGE}2026/files/", sent).status_code == 422
    assert not PendingAct.objects.exists()
