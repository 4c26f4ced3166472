"""Appointments: never one too many, moved and cancelled whole, once per key."""

import random
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.queueing import appointments
from motcua.queueing.errors import (
    AppointmentEnded,
    BookedEnough,
    NoAppointments,
    OfferGone,
    SlotClosed,
    SlotFull,
    UnknownAppointment,
)
from motcua.queueing.models import Appointment, EarlierOffer, HalfHour, Queue
from motcua.queueing.services import booking, half_hours
from motcua.ward.models import Centre
from tests.cast import NOW
from tests.queueing.bookings import FRIDAY, WANTED, Book, again, clock
from tests.rivals import together

RIVALS = 500
AT_ONCE = 50


@pytest.fixture
def book(town: Centre) -> Book:
    """The appointments of the town; none yet."""
    return Book(town)


@pytest.fixture
def living_book(living_town: Centre) -> Book:
    """The same for several at once."""
    return Book(living_town)


def test_an_appointment_has_its_half_hour_and_a_code_nobody_guesses(book: Book) -> None:
    made = book.book("09:00", on_behalf_of="Bùi Văn Ba")

    assert (made.starts_at, made.state) == (FRIDAY, "booked")
    assert len(made.public_code) == 26
    assert book.sold() == {"09:00": 1}
    assert appointments.with_code(book.centre, made.public_code) == made
    assert appointments.with_code(book.centre, made.public_code[:-1]) is None


def test_names_and_numbers_cannot_be_read_in_the_table(book: Book) -> None:
    made = book.book(on_behalf_of="Bùi Văn Ba")

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT full_name, phone, on_behalf_of FROM queueing_appointment"
            " WHERE centre_id = %s",
            [
                book.centre.id
                if connection.vendor == "postgresql"
                else book.centre.id.hex
            ],
        )
        stored = " ".join(cursor.fetchone())

    assert made.phone not in stored
    assert "An" not in stored.split()
    assert again(made).full_name == "Bùi Thị An"
    assert again(made).on_behalf_of == "Bùi Văn Ba"


def test_one_page_makes_one_appointment_however_often_it_is_sent(book: Book) -> None:
    first, is_new = booking.book(centre=book.centre, wanted=WANTED, key="p", at=NOW)
    changed = replace(WANTED, starts_at=clock("10:00"))

    second, is_second = booking.book(
        centre=book.centre, wanted=changed, key="p", at=NOW
    )

    assert (is_new, is_second) == (True, False)
    assert second == first
    assert second.starts_at == FRIDAY
    assert book.sold() == {"09:00": 1}


def test_the_third_of_two_is_refused_and_nothing_is_written(book: Book) -> None:
    book.book("09:00")
    book.book("09:00")

    with pytest.raises(SlotFull):
        book.book("09:00")

    assert book.sold() == book.counted() == {"09:00": 2}


@pytest.mark.parametrize(
    ("starts_at", "why"),
    [
        (clock("10:30", "2026-11-25"), "nearer than two hours"),
        (clock("08:00", "2026-11-25"), "past"),
        (clock("09:10"), "no half hour"),
        (clock("12:00"), "noon"),
        (clock("09:00", "2026-11-29"), "Sunday"),
        (clock("09:00", "2026-12-10"), "farther than two weeks"),
    ],
)
def test_only_half_hours_of_the_office_can_be_booked(
    book: Book, starts_at: datetime, why: str
) -> None:
    wanted = replace(WANTED, starts_at=starts_at)

    with pytest.raises(SlotClosed):
        booking.book(centre=book.centre, wanted=wanted, key=why, at=NOW)

    assert not Appointment.objects.filter(centre=book.centre).exists()


def test_a_closed_queue_and_one_without_appointments_take_none(book: Book) -> None:
    book.let(0, "B")
    Queue.objects.filter(centre=book.centre, letter="A").update(is_open=False)

    for letter in "ABZ":
        with pytest.raises(NoAppointments):
            book.book(letter=letter)

    letters = [queue.letter for queue in appointments.bookable_queues(book.centre)]
    assert letters == ["C", "D", "E", "G"]


def test_one_telephone_has_four_appointments_to_come_at_most(book: Book) -> None:
    times = ["07:30", "08:00", "08:30", "09:00", "09:30"]
    wanted = [replace(WANTED, starts_at=clock(time)) for time in times]
    first, *_ = [
        booking.book(centre=book.centre, wanted=one, key=str(n), at=NOW)[0]
        for n, one in enumerate(wanted[:4])
    ]

    with pytest.raises(BookedEnough):
        booking.book(centre=book.centre, wanted=wanted[4], key="5", at=NOW)

    book.cancel(first)
    booking.book(centre=book.centre, wanted=wanted[4], key="5", at=NOW)


def test_who_moves_frees_the_former_half_hour(book: Book) -> None:
    made = book.book("09:00")

    moved = book.move(made, "14:00")

    assert moved.starts_at == clock("14:00")
    assert book.sold() == book.counted() == {"14:00": 1}
    assert again(made).public_code == made.public_code
    assert book.move(moved, "14:00").starts_at == clock("14:00")


def test_who_cannot_move_keeps_what_they_have(book: Book) -> None:
    made = book.book("09:00")
    book.book("14:00")
    book.book("14:00")

    with pytest.raises(SlotFull):
        book.move(made, "14:00")
    with pytest.raises(SlotClosed):
        book.move(made, "12:00")

    assert again(made).starts_at == FRIDAY
    assert book.sold() == book.counted() == {"09:00": 1, "14:00": 2}


