"""What is typed or scanned at the counter."""

from datetime import date

import pytest

from motcua.web.desk.typed import read_card, read_day

CARD = "999199000777|123456789|Đặng Thị Nguyên An|05031999|Nữ|Tổ 9, Phú Thọ|01012022"


def test_the_card_fills_number_name_birthday_sex_and_address() -> None:
    card = read_card(CARD)

    assert card is not None
    assert card.personal_id == "999199000777"
    assert card.full_name == "Đặng Thị Nguyên An"
    assert card.birth_on == date(1999, 3, 5)
    assert card.sex == "female"
    assert card.address == "Tổ 9, Phú Thọ"


def test_a_card_without_the_old_number_is_read_too() -> None:
    card = read_card(CARD.replace("|123456789|", "||"))

    assert card is not None
    assert card.full_name == "Đặng Thị Nguyên An"


@pytest.mark.parametrize(
    "text", ["", "999199000777", "a|b|c|d|e|f|g", "12|3|Tên|1|Nam|x"]
)
def test_anything_else_is_no_card(text: str) -> None:
    assert read_card(text) is None


@pytest.mark.parametrize(
    "text", ["5/3/1999", "05-03-1999", "05.03.1999", "05031999", "5 3 1999"]
)
def test_a_day_is_read_the_ways_people_write_it(text: str) -> None:
    assert read_day(text) == date(1999, 3, 5)


@pytest.mark.parametrize(
    "text", ["31/02/1999", "1999", "5/3/99", "32011999", "", "hôm nay"]
)
def test_a_day_that_is_not_there_is_none(text: str) -> None:
    assert read_day(text) is None
