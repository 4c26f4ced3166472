"""The ticket as a person, a ruler and a scanner read it."""

import subprocess
import unicodedata
from dataclasses import fields, replace
from datetime import UTC
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pytest
from PIL import Image
from pypdf import PdfReader

from motcua.queueing.paper.drawing import draw, draw_pdf
from motcua.queueing.paper.face import DOTS_PER_MM, PaperWidth, TicketFace
from tests.queueing.faces import DRAWN, FACE, FULL, dots_of, ink, read_qr

WIDTHS: Final[tuple[PaperWidth, ...]] = (80, 58)
POINTS_PER_MM: Final = 72 / 25.4
ENDLESS: Final = (
    "Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất "
    "trong các trường hợp giải quyết tranh chấp, khiếu nại, tố cáo về đất đai"
)


def text_of(pdf: bytes) -> str:
    """All the words with single spaces, composed."""
    (page,) = PdfReader(BytesIO(pdf)).pages
    return unicodedata.normalize("NFC", " ".join(page.extract_text().split()))


def runs(has_ink: list[bool], *, gap: int = 1) -> list[tuple[int, int]]:
    """Where there is ink, from and to; gaps narrower than `gap` do not divide."""
    found: list[tuple[int, int]] = []
    for at, is_black in enumerate(has_ink):
        if is_black and found and at - found[-1][1] < gap:
            found[-1] = (found[-1][0], at + 1)
        elif is_black:
            found.append((at, at + 1))
    return found


def tall_parts(picture: Image.Image) -> list[Image.Image]:
    """The number and the code: what is higher than 15 mm without a white row."""
    black = ink(picture)
    rows = [
        black.crop((0, y, black.width, y + 1)).getbbox() for y in range(black.height)
    ]
    return [
        black.crop((0, top, black.width, bottom))
        for top, bottom in runs([row is not None for row in rows])
        if bottom - top > 15 * DOTS_PER_MM
    ]


def mm_of(part: Image.Image) -> tuple[float, float]:
    """Width and height of the ink."""
    box = part.getbbox()
    assert box is not None
    left, top, right, bottom = box
    return (right - left) / DOTS_PER_MM, (bottom - top) / DOTS_PER_MM


@pytest.mark.parametrize(("width_mm", "dots"), [(80, 576), (58, 384)])
def test_it_is_as_wide_as_the_head_and_only_black_and_white(
    width_mm: PaperWidth, dots: int
) -> None:
    picture = dots_of(draw(FULL, width_mm))

    assert picture.width == dots
    assert picture.mode == "1"


@pytest.mark.parametrize("label", ["A007", "M888", "Đ128"])
def test_the_number_is_25_mm_high_on_the_wide_roll(label: str) -> None:
    number, _ = tall_parts(dots_of(draw(replace(FULL, label=label), 80)))

    _, high = mm_of(number)
    assert 25 <= high < 32


@pytest.mark.parametrize(("label", "width_mm"), [("A007", 58), ("B1234", 80)])
def test_where_it_cannot_be_that_high_the_number_fills_the_width(
    label: str, width_mm: PaperWidth
) -> None:
    number, _ = tall_parts(dots_of(draw(replace(FULL, label=label), width_mm)))

    wide, high = mm_of(number)
    assert wide > (40 if width_mm == 58 else 60)
    assert high > 18


@pytest.mark.parametrize("width_mm", WIDTHS)
@pytest.mark.parametrize(
    "address", [FACE.qr_text, "https://a.vn/1", "https://" + "x" * 130]
)
def test_the_code_is_25_mm_wide_and_a_scanner_reads_it(
    width_mm: PaperWidth, address: str, tmp_path: Path
) -> None:
    picture = dots_of(draw(replace(FULL, qr_text=address), width_mm))

    assert read_qr(picture, tmp_path) == address
    beside = tall_parts(picture)[-1]
    columns = [
        beside.crop((x, 0, x + 1, beside.height)).getbbox() for x in range(beside.width)
    ]
    left, right = runs([column is not None for column in columns], gap=12)[0]
    assert right - left >= 25 * DOTS_PER_MM


@pytest.mark.parametrize("width_mm", WIDTHS)
@pytest.mark.parametrize(
    "face",
    [
        replace(FULL, service=ENDLESS, place=ENDLESS, centre=ENDLESS),
        replace(FULL, label="A12345"),
        replace(FULL, label="M"),
        replace(FULL, code="4f9a1c77e02b8d5a3c1e6b7f90"),
    ],
    ids=["long names", "long number", "short number", "long code"],
)
def test_nothing_ever_touches_the_edge(width_mm: PaperWidth, face: TicketFace) -> None:
    black = ink(dots_of(draw(face, width_mm)))

    box = black.getbbox()
    assert box is not None
    assert box[0] >= DOTS_PER_MM
    assert box[2] <= black.width - DOTS_PER_MM


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_the_whole_of_a_long_name_is_there(width_mm: PaperWidth) -> None:
    assert ENDLESS in text_of(draw_pdf(replace(FULL, service=ENDLESS), width_mm))


