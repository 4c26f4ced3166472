import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules import vietnamese

UNITS = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "lẻ": 0,
}


@pytest.mark.parametrize(
    ("amount", "printed"),
    [(0, "0 đ"), (500, "500 đ"), (8_000, "8.000 đ"), (1_200_000, "1.200.000 đ")],
)
def test_thousands_are_parted_by_dots(amount: int, printed: str) -> None:
    assert vietnamese.dong(amount) == printed


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm lẻ một"),
        (105, "một trăm lẻ năm"),
        (110, "một trăm mười"),
        (8_000, "tám nghìn"),
        (12_005, "mười hai nghìn không trăm lẻ năm"),
        (200_050, "hai trăm nghìn không trăm năm mươi"),
        (1_000_001, "một triệu không trăm lẻ một"),
        (1_234_567, "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy"),
        (1_000_000_000, "một tỷ"),
        (21_000_300_000, "hai mươi mốt tỷ ba trăm nghìn"),
        (10**12, "một nghìn tỷ"),
    ],
)
def test_amounts_are_read_as_people_read_them(amount: int, words: str) -> None:
    assert vietnamese.in_words(amount) == f"{words} đồng"


@given(st.integers(0, vietnamese.GREATEST_AMOUNT))
def test_reading_the_words_gives_the_amount_again(amount: int) -> None:
    assert _understood(vietnamese.in_words(amount)) == amount


@pytest.mark.parametrize("amount", [-1, 10**12 + 1])
def test_what_no_receipt_says_is_refused(amount: int) -> None:
    with pytest.raises(ValueError, match="no receipt"):
        vietnamese.in_words(amount)


def _understood(words: str) -> int:
    """Read number words the way a listener does, group by group."""
    billions, _, rest = words.removesuffix(" đồng").rpartition("tỷ")
    whole = _understood(f"{billions.strip()} đồng") * 10**9 if billions else 0
    group = 0
    for word in rest.split():
        if word in {"nghìn", "triệu"}:
            whole += group * (1_000 if word == "nghìn" else 1_000_000)
            group = 0
        elif word == "trăm":
            group *= 100
        elif word == "mươi":
            group = group // 100 * 100 + group % 100 * 10
        else:
            group += 10 if word == "mười" else UNITS[word]
    return whole + group
