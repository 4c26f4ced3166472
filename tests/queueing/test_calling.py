"""Calling: the next by the rule, out of order for a reason, again, and not found."""

import pytest

from motcua.accounts.models import User
from motcua.queueing.errors import (
    CannotServe,
    CounterBusy,
    NobodyThere,
    OnBreak,
    ReasonMissing,
    StaleConsole,
    UnknownTicket,
)
from motcua.queueing.models import Skill, Ticket
from motcua.queueing.services import calling, sittings
from motcua.queueing.services.sittings import Seat
from motcua.rules.ticket_life import ActNotAllowed
from motcua.ward.models import Centre
from tests.queueing.hall import Desk, Hall, again, later
from tests.rivals import together


def test_the_next_is_called_to_the_counter(hall: Hall, desk: Desk) -> None:
    first = hall.take()
    hall.take(at=later(1))

    called = desk.call(later(2))

    assert called == first
    row = again(first)
    assert (row.state, row.counter, row.calls) == ("called", desk.counter, 1)
    assert row.visit.served_by == desk.officer


def test_nobody_waits_nobody_is_called(desk: Desk) -> None:
    assert desk.call() is None


def test_a_counter_calls_only_what_it_serves(hall: Hall, desk: Desk) -> None:
    hall.take("B")

    assert desk.call() is None


def test_the_elderly_go_first_but_not_for_ever(hall: Hall, desk: Desk) -> None:
    ordinary = hall.take(at=later(0))
    soon, new = hall.elderly(at=later(4)), hall.elderly(at=later(24))

    order = []
    for minute in (10, 25, 26):
        order.append(desk.called(later(minute)))
        desk.finish(later(minute, seconds=30))

    assert order == [soon, ordinary, new]


def test_a_counter_with_somebody_calls_nobody_else(hall: Hall, desk: Desk) -> None:
    first = hall.take()
    hall.take()
    desk.call()

    with pytest.raises(CounterBusy) as busy:
        desk.call()

    assert busy.value.ticket == first
    assert Ticket.objects.filter(state="called").count() == 1


def test_the_next_call_ends_a_visit_in_which_something_was_done(
    hall: Hall, desk: Desk
) -> None:
    first, second = hall.take(), hall.take(at=later(1))
    desk.call(later(2))
    first.visit.refresh_from_db()
    first.visit.outcome = "result"
    first.visit.save()

    assert desk.call(later(9)) == second

    assert again(first).state == "ended"
    assert again(first).visit.closed_at == later(9)


def test_one_key_pressed_twice_calls_once(hall: Hall, town: Centre, desk: Desk) -> None:
    hall.take()
    hall.take()
    seen = Seat(desk.seat.sitting_id, desk.seat.console, revision=0)

    calling.call_next(centre=town, seat=seen, at=later(1))
    with pytest.raises(StaleConsole):
        calling.call_next(centre=town, seat=seen, at=later(1))

    assert Ticket.objects.filter(state="called").count() == 1


def test_nobody_is_called_during_a_break(hall: Hall, town: Centre, desk: Desk) -> None:
    ticket = hall.take()
    sittings.take_break(centre=town, seat=desk.seat, reason="meal", at=later(1))

    with pytest.raises(OnBreak):
        desk.call(later(2))
    sittings.end_break(centre=town, seat=desk.seat, at=later(3))

    assert desk.call(later(3)) == ticket


def test_who_needs_a_skill_waits_for_an_officer_who_has_it(
    hall: Hall, desk: Desk, other_desk: Desk
) -> None:
    signing = hall.take(needs=("sign_language",))
    plain = hall.take(at=later(5))
    Skill.objects.create(
        centre=hall.centre, user=other_desk.officer, code="sign_language"
    )

    assert desk.call(later(6)) == plain
    assert other_desk.call(later(6)) == signing


def test_out_of_order_needs_a_reason_and_keeps_it(hall: Hall, desk: Desk) -> None:
    hall.take()
    second = hall.take(at=later(1))

    with pytest.raises(ReasonMissing):
        desk.call_this(second, " ")
    desk.call_this(second, "Người bệnh cần về sớm", later(2))

    assert again(second).state == "called"
    assert again(second).moves.get(act="call").reason == "Người bệnh cần về sớm"


def test_out_of_order_cannot_give_a_ticket_to_who_lacks_the_skill(
    hall: Hall, desk: Desk
) -> None:
    signing = hall.take(needs=("sign_language",))

    with pytest.raises(CannotServe):
        desk.call_this(signing, "Vắng")


def test_a_ticket_of_another_ward_is_not_there(
    hall: Hall, desk: Desk, stranger_centre: Centre
) -> None:
    theirs = hall.take()
    Ticket.objects.filter(pk=theirs.pk).update(centre=stranger_centre)

    with pytest.raises(UnknownTicket):
        desk.call_this(theirs, "Nhầm")


def test_a_recall_announces_the_same_number_again(hall: Hall, desk: Desk) -> None:
    ticket = hall.take()
    desk.call(later(1))

    desk.recall(later(2))

    row = again(ticket)
    assert (row.state, row.calls, row.called_at) == ("called", 2, later(2))
    assert hall.story(ticket) == ["issue", "call", "recall"]


def test_with_nobody_there_nothing_can_be_recalled_or_missed(desk: Desk) -> None:
    for act in (desk.recall, desk.miss, desk.start, desk.hold, desk.send_away):
        with pytest.raises(NobodyThere):
            act()


def test_who_misses_the_first_call_is_called_again_after_three_minutes(
    hall: Hall, desk: Desk
) -> None:
    absent, next_ = hall.take(), hall.take(at=later(1))
    desk.call(later(2))
    desk.miss(later(3))

    assert desk.call(later(4)) == next_
    desk.finish(later(5))
    assert desk.call(later(5)) is None
    assert desk.call(later(6)) == absent


def test_who_misses_two_calls_waits_until_they_say_they_are_there(
    hall: Hall, desk: Desk
) -> None:
    absent = hall.take()
    for minute in (1, 10):
        desk.call(later(minute))
        desk.miss(later(minute + 1))

    assert again(absent).state == "missed"
    assert again(absent).keeps_until == later(41)
    assert desk.call(later(20)) is None


def test_who_is_being_served_cannot_be_missed(hall: Hall, desk: Desk) -> None:
    hall.take()
    desk.call(later(1))
    desk.start(later(2))

    with pytest.raises(ActNotAllowed):
        desk.miss(later(3))


def test_eleven_counters_at_once_call_eleven_people(living_hall: Hall) -> None:
    for n in range(18):
        living_hall.take("ABC"[n % 3], later(n / 10))
    officers = list(User.objects.filter(centre=living_hall.centre)[:11])
    desks = [living_hall.sit(n, who) for n, who in enumerate(officers, 1)]

    called = together(len(desks), lambda n: desks[n].call(later(5)))

    # Five counters serve A, three B, three C: each queue gives its first ones.
    first = [f"A{n:03}" for n in range(1, 6)]
    first += [f"{letter}{n:03}" for letter in "BC" for n in range(1, 4)]
    assert sorted(ticket.label for ticket in called if ticket) == first