def test_who_cancels_makes_room_once(book: Book) -> None:
    made = book.book()
    book.book()

    book.cancel(made)
    book.cancel(made)

    assert again(made).state == "cancelled"
    assert book.sold() == book.counted() == {"09:00": 1}
    with pytest.raises(AppointmentEnded):
        book.move(made, "10:00")


def test_an_appointment_of_another_ward_is_not_there(
    book: Book, stranger_centre: Centre
) -> None:
    made = book.book()

    for act in (booking.cancel,):
        with pytest.raises(UnknownAppointment):
            act(centre=stranger_centre, appointment_id=made.id, at=NOW)
    assert appointments.with_code(stranger_centre, made.public_code) is None


def test_a_smaller_capacity_takes_nothing_from_who_has_booked(book: Book) -> None:
    first, second = book.book(), book.book()
    book.let(1)

    with pytest.raises(SlotFull):
        book.book()
    book.cancel(first)
    with pytest.raises(SlotFull):
        book.book()
    book.cancel(second)

    assert book.book().starts_at == FRIDAY
    assert book.sold() == {"09:00": 1}


def test_the_database_itself_sells_none_twice(book: Book) -> None:
    book.book()
    book.book()

    with pytest.raises(IntegrityError), transaction.atomic():
        HalfHour.objects.filter(centre=book.centre).update(booked=3)


def test_who_would_come_earlier_is_told_and_the_first_has_it(book: Book) -> None:
    holders = [book.book("09:00"), book.book("09:00")]
    an = book.book("15:00", wants_earlier=True)
    binh = book.book("16:00", at=NOW + timedelta(minutes=1), wants_earlier=True)
    book.book("15:30")

    book.cancel(holders[0])

    assert appointments.offers_to(again(an), at=NOW) == [FRIDAY]
    assert appointments.offers_to(again(binh), at=NOW) == [FRIDAY]
    book.accept(binh, "09:00")
    with pytest.raises(OfferGone):
        book.accept(an, "09:00")
    assert again(binh).starts_at == FRIDAY
    assert again(an).starts_at == clock("15:00")
    assert book.sold() == book.counted()


def test_an_accepted_offer_frees_an_hour_that_is_offered_on(book: Book) -> None:
    holder = book.book("08:00")
    an = book.book("10:00", wants_earlier=True)
    binh = book.book("16:00", wants_earlier=True)
    book.cancel(holder)

    book.accept(an, "08:00")

    assert appointments.offers_to(again(binh), at=NOW) == [
        clock("08:00"),
        clock("10:00"),
    ]


def test_nobody_is_told_more_than_three_times(book: Book) -> None:
    an = book.book("16:00", wants_earlier=True)

    for time in ("08:00", "08:30", "09:00", "09:30"):
        book.cancel(book.book(time))

    told = EarlierOffer.objects.filter(centre=book.centre, appointment=an)
    assert [f"{offer.starts_at.astimezone(FRIDAY.tzinfo):%H:%M}" for offer in told] == [
        "08:00",
        "08:30",
        "09:00",
    ]


def test_who_did_not_ask_and_what_is_not_earlier_is_not_told(book: Book) -> None:
    quiet = book.book("16:00")
    earlier = book.book("08:00", wants_earlier=True)

    book.cancel(book.book("10:00"))

    assert appointments.offers_to(quiet, at=NOW) == []
    assert appointments.offers_to(earlier, at=NOW) == []


def test_a_half_hour_nobody_was_told_of_cannot_be_taken_as_an_offer(book: Book) -> None:
    an = book.book("16:00", wants_earlier=True)

    with pytest.raises(OfferGone):
        book.accept(an, "08:00")


def test_the_last_one_and_five_hundred_rivals(living_book: Book) -> None:
    """CON-3: exactly the capacity is sold, whoever comes at the same moment."""
    living_book.let(3)
    living_book.book()

    def come(first: int) -> int:
        return sum(_try(living_book, n) for n in range(first, RIVALS, AT_ONCE))

    sold = together(AT_ONCE, come)

    assert sum(sold) == 2
    assert living_book.sold() == living_book.counted() == {"09:00": 3}


def test_without_its_turn_the_count_alone_holds(living_book: Book) -> None:
    """The turn keeps order among acts; it is not what keeps the half hour."""
    queue = Queue.objects.get(centre=living_book.centre, letter="A")

    def take(_: int) -> bool:
        try:
            with transaction.atomic():
                half_hours.take(queue, FRIDAY)
        except SlotFull:
            return False
        return True

    taken = together(20, take)

    assert sum(taken) == 2
    assert HalfHour.objects.get(centre=living_book.centre).booked == 2


def test_people_who_change_places_at_once_lose_and_double_nothing(
    living_book: Book,
) -> None:
    living_book.let(1)
    times = ["08:00", "08:30", "09:00", "09:30", "10:00"]
    people = [living_book.book(time) for time in times]

    def shuffle(n: int) -> None:
        dice = random.Random(n)
        for _ in range(6):
            _try_move(living_book, people[n], dice.choice([*times, "10:30"]))

    together(len(people), shuffle)

    assert living_book.sold() == living_book.counted()
    assert all(count == 1 for count in living_book.sold().values())
    assert sum(living_book.sold().values()) == len(people)


def _try(book: Book, n: int) -> bool:
    wanted = replace(WANTED, phone=f"09{n:08}")
    try:
        booking.book(centre=book.centre, wanted=wanted, key=f"rival {n}", at=NOW)
    except SlotFull:
        return False
    return True


def _try_move(book: Book, one: Appointment, time: str) -> None:
    try:
        book.move(one, time)
    except SlotFull:
        return
