"""Everybody's place, reckoned once and fresh after each act in the hall."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.queueing import phone, places
from motcua.queueing.models import Ticket
from motcua.queueing.services import persons
from tests.cast import NOW
from tests.queueing.hall import Desk, Hall, again, later


def before(ticket: Ticket, minutes: float = 0) -> int | None:
    """How many are called before this ticket, so long after NOW."""
    return places.place_of(again(ticket), at=later(minutes)).before


def test_each_act_in_the_hall_changes_the_places_at_once(
    hall: Hall, desk: Desk
) -> None:
    first, second = hall.take(), hall.take(at=later(1))
    assert before(second, 2) == 1

    desk.call(later(2))

    assert before(second, 2) == 0
    assert before(first, 2) is None


def test_who_gives_up_is_before_nobody(hall: Hall) -> None:
    first, second = hall.take(), hall.take(at=later(1))
    assert before(second, 2) == 1

    persons.give_up(centre=hall.centre, ticket_id=first.id, at=later(2))

    assert before(second, 2) == 0


def test_a_priority_ticket_passes_with_time_alone(hall: Hall, desk: Desk) -> None:
    assert desk
    ordinary, elderly = hall.take(), hall.elderly(at=later(4))
    assert before(elderly, 5) == 1

    # At twelve past: 12/20 against 8/8.
    assert before(elderly, 12) == 0
    assert before(ordinary, 12) == 1


def test_a_counter_is_told_to_be_served_as_soon_as_somebody_sits_there(
    hall: Hall, desk: Desk
) -> None:
    assert desk
    civil, land = hall.take("A"), hall.take("B")

    assert places.place_of(civil, at=NOW).is_served
    assert not places.place_of(land, at=NOW).is_served
    assert places.place_of(land, at=NOW).counters == (6, 7, 8)


def test_open_pages_share_one_reckoning(hall: Hall, desk: Desk) -> None:
    assert desk
    taken = [hall.take(at=later(n)) for n in range(5)]
    tickets = [phone.ticket_by_id(hall.centre.id, each.id) for each in taken]
    before(taken[0], 9)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = [places.place_of(t, at=later(9)).before for t in tickets if t]

    assert found == [0, 1, 2, 3, 4]
    # Two short questions each: did anything happen meanwhile?
    assert len(asked) == 2 * len(tickets)


def test_a_reckoning_is_not_kept_for_long(hall: Hall) -> None:
    ordinary = hall.take()
    hall.elderly(at=later(4))
    moment = NOW + timedelta(minutes=6, seconds=38)  # 6:38/20 against 2:38/8
    assert places.place_of(again(ordinary), at=moment).before == 0

    assert places.place_of(again(ordinary), at=moment + 3 * places.KEPT).before == 1
