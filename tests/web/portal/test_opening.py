"""The sign on the door."""

from datetime import datetime

import pytest
import time_machine
from django.test import Client

from motcua.ward import selectors
from motcua.ward.models import Centre
from motcua.web.citizens.opening import opening


@pytest.mark.parametrize(
    ("at", "is_open", "title", "text"),
    [
        (
            "2026-11-25T09:00",
            True,
            "Đang mở cửa đến 11:30",
            "Nghỉ trưa, rồi mở lại từ 13:00 đến 17:00.",
        ),
        ("2026-11-25T14:00", True, "Đang mở cửa đến 17:00", ""),
        ("2026-11-25T12:00", False, "Đang đóng cửa", "Mở lại lúc 13:00 hôm nay."),
        (
            "2026-11-25T17:00",
            False,
            "Đang đóng cửa",
            "Mở lại lúc 07:30 ngày mai, thứ Năm 26/11/2026.",
        ),
        (
            "2026-11-27T18:00",
            False,
            "Đang đóng cửa",
            "Mở lại lúc 07:30 thứ Hai 30/11/2026.",
        ),
        (
            "2026-09-02T09:00",
            False,
            "Hôm nay nghỉ: Quốc khánh",
            "Mở lại lúc 07:30 ngày mai, thứ Năm 03/09/2026.",
        ),
    ],
)
def test_the_sign_says_open_or_when_next(
    town: Centre, at: str, is_open: bool, title: str, text: str
) -> None:
    calendar = selectors.calendar_in_force(town)

    sign = opening(calendar, at=datetime.fromisoformat(f"{at}:00+07:00"))

    assert (sign.is_open, sign.title, sign.text) == (is_open, title, text)


@time_machine.travel(datetime.fromisoformat("2026-12-28T09:00:00+07:00"), tick=False)
def test_the_hours_page_lists_the_week_and_the_coming_days(
    town: Centre, client: Client
) -> None:
    page = client.get("/gio-lam-viec/").content.decode()

    assert "Thứ Hai đến Thứ Sáu" in page
    assert "07:30-11:30" in page
    assert "Tết Dương lịch" in page
    assert town.address or "chưa cập nhật" in page
