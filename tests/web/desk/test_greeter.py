"""The person at the door: numbers for others, priority by a ground, who is back."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.foundation.live import topics
from motcua.queueing.models import Ticket
from motcua.queueing.services import helping
from motcua.ward.models import Centre
from tests.cast import NOW, mandate
from tests.queueing.hall import Hall, hall, later
from tests.queueing.machines import Machines
from tests.web.html import assert_sound, words_of

HALL = "/desk/hall/"
TICKETS = "/desk/hall/tickets/"

__all__ = ["hall"]


@pytest.fixture
def guide(town: Centre, signed_in: Callable[[Mandate], Client]) -> Client:
    """The browser of the person at the door, at nine o'clock."""
    return signed_in(mandate("huongdan"))


def words(answer: Any) -> str:
    """What stands on a sound page."""
    return " ".join(words_of(assert_sound(answer)).split())


@time_machine.travel(NOW, tick=False)
def test_a_number_for_somebody_is_shown_large(guide: Client) -> None:
    page = guide.post(TICKETS, {"queue": "A", "key": "1"}, follow=True)

    assert "A001" in words(page)
    assert Ticket.objects.get().channel == "greeter"


@time_machine.travel(NOW, tick=False)
def test_one_press_sent_twice_is_one_number(guide: Client) -> None:
    for _ in range(2):
        guide.post(TICKETS, {"queue": "A", "key": "the same page"})

    assert Ticket.objects.count() == 1


@time_machine.travel(NOW, tick=False)
def test_priority_is_given_with_its_ground(guide: Client) -> None:
    guide.post(TICKETS, {"queue": "A", "key": "1", "ground": "disabled"})

    ticket = Ticket.objects.get()
    assert (ticket.ticket_class, ticket.ground) == ("priority", "disabled")


@time_machine.travel(NOW.replace(hour=18), tick=False)
def test_out_of_hours_the_guide_is_told_and_may_insist(guide: Client) -> None:
    refused = guide.post(TICKETS, {"queue": "A", "key": "1"})
    insisted = guide.post(
        TICKETS, {"queue": "A", "key": "1", "anyway": "Cụ đi từ xa"}, follow=True
    )

    assert refused.status_code == 409
    assert "Phát số lại từ 07:00 ngày 26/11/2026" in words(refused)
    assert "A001" in words(insisted)


@time_machine.travel(NOW, tick=False)
def test_a_queue_that_is_none_gives_none(guide: Client) -> None:
    for sent in ({}, {"queue": "Z"}, {"queue": "AAAA"[:1] + "\x00"}):
        guide.post(TICKETS, sent | {"key": str(sent)})

    assert Ticket.objects.filter(letter="Z").count() == 0


@time_machine.travel(later(30), tick=False)
def test_who_waits_too_long_stands_first(guide: Client, hall: Hall) -> None:
    hall.take("B", later(20))
    hall.take("A", later(0))

    page = words(guide.get(HALL))

    assert "2 người đang chờ, 1 người quá hẹn" in page
    assert page.index("A001") < page.index("B001")


@time_machine.travel(later(5), tick=False)
def test_a_waiting_ticket_is_made_a_priority_one(guide: Client, hall: Hall) -> None:
    ticket = hall.take()

    guide.post(f"{TICKETS}{ticket.id}/priority/", {"ground": "pregnant"})
    unknown = guide.post(
        f"{TICKETS}{ticket.id}/priority/", {"ground": "rich"}, follow=True
    )

    ticket.refresh_from_db()
    assert (ticket.ticket_class, ticket.ground) == ("priority", "pregnant")
    assert "Chọn diện ưu tiên" in words(unknown)


@time_machine.travel(later(5), tick=False)
def test_who_leaves_is_taken_out(guide: Client, hall: Hall) -> None:
    ticket = hall.take()

    page = guide.post(f"{TICKETS}{ticket.id}/leaving/", follow=True)
    again = guide.post(f"{TICKETS}{ticket.id}/leaving/", follow=True)

    assert "Số A001 đã về" in words(page)
    assert "không còn làm được" in words(again)


def test_another_ward_s_ticket_and_an_unknown_act_are_not_found(
    guide: Client, hall: Hall, stranger_centre: Centre
) -> None:
    theirs = hall.take()
    Ticket.objects.filter(pk=theirs.pk).update(centre=stranger_centre)

    assert guide.post(f"{TICKETS}{theirs.id}/leaving/").status_code == 404
    assert guide.post(f"{TICKETS}{theirs.id}/robbing/").status_code == 404


def test_the_director_sees_and_gives_nothing(
    director_khanh: Mandate, signed_in: Callable[[Mandate], Client], hall: Hall
) -> None:
    browser = signed_in(director_khanh)
    hall.take()

    page = words(browser.get(HALL))

    assert "Lấy số giúp" not in page
    assert browser.post(TICKETS, {"queue": "A"}).status_code == 404


def test_the_board_follows_the_hall_and_leaves_with_the_role(
    town: Centre, guide: Client, hall: Hall
) -> None:
    user = mandate("huongdan").user
    topic = f"greeter:{town.id}:{user.id}"
    hall.take()

    assert "A001" in topics.snapshot(topic, "vi")
    assert f"hall:{town.id}" in topics.heard_by(topic)
    user.is_active = False
    user.save()
    with pytest.raises(topics.UnknownTopic):
        topics.snapshot(topic, "vi")


@time_machine.travel(NOW, tick=False)
def test_who_calls_for_help_stands_on_top_until_somebody_goes(
    guide: Client, town: Centre, admin_quan: Mandate
) -> None:
    kiosk, _ = Machines(town, admin_quan.user).pair("kiosk", "Máy ở cửa")
    call = helping.ask(kiosk, at=NOW)

    before = words(guide.get("/desk/hall/"))
    after = words(guide.post(f"/desk/hall/help/{call.id}/", follow=True))
    again = words(guide.post(f"/desk/hall/help/{call.id}/", follow=True))

    assert "Cần người đến ngay" in before
    assert "Mời đến Máy ở cửa." in after
    assert "Cần người đến ngay" not in after
    assert "Đã có người đến máy này." in again
