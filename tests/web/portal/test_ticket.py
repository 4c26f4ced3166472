"""The page of a number: where it stands, where to go, and what its person can say."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client, override_settings
from pytest_django.fixtures import DjangoAssertNumQueries

from motcua.accounts.selectors import Mandate
from motcua.foundation.live import topics
from motcua.queueing.models import Queue, Ticket
from motcua.queueing.services import closing, persons
from motcua.ward.models import Centre
from tests.cast import NOW
from tests.queueing.hall import Desk, Hall, again, later
from tests.web.html import assert_sound, title_of, words_of


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Wednesday at nine, unless the test moves it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def address(ticket: Ticket, part: str = "") -> str:
    """The page of a number, or something about it."""
    return f"/so/{again(ticket).visit.public_code}/{part}"


def opened(client: Client, ticket: Ticket) -> str:
    """What the page of a number says."""
    return words_of(assert_sound(client.get(address(ticket))))


def say(client: Client, ticket: Ticket, part: str) -> str:
    """Press one of its buttons; what the page says then."""
    answer = client.post(address(ticket, part), follow=True)
    assert answer.status_code == 200
    return words_of(assert_sound(answer))


def test_the_page_says_number_queue_place_and_counters(
    hall: Hall, desk: Desk, client: Client
) -> None:
    assert desk
    hall.take(at=later(-2))
    ticket = hall.take(at=later(-1))

    page = opened(client, ticket)

    assert "A002" in page
    assert "Hộ tịch, chứng thực" in page
    assert "Còn 1 người trước Ông/Bà" in page
    assert "Các quầy gọi số này: 1, 2, 3, 4, 5." in page
    assert "Số liệu lúc 09:00." in page


def test_the_place_is_by_the_rule_and_not_by_the_number(
    hall: Hall, desk: Desk, client: Client
) -> None:
    assert desk
    # 9/20 of its wait has passed, of the later priority one 6/8.
    ordinary = hall.take(at=later(-9))
    elderly = hall.elderly(at=later(-6))

    assert "Còn 1 người trước Ông/Bà" in opened(client, ordinary)
    assert "Sắp đến lượt Ông/Bà" in opened(client, elderly)


def test_before_the_counters_open_it_says_so(hall: Hall, client: Client) -> None:
    assert "Chưa có quầy nào mở" in opened(client, hall.take())


def test_a_called_number_says_the_counter_in_words_and_in_the_title(
    hall: Hall, desk: Desk, client: Client
) -> None:
    ticket = hall.take()
    desk.called()

    answer = client.get(address(ticket))
    page = assert_sound(answer)

    assert title_of(answer).startswith("A001: Mời Ông/Bà đến quầy 1 ·")
    assert 'data-call="A001-1"' in page
    assert "Tôi đến trễ" not in page
    assert "Tôi không chờ nữa" not in page


def test_a_recall_is_another_call(hall: Hall, desk: Desk, client: Client) -> None:
    ticket = hall.take()
    desk.called()
    desk.recall()

    assert 'data-call="A001-2"' in client.get(address(ticket)).content.decode()


def test_each_state_has_its_words(hall: Hall, desk: Desk, client: Client) -> None:
    ticket = hall.take()
    desk.called()
    desk.start()
    assert "Đang phục vụ Ông/Bà ở quầy 1" in opened(client, ticket)

    desk.hold()
    assert "Xin chờ gần quầy 1" in opened(client, ticket)

    desk.resume(ticket)
    desk.finish()
    page = opened(client, ticket)
    assert "Đã xong, cảm ơn Ông/Bà" in page
    assert "Tra cứu hồ sơ" in page


def test_ten_minutes_late_is_said_three_times_at_most(
    hall: Hall, desk: Desk, client: Client, clock: time_machine.Traveller
) -> None:
    ticket = hall.take()

    assert "Không gọi số này trước 09:10." in say(client, ticket, "den-tre/")
    assert desk.call(NOW) is None
    clock.move_to(later(11))
    assert "Sắp đến lượt Ông/Bà" in opened(client, ticket)
    say(client, ticket, "den-tre/")
    page = say(client, ticket, "den-tre/")
    assert "Tôi đến trễ" not in page
    assert "Không làm được nữa" in say(client, ticket, "den-tre/")


def test_giving_up_is_asked_first_and_can_be_taken_back(
    hall: Hall, client: Client
) -> None:
    ticket = hall.take()

    question = assert_sound(client.get(address(ticket, "thoi-cho/")))
    assert "Thôi chờ số A001?" in question
    assert again(ticket).state == "waiting"

    page = say(client, ticket, "thoi-cho/")
    assert "lấy lại số này trước 09:30" in page
    assert again(ticket).state == "left"

    page = say(client, ticket, "cho-lai/")
    assert "Tôi không chờ nữa" in page
    assert again(ticket).state == "waiting"


def test_after_half_an_hour_a_number_given_up_is_gone(
    hall: Hall, client: Client, clock: time_machine.Traveller
) -> None:
    ticket = hall.take()
    say(client, ticket, "thoi-cho/")
    clock.move_to(later(31))

    page = opened(client, ticket)

    assert "Số này đã hết hạn giữ" in page
    assert "Lấy lại số này" not in page
    assert "Lấy số mới" in page
    assert "Không làm được nữa" in say(client, ticket, "cho-lai/")


def test_nothing_is_asked_of_somebody_at_the_counter(
    hall: Hall, desk: Desk, client: Client
) -> None:
    ticket = hall.take()
    desk.called()

    answer = client.get(address(ticket, "thoi-cho/"))

    assert answer["Location"] == address(ticket)


def test_who_fetches_a_paper_says_when_they_are_back(
    hall: Hall, desk: Desk, client: Client
) -> None:
    ticket = hall.take()
    desk.called()
    desk.send_away()
    assert "Số này giữ đến 09:30" in opened(client, ticket)

    page = say(client, ticket, "tro-lai/")

    assert "Sắp đến lượt Ông/Bà" in page
    assert again(ticket).state == "waiting"
    assert "Các quầy gọi số này: 1." in page


def test_a_missed_call_says_when_it_is_called_again(
    hall: Hall, desk: Desk, client: Client, clock: time_machine.Traveller
) -> None:
    ticket = hall.take()
    desk.called()
    desk.miss()
    assert "Sẽ gọi lại từ 09:03." in opened(client, ticket)

    desk.called(later(4))
    desk.miss(later(5))
    clock.move_to(later(6))
    page = opened(client, ticket)

    assert "Đã gọi mà không thấy Ông/Bà" in page
    assert "Tôi đã quay lại" in page


def test_only_the_greeter_gives_priority_and_the_reason_stays_unsaid(
    hall: Hall, client: Client, reception_mai: Mandate
) -> None:
    ticket = hall.take()
    assert "Ông/Bà thuộc diện ưu tiên?" in opened(client, ticket)

    persons.change_class(
        centre=hall.centre,
        ticket_id=ticket.id,
        ticket_class="priority",
        ground="pregnant",
        reason="Nói với người hướng dẫn",
        by=reception_mai.user,
        at=NOW,
    )
    page = opened(client, ticket)

    assert "Số ưu tiên" in page
    assert "thuộc diện ưu tiên?" not in page
    assert "thai" not in page


def test_in_the_evening_the_number_ends_with_a_word_of_regret(
    hall: Hall, client: Client, town: Centre
) -> None:
    ticket = hall.take()
    closing.close_day(centre=town, at=later(500))

    page = opened(client, ticket)

    assert "Hôm nay đã hết giờ" in page
    assert "Lấy lại số này" not in page


def test_the_day_after_the_address_is_over_and_nothing_can_be_said(
    hall: Hall, client: Client, clock: time_machine.Traveller
) -> None:
    ticket = hall.take()
    clock.move_to(NOW + timedelta(days=1))

    for part in ("", "thoi-cho/"):
        answer = client.get(address(ticket, part))
        assert answer.status_code == 410
        assert "Số A001 là của ngày 25/11/2026" in assert_sound(answer)
    for part in ("den-tre/", "thoi-cho/", "cho-lai/", "tro-lai/"):
        assert client.post(address(ticket, part)).status_code == 410
    assert again(ticket).state == "waiting"


def test_who_is_served_past_midnight_keeps_the_page(
    hall: Hall, desk: Desk, client: Client, clock: time_machine.Traveller
) -> None:
    ticket = hall.take()
    desk.called()
    clock.move_to(NOW + timedelta(days=1))

    assert "Mời Ông/Bà đến quầy 1" in opened(client, ticket)


@pytest.mark.parametrize("code", ["0" * 26, "abc", "z" * 26, "A001", "0" * 300])
def test_whatever_is_unknown_looks_the_same(
    town: Centre, client: Client, code: str
) -> None:
    assert town
    answers = [client.get(f"/so/{each}/") for each in (code, "f" * 26)]

    assert [answer.status_code for answer in answers] == [404, 404]
    pages = [words_of(assert_sound(answer)) for answer in answers]
    assert pages[0] == pages[1]
    for part in ("den-tre/", "thoi-cho/", "cho-lai/", "tro-lai/"):
        assert client.post(f"/so/{code}/{part}").status_code == 404


def test_another_ward_does_not_know_the_code(
    hall: Hall, client: Client, stranger_centre: Centre
) -> None:
    path = address(hall.take())

    with override_settings(ALLOWED_HOSTS=[stranger_centre.host]):
        host = {"host": stranger_centre.host}
        assert client.get(path, headers=host).status_code == 404
        assert client.post(f"{path}thoi-cho/", headers=host).status_code == 404


def test_the_page_is_for_one_person_only(hall: Hall, client: Client) -> None:
    answer = client.get(address(hall.take()))

    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer["Cache-Control"]


def test_without_script_the_page_comes_again_as_long_as_it_can_change(
    hall: Hall, desk: Desk, client: Client
) -> None:
    ticket = hall.take()
    again_by_itself = '<meta http-equiv="refresh" content="20">'
    assert again_by_itself in client.get(address(ticket)).content.decode()

    desk.called()
    desk.finish()

    assert again_by_itself not in client.get(address(ticket)).content.decode()


def test_the_live_part_is_woken_by_the_hall_and_holds_no_code(
    hall: Hall, client: Client
) -> None:
    ticket = hall.take()
    page = client.get(address(ticket)).content.decode()
    stream = re.search(r'data-live="/events/([^"]+)"', page)
    assert stream

    topic, language = topics.opened(stream[1])
    part = topics.snapshot(topic, language)

    assert f"hall:{hall.centre.id}" in topics.heard_by(topic)
    assert "Sắp đến lượt Ông/Bà" in part
    assert again(ticket).visit.public_code not in part


def test_the_live_part_ends_with_its_day(
    hall: Hall, clock: time_machine.Traveller
) -> None:
    ticket = hall.take()
    clock.move_to(NOW + timedelta(days=1))

    with pytest.raises(topics.UnknownTopic):
        topics.snapshot(f"ticket:{hall.centre.id}:{ticket.id}", "vi")


def test_an_open_page_asks_the_database_little(
    hall: Hall,
    desk: Desk,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    assert desk
    tickets = [hall.take() for _ in range(3)]
    topic = f"ticket:{hall.centre.id}"
    for ticket in tickets:
        # Each is told its minutes once a minute, whatever happens in the hall.
        topics.snapshot(f"{topic}:{ticket.id}", "vi")

    with django_assert_max_num_queries(8):
        for ticket in tickets[1:]:
            topics.snapshot(f"{topic}:{ticket.id}", "vi")


def test_a_queue_in_english_is_read_in_english(hall: Hall, client: Client) -> None:
    queue = Queue.objects.get(centre=hall.centre, letter="A")
    client.cookies["lang"] = "en"

    assert queue.name_en in opened(client, hall.take())
