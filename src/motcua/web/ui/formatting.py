"""Dates, money, phones and numbers of people, written the way people here read them."""

import re
from datetime import date, datetime
from typing import Final

WEEKDAYS: Final = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": (
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ),
}
MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
MASK: Final = "****"
NOT_DIGITS: Final = re.compile(r"\D")


def vn_date(day: date, language: str = "vi") -> str:
    """24/11/2026, in English 24 Nov 2026."""
    if language == "en":
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{day:%d/%m/%Y}"


def vn_time(moment: datetime) -> str:
    """16:30, on the clock of the value given."""
    return f"{moment:%H:%M}"


def vn_weekday(day: date, language: str = "vi") -> str:
    """thứ Ba, in English Tuesday."""
    return WEEKDAYS["en" if language == "en" else "vi"][day.weekday()]


def vn_day(day: date, language: str = "vi") -> str:
    """thứ Ba 24/11/2026, in English Tuesday 24 Nov 2026."""
    return f"{vn_weekday(day, language)} {vn_date(day, language)}"


def vn_datetime(moment: datetime, language: str = "vi") -> str:
    """16:30, thứ Ba 24/11/2026; in English 16:30, Tuesday 24 Nov 2026."""
    weekday = vn_weekday(moment, language)
    return f"{vn_time(moment)}, {weekday} {vn_date(moment, language)}"


def vn_number(number: int, language: str = "vi") -> str:
    """12.345, in English 12,345."""
    grouped = f"{number:,}"
    return grouped if language == "en" else grouped.replace(",", ".")


def dong(amount: int, language: str = "vi") -> str:
    """8.000 đ, in English 8,000 VND; the space never breaks."""
    unit = "VND" if language == "en" else "đ"
    return f"{vn_number(amount, language)}\N{NO-BREAK SPACE}{unit}"


def mask_id(number: str) -> str:
    """0170****1234: enough to recognise one's own number, not enough to use it.

    A short number keeps only its last two signs: four and four would show it whole.
    """
    signs = number.strip()
    if len(signs) >= 12:
        return f"{signs[:4]}{MASK}{signs[-4:]}"
    return f"{MASK}{signs[-2:]}" if len(signs) > 4 else MASK


def phone(number: str) -> str:
    """0912 345 678, from any way of writing it; what is no phone stays as it is."""
    digits = NOT_DIGITS.sub("", number)
    if digits.startswith("84") and len(digits) in {11, 12}:
        digits = f"0{digits[2:]}"
    if not digits.startswith("0") or len(digits) not in {10, 11}:
        return number.strip()
    return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
