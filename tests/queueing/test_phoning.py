"""A phone takes its number once per tap, and holds two at most."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from motcua.queueing import phone
from motcua.queueing.errors import HallClosed, HoldsEnough, UnknownQueue
from motcua.queueing.models import Ticket
from motcua.queueing.services import persons, phoning
from motcua.queueing.services.phoning import Tap
from motcua.ward.models import Centre
from tests.cast import NOW
from tests.queueing.hall import Hall, again
from tests.rivals import together

TAP = Tap(browser="an", page="first", letter="A")


def take(hall: Hall, tap: Tap = TAP, at: datetime = NOW) -> Ticket:
    """Tap at NOW, unless said."""
    return phoning.take(centre=hall.centre, tap=tap, at=at)[0]


def held(hall: Hall) -> list[Ticket]:
    """The numbers that An's phone holds."""
    return phone.held_by(hall.centre, "an", on=NOW.date())


def test_a_tap_that_arrives_again_is_the_same_number(hall: Hall) -> None:
    first = take(hall)

    second, is_new = phoning.take(
        centre=hall.centre, tap=TAP, at=NOW + timedelta(minutes=9)
    )

    assert (second, is_new) == (first, False)
    assert first.channel == Ticket.Channel.PHONE
    assert first.ticket_class == "ordinary"


def test_the_page_of_yesterday_gives_a_new_number_today(hall: Hall) -> None:
    yesterday = take(hall)

    assert take(hall, at=NOW + timedelta(days=1)) != yesterday


def test_the_third_number_is_refused_and_the_first_two_come_back(hall: Hall) -> None:
    first = take(hall)
    second = take(hall, replace(TAP, letter="B"))

    with pytest.raises(HoldsEnough):
        take(hall, replace(TAP, letter="C"))

    assert take(hall) == first
    assert held(hall) == [first, second]


def test_a_number_given_up_makes_room(hall: Hall) -> None:
    first = take(hall)
    take(hall, replace(TAP, letter="B"))
    persons.give_up(centre=hall.centre, ticket_id=first.id, at=NOW)

    assert take(hall, replace(TAP, letter="C")).label == "C001"
    assert take(hall) == first


def test_who_lost_the_page_and_taps_on_a_new_one_keeps_the_number(hall: Hall) -> None:
    first = take(hall)

    assert take(hall, replace(TAP, page="second")) == first

    persons.give_up(centre=hall.centre, ticket_id=first.id, at=NOW)
    assert take(hall, replace(TAP, page="third")).label == "A002"


def test_numbers_of_the_machine_and_of_other_phones_do_not_count(hall: Hall) -> None:
    hall.take()
    hall.take()
    take(hall, replace(TAP, browser="anh"))

    assert take(hall) == held(hall)[0]


def test_an_unknown_letter_and_a_closed_hall_give_nothing(hall: Hall) -> None:
    with pytest.raises(UnknownQueue):
        take(hall, replace(TAP, letter="Z"))
    with pytest.raises(HallClosed):
        take(hall, at=NOW.replace(hour=22))

    assert not Ticket.objects.filter(centre=hall.centre).exists()


def test_of_many_taps_at_one_moment_two_numbers_are_made(living_hall: Hall) -> None:
    taps = [replace(TAP, letter=letter) for letter in "ABCDEG"]

    together(6, lambda n: _try(living_hall, taps[n]))

    assert len(held(living_hall)) == phoning.MOST_HELD


def test_taps_on_one_queue_at_one_moment_are_one_number(living_hall: Hall) -> None:
    together(6, lambda n: _try(living_hall, replace(TAP, page=f"page-{n % 3}")))

    assert len(held(living_hall)) == 1


def test_a_ticket_is_found_by_its_code_in_its_own_ward_only(
    hall: Hall, stranger_centre: Centre
) -> None:
    ticket = again(take(hall))
    code = ticket.visit.public_code

    assert phone.ticket_of(hall.centre, code) == ticket
    assert phone.ticket_of(stranger_centre, code) is None
    assert phone.ticket_of(hall.centre, code[:-1]) is None


def _try(hall: Hall, tap: Tap) -> None:
    try:
        take(hall, tap)
    except HoldsEnough:
        return
