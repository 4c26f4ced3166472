"""The other endings on a dossier's page: offered only while lawful, told in sentences."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.dossiers import selectors, services
from motcua.dossiers.models import Dossier, Pause, Slip
from motcua.rules.lifecycle import State
from tests.cast import NOW, mandate
from tests.dossiers.conftest import MARITAL
from tests.dossiers.test_endings import GROUND, on
from tests.web.desk.test_dossier import at, send
from tests.web.html import assert_sound

STOP = {
    "kind": "no_supplement",
    "reason": "Quá 30 ngày chưa bổ sung",
    "legal_ground": "Khoản 4 Điều 19 NĐ 61/2018",
    "evidence": "Phiếu 02 ngày 25/11/2026",
}
WITHDRAWAL = {
    "asked_by": "Bùi Thị An",
    "shown": "id_card",
    "reason": "Gia đình đổi ý",
    "papers_back": "Tờ khai, 01 bản",
}


@pytest.fixture
def marital(receive: Callable[..., Dossier]) -> Dossier:
    """Three working days, waiting for the office chief."""
    return receive(MARITAL)


@pytest.fixture
def at_chief(signed_in: Callable[[Mandate], Client], town: object) -> Client:
    """The browser of the chief of office."""
    return signed_in(mandate("chanhvp"))


def test_reception_writes_a_withdrawal_down(
    at_counter: Client, dossier: Dossier
) -> None:
    assert "Người nộp rút hồ sơ" in assert_sound(at_counter.get(at(dossier)))

    response = send(at_counter, dossier, "withdrawal", **WITHDRAWAL)

    assert response.status_code == 302
    dossier.refresh_from_db()
    assert dossier.now_in is State.WITHDRAWN
    text = assert_sound(at_counter.get(at(dossier)))
    assert "Không còn việc gì phải làm" in text
    assert "Người nộp rút hồ sơ" not in text


def test_a_withdrawal_without_a_reason_keeps_what_was_typed(
    at_counter: Client, dossier: Dossier
) -> None:
    response = send(at_counter, dossier, "withdrawal", **{**WITHDRAWAL, "reason": ""})

    assert response.status_code == 422
    text = response.content.decode()
    assert "Ghi lý do, một câu là đủ." in text
    assert "Tờ khai, 01 bản" in text


def test_a_stop_makes_its_notice_and_reopening_is_next(
    at_chief: Client, marital: Dossier
) -> None:
    assert send(at_chief, marital, "stops", **STOP).status_code == 302

    text = assert_sound(at_chief.get(at(marital) + "?tab=slips"))
    assert "Thông báo dừng giải quyết hồ sơ" in text
    assert "Giải quyết tiếp" in text
    assert at_chief.get(at(marital, "slips", "05-1")).content.startswith(b"%PDF")

    assert (
        send(at_chief, marital, "stops", "end", reason="Đã bổ sung").status_code == 302
    )
    marital.refresh_from_db()
    assert marital.now_in is State.IN_PROGRESS


def test_nobody_is_accused_before_a_reason_to_stop_is_chosen(
    at_chief: Client, marital: Dossier
) -> None:
    page = at_chief.get(at(marital)).content.decode()
    response = send(at_chief, marital, "stops", **{**STOP, "kind": ""})

    assert re.search(r'<option value=""\s+selected>Chọn lý do<', page)
    assert response.status_code == 422
    assert "Chọn lý do dừng giải quyết." in response.content.decode()


def test_a_payment_is_asked_for_and_confirmed_at_the_counter(
    at_chief: Client, at_counter: Client, marital: Dossier
) -> None:
    asked = {"reason": "Lệ phí", "amount": "8.000 đ", "evidence": "TB 12"}
    assert send(at_chief, marital, "payments", **asked).status_code == 302
    text = assert_sound(at_counter.get(at(marital)))
    assert "Số tiền: 8.000 đ" in text

    response = send(at_counter, marital, "payments", "confirmation", evidence="BL 0012")

    assert response.status_code == 302
    assert Pause.objects.get(dossier=marital).closing_evidence == "BL 0012"


def test_a_payment_without_proof_is_asked_again(
    at_chief: Client, marital: Dossier
) -> None:
    response = send(at_chief, marital, "payments", reason="Lệ phí", amount="8.000 đ")

    assert response.status_code == 422
    assert "Ghi số văn bản, biên lai" in response.content.decode()


def test_a_later_date_shows_with_its_apology(
    at_chief: Client, marital: Dossier
) -> None:
    typed = {"new_due_at": "03/12/2026 17:00", "reason": "Chờ xác minh"}

    assert send(at_chief, marital, "extension", **typed).status_code == 302

    text = assert_sound(at_chief.get(at(marital) + "?tab=promise"))
    assert "Đã xin lỗi và hẹn lại" in text
    assert "Chờ xác minh" in text
    assert 'id="extend"' not in at_chief.get(at(marital)).content.decode()


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    [
        ("03/12/2026 12:15", 409, "trong giờ làm việc"),
        ("26/11/2026 17:00", 409, "phải sau ngày hẹn cũ"),
        ("mai", 422, "Ghi theo ngày/tháng/năm giờ:phút"),
    ],
)
def test_a_date_that_cannot_be_given_is_refused_in_a_sentence(
    at_chief: Client, marital: Dossier, typed: str, status: int, words: str
) -> None:
    response = send(at_chief, marital, "extension", new_due_at=typed, reason="Chậm")

    assert response.status_code == status
    text = response.content.decode()
    assert words in text
    assert typed in text
    assert not Slip.objects.filter(dossier=marital, form="04").exists()


def test_undo_is_offered_and_takes_the_hand_over_back(
    at_civil_status: Client, dossier: Dossier, civil_status_linh: Mandate
) -> None:
    services.hand_over(**on(dossier, civil_status_linh, NOW))
    assert "Hoàn tác" in assert_sound(at_civil_status.get(at(dossier)))

    assert send(at_civil_status, dossier, "undo", reason="Nhầm").status_code == 302

    assert dossier in selectors.my_work(civil_status_linh)
    text = assert_sound(at_civil_status.get(at(dossier) + "?tab=history"))
    assert "Nhầm" in text
    assert 'id="undo"' not in text


def test_undo_too_late_is_said_in_a_sentence(
    at_civil_status: Client, dossier: Dossier, civil_status_linh: Mandate
) -> None:
    services.hand_over(**on(dossier, civil_status_linh, NOW))
    services.claim(**on(dossier, mandate("phochutich"), NOW))

    response = send(at_civil_status, dossier, "undo", reason="Nhầm")

    assert response.status_code == 409
    assert "Không hoàn tác được nữa" in response.content.decode()


def test_the_clock_of_another_agency_starts_when_it_has_the_dossier(
    at_counter: Client, receive: Callable[..., Dossier]
) -> None:
    dossier = receive(MARITAL, competent_agency="UBND phường Sông Đà")
    text = assert_sound(at_counter.get(at(dossier)))
    assert "Đồng hồ bắt đầu khi" in text
    assert "UBND phường Sông Đà" in text

    assert send(at_counter, dossier, "competent-receipt").status_code == 302

    dossier.refresh_from_db()
    assert dossier.due_at is not None


def test_the_page_shows_the_time_gone_by_and_left(
    at_chief: Client, marital: Dossier
) -> None:
    text = assert_sound(at_chief.get(at(marital)))

    assert "Đã qua 0 giờ làm việc." in text
    assert "Còn " in text
    assert 'data-part="left"' in text


def test_a_stopped_dossier_says_that_nobody_has_it(
    at_counter: Client, marital: Dossier
) -> None:
    services.stop(ground=GROUND, **on(marital, mandate("chanhvp"), NOW))

    text = assert_sound(at_counter.get(at(marital)))

    assert "không nằm trong danh sách việc của ai" in text
