"""An appointment on a phone: chosen, made, moved, cancelled, and come to."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from motcua.foundation.requests.models import FailedTries
from motcua.queueing import appointments
from motcua.queueing.models import Appointment, HalfHour, Queue, Ticket
from motcua.ward.models import Centre
from motcua.web.portal.hall.booking import MOST_PER_ADDRESS
from tests.cast import NOW
from tests.queueing.bookings import FRIDAY, Book, again, clock
from tests.web.html import assert_sound, title_of, words_of

DAYS = "/dat-lich/A/"
NINE = "/dat-lich/A/202611270900/"
AN = {"for_whom": "self", "full_name": "bùi thị An", "phone": "0912 345 678"}


@pytest.fixture(autouse=True)
def traveller() -> Iterator[time_machine.Traveller]:
    """Wednesday at nine, unless the test moves it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def book(town: Centre) -> Book:
    """The appointments of the town; none yet."""
    return Book(town)


def page_key(client: Client, address: str = NINE) -> str:
    """The key of the form, made when it was served."""
    found = re.search(
        r'name="page" value="([0-9a-f]+)"', client.get(address).content.decode()
    )
    assert found
    return found[1]


def send(client: Client, address: str = NINE, **more: str) -> HttpResponse:
    """Fill the form in as An and send it."""
    typed = AN | {"page": "a page of one's own"} | more
    return client.post(address, typed)  # type: ignore[return-value]


def page_of(one: Appointment, more: str = "") -> str:
    """The address of an appointment's page."""
    return f"/lich-hen/{one.public_code}/{more}"


def test_the_home_page_leads_to_appointments(client: Client, town: Centre) -> None:
    assert "/dat-lich/" in client.get("/").content.decode()

    Queue.objects.filter(centre=town).update(per_half_hour=0)

    assert "/dat-lich/" not in client.get("/").content.decode()
    assert "Ở đây chưa nhận đặt lịch hẹn" in assert_sound(client.get("/dat-lich/"))


def test_queues_then_days_then_half_hours(client: Client, book: Book) -> None:
    book.let(0, "B")
    book.book("09:00")
    book.book("09:00")
    book.book("10:00")

    queues = assert_sound(client.get("/dat-lich/"))
    page = assert_sound(client.get(f"{DAYS}?ngay=2026-11-27"))

    assert DAYS in queues
    assert "/dat-lich/B/" not in queues
    assert 'href="?ngay=2026-11-30"' in page
    assert 'href="?ngay=2026-11-29"' not in page, "Sunday"
    assert NINE not in page, "full"
    assert "/dat-lich/A/202611271000/" in page
    assert words_of(page).count("hết chỗ") == 1
    assert client.get("/dat-lich/B/").status_code == 404


def test_the_first_day_shown_is_the_first_with_room(client: Client, book: Book) -> None:
    page = assert_sound(client.get(DAYS))

    assert "Mấy giờ thứ Tư 25/11/2026?" in words_of(page)
    assert "202611251030" not in page, "nearer than two hours"
    assert "202611251100" in page


def test_an_appointment_is_made_and_has_its_page(client: Client, book: Book) -> None:
    answer = send(client, page=page_key(client), wants_earlier="on")

    made = Appointment.objects.get(centre=book.centre)
    assert answer["Location"] == page_of(made)
    assert (made.starts_at, made.full_name) == (FRIDAY, "bùi thị An")
    assert (made.phone, made.wants_earlier) == ("0912345678", True)
    page = assert_sound(client.get(page_of(made)))
    assert "09:00" in page
    assert "thứ Sáu 27/11/2026" in words_of(page)
    assert "từ 08:30 đến 09:15" in words_of(page)
    assert "<svg" in page
    assert client.get(page_of(made))["X-Robots-Tag"].startswith("noindex")


