"""One live console per counter, taken over only knowingly."""

import pytest

from motcua.accounts.selectors import Mandate
from motcua.queueing.errors import (
    CounterBusy,
    CounterTaken,
    NotYourConsole,
    OnBreak,
)
from motcua.queueing.models import Break, Sitting
from motcua.queueing.services import sittings
from motcua.queueing.services.sittings import Seat
from motcua.ward.models import Centre
from tests.queueing.hall import Desk, Hall, again, later


def test_the_same_browser_gets_its_sitting_back(hall: Hall, desk: Desk) -> None:
    again_ = hall.sit(1, desk.officer, later(5))

    assert again_.seat == desk.seat
    assert Sitting.objects.count() == 1


def test_a_second_browser_of_the_same_officer_has_to_take_over(
    hall: Hall, desk: Desk
) -> None:
    with pytest.raises(CounterTaken) as taken:
        hall.sit(1, desk.officer, console="another browser")
    assert taken.value.held.officer == desk.officer

    hall.sit(1, desk.officer, later(1), console="another browser", takes_over=True)

    with pytest.raises(NotYourConsole):
        desk.call(later(2))


def test_who_takes_a_counter_over_serves_the_person_there(
    hall: Hall, desk: Desk, civil_status_linh: Mandate
) -> None:
    ticket = hall.take()
    desk.call(later(1))

    linh = hall.sit(1, civil_status_linh.user, later(2), takes_over=True)

    assert again(ticket).visit.served_by == civil_status_linh.user
    assert linh.finish(later(3)) == ticket


def test_an_officer_sits_at_one_counter(hall: Hall, desk: Desk) -> None:
    with pytest.raises(CounterTaken) as taken:
        hall.sit(2, desk.officer)
    assert taken.value.held.counter == desk.counter

    hall.sit(2, desk.officer, later(1), takes_over=True)

    assert Sitting.objects.get(ended_at=None).counter.number == 2


def test_nobody_is_left_behind_at_the_officers_other_counter(
    hall: Hall, desk: Desk, other_desk: Desk
) -> None:
    hall.take()
    hall.take(at=later(1))
    mine = desk.called(later(2))
    other_desk.call(later(2))

    with pytest.raises(CounterBusy) as busy:
        hall.sit(2, desk.officer, later(3), takes_over=True)

    assert busy.value.ticket == mine
    assert Sitting.objects.filter(ended_at=None).count() == 2


def test_nobody_leaves_a_counter_with_somebody_before_it(
    hall: Hall, town: Centre, desk: Desk
) -> None:
    hall.take()
    desk.call(later(1))

    with pytest.raises(CounterBusy):
        sittings.stand_up(centre=town, seat=desk.seat, at=later(2))
    with pytest.raises(CounterBusy):
        sittings.take_break(centre=town, seat=desk.seat, reason="rest", at=later(2))

    desk.finish(later(3))
    sittings.stand_up(centre=town, seat=desk.seat, at=later(4))
    assert Sitting.objects.get().ending == "left"


def test_a_break_has_a_reason_and_ends_with_the_sitting(
    town: Centre, desk: Desk
) -> None:
    with pytest.raises(ValueError, match="coffee"):
        sittings.take_break(centre=town, seat=desk.seat, reason="coffee", at=later(2))
    sittings.take_break(
        centre=town, seat=desk.seat, reason="meal", at=later(1), back_at=later(31)
    )
    with pytest.raises(OnBreak):
        sittings.take_break(centre=town, seat=desk.seat, reason="rest", at=later(2))

    sittings.stand_up(centre=town, seat=desk.seat, at=later(40))

    pause = Break.objects.get()
    assert (pause.reason, pause.ended_at) == ("meal", later(40))


def test_a_guessed_console_does_nothing(hall: Hall, town: Centre, desk: Desk) -> None:
    hall.take()
    guessed = Seat(desk.seat.sitting_id, "guessed")

    with pytest.raises(NotYourConsole):
        sittings.stand_up(centre=town, seat=guessed, at=later(1))


def test_a_console_of_another_ward_does_nothing(
    stranger_centre: Centre, desk: Desk
) -> None:
    with pytest.raises(NotYourConsole):
        sittings.stand_up(centre=stranger_centre, seat=desk.seat, at=later(1))