def test_it_says_this_and_not_a_word_more() -> None:
    assert text_of(draw_pdf(FULL)) == (
        "Trung tâm Phục vụ hành chính công phường Hòa Bình "
        "Số thứ tự của Ông/Bà A007 "
        "Đăng ký hộ kinh doanh, hợp tác xã và cấp bản sao trích lục hộ tịch "
        "Còn 6 người trước Khoảng 15–25 phút Chờ ở khu B, quầy 3, 4 và 5 "
        "Hẹn lúc 08:30 "
        "Quét mã để theo dõi số trên điện thoại, hoặc nhập mã: K7QF 2M9X "
        "In lúc 08:15, 25/11/2026"
    )


def test_what_is_not_known_leaves_no_gap() -> None:
    text = text_of(draw_pdf(FACE))

    assert "Còn 6 người trước Quét mã" in text


def test_the_first_in_line_is_told_so() -> None:
    text = text_of(draw_pdf(replace(FACE, before=0)))

    assert "Ông/Bà là người tiếp theo" in text
    assert "Còn" not in text


def test_the_paper_has_no_place_for_a_name_or_a_priority() -> None:
    assert {field.name for field in fields(TicketFace)} == {
        "centre",
        "label",
        "service",
        "before",
        "printed_at",
        "qr_text",
        "code",
        "wait",
        "place",
        "appointment",
        "language",
    }


def test_a_caller_that_passes_utc_prints_the_wards_clock() -> None:
    elsewhere = replace(FACE, printed_at=FACE.printed_at.astimezone(UTC))

    assert "In lúc 08:15, 25/11/2026" in text_of(draw_pdf(elsewhere))


def test_in_english_only_the_names_of_the_house_stay() -> None:
    text = text_of(
        draw_pdf(replace(FULL, language="en", wait="", place="", appointment=""))
    )

    assert "Your number A007" in text
    assert "People before you: 6" in text
    assert "Printed at 08:15, 25/11/2026" in text
    assert FULL.service in text


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_no_letter_is_smaller_than_9_points(width_mm: PaperWidth) -> None:
    sizes: list[float] = []

    def note(text: str, _: Any, place: list[float], __: Any, size: float) -> None:
        if text.strip():
            sizes.append(size * abs(place[3]))

    (page,) = PdfReader(BytesIO(draw_pdf(FULL, width_mm))).pages
    page.extract_text(visitor_text=note)

    assert min(sizes) >= 9 - 0.01


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_the_same_ticket_is_the_same_bytes(width_mm: PaperWidth) -> None:
    draw(FACE, width_mm)

    assert draw(FULL, width_mm) == DRAWN[width_mm]
    assert draw_pdf(FULL, width_mm) == draw_pdf(FULL, width_mm)


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_a_browser_prints_one_page_of_the_rolls_width(width_mm: PaperWidth) -> None:
    (page,) = PdfReader(BytesIO(draw_pdf(FULL, width_mm))).pages

    assert float(page.mediabox.width) == pytest.approx(
        width_mm * POINTS_PER_MM, abs=0.1
    )


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_a_scanner_reads_the_page_of_a_browser(
    width_mm: PaperWidth, tmp_path: Path
) -> None:
    page = tmp_path / "page.pdf"
    page.write_bytes(draw_pdf(FULL, width_mm))
    subprocess.run(
        [
            "pdftoppm",
            "-r",
            "150",
            "-gray",
            "-png",
            "-singlefile",
            page,
            tmp_path / "page",
        ],
        check=True,
    )

    with Image.open(tmp_path / "page.png") as picture:
        assert read_qr(picture, tmp_path) == FULL.qr_text


def test_its_letters_travel_with_the_page(tmp_path: Path) -> None:
    page = tmp_path / "page.pdf"
    page.write_bytes(draw_pdf(FULL))

    listed = subprocess.run(
        ["pdffonts", str(page)], capture_output=True, text=True, check=True
    )

    fonts = listed.stdout.splitlines()[2:]
    assert fonts
    for font in fonts:
        assert "BeVietnamPro" in font
        assert font.split()[-5:-2] == ["yes", "yes", "yes"]
