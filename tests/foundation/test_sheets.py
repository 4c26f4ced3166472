"""Tables as files: every cell arrives as it was, in pieces, and none is a formula."""

import csv
import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.foundation.toolkit.sheets import csv_stream, xlsx_stream

WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
)


def xlsx_cells(pieces: list[bytes]) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as package:
        sheet = ElementTree.fromstring(package.read("xl/worksheets/sheet1.xml"))
    rows = [row for row in sheet.iter() if row.tag.endswith("}row")]
    return [["".join(cell.itertext()) for cell in row] for row in rows]


@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), max_size=6))
def test_xlsx_keeps_every_word(rows: list[list[str]]) -> None:
    assert xlsx_cells(list(xlsx_stream("So <1>", rows))) == rows


@pytest.mark.parametrize("word", ["=1+1", "+84912", "-1", "@SUM(A1)", "\tx"])
def test_csv_disarms_formulas(word: str) -> None:
    (row,) = csv.reader(io.StringIO(b"".join(csv_stream([[word]])).decode("utf-8-sig")))

    assert row == [f"'{word}"]


def test_thirty_thousand_rows_leave_in_pieces() -> None:
    rows: Iterator[list[str | int]] = (
        [number, f"Dòng {number} <&>"] for number in range(30_000)
    )

    pieces = list(csv_stream(rows))

    assert len(pieces) > 5
    assert max(map(len, pieces)) < 200_000
    assert b"".join(pieces).count(b"\r\n") == 30_000
