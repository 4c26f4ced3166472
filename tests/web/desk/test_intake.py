"""Reception on the page: what is filled in, refused with a sentence, done once."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from motcua.dossiers.models import Dossier
from motcua.people.models import Citizen, Organisation
from motcua.simulator.town import invented_tax_code
from tests.cast import EXTRACT
from tests.web.desk.conftest import PAGE, PREVIEW, Sheet
from tests.web.html import assert_sound


def test_a_sound_sheet_gives_a_code_and_the_page_to_print(
    at_counter: Client, sheet: Callable[..., Sheet]
) -> None:
    response = at_counter.post(PAGE, sheet(), follow=True)

    text = assert_sound(response)
    assert response.redirect_chain == [(f"{PAGE}000.00.95.H44-261125-0001/", 302)]
    assert "17:00, thứ Tư 25/11/2026" in text
    assert "slips/01-1/?size=a5" in text


def test_the_empty_page_asks_for_the_procedure_first(at_counter: Client) -> None:
    text = assert_sound(at_counter.get(PAGE))

    assert "Chọn thủ tục để thấy ngày hẹn trả" in text


def test_the_page_of_a_procedure_shows_papers_due_time_reasons_and_fees(
    at_counter: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    at_counter.get(PAGE)

    with django_assert_max_num_queries(20):
        text = assert_sound(at_counter.get(PAGE, {"procedure": EXTRACT}))

    assert "Tờ khai cấp bản sao trích lục hộ tịch" in text
    assert "Thời hạn: trong ngày." in text
    assert "8.000\N{NO-BREAK SPACE}đ" in text


@pytest.mark.parametrize("words", ["trich luc", "TRÍCH LỤC", "2.000635"])
def test_a_procedure_is_found_by_code_or_by_words_without_accents(
    at_counter: Client, words: str
) -> None:
    part = at_counter.get("/desk/intake/procedures/", {"q": words}).content.decode()
    whole = at_counter.get(PAGE, {"q": words}).content.decode()

    assert "procedure=2.000635" in part
    assert "procedure=2.000635" in whole


def test_the_same_sheet_sent_twice_is_one_dossier(
    at_counter: Client, sheet: Callable[..., Sheet]
) -> None:
    typed = sheet()

    first = at_counter.post(PAGE, typed)
    again = at_counter.post(PAGE, typed, follow=True)

    assert again.redirect_chain[0][0] == first["Location"]
    assert "không lập thêm lần nữa" in again.content.decode()
    assert Dossier.objects.filter(centre__slug="hoa-binh").count() == 1


def test_going_back_and_loading_the_sheet_again_shows_its_dossier(
    at_counter: Client, sheet: Callable[..., Sheet]
) -> None:
    typed = sheet()
    done = at_counter.post(PAGE, typed)

    response = at_counter.get(PAGE, {"key": typed["key"], "procedure": EXTRACT})

    assert response["Location"] == done["Location"]


def test_a_sheet_changed_after_it_was_received_changes_nothing_and_says_so(
    at_counter: Client, sheet: Callable[..., Sheet]
) -> None:
    typed = sheet()
    done = at_counter.post(PAGE, typed)

    typed["matter-note"] = "viết thêm"
    response = at_counter.post(PAGE, typed, follow=True)

    assert response.redirect_chain[0][0] == done["Location"]
    assert "điều vừa sửa thêm không được ghi" in response.content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("submitter-personal_id", "", "Nhập số định danh cá nhân"),
        ("submitter-personal_id", "123456789", "CMND cũ 9 số"),
        ("submitter-personal_id", "99915500012", "chưa đủ 12 chữ số"),
        ("submitter-personal_id", "9991550001234", "thừa chữ số"),
        ("submitter-personal_id", "99915500012O", "chỉ gồm chữ số"),
        ("submitter-full_name", "", "Nhập họ tên."),
        ("submitter-full_name", "An" * 60, "dài quá 100 chữ"),
        ("submitter-full_name", "An" * 100_000, "dài quá 100 chữ"),
        ("submitter-full_name", "123", "Họ tên phải có chữ"),
        ("submitter-full_name", "An 🙂", "ký tự không in được"),
        ("submitter-birth_on", "31/02/1999", "Không có ngày này"),
        ("submitter-birth_on", "24/11/2050", "Ngày sinh ở tương lai"),
        ("submitter-birth_on", "24/11/1755", "Năm sinh quá xa"),
        ("submitter-phone", "113", "Số điện thoại chưa đúng"),
        ("submitter-address", "Tổ " * 200, "Địa chỉ dài quá 300 chữ"),
        ("matter-origin", "rocket", "rocket"),
        ("procedure", "9.999999", "không tiếp nhận thủ tục mã 9.999999"),
        ("procedure", "", "Chọn thủ tục trước"),
    ],
)
def test_what_is_wrong_has_its_sentence_and_the_rest_stays_typed(
    at_counter: Client,
    sheet: Callable[..., Sheet],
    field: str,
    typed: str,
    sentence: str,
) -> None:
    response = at_counter.post(PAGE, sheet() | {field: typed, "matter-note": "còn đây"})

    text = assert_sound(response)
    assert response.status_code == 422
    assert sentence in text
    assert "error-summary" in text
    assert "còn đây" in text
    assert not Dossier.objects.filter(centre__slug="hoa-binh").exists()


def test_ten_megabytes_are_refused_without_being_read(
    at_counter: Client, sheet: Callable[..., Sheet]
) -> None:
    response = at_counter.post(
        PAGE, sheet() | {"submitter-full_name": "A" * 10_000_000}
    )

    assert response.status_code == 400


def test_a_spaced_number_and_a_decomposed_name_are_taken_as_meant(
    at_counter: Client, sheet: Callable[..., Sheet]
) -> None:
    name = unicodedata.normalize("NFD", "  Bùi  Thị Ấn ")

    response = at_counter.post(
        PAGE,
        sheet()
        | {"submitter-personal_id": "999 155 000 123", "submitter-full_name": name},
    )

    assert response.status_code == 302
    assert Dossier.objects.get(centre__slug="hoa-binh").owner_name == "Bùi Thị Ấn"


def test_missing_papers_are_named_beside_the_reason_that_would_do(
    at_counter: Client, sheet: Callable[..., Sheet]
) -> None:
    typed = sheet()
    papers = [name for name in typed if name.startswith("papers-")]
    for name in papers:
        typed[name] = "no"

    refused = at_counter.post(PAGE, typed)
    typed["matter-missing_accepted"] = "Đã tra cứu được trên cơ sở dữ liệu"
    accepted = at_counter.post(PAGE, typed)

    assert "Còn thiếu: Tờ khai" in refused.content.decode()
    assert refused.status_code == 422
    assert accepted.status_code == 302


def test_the_look_up_fills_a_known_person_and_hides_the_phone(
    at_counter: Client, dossier: Dossier
) -> None:
    response = at_counter.post(
        PREVIEW, {"submitter-personal_id": "999155000123", "procedure": EXTRACT}
    )

    text = assert_sound(response)
    assert 'value="Bùi Thị An"' in text
    assert "091****678" in text
    assert "0912345678" not in text
    assert "error-summary" not in text


def test_a_scanned_card_fills_everything(at_counter: Client) -> None:
    card = "999199000777||Đặng Thị Nguyên An|05031999|Nữ|Tổ 9, Phú Thọ|01012022"

    text = at_counter.post(PREVIEW, {"submitter-personal_id": card}).content.decode()

    for value in ("999199000777", "Đặng Thị Nguyên An", "05/03/1999", "Tổ 9, Phú Thọ"):
        assert f'value="{value}"' in text
    assert '<option value="female" selected>' in text


def test_another_name_under_a_known_number_is_a_doubt_not_a_refusal(
    at_counter: Client, dossier: Dossier
) -> None:
    typed = {
        "submitter-personal_id": "999155000123",
        "submitter-full_name": "Lê Văn Ba",
    }

    text = at_counter.post(PREVIEW, typed).content.decode()

    assert "Số này đang ghi tên Bùi Thị An" in text
    assert 'value="Lê Văn Ba"' in text


def test_likely_duplicates_stand_side_by_side_and_the_chosen_one_is_used(
    at_counter: Client, dossier: Dossier, sheet: Callable[..., Sheet]
) -> None:
    typed = sheet() | {"submitter-personal_id": "", "submitter-phone": "0912345678"}
    known = Citizen.objects.get(centre__slug="hoa-binh", full_name="Bùi Thị An")

    shown = at_counter.post(PREVIEW, typed).content.decode()
    done = at_counter.post(PAGE, typed | {"submitter-known_as": str(known.id)})

    assert "trùng họ tên, trùng điện thoại" in shown
    assert "9991****0123" in shown
    assert "999155000123" not in shown
    assert done.status_code == 302
    assert (
        Citizen.objects.filter(centre=known.centre, full_name="Bùi Thị An").count() == 1
    )


def test_a_chosen_person_with_another_number_is_asked_about(
    at_counter: Client, dossier: Dossier, sheet: Callable[..., Sheet]
) -> None:
    known = Citizen.objects.get(centre__slug="hoa-binh", full_name="Bùi Thị An")
    typed = sheet() | {"submitter-personal_id": "999155000999"}

    response = at_counter.post(PAGE, typed | {"submitter-known_as": str(known.id)})

    assert response.status_code == 422
    assert "Người đã chọn có số khác (9991****0123)" in response.content.decode()


def test_for_somebody_else_the_ground_is_asked_for(
    at_counter: Client, sheet: Callable[..., Sheet]
) -> None:
    child = {"matter-for_whom": "person", "owner-full_name": "Bùi Gia Bảo"}

    refused = at_counter.post(PAGE, sheet() | child)
    done = at_counter.post(
        PAGE, sheet() | child | {"matter-authorisation": "bà của trẻ"}
    )

    assert "Ghi căn cứ nộp thay" in refused.content.decode()
    assert done.status_code == 302
    made = Dossier.objects.get(centre__slug="hoa-binh")
    assert made.owner_name == "Bùi Gia Bảo"
    assert made.submitter.full_name == "Bùi Thị An"


def test_an_organisation_applies_through_its_representative(
    at_counter: Client, sheet: Callable[..., Sheet]
) -> None:
    company = {
        "matter-for_whom": "company",
        "company-tax_code": invented_tax_code(9),
        "company-name": "Hợp tác xã Cam Cao Phong",
    }

    done = at_counter.post(PAGE, sheet() | company)

    made = Organisation.objects.select_related("representative").get(
        centre__slug="hoa-binh", name="Hợp tác xã Cam Cao Phong"
    )
    assert done.status_code == 302
    assert made.representative is not None
    assert made.representative.full_name == "Bùi Thị An"


def test_a_wrong_tax_code_has_its_sentence(
    at_counter: Client, sheet: Callable[..., Sheet]
) -> None:
    typed = sheet() | {
        "matter-for_whom": "company",
        "company-tax_code": "9900000001",
        "company-name": "Công ty",
    }

    response = at_counter.post(PAGE, typed)

    assert "Mã số thuế gõ sai một số" in response.content.decode()


@pytest.mark.parametrize("code", ["2.000815", "2.000942"])
def test_certified_copies_say_why_they_are_no_dossiers(
    at_counter: Client, sheet: Callable[..., Sheet], code: str
) -> None:
    shown = at_counter.get(PAGE, {"procedure": code}).content.decode()
    sent = at_counter.post(PAGE, sheet() | {"procedure": code})

    assert "không lập hồ sơ" in shown
    assert 'id="intake-form"' not in shown
    assert sent.status_code == 422


def test_copies_wanted_change_the_fee(at_counter: Client) -> None:
    typed = {"procedure": EXTRACT, "quantity-0": "3"}

    page = at_counter.get(PAGE, {"procedure": EXTRACT}).content.decode()
    text = at_counter.post(PREVIEW, typed).content.decode()

    assert ">Số bản sao</label>" in page
    assert "24.000\N{NO-BREAK SPACE}đ" in text


def test_only_reception_opens_the_page(
    at_civil_status: Client, elsewhere: Client, dossier: Dossier
) -> None:
    assert at_civil_status.get(PAGE).status_code == 404
    assert elsewhere.get(f"{PAGE}{dossier.code}/").status_code == 404
