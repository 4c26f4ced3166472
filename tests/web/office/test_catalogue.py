"""What the ward adds to the catalogue, and the catalogue as a file."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.catalogue import selectors
from motcua.catalogue.models import Confirmation, FeeExemption, LocalFee, LocalProcess
from motcua.ward.models import Centre
from tests.cast import EXTRACT, NOW
from tests.web.html import title_of

HOME = f"/office/catalogue/{EXTRACT}/"


def sent_process(**changes: str) -> dict[str, str]:
    """The form of an approved process with three steps."""
    steps = [
        ("receive", "Tiếp nhận", "receptionist", "1"),
        ("sign", "Ký", "vice_chairman", "2.5"),
        ("deliver", "Trả kết quả", "receptionist", ""),
    ]
    data = {
        "number": "12/QĐ-UBND",
        "on": "01/11/2026",
        "signer": "Chủ tịch UBND phường",
        "steps-TOTAL_FORMS": str(len(steps)),
        "steps-INITIAL_FORMS": "0",
    }
    for place, (key, name, role, hours) in enumerate(steps):
        data |= {
            f"steps-{place}-key": key,
            f"steps-{place}-name": name,
            f"steps-{place}-role": role,
            f"steps-{place}-hours": hours,
        }
    return data | changes


def upload(office: Client, content: Any) -> Any:
    """Send a file to be looked at."""
    text = content if isinstance(content, bytes) else json.dumps(content).encode()
    file = SimpleUploadedFile("danh-muc.json", text, "application/json")
    return office.post("/office/catalogue/import/", {"file": file})


def test_an_approved_process_ends_the_mark(office: Client, town: Centre) -> None:
    assert "Chưa có quy trình được phê duyệt" in office.get(HOME).content.decode()

    office.post(f"{HOME}process/", sent_process())

    offer = selectors.offer(town, EXTRACT, on=NOW.date())
    assert offer.process.is_approved
    assert [step.hours for step in offer.steps] == [1, Decimal("2.5"), 0]
    page = office.get(HOME).content.decode()
    assert "Quyết định số 12/QĐ-UBND ngày 01/11/2026" in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"number": ""}, "Ghi số quyết định"),
        ({"on": "hôm qua"}, "Ghi theo ngày/tháng/năm"),
        ({"steps-0-key": "verify"}, "Quy trình bắt đầu bằng tiếp nhận"),
        ({"steps-1-key": "verify"}, "Quy trình phải có bước ký"),
        ({"steps-1-role": ""}, "Chọn vai trò"),
        ({"steps-1-hours": "nhiều"}, "Ghi số giờ, ví dụ 1.5"),
    ],
)
def test_a_wrong_process_is_told_and_not_written(
    office: Client, town: Centre, changes: dict[str, str], sentence: str
) -> None:
    before = LocalProcess.objects.filter(centre=town).count()

    response = office.post(f"{HOME}process/", sent_process(**changes))

    assert sentence in _text(response)
    assert title_of(response).startswith("Lỗi: ")
    assert LocalProcess.objects.filter(centre=town).count() == before


def test_a_row_without_a_name_is_no_step(office: Client, town: Centre) -> None:
    sent = sent_process(**{"steps-TOTAL_FORMS": "9", "steps-3-name": ""})

    office.post(f"{HOME}process/", sent)

    assert len(selectors.offer(town, EXTRACT, on=NOW.date()).steps) == 3


def test_a_value_is_confirmed_only_with_its_source(
    office: Client, town: Centre
) -> None:
    refused = office.post(f"{HOME}confirmations/", {"value": "steps", "source": " "})
    assert "Ghi nguồn đã đọc" in refused.content.decode()
    assert not Confirmation.objects.filter(centre=town).exists()

    office.post(f"{HOME}confirmations/", {"value": "steps", "source": "QĐ 12/QĐ-UBND"})

    row = Confirmation.objects.get(centre=town)
    assert (row.value, row.source, row.confirmed_by) == (
        "steps",
        "QĐ 12/QĐ-UBND",
        "quantri",
    )
    assert "QĐ 12/QĐ-UBND" in office.get(HOME).content.decode()


def test_a_fee_is_typed_as_people_type_money(office: Client, town: Centre) -> None:
    fee = {
        "name": "Lệ phí",
        "amount": "8.000 đ",
        "unit": "bản",
        "channel": "",
        "from_on": "01/01/2026",
        "legal_source": "NQ 1/2026",
    }
    assert "Ghi số đồng" in _text(office.post(f"{HOME}fees/", fee | {"amount": "tám"}))

    office.post(f"{HOME}fees/", fee)

    assert LocalFee.objects.get(centre=town).amount_vnd == 8000
    assert "NQ 1/2026" in office.get(HOME).content.decode()


def test_an_exemption_names_somebody_or_a_way(office: Client, town: Centre) -> None:
    row = {
        "category": "POOR",
        "channel": "",
        "percent": "100",
        "from_on": "01/01/2026",
        "until_on": "",
        "legal_source": "NQ 2/2026",
        "is_for_all": "on",
    }
    nobody = office.post(f"{HOME}exemptions/", row | {"category": ""})
    ends_early = office.post(f"{HOME}exemptions/", row | {"until_on": "01/01/2025"})

    office.post(f"{HOME}exemptions/", row)

    assert "Chọn đối tượng hoặc cách nộp" in _text(nobody)
    assert "Ngày hết phải sau ngày bắt đầu" in _text(ends_early)
    assert FeeExemption.objects.get(centre=town).local_procedure is None


@pytest.mark.parametrize(
    ("chosen", "code", "is_listed"),
    [
        ("", "2.002621", True),
        ("out-of-use", "2.002621", True),
        ("out-of-use", EXTRACT, False),
        ("no-process", EXTRACT, True),
        ("no-process", "2.002621", False),
    ],
)
def test_filters_show_what_is_missing(
    office: Client, chosen: str, code: str, is_listed: bool
) -> None:
    page = office.get("/office/catalogue/", {"filter": chosen}).content.decode()

    assert (f"/office/catalogue/{code}/" in page) == is_listed


def test_export_and_import_again_changes_nothing(office: Client) -> None:
    exported = office.get("/office/catalogue/export/")
    assert "attachment" in exported["Content-Disposition"]

    page = _text(upload(office, exported.content))

    assert "Tệp này không đổi gì trong danh mục" in page


def test_a_file_is_looked_at_first_and_imported_after_a_yes(
    office: Client, town: Centre
) -> None:
    row = _row(town, EXTRACT) | {"note": "đã đổi"}
    broken = {"code": "x"}

    looked_at = upload(office, [row, broken])

    page = _text(looked_at)
    assert "Có bản mới" in page
    assert "Thiếu:" in page
    assert selectors.offer(town, EXTRACT, on=NOW.date()).version.number == 1
    parcel = looked_at.context["parcel"]
    office.post("/office/catalogue/import/confirmation/", {"parcel": parcel})
    assert _row(town, EXTRACT)["note"] == "đã đổi"


def test_a_parcel_that_was_altered_is_refused(office: Client, town: Centre) -> None:
    parcel = upload(office, [_row(town, EXTRACT) | {"note": "đổi"}]).context["parcel"]

    office.post("/office/catalogue/import/confirmation/", {"parcel": parcel[:-2]})

    assert _row(town, EXTRACT).get("note") != "đổi"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "Tệp không phải JSON đọc được"),
        (b"\xff\xfe", "Tệp không phải JSON đọc được"),
        (b"", "Tệp này trống"),
        (b"{}", "Tệp không có danh sách thủ tục."),
    ],
)
def test_a_file_that_is_none_is_told_so(
    office: Client, content: bytes, sentence: str
) -> None:
    assert sentence in _text(upload(office, content))


def test_an_unknown_procedure_is_not_found(office: Client) -> None:
    assert office.get("/office/catalogue/9.999999/").status_code == 404


def _text(response: Any) -> str:
    text: str = response.content.decode()
    return text


def _row(town: Centre, code: str) -> dict[str, Any]:
    rows = selectors.export_catalogue(town)["procedures"]
    row: dict[str, Any] = next(row for row in rows if row["code"] == code)
    return row
