"""The receipt (form 01), read back from the PDF as a citizen and a scanner read it."""

import subprocess
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC
from io import BytesIO
from pathlib import Path
from typing import Final

import pytest
from pypdf import PdfReader

from motcua.accounts.selectors import Mandate
from motcua.dossiers import services
from motcua.dossiers.models import Dossier, Slip
from motcua.dossiers.services import PaperGiven
from motcua.journeys.intake import Company
from motcua.ward.models import Centre
from tests.cast import AN, NOW, intake_of

POINTS: Final = {"a4": (595.28, 841.89), "a5": (419.53, 595.28)}


def pdf_of(dossier: Dossier, size: str = "a4") -> bytes:
    slip = Slip.objects.get(centre_id=dossier.centre_id, dossier=dossier)
    return services.slip_pdf(slip, size=size)


def text_of(pdf: bytes) -> str:
    """All the words with single spaces, composed."""
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    return unicodedata.normalize("NFC", " ".join(" ".join(pages).split()))


@pytest.fixture
def whole(
    town: Centre, receive: Callable[..., Dossier], reception_mai: Mandate
) -> Dossier:
    """A receipt on which every line of the form has something to say."""
    first, *others = intake_of(town).papers
    papers = [first, *(replace(paper, kind="copy", count=2) for paper in others)]
    return receive(
        submitter=replace(AN, email="an@example.vn"),
        owner=replace(AN, full_name="Đinh Văn Bảo", personal_id="999055000124"),
        authorisation="Giấy ủy quyền số 12 ngày 20/11/2026",
        papers=papers,
    )


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_every_field_of_the_form_is_there(whole: Dossier, size: str) -> None:
    text = text_of(pdf_of(whole, size))

    for words in (
        "ỦY BAN NHÂN DÂN PHƯỜNG HÒA BÌNH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        whole.code,
        "Bùi Thị An",
        "0912345678",
        "an@example.vn",
        "Tổ 1, phường Hòa Bình",
        "Đinh Văn Bảo",
        "Giấy ủy quyền số 12 ngày 20/11/2026",
        "Cấp bản sao Trích lục hộ tịch",
        "2.000635",
        "Tờ khai cấp bản sao trích lục hộ tịch",
        "Bản chính",
        "Bản sao",
        "01 bộ",
        "trong ngày",
        "09 giờ 00 phút, ngày 25/11/2026",
        "17 giờ 00 phút, ngày 25/11/2026",
        "Nhận tại Trung tâm",
        "8.000 đ",
        "ngày 25 tháng 11 năm 2026",
        "Người nộp hồ sơ",
        "Người tiếp nhận hồ sơ",
        whole.received_by.full_name,
        "giấy tờ tùy thân",
    ):
        assert words in text


def test_numbers_of_people_are_masked(whole: Dossier) -> None:
    text = text_of(pdf_of(whole))

    assert "999155000123" not in text
    assert "999055000124" not in text
    assert whole.submitter.masked_id in text


def test_a_view_that_passes_utc_prints_the_wards_clock(
    receive: Callable[..., Dossier],
) -> None:
    dossier = receive(at=NOW.astimezone(UTC))

    text = text_of(pdf_of(dossier))

    assert "09 giờ 00 phút, ngày 25/11/2026" in text
    assert "02 giờ 00" not in text


def test_a_company_stands_with_its_tax_code(receive: Callable[..., Dossier]) -> None:
    company = Company(name="Công ty TNHH Gỗ Mường Thịnh", tax_code="0100109106")

    text = text_of(pdf_of(receive(company=company)))

    assert "Công ty TNHH Gỗ Mường Thịnh" in text
    assert "0100109106" in text


def test_an_accepted_gap_is_not_in_the_list_of_papers(
    town: Centre, receive: Callable[..., Dossier]
) -> None:
    first, *others = intake_of(town).papers
    papers = [PaperGiven(first.component_key, is_present=False), *others]

    dossier = receive(papers=papers, missing_accepted="Có trên cơ sở dữ liệu")

    present = dossier.papers.filter(is_present=True).count()
    assert present == len(papers) - 1
    assert f" {present} " in text_of(pdf_of(dossier))


def test_a_limit_nobody_knows_is_said_so(receive: Callable[..., Dossier]) -> None:
    dossier = receive()
    slip = Slip.objects.get(centre_id=dossier.centre_id, dossier=dossier)
    slip.content = slip.content.replace('"limit": {', '"limit": null, "was": {')

    assert "chưa có nguồn xác minh" in text_of(services.slip_pdf(slip))


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_it_is_one_sheet_of_that_size(whole: Dossier, size: str) -> None:
    reader = PdfReader(BytesIO(pdf_of(whole, size)))

    (page,) = reader.pages
    width, height = POINTS[size]
    assert float(page.mediabox.width) == pytest.approx(width, abs=1)
    assert float(page.mediabox.height) == pytest.approx(height, abs=1)


def test_no_other_size_is_printed(dossier: Dossier) -> None:
    with pytest.raises(ValueError, match="a3"):
        pdf_of(dossier, "a3")


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_printed_again_the_bytes_are_the_same(whole: Dossier, size: str) -> None:
    first = pdf_of(whole, size)
    pdf_of(whole, "a5" if size == "a4" else "a4")

    assert pdf_of(whole, size) == first


def test_what_changes_later_does_not_change_the_slip(
    town: Centre, whole: Dossier
) -> None:
    first = pdf_of(whole)

    whole.submitter.full_name = "Tên Khác"
    whole.submitter.save(update_fields=["full_name"])
    town.name = "Trung tâm đổi tên"
    town.save(update_fields=["name"])

    assert pdf_of(whole) == first


def test_every_font_is_embedded(whole: Dossier, tmp_path: Path) -> None:
    file = tmp_path / "receipt.pdf"
    file.write_bytes(pdf_of(whole))

    listed = subprocess.run(
        ["pdffonts", str(file)], capture_output=True, text=True, check=True
    )

    fonts = listed.stdout.splitlines()[2:]
    assert fonts
    for font in fonts:
        assert font.split()[-5:-2] == ["yes", "yes", "yes"]


def test_it_says_that_it_is_pdf_a(whole: Dossier) -> None:
    reader = PdfReader(BytesIO(pdf_of(whole)))

    xmp = reader.xmp_metadata
    assert xmp is not None
    kind = xmp.rdf_root.toxml().replace('"', "")
    assert "<pdfaid:part>2</pdfaid:part>" in kind
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in kind
    assert reader.root_object["/OutputIntents"]


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_a_camera_reads_the_address_of_the_tracking_page(
    whole: Dossier, tmp_path: Path, size: str
) -> None:
    file, image = tmp_path / "receipt.pdf", tmp_path / "page"
    file.write_bytes(pdf_of(whole, size))
    subprocess.run(
        ["pdftoppm", "-r", "150", "-gray", "-png", "-singlefile", file, image],
        check=True,
    )

    read = subprocess.run(
        ["zbarimg", "--raw", "-q", f"{image}.png"],
        capture_output=True,
        text=True,
        check=True,
    )

    token = whole.lookup_token
    assert read.stdout.strip() == f"http://127.0.0.1:8000/theo-doi/{token}/"
