"""The list of papers on the machine's roll, and the sheet at the door."""

import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Final

import pytest
from PIL import Image
from pypdf import PdfReader

from motcua.queueing.paper.checklist import Checklist, draw
from motcua.queueing.paper.face import DOTS_PER_MM, PRINTED_DOTS, PaperWidth
from motcua.queueing.paper.poster import draw_poster
from motcua.queueing.paper.raster import escpos_bytes
from motcua.ward.models import Centre
from tests.cast import NOW
from tests.queueing.faces import dots_of, ink, read_qr

ADDRESS: Final = "https://motcua.hoabinh.example.vn/lay-so/"
LIST: Final = Checklist(
    centre="Trung tâm Phục vụ hành chính công phường Hòa Bình",
    name="Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh",
    required=["Tờ khai cấp bản sao trích lục hộ tịch", "Giấy tờ tùy thân"],
    if_needed=["Văn bản ủy quyền"],
    facts=[("Thời gian", "trong ngày"), ("Mỗi bản sao", "8.000 đồng")],
    qr_text="https://motcua.hoabinh.example.vn/thu-tuc/2.000635/",
    printed_at=NOW,
)
WIDTHS: Final[tuple[PaperWidth, ...]] = (80, 58)


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_the_list_fits_the_roll_and_its_code_is_read(
    width_mm: PaperWidth, tmp_path: Path
) -> None:
    png = draw(LIST, width_mm)

    picture = dots_of(png)
    assert picture.width == PRINTED_DOTS[width_mm]
    assert picture.height < 250 * DOTS_PER_MM
    _left, _top, right, _bottom = ink(picture).getbbox() or (0, 0, 0, 0)
    assert right <= picture.width - DOTS_PER_MM
    assert read_qr(picture, tmp_path) == LIST.qr_text
    assert escpos_bytes(png, width_mm=width_mm)


def test_every_paper_has_its_line(tmp_path: Path) -> None:
    one = dots_of(draw(LIST))
    more = dots_of(draw(replace(LIST, required=[*LIST.required, "Giấy chứng sinh"])))

    assert more.height > one.height
    assert ink(more).getbbox()


def test_nothing_known_is_an_honest_short_list() -> None:
    bare = replace(LIST, required=[], if_needed=[], facts=[])

    assert dots_of(draw(bare)).height < dots_of(draw(LIST)).height


def test_the_sheet_at_the_door_is_one_page_whose_code_is_read(
    town: Centre, tmp_path: Path
) -> None:
    pdf = draw_poster(town, ADDRESS, at=NOW)

    (page,) = PdfReader(BytesIO(pdf)).pages
    words = " ".join(page.extract_text().split())
    assert "Lấy số bằng điện thoại" in words
    assert "motcua.hoabinh.example.vn/lay-so" in words
    file, picture = tmp_path / "sheet.pdf", tmp_path / "sheet"
    file.write_bytes(pdf)
    subprocess.run(
        ["pdftoppm", "-r", "60", "-gray", "-png", "-singlefile", file, picture],
        check=True,
    )
    with Image.open(picture.with_suffix(".png")) as seen:
        assert read_qr(seen, tmp_path) == ADDRESS
