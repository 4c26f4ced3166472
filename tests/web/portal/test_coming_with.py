"""What one comes for, said at home, on the phone, or while one waits."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from motcua.queueing.models import Ticket
from motcua.queueing.services import calling, matters
from motcua.queueing.services.matters import NOTHING, Matter
from tests.cast import EXTRACT, NOW
from tests.queueing.hall import Desk, Hall, again
from tests.web.html import assert_sound, words_of


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """Wednesday at nine."""
    with time_machine.travel(NOW, tick=False):
        yield


def page_of(ticket: Ticket, part: str = "") -> str:
    return f"/so/{again(ticket).visit.public_code}/{part}"


def test_from_the_page_of_a_procedure_to_a_number_about_it(
    hall: Hall, client: Client
) -> None:
    assert f"/lay-so/?thu-tuc={EXTRACT}" in assert_sound(
        client.get(f"/thu-tuc/{EXTRACT}/")
    )
    page = assert_sound(client.get(f"/lay-so/?thu-tuc={EXTRACT}"))
    assert "Đánh dấu giấy tờ đang có trong tay" in page
    key = page.split('name="page" value="')[1].split('"')[0]

    sent = {"page": key, "letter": "A", "thu-tuc": EXTRACT, "giay-to": ["1"]}
    answer = client.post("/lay-so/", sent, follow=True)

    (ticket,) = Ticket.objects.all()
    assert matters.of(ticket) == Matter(EXTRACT, (1,))
    assert "Trích lục" in words_of(assert_sound(answer))


def test_one_who_holds_a_number_already_says_it_on_that(
    hall: Hall, client: Client
) -> None:
    for sent in ({}, {"thu-tuc": EXTRACT}):
        page = assert_sound(client.get("/lay-so/"))
        key = page.split('name="page" value="')[1].split('"')[0]
        client.post("/lay-so/", {"page": key, "letter": "A", **sent})

    (ticket,) = Ticket.objects.all()
    assert ticket.procedure_code == EXTRACT


def test_a_procedure_nobody_knows_is_no_hindrance(hall: Hall, client: Client) -> None:
    page = assert_sound(client.get("/lay-so/?thu-tuc=9.999999&giay-to=x&ho-so=%00"))

    assert "Bấm một lần là có số" in words_of(page)


def test_while_waiting_one_ticks_papers_and_sees_what_is_missing(
    hall: Hall, client: Client
) -> None:
    ticket = hall.take()
    assert "Xem giấy tờ cần mang" in words_of(assert_sound(client.get(page_of(ticket))))

    found = assert_sound(client.get(page_of(ticket, "mang-theo/"), {"q": "trich luc"}))
    assert EXTRACT in found
    boxes = assert_sound(
        client.get(page_of(ticket, "mang-theo/"), {"thu-tuc": EXTRACT})
    )
    assert boxes.count('type="checkbox"') >= 1
    missing = client.post(
        page_of(ticket, "mang-theo/"), {"thu-tuc": EXTRACT}, follow=True
    )
    assert "Còn thiếu" in words_of(assert_sound(missing))

    all_there = {"thu-tuc": EXTRACT, "giay-to": [str(n) for n in range(1, 9)]}
    done = client.post(page_of(ticket, "mang-theo/"), all_there, follow=True)

    assert "Đủ giấy tờ phải có" in words_of(assert_sound(done))


def test_a_called_number_is_told_to_speak_with_the_officer(
    hall: Hall, desk: Desk, client: Client
) -> None:
    ticket = hall.take()
    calling.call_next(centre=hall.centre, seat=desk.seat, at=NOW)

    answer = client.post(
        page_of(ticket, "mang-theo/"), {"thu-tuc": EXTRACT}, follow=True
    )

    assert "xin nói với cán bộ ở quầy" in words_of(assert_sound(answer))
    assert matters.of(again(ticket)) == NOTHING
