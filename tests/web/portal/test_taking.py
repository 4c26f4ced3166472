"""A number by phone: one tap, one number, however often the tap arrives."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client, override_settings

from motcua.foundation.requests.models import FailedTries
from motcua.queueing.models import Queue, Ticket
from motcua.ward.models import Centre
from motcua.web.portal.hall.taking import MOST_PER_ADDRESS
from tests.cast import NOW
from tests.queueing.hall import Hall
from tests.web.html import assert_sound, title_of, words_of

PAGE = "/lay-so/"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Wednesday at nine, unless the test moves it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def key_on(page: str) -> str:
    """The key of the page, made when it was served."""
    found = re.search(r'name="page" value="([0-9a-f]+)"', page)
    assert found
    return found[1]


def served(client: Client) -> str:
    """Open the page; its key."""
    return key_on(client.get(PAGE).content.decode())


def tap(client: Client, page: str, letter: str = "A") -> HttpResponse:
    """Tap on what one came for."""
    return client.post(PAGE, {"page": page, "letter": letter})  # type: ignore[return-value]


def test_every_queue_is_one_tap_with_how_many_wait(hall: Hall, client: Client) -> None:
    hall.take("B")

    page = assert_sound(client.get(PAGE))

    for queue in Queue.objects.filter(centre=hall.centre):
        assert f'value="{queue.letter}"' in page
        assert queue.name in page
    assert page.count('<button class="tile"') == 6
    assert page.count("1 người đang chờ") == 1
    assert page.count("Không ai chờ") == 5


def test_a_tap_gives_a_number_and_opens_its_page(hall: Hall, client: Client) -> None:
    answer = tap(client, served(client))

    ticket = Ticket.objects.get(centre=hall.centre)
    assert answer["Location"] == f"/so/{ticket.visit.public_code}/"
    assert ticket.label == "A001"
    assert ticket.channel == "phone"
    assert "Số của Ông/Bà" in client.get(answer["Location"]).content.decode()


def test_a_double_tap_and_going_back_are_the_same_number(
    hall: Hall, client: Client
) -> None:
    page = served(client)

    answers = [tap(client, page)["Location"] for _ in range(3)]

    assert len(set(answers)) == 1
    assert Ticket.objects.filter(centre=hall.centre).count() == 1


def test_who_goes_back_finds_the_page_as_it_was(client: Client, town: Centre) -> None:
    assert town
    control = client.get(PAGE)["Cache-Control"]

    assert "no-store" not in control
    assert "private" in control


def test_the_next_page_tells_of_the_number_one_holds(
    hall: Hall, client: Client
) -> None:
    assert hall
    answer = tap(client, served(client))

    page = assert_sound(client.get(PAGE))

    assert "Máy này đang giữ số" in page
    assert answer["Location"] in page
    assert "Lấy thêm một số" in page
    assert "Ông/Bà đang giữ số A001" in page
    assert tap(client, key_on(page))["Location"] == answer["Location"]


def test_the_third_number_of_one_phone_is_refused_with_the_two_it_holds(
    hall: Hall, client: Client
) -> None:
    tap(client, served(client), "A")
    tap(client, served(client), "B")

    refusal = tap(client, served(client), "C")
    page = assert_sound(refusal)

    assert refusal.status_code == 409
    assert title_of(refusal).startswith("Lỗi: ")
    assert "đang giữ hai số" in page
    assert "A001" in page
    assert "B001" in page
    assert Ticket.objects.filter(centre=hall.centre).count() == 2


def test_a_tap_without_the_cookie_of_its_page_is_asked_for_once_more(
    hall: Hall, client: Client
) -> None:
    page = served(client)
    client.cookies.clear()

    assert tap(client, page)["Location"] == PAGE
    assert tap(client, "1234")["Location"] == PAGE
    assert not Ticket.objects.filter(centre=hall.centre).exists()


def test_three_hundred_phones_behind_one_address_are_served_and_a_program_is_not(
    hall: Hall, client: Client, town: Centre
) -> None:
    tap(client, served(client))
    counted = FailedTries.objects.filter(count=1)
    assert counted.count() == 1
    counted.update(count=300)

    assert tap(Client(), "0" * 16).status_code == 302
    of_hall = Client()
    assert tap(of_hall, served(of_hall)).status_code == 302
    FailedTries.objects.update(count=MOST_PER_ADDRESS)
    program = Client()
    refusal = tap(program, served(program))

    assert refusal.status_code == 429
    assert int(refusal["Retry-After"]) > 0
    assert "Máy lấy số" in assert_sound(refusal)
    assert Ticket.objects.filter(centre=town).count() == 2


def test_a_tap_sent_again_counts_once_against_the_address(
    hall: Hall, client: Client
) -> None:
    assert hall
    page = served(client)
    for _ in range(5):
        tap(client, page)

    assert [tries.count for tries in FailedTries.objects.all()] == [1]


@pytest.mark.parametrize(
    ("moment", "sentence"),
    [
        ("2026-11-25T06:10", "Ngoài giờ phát số. Phát lại từ 07:00 hôm nay."),
        ("2026-11-25T16:55", "hôm nay không phát thêm số. Phát lại từ 07:00 ngày mai"),
        ("2026-11-25T20:00", "Phát lại từ 07:00 ngày mai, thứ Năm 26/11/2026."),
        ("2026-11-28T20:00", "Phát lại từ 07:00 thứ Hai 30/11/2026."),
    ],
)
def test_out_of_hours_it_says_when_the_next_number_is_given(
    hall: Hall,
    client: Client,
    clock: time_machine.Traveller,
    moment: str,
    sentence: str,
) -> None:
    assert hall
    clock.move_to(datetime.fromisoformat(f"{moment}:00+07:00"))

    page = assert_sound(client.get(PAGE))

    assert sentence in words_of(page)
    assert "Giờ mở cửa" in page
    assert '<button class="tile"' not in page


def test_a_page_left_open_gives_nothing_after_hours(
    hall: Hall, client: Client, clock: time_machine.Traveller
) -> None:
    page = served(client)
    clock.move_to(NOW + timedelta(hours=12))

    refusal = tap(client, page)

    assert refusal.status_code == 409
    assert "Chưa lấy được số" in assert_sound(refusal)
    assert not Ticket.objects.filter(centre=hall.centre).exists()


def test_a_full_and_a_closed_queue_say_so_and_the_others_go_on(
    hall: Hall, client: Client
) -> None:
    hall.take("A")
    Queue.objects.filter(centre=hall.centre, letter="A").update(most_waiting=1)
    Queue.objects.filter(centre=hall.centre, letter="B").update(
        is_open=False, closed_note="Mạng đất đai hỏng, mở lại chiều nay."
    )
    key = served(client)

    page = assert_sound(client.get(PAGE))

    assert "Đã đủ người chờ" in page
    assert "Mạng đất đai hỏng" in page
    assert page.count('<button class="tile"') == 4
    assert tap(client, key, "A").status_code == 409
    assert tap(client, key, "B").status_code == 409
    assert tap(client, key, "C").status_code == 302


def test_a_seventh_queue_stands_behind_the_six(hall: Hall, client: Client) -> None:
    Queue.objects.create(centre=hall.centre, letter="H", name="Việc hiếm", place=9)

    page = assert_sound(client.get(PAGE))

    first, more = page.split('<details class="disclosure">')
    assert first.count('<button class="tile"') == 6
    assert "Việc hiếm" in more
    assert tap(client, key_on(page), "H").status_code == 302


def test_a_centre_without_queues_says_whom_to_ask(
    stranger_centre: Centre, client: Client
) -> None:
    with override_settings(ALLOWED_HOSTS=[stranger_centre.host]):
        page = assert_sound(client.get(PAGE, headers={"host": stranger_centre.host}))

    assert "Ở đây chưa phát số" in page


def test_the_number_is_spoken_in_the_language_of_the_page(
    hall: Hall, client: Client
) -> None:
    page = served(client)
    client.cookies["lang"] = "en"

    tap(client, page)

    assert Ticket.objects.get(centre=hall.centre).language == "en"