def test_on_behalf_of_somebody_names_both(client: Client, book: Book) -> None:
    refused = send(client, for_whom="other")
    page = assert_sound(refused)
    assert refused.status_code == 422
    assert "Nhập họ tên người được làm hộ." in page
    assert 'value="bùi thị An"' in page

    made_at = send(client, for_whom="other", on_behalf_of="Bùi Văn Ba")["Location"]

    assert "Bùi Văn Ba" in client.get(made_at).content.decode()
    assert Appointment.objects.get(centre=book.centre).on_behalf_of == "Bùi Văn Ba"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"full_name": ""}, "Nhập họ tên."),
        ({"full_name": "123"}, "Họ tên phải có chữ."),
        ({"phone": ""}, "Nhập số điện thoại."),
        ({"phone": "113"}, "Số điện thoại chưa đúng"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_is_lost(
    client: Client, book: Book, wrong: dict[str, str], sentence: str
) -> None:
    kept = {"wants_earlier": "on"} | wrong

    answer = send(client, **kept)

    page = assert_sound(answer)
    assert (answer.status_code, title_of(answer)[:5]) == (422, "Lỗi: ")
    assert sentence in page
    assert ("bùi thị An" in page) == ("full_name" not in wrong)
    assert ('value="0912 345 678"' in page) == ("phone" not in wrong)
    assert "checked" in page.split('name="wants_earlier"')[1].split(">")[0]
    assert not Appointment.objects.filter(centre=book.centre).exists()


def test_sent_twice_it_is_one_appointment(client: Client, book: Book) -> None:
    key = page_key(client)

    answers = {send(client, page=key)["Location"] for _ in range(3)}

    assert len(answers) == 1
    assert book.sold() == {"09:00": 1}


def test_gone_back_to_and_sent_with_another_hour_it_says_how_to_move(
    client: Client, book: Book
) -> None:
    key = page_key(client)
    first = send(client, page=key)["Location"]

    second = send(client, "/dat-lich/A/202611271000/", page=key)["Location"]

    assert second == first
    assert "bấm Đổi giờ hẹn" in client.get(second).content.decode()
    assert book.sold() == {"09:00": 1}


def test_who_was_slower_keeps_the_form_and_is_offered_the_nearest(
    client: Client, book: Book
) -> None:
    """CON-3, what the losers see."""
    key = page_key(client)
    book.book("09:00")
    book.book("09:00")

    lost = send(client, page=key, wants_earlier="on")

    page = assert_sound(lost)
    assert lost.status_code == 409
    assert title_of(lost).startswith("Lỗi: ")
    assert "vừa có người khác đặt" in page
    assert 'value="bùi thị An"' in page
    assert 'value="0912 345 678"' in page
    offered = re.findall(r'name="slot" value="(\d+)"', page)
    assert offered == ["202611270800", "202611270830", "202611270930"]

    again_sent = send(client, page=key, slot=offered[2])

    assert "bùi thị An" in client.get(again_sent["Location"]).content.decode()
    assert book.sold() == {"09:00": 2, "09:30": 1}


def test_a_full_half_hour_opened_late_leads_back_to_the_day(
    client: Client, book: Book
) -> None:
    book.let(1)
    book.book("09:00")

    answer = client.get(NINE)

    assert answer["Location"] == DAYS
    assert client.get("/dat-lich/A/tomorrow/").status_code == 404


def test_two_weeks_without_room_say_what_to_do(client: Client, book: Book) -> None:
    queue = Queue.objects.get(centre=book.centre, letter="A")
    HalfHour.objects.bulk_create(
        HalfHour(
            centre=book.centre,
            queue=queue,
            starts_at=slot.starts_at,
            booked=2,
            capacity=2,
        )
        for slot in appointments.half_hours(queue, at=NOW)
    )

    page = assert_sound(client.get(DAYS))
    lost = send(client)

    assert "Hai tuần tới đã kín chỗ" in page
    assert "/lay-so/" in page
    assert lost.status_code == 409
    assert "hai tuần tới đã kín chỗ" in assert_sound(lost)
    assert 'value="bùi thị An"' in lost.content.decode()


def test_a_closed_queue_and_one_that_is_none_are_not_there(
    client: Client, book: Book
) -> None:
    Queue.objects.filter(centre=book.centre, letter="A").update(is_open=False)

    assert client.get(DAYS).status_code == 404
    assert client.get("/dat-lich/Z/").status_code == 404
    assert send(client).status_code == 404


def test_a_program_is_stopped_and_a_neighbourhood_is_not(
    client: Client, book: Book
) -> None:
    send(client)
    counted = FailedTries.objects.filter(count=1)
    assert counted.count() == 1
    counted.update(count=MOST_PER_ADDRESS - 1)

    assert send(client, page="another", phone="0912 345 679").status_code == 302
    refused = send(client, page="a third", phone="0912 345 680")

    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert_sound(refused)
    assert Appointment.objects.filter(centre=book.centre).count() == 2


def test_the_fifth_of_one_telephone_is_refused_beside_the_number(
    client: Client, book: Book
) -> None:
    for hour in ("0730", "0800", "0830", "0930"):
        send(client, f"/dat-lich/A/20261127{hour}/", page=f"page {hour}")

    refused = send(client)

    assert refused.status_code == 409
    assert "đã có 4 lịch hẹn" in assert_sound(refused)


def test_moving_frees_one_and_takes_another(client: Client, book: Book) -> None:
    made = book.book("09:00")
    page = assert_sound(client.get(page_of(made, "doi-gio/")))
    assert "đang hẹn" in page

    answer = client.post(page_of(made, "doi-gio/"), {"slot": "202611271400"})

    assert answer["Location"] == page_of(made)
    assert book.sold() == {"14:00": 1}
    assert "Đã đổi giờ hẹn." in client.get(page_of(made)).content.decode()


@pytest.mark.parametrize("slot", ["202611271500", "202611271200", "soon", ""])
def test_a_move_that_cannot_be_leaves_all_as_it_was(
    client: Client, book: Book, slot: str
) -> None:
    made = book.book("09:00")
    book.book("15:00")
    book.book("15:00")

    answer = client.post(page_of(made, "doi-gio/"), {"slot": slot})

    assert answer.status_code == 409
    assert "Lịch của Ông/Bà vẫn như cũ" in assert_sound(answer)
    assert again(made).starts_at == FRIDAY


def test_cancelling_is_asked_first(client: Client, book: Book) -> None:
    made = book.book("09:00")
    assert "Hủy lịch hẹn?" in assert_sound(client.get(page_of(made, "huy/")))
    assert again(made).state == "booked"

    client.post(page_of(made, "huy/"))

    assert again(made).state == "cancelled"
    page = assert_sound(client.get(page_of(made)))
    assert "Lịch hẹn đã hủy" in page
    assert "Tôi đã đến" not in page
    assert client.get(page_of(made, "doi-gio/")).status_code == 410


def test_an_earlier_half_hour_is_shown_and_taken_with_one_tap(
    client: Client, book: Book
) -> None:
    mine = book.book("15:00")
    client.post(page_of(mine, "bao-gio-som/"), {"earlier": "yes"})
    book.cancel(book.book("09:00"))

    page = assert_sound(client.get(page_of(mine)))
    assert "Có giờ sớm hơn vừa trống" in page
    client.post(page_of(mine, "gio-som-hon/"), {"slot": "202611270900"})

    assert again(mine).starts_at == FRIDAY
    assert "vừa trống" not in client.get(page_of(mine)).content.decode()


def test_who_taps_on_an_offer_too_late_keeps_their_hour(
    client: Client, book: Book
) -> None:
    book.let(1)
    mine = book.book("15:00", wants_earlier=True)
    book.cancel(book.book("09:00"))
    book.book("09:00")

    client.post(page_of(mine, "gio-som-hon/"), {"slot": "202611270900"})

    assert again(mine).starts_at == clock("15:00")
    assert "đã có người khác nhận" in client.get(page_of(mine)).content.decode()


def test_no_longer_wanting_it_is_one_tap(client: Client, book: Book) -> None:
    mine = book.book(wants_earlier=True)

    client.post(page_of(mine, "bao-gio-som/"), {"earlier": "no"})

    assert not again(mine).wants_earlier


def test_i_am_here_leads_to_the_page_of_the_number(
    client: Client, book: Book, traveller: time_machine.Traveller
) -> None:
    made = book.book("09:00")
    assert "Tôi đã đến</span>" not in client.get(page_of(made)).content.decode()
    traveller.move_to(clock("08:45"))
    assert "Tôi đã đến</span>" in assert_sound(client.get(page_of(made)))

    first = client.post(page_of(made, "da-den/"))
    second = client.post(page_of(made, "da-den/"))

    ticket = Ticket.objects.select_related("visit").get(centre=book.centre)
    assert first["Location"] == f"/so/{ticket.visit.public_code}/"
    assert second["Location"] == first["Location"]
    assert ticket.since == FRIDAY
    assert "Xem số của tôi" in assert_sound(client.get(page_of(made)))


def test_too_early_says_from_when_and_too_late_is_kind(
    client: Client, book: Book, traveller: time_machine.Traveller
) -> None:
    made = book.book("09:00")
    traveller.move_to(clock("08:00"))
    client.post(page_of(made, "da-den/"))
    assert "Từ 08:30 bấm lại là có số." in client.get(page_of(made)).content.decode()

    traveller.move_to(clock("09:40"))
    assert "Đã quá giờ hẹn 15 phút" in assert_sound(client.get(page_of(made)))
    client.post(page_of(made, "da-den/"))

    assert Ticket.objects.get(centre=book.centre).ticket_class == "ordinary"


def test_a_closed_queue_keeps_the_appointment_and_says_why(
    client: Client, book: Book, traveller: time_machine.Traveller
) -> None:
    made = book.book("09:00")
    Queue.objects.filter(centre=book.centre, letter="A").update(
        is_open=False, closed_note="Mạng hỏng, mở lại 10 giờ."
    )
    traveller.move_to(clock("09:00"))

    client.post(page_of(made, "da-den/"))

    assert "Mạng hỏng, mở lại 10 giờ." in client.get(page_of(made)).content.decode()
    assert again(made).state == "booked"


def test_another_day_it_is_over_and_a_wrong_code_finds_nothing(
    client: Client, book: Book, traveller: time_machine.Traveller
) -> None:
    made = book.book("09:00")
    assert client.get("/lich-hen/no-such/").status_code == 404
    traveller.move_to(FRIDAY + timedelta(days=1))

    for more in ("", "doi-gio/", "huy/", "lich.ics"):
        answer = client.get(page_of(made, more))
        assert answer.status_code == 410
        assert made.full_name not in assert_sound(answer)


def test_the_calendar_file_is_read_by_calendars(client: Client, book: Book) -> None:
    made = book.book("09:00", on_behalf_of="Bùi Văn Ba")

    answer = client.get(page_of(made, "lich.ics"))

    lines = answer.content.split(b"\r\n")
    assert answer["Content-Type"].startswith("text/calendar")
    assert all(len(line) <= 75 for line in lines)
    whole = answer.content.replace(b"\r\n ", b"").decode()
    assert "DTSTART:20261127T020000Z" in whole
    assert "DTEND:20261127T023000Z" in whole
    assert f"URL:http://testserver{page_of(made)}" in whole
    assert "An" not in re.findall(r"\w+", whole)
    assert "Ba" not in re.findall(r"\w+", whole)
