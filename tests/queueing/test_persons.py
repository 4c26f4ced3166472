"""What the person with the number does, and the end of the day."""

import pytest

from motcua.accounts.selectors import Mandate
from motcua.config import schedule
from motcua.queueing.errors import GroundMissing, ReasonMissing, TooLate, UnknownTicket
from motcua.queueing.models import Sitting, Ticket
from motcua.queueing.services import closing, persons
from motcua.rules.ticket_life import ActNotAllowed
from motcua.visits import selectors as visits
from motcua.ward.models import Centre
from tests.cast import NOW
from tests.queueing.hall import Desk, Hall, again, later


def test_who_is_late_is_not_called_for_ten_minutes_and_keeps_the_wait(
    hall: Hall, desk: Desk, town: Centre
) -> None:
    late, next_ = hall.take(), hall.take(at=later(1))

    persons.be_late(centre=town, ticket_id=late.id, at=later(2))

    assert desk.call(later(3)) == next_
    desk.finish(later(4))
    assert desk.call(later(11)) is None
    assert desk.call(later(12)) == late


def test_one_can_be_late_three_times(hall: Hall, town: Centre) -> None:
    ticket = hall.take()
    for n in range(3):
        persons.be_late(centre=town, ticket_id=ticket.id, at=later(n))

    with pytest.raises(TooLate):
        persons.be_late(centre=town, ticket_id=ticket.id, at=later(4))


def test_who_gives_up_is_not_called_and_counts_as_left(
    hall: Hall, desk: Desk, town: Centre
) -> None:
    ticket = hall.take()

    persons.give_up(centre=town, ticket_id=ticket.id, at=later(5))

    assert desk.call(later(6)) is None
    assert again(ticket).visit.outcome == "left"
    counts = visits.counts_by_outcome(town, since=later(-60), until=later(60))
    assert counts == {"left": 1}
    assert visits.ledger(town, since=later(-60), until=later(60)).figure.matters == 0


def test_who_gave_up_takes_the_number_up_again_within_half_an_hour(
    hall: Hall, desk: Desk, town: Centre
) -> None:
    ticket = hall.take()
    hall.take(at=later(1))
    persons.give_up(centre=town, ticket_id=ticket.id, at=later(2))

    persons.rejoin(centre=town, ticket_id=ticket.id, at=later(20))

    assert desk.call(later(21)) == ticket
    assert again(ticket).visit.outcome == ""
    assert again(ticket).visit.closed_at is None


def test_later_the_number_is_gone(hall: Hall, town: Centre) -> None:
    ticket = hall.take()
    persons.give_up(centre=town, ticket_id=ticket.id, at=later(2))

    with pytest.raises(TooLate):
        persons.rejoin(centre=town, ticket_id=ticket.id, at=later(33))


def test_who_is_called_cannot_give_up_behind_the_officers_back(
    hall: Hall, desk: Desk, town: Centre
) -> None:
    ticket = hall.take()
    desk.call(later(1))

    with pytest.raises(ActNotAllowed):
        persons.give_up(centre=town, ticket_id=ticket.id, at=later(2))


def test_a_class_is_changed_for_a_reason_and_a_ground(
    hall: Hall, desk: Desk, town: Centre, reception_mai: Mandate
) -> None:
    first, pregnant = hall.take(), hall.take(at=later(1))
    change = {
        "centre": town,
        "ticket_id": pregnant.id,
        "ticket_class": "priority",
        "by": reception_mai.user,
        "at": later(2),
    }

    with pytest.raises(ReasonMissing):
        persons.change_class(**change, ground="pregnant", reason="")  # type: ignore[arg-type]
    with pytest.raises(GroundMissing):
        persons.change_class(**change, ground="", reason="Mệt")  # type: ignore[arg-type]
    persons.change_class(**change, ground="pregnant", reason="Thấy tại chỗ")  # type: ignore[arg-type]

    assert desk.call(later(9)) == pregnant
    assert again(first).state == "waiting"


def test_a_ticket_of_another_ward_is_not_there(
    hall: Hall, stranger_centre: Centre
) -> None:
    ticket = hall.take()

    for act in (persons.be_late, persons.give_up, persons.come_back, persons.rejoin):
        with pytest.raises(UnknownTicket):
            act(centre=stranger_centre, ticket_id=ticket.id, at=later(1))


def test_the_evening_lets_nobody_wait_and_interrupts_nobody(
    hall: Hall, desk: Desk, other_desk: Desk, town: Centre
) -> None:
    served, held, missed = hall.take(), hall.take(), hall.take(at=later(1))
    desk.call(later(2))
    other_desk.call(later(2))
    other_desk.hold(later(3))

    assert closing.close_day(centre=town, at=later(500)) == 2
    assert closing.close_day(centre=town, at=later(501)) == 0

    assert again(served).state == "called"
    assert {again(held).state, again(missed).state} == {"left"}
    assert Sitting.objects.get(ended_at=None).counter == desk.counter
    desk.finish(later(1000))
    assert again(served).visit.closed_at == later(1000)
    assert not Ticket.objects.filter(ended_at=None).exists()


def test_a_number_kept_for_somebody_is_kept_no_longer_than_the_day(
    hall: Hall, desk: Desk, town: Centre
) -> None:
    fetching = hall.take()
    desk.call(later(500))
    desk.send_away(later(501))

    closing.close_day(centre=town, at=later(510))

    with pytest.raises(TooLate):
        persons.rejoin(centre=town, ticket_id=fetching.id, at=later(511))


@pytest.mark.parametrize(("hour", "gone"), [(21, 0), (22, 1)])
def test_the_day_closes_by_itself_at_night(
    hall: Hall, town: Centre, hour: int, gone: int
) -> None:
    hall.take()

    schedule.close_halls(NOW.replace(hour=hour))

    assert Ticket.objects.filter(centre=town, state="left").count() == gone
