"""The day of an appointment: a number for who comes, a note for who does not."""

from datetime import timedelta

import pytest

from motcua.accounts.selectors import Mandate
from motcua.config import schedule
from motcua.queueing import appointments
from motcua.queueing.errors import (
    AppointmentEnded,
    CameTooEarly,
    Closed,
    HallClosed,
)
from motcua.queueing.models import Appointment, Queue, Ticket
from motcua.queueing.services import expecting
from motcua.ward.models import Centre
from tests.queueing.bookings import FRIDAY, Book, again, clock
from tests.queueing.hall import Hall
from tests.rivals import together


@pytest.fixture
def book(town: Centre) -> Book:
    """The appointments of the town; none yet."""
    return Book(town)


def test_who_comes_early_waits_from_their_hour_on(book: Book) -> None:
    ticket = book.check_in(book.book("09:00"), "08:40")

    assert ticket.channel == Ticket.Channel.APPOINTMENT
    assert ticket.ticket_class == "appointment"
    assert (ticket.issued_at, ticket.since) == (clock("08:40"), FRIDAY)
    assert ticket.target_seconds == 10 * 60


def test_who_is_a_little_late_waits_from_when_they_came(book: Book) -> None:
    ticket = book.check_in(book.book("09:00"), "09:15")

    assert (ticket.ticket_class, ticket.since) == ("appointment", clock("09:15"))


def test_who_is_later_than_that_has_an_ordinary_number(book: Book) -> None:
    ticket = book.check_in(book.book("09:00"), "09:16")

    assert (ticket.ticket_class, ticket.since) == ("ordinary", clock("09:16"))
    assert ticket.channel == Ticket.Channel.APPOINTMENT


def test_who_comes_much_too_early_is_told_from_when_on(book: Book) -> None:
    made = book.book("09:00")

    with pytest.raises(CameTooEarly) as early:
        book.check_in(made, "08:29")

    assert early.value.at == clock("08:30")
    assert again(made).state == "booked"


def test_saying_it_twice_is_the_same_number(book: Book) -> None:
    made = book.book("09:00")

    first, second = book.check_in(made, "08:50"), book.check_in(made, "08:51")

    assert first == second
    assert (again(made).state, again(made).ticket) == ("checked_in", first)
    assert Ticket.objects.filter(centre=book.centre).count() == 1


def test_for_who_has_an_appointment_the_hall_is_never_full(
    book: Book, hall: Hall
) -> None:
    made, late = book.book("09:00"), book.book("07:30")
    Queue.objects.filter(centre=book.centre, letter="A").update(most_waiting=1)
    hall.take("A", clock("08:30"))

    assert book.check_in(made, "08:45").label == "A002"
    with pytest.raises(HallClosed) as refusal:
        book.check_in(late, "08:45")

    assert refusal.value.reason is Closed.FULL
    assert again(late).state == "booked"


def test_nor_is_it_too_late_for_the_last_half_hour_of_the_day(book: Book) -> None:
    Queue.objects.filter(centre=book.centre, letter="A").update(last_minutes=40)
    made = book.book("16:30")

    assert book.check_in(made, "16:45").ticket_class == "appointment"


def test_before_the_doors_open_who_has_the_first_half_hour_is_taken_in(
    book: Book,
) -> None:
    assert book.check_in(book.book("07:30"), "07:00").since == clock("07:30")


def test_no_number_for_who_cancelled_or_comes_another_day(book: Book) -> None:
    cancelled, yesterday = book.book(), book.book()
    book.cancel(cancelled)

    with pytest.raises(AppointmentEnded):
        book.check_in(cancelled, "09:00")
    with pytest.raises(AppointmentEnded):
        expecting.check_in(
            centre=book.centre,
            appointment_id=yesterday.id,
            at=FRIDAY + timedelta(days=3),
        )


def test_the_greeter_who_takes_somebody_in_stands_in_the_story(
    book: Book, reception_mai: Mandate
) -> None:
    ticket = book.check_in(book.book(), "09:00", by=reception_mai.user)

    assert ticket.moves.get().by == reception_mai.user


def test_the_list_of_the_day_has_who_has_not_come_yet(book: Book) -> None:
    afternoon, came, morning = (
        book.book("14:00"),
        book.book("09:00"),
        book.book("08:00"),
    )
    book.cancel(book.book("10:00"))
    book.check_in(came, "08:50")

    assert appointments.expected(book.centre, on=FRIDAY.date()) == [morning, afternoon]
    assert (
        appointments.expected(book.centre, on=clock("09:00", "2026-11-26").date()) == []
    )


def test_at_night_who_did_not_come_is_noted_once(book: Book) -> None:
    missed, came = book.book("16:00"), book.book("09:00")
    book.check_in(came, "09:00")

    schedule.close_appointments(clock("23:00"))
    assert again(missed).state == "booked"
    schedule.close_appointments(clock("00:30", "2026-11-28"))
    schedule.close_appointments(clock("01:30", "2026-11-28"))

    assert (again(missed).state, again(came).state) == ("missed", "checked_in")
    assert again(missed).ended_at == clock("00:30", "2026-11-28")


def test_thirty_days_later_nobody_knows_who_it_was(book: Book) -> None:
    made = book.book(on_behalf_of="Bùi Văn Ba")

    schedule.close_appointments(FRIDAY + timedelta(days=30))
    assert again(made).full_name == "Bùi Thị An"
    schedule.close_appointments(FRIDAY + timedelta(days=30, hours=1))

    left = again(made)
    assert (left.full_name, left.phone, left.on_behalf_of) == ("", "", "")
    assert left.phone_index is None
    assert left.starts_at == FRIDAY


def test_ten_who_say_at_once_that_they_are_there_are_one_number(
    living_town: Centre,
) -> None:
    book = Book(living_town)
    made = book.book("09:00")

    labels = together(10, lambda _: book.check_in(made, "08:55").label)

    assert set(labels) == {"A001"}
    assert Appointment.objects.get(centre=living_town).state == "checked_in"
