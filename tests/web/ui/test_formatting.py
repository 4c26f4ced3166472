"""Dates, money, phones and numbers of people read as they do here."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.web.ui import formatting


def test_a_date_is_day_month_year() -> None:
    day = date(2026, 11, 4)

    assert formatting.vn_date(day) == "04/11/2026"
    assert formatting.vn_date(day, "en") == "4 Nov 2026"


def test_a_moment_says_its_hour_weekday_and_date() -> None:
    moment = datetime.fromisoformat("2026-11-24T16:30:00+07:00")

    assert formatting.vn_datetime(moment) == "16:30, thứ Ba 24/11/2026"
    assert formatting.vn_datetime(moment, "en") == "16:30, Tuesday 24 Nov 2026"


def test_sunday_has_a_name_of_its_own() -> None:
    assert formatting.vn_weekday(date(2026, 11, 22)) == "Chủ nhật"


@pytest.mark.parametrize(
    ("amount", "vietnamese", "english"),
    [
        (0, "0\N{NO-BREAK SPACE}đ", "0\N{NO-BREAK SPACE}VND"),
        (8000, "8.000\N{NO-BREAK SPACE}đ", "8,000\N{NO-BREAK SPACE}VND"),
        (1234567, "1.234.567\N{NO-BREAK SPACE}đ", "1,234,567\N{NO-BREAK SPACE}VND"),
    ],
)
def test_money_is_grouped_the_way_of_the_language(
    amount: int, vietnamese: str, english: str
) -> None:
    assert formatting.dong(amount) == vietnamese
    assert formatting.dong(amount, "en") == english


@pytest.mark.parametrize(
    ("number", "masked"),
    [("017098761234", "0170****1234"), ("012345678", "****78"), ("12", "****")],
)
def test_a_masked_number_keeps_little(number: str, masked: str) -> None:
    assert formatting.mask_id(number) == masked


@given(st.text(alphabet="0123456789", min_size=1, max_size=20))
def test_a_masked_number_never_shows_more_than_eight_digits(number: str) -> None:
    shown = formatting.mask_id(number).replace("*", "")

    assert len(shown) <= 8
    assert shown != number


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("0912345678", "0912 345 678"),
        ("+84 912.345.678", "0912 345 678"),
        ("02513812345", "0251 381 2345"),
        ("1900 1234", "1900 1234"),
    ],
)
def test_a_phone_is_read_in_groups(written: str, read: str) -> None:
    assert formatting.phone(written) == read
