"""What the owner reads when a dossier does not go straight to its result."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.dossiers import services
from motcua.dossiers.models import Dossier
from motcua.dossiers.services import Why
from tests.cast import NOW, mandate
from tests.dossiers.conftest import MARITAL
from tests.dossiers.conftest import ask as request_supplement
from tests.dossiers.test_endings import GROUND, WISH, on
from tests.dossiers.test_extend import LATER, REASON, finished
from tests.web.html import assert_sound


@pytest.fixture
def marital(receive: Callable[..., Dossier]) -> Dossier:
    """Three working days, promised for Monday 30 November."""
    return receive(MARITAL)


def tracked(client: Client, dossier: Dossier) -> str:
    return assert_sound(client.get(f"/theo-doi/{dossier.lookup_token}/"))


def test_a_withdrawal_is_told_without_naming_anybody(
    client: Client, marital: Dossier
) -> None:
    services.withdraw(wish=WISH, **on(marital, mandate("tiepnhan"), NOW))

    text = tracked(client, marital)

    assert "Ông/Bà đã rút hồ sơ" in text
    assert "Bùi Thị An" not in text
    assert "Gia đình đổi ý" not in text


def test_a_stop_is_told_with_its_reason(client: Client, marital: Dossier) -> None:
    services.stop(ground=GROUND, **on(marital, mandate("chanhvp"), NOW))

    text = tracked(client, marital)

    assert "Trung tâm đã dừng giải quyết hồ sơ" in text
    assert GROUND.reason in text


def test_a_payment_is_told_with_its_amount(client: Client, marital: Dossier) -> None:
    services.request_payment(
        reason="Lệ phí trước bạ.",
        amount="120.000 đ",
        evidence="TB 1",
        **on(marital, mandate("chanhvp"), NOW),
    )

    text = tracked(client, marital)

    assert "Lệ phí trước bạ. · Số tiền: 120.000 đ" in text


@pytest.mark.parametrize("is_done", [False, True])
def test_the_apology_is_read_before_and_after_the_result(
    client: Client, marital: Dossier, is_done: bool
) -> None:
    services.extend(
        new_due_at=LATER, reason=REASON, **on(marital, mandate("chanhvp"), NOW)
    )
    if is_done:
        at = datetime.fromisoformat("2026-12-02T10:00:00+07:00")
        finished(marital.centre, marital, at)

    text = tracked(client, marital)

    assert "Trung tâm xin lỗi Ông/Bà: lúc đầu hẹn 17:00" in text
    assert REASON in text
    assert "03/12/2026" in text or "3/12/2026" in text


def test_a_dossier_for_another_agency_has_no_date_yet(
    client: Client, receive: Callable[..., Dossier]
) -> None:
    dossier = receive(MARITAL, competent_agency="UBND phường Sông Đà")

    text = tracked(client, dossier)

    assert "Đồng hồ bắt đầu khi cơ quan có thẩm quyền nhận" in text
    assert "UBND phường Sông Đà" in text


@pytest.fixture
def lodged(lodge: Callable[..., Dossier]) -> Dossier:
    """A dossier that came without a paper and was not accepted."""
    return lodge(MARITAL, papers=[])


def test_what_was_never_accepted_has_neither_a_receipt_nor_a_stopped_clock(
    client: Client, lodged: Dossier
) -> None:
    request_supplement(lodged.centre, lodged, mandate("tiepnhan"), reason="Thiếu giấy")

    text = tracked(client, lodged)

    assert "kèm Phiếu yêu cầu bổ sung" in text
    assert "Thời hạn tính từ khi hồ sơ đủ giấy tờ." in text
    assert "Giấy tiếp nhận" not in text
    assert "tạm dừng" not in text
    assert "chưa có thời hạn trong danh mục" not in text


def test_the_desk_knows_when_the_time_of_an_unaccepted_dossier_begins(
    signed_in: Callable[[Mandate], Client], lodged: Dossier
) -> None:
    request_supplement(lodged.centre, lodged, mandate("tiepnhan"), reason="Thiếu giấy")
    counter = signed_in(mandate("tiepnhan"))

    text = assert_sound(counter.get(f"/desk/dossiers/{lodged.code}/?tab=promise"))

    assert text.count("Thời hạn tính từ khi hồ sơ đủ giấy tờ") == 2
    assert "Chưa rõ thời hạn" not in text
    assert "chưa có thời hạn trong danh mục" not in text


def test_after_an_early_end_nothing_is_to_come(
    client: Client, lodged: Dossier, marital: Dossier
) -> None:
    why = Why("Điều 5 Luật Hộ tịch", "Việc của cơ quan khác", "Khiếu nại", "")
    services.refuse_reception(why=why, **on(lodged, mandate("tiepnhan"), NOW))
    services.withdraw(wish=WISH, **on(marital, mandate("tiepnhan"), NOW))

    refused, withdrawn = tracked(client, lodged), tracked(client, marital)

    for text in (refused, withdrawn):
        assert "Hẹn trả kết quả" not in text
        assert "Lãnh đạo phường ký" not in text
        assert "chưa tới" not in text
    assert "Việc của cơ quan khác" in refused
    assert "hỏi lý do tại quầy" not in refused
