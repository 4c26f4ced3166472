"""Who has an appointment today, as the door sees it: come, and have a number."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.queueing.models import Queue, Ticket
from motcua.ward.models import Centre
from tests.cast import mandate
from tests.queueing.bookings import Book, again, clock
from tests.web.html import assert_sound, words_of

HALL = "/desk/hall/"
ARRIVAL = "/desk/hall/appointments/{}/arrival/"
GIVE = ">Đã đến<"


@pytest.fixture(autouse=True)
def traveller(_morning: None) -> Iterator[time_machine.Traveller]:
    """Friday at ten to nine."""
    with time_machine.travel(clock("08:50"), tick=False) as traveller:
        yield traveller


@pytest.fixture
def book(town: Centre) -> Book:
    """The appointments of the town; none yet."""
    return Book(town)


@pytest.fixture
def guide(town: Centre, signed_in: Callable[[Mandate], Client]) -> Client:
    """The browser of the person at the door."""
    return signed_in(mandate("huongdan"))


def page(answer: Any) -> str:
    """What stands on a sound page."""
    return " ".join(words_of(assert_sound(answer)).split())


def test_a_day_without_appointments_has_no_list(guide: Client, book: Book) -> None:
    book.cancel(book.book("09:00"))

    assert "Hẹn hôm nay" not in page(guide.get(HALL))


def test_who_is_expected_is_listed_by_hour_and_not_named_whole(
    guide: Client, book: Book
) -> None:
    book.book("14:00")
    book.book("09:00")

    shown = page(guide.get(HALL))

    assert "Hẹn hôm nay, còn 2 người" in shown
    assert shown.index("09:00") < shown.index("14:00")
    assert "B. T. An" in shown
    assert "Bùi Thị An" not in shown
    assert "091****002" in shown
    assert "từ 13:30" in shown


def test_one_tap_gives_the_number_and_shows_it_large(guide: Client, book: Book) -> None:
    made = book.book("09:00")

    shown = page(guide.post(ARRIVAL.format(made.id), follow=True))

    ticket = Ticket.objects.get(centre=book.centre)
    assert "A001" in shown
    assert "Hẹn hôm nay" not in shown
    assert ticket.ticket_class == "appointment"
    assert ticket.moves.get().by == mandate("huongdan").user


@pytest.mark.parametrize(
    ("time", "sentence"),
    [("14:00", "từ 13:30 mới phát số"), ("10:00", "từ 09:30 mới phát số")],
)
def test_too_early_the_door_is_told_from_when(
    guide: Client, book: Book, time: str, sentence: str
) -> None:
    made = book.book(time)

    assert sentence in page(guide.post(ARRIVAL.format(made.id), follow=True))
    assert again(made).state == "booked"


def test_who_is_late_is_marked_and_has_an_ordinary_number(
    guide: Client, book: Book, traveller: time_machine.Traveller
) -> None:
    made = book.book("08:00")
    assert "quá giờ, phát số thường" in page(guide.get(HALL))

    guide.post(ARRIVAL.format(made.id))

    assert Ticket.objects.get(centre=book.centre).ticket_class == "ordinary"


def test_a_cancelled_one_and_a_closed_queue_say_so(guide: Client, book: Book) -> None:
    cancelled, made = book.book("09:00"), book.book("09:00")
    book.cancel(cancelled)
    Queue.objects.filter(centre=book.centre, letter="A").update(is_open=False)

    first = page(guide.post(ARRIVAL.format(cancelled.id), follow=True))
    second = page(guide.post(ARRIVAL.format(made.id), follow=True))

    assert "đã hủy hoặc đã qua ngày" in first
    assert "đang tạm đóng" in second
    assert not Ticket.objects.filter(centre=book.centre).exists()


def test_the_director_sees_them_and_gives_nothing(
    signed_in: Callable[[Mandate], Client], director_khanh: Mandate, book: Book
) -> None:
    made = book.book("09:00")
    director = signed_in(director_khanh)

    assert GIVE not in assert_sound(director.get(HALL))
    assert director.post(ARRIVAL.format(made.id)).status_code == 404
    assert again(made).state == "booked"
