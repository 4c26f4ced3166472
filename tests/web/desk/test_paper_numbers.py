"""Numbers on paper at the desk: sheets to print, and slips keyed in with their times."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.queueing.models import Ticket
from motcua.ward.models import Centre
from tests.cast import mandate
from tests.queueing.hall import Hall, hall
from tests.web.html import assert_sound, words_of

__all__ = ["hall"]

PAPER = "/desk/hall/paper/"
WAITS = {"label": "a901", "day": "25/11/2026", "given": "8h05", "state": "waiting"}


@pytest.fixture
def door(town: Centre, signed_in: Callable[[Mandate], Client]) -> Client:
    """The browser of the person at the door."""
    assert town
    return signed_in(mandate("huongdan"))


def served(officer: Mandate, **changes: str) -> dict[str, str]:
    """A slip that was called at twenty past eight and done at half past."""
    return {
        **WAITS,
        "state": "served",
        "called": "8:20",
        "ended": "8.30",
        "counter": "2",
        "officer": str(officer.user.id),
        "service": "guidance",
        **changes,
    }


def words(answer: Any) -> str:
    """What stands on a sound page."""
    return " ".join(words_of(assert_sound(answer)).split())


def test_a_slip_that_waits_is_in_the_hall_since_it_was_given(door: Client) -> None:
    answer = door.post(PAPER, WAITS, follow=True)

    assert "Đã nhập số A901." in words(answer)
    assert "đưa lúc 08:05" in words(answer)
    assert f"{Ticket.objects.get().since:%H:%M}" == "01:05"


def test_a_slip_that_was_served_is_over(
    door: Client, civil_status_linh: Mandate
) -> None:
    door.post(PAPER, served(civil_status_linh))

    ticket = Ticket.objects.get()
    assert (ticket.state, ticket.visit.served_by) == ("ended", civil_status_linh.user)


def test_pressed_twice_it_is_in_once_and_told_otherwise_it_is_refused(
    door: Client,
) -> None:
    door.post(PAPER, WAITS)
    again = door.post(PAPER, WAITS, follow=True)
    other = door.post(PAPER, {**WAITS, "given": "8:50"})

    assert "Số A901 đã nhập từ trước." in words(again)
    assert other.status_code == 422
    assert "Số A901 của ngày này đã nhập, đưa lúc 08:05 (đang chờ)" in words(other)
    assert 'value="8:50"' in other.content.decode()
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"label": ""}, "Ghi số trên phiếu, ví dụ A901"),
        ({"label": "901"}, "Ghi chữ và số như trên phiếu, ví dụ A901"),
        ({"label": "A7"}, "Số giấy chỉ từ 901 đến 999"),
        ({"label": "Z901"}, "Trung tâm chỉ có các hàng A, B, C, D, E, G"),
        ({"given": "tám giờ"}, "Ghi giờ như 8:05 hoặc 8h05"),
        ({"given": "10:00"}, "Giờ ghi chưa đến; xem lại ngày và giờ"),
        ({"day": "24/11/2026"}, "Số của ngày trước không còn chờ"),
        ({"day": "24/11/2026", "state": "left", "ended": "9:00"}, "Ghi vì sao nhập"),
        ({"state": "left"}, "Ghi giờ xong hoặc giờ về"),
        ({"state": "served"}, "Chọn cán bộ đã phục vụ"),
        ({"state": "left", "ended": "8:00"}, "Giờ xong phải sau giờ gọi"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_kept(
    door: Client, wrong: dict[str, str], sentence: str
) -> None:
    answer = door.post(PAPER, {**WAITS, **wrong})

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not Ticket.objects.exists()


def test_a_call_before_the_number_was_given_is_refused(
    door: Client, civil_status_linh: Mandate
) -> None:
    answer = door.post(PAPER, served(civil_status_linh, called="8:00"))

    assert "Giờ gọi phải sau giờ đưa số" in words(answer)


def test_a_sheet_is_a_pdf_of_one_queue(door: Client) -> None:
    answer = door.get(f"{PAPER}A/?sheets=1")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert door.get(f"{PAPER}Z/").status_code == 404
    for odd in ("x", "-1", "0", "99999", "²"):
        assert door.get(f"{PAPER}A/?sheets={odd}").status_code == 200


def test_the_hall_shows_the_slip_where_its_wait_puts_it(
    hall: Hall, door: Client
) -> None:
    hall.take("A")
    door.post(PAPER, WAITS)

    page = words(door.get("/desk/hall/"))

    assert page.index("A901") < page.index("A001")
