"""What follows a call: hold, send on, fetch a paper, finish; and taking it back."""

import pytest

from motcua.dossiers.models import Dossier
from motcua.queueing.errors import CounterBusy, NobodyThere, TooLate
from motcua.queueing.models import Queue, Ticket
from motcua.queueing.services import persons
from motcua.visits.models import Visit
from motcua.visits.services import OutcomeMissing
from motcua.ward.models import Centre, Counter
from tests.queueing.hall import Desk, Hall, again, later


def test_a_finished_ticket_closes_its_visit_with_what_was_done(
    hall: Hall, desk: Desk
) -> None:
    ticket = hall.take()
    desk.call(later(1))

    desk.finish(later(6), service="guidance")

    row = again(ticket)
    assert (row.state, row.ended_at) == ("ended", later(6))
    assert row.visit.closed_at == later(6)
    assert (row.visit.outcome, row.visit.service) == ("guidance", "guidance")
    assert row.visit.served_by == desk.officer
    assert row.visit.began_at == later(1)


def test_it_has_to_be_said_how_a_visit_ended(hall: Hall, desk: Desk) -> None:
    ticket = hall.take()
    desk.call(later(1))

    with pytest.raises(OutcomeMissing):
        desk.finish(later(2), service="")

    assert again(ticket).state == "called"


def test_dossiers_received_at_the_counter_belong_to_the_visit(
    hall: Hall, desk: Desk, receive: object
) -> None:
    ticket = hall.take()
    desk.call(later(1))

    dossiers = [receive(at=later(n)) for n in (3, 5)]  # type: ignore[operator]
    desk.finish(later(8), service="")

    visit = again(ticket).visit
    assert visit.outcome == "dossier"
    assert visit.citizen == dossiers[0].submitter
    found = Dossier.objects.filter(visits__visit=visit)
    assert set(found) == set(dossiers)
    assert Visit.objects.filter(opened_at__gte=later(0)).count() == 1


def test_who_is_sent_on_keeps_the_time_they_waited(
    hall: Hall, desk: Desk, town: Centre
) -> None:
    sent, waiting = hall.take("A"), hall.take("A", later(2))
    desk.call(later(3))
    land = Queue.objects.get(centre=town, letter="B")

    desk.send(later(4), queue=land)

    row = again(sent)
    assert (row.state, row.queue, row.since, row.label) == (
        "waiting",
        land,
        later(0),
        "A001",
    )
    assert row.target_seconds == land.ordinary_minutes * 60
    assert desk.call(later(5)) == waiting


def test_who_is_sent_to_a_counter_is_called_by_it_alone(
    hall: Hall, desk: Desk, other_desk: Desk
) -> None:
    sent = hall.take()
    desk.call(later(1))

    desk.send(later(2), counter=other_desk.counter)

    assert desk.call(later(3)) is None
    assert other_desk.call(later(3)) == sent


def test_who_is_sent_to_a_counter_nobody_sits_at_is_not_forgotten(
    hall: Hall, desk: Desk, town: Centre
) -> None:
    sent = hall.take()
    desk.call(later(1))

    desk.send(later(2), counter=Counter.objects.get(centre=town, number=4))

    assert desk.call(later(3)) == sent


def test_a_held_ticket_lets_the_counter_call_and_is_taken_up_again(
    hall: Hall, desk: Desk
) -> None:
    held, next_ = hall.take(), hall.take(at=later(1))
    desk.call(later(2))
    desk.hold(later(3))

    assert desk.call(later(4)) == next_
    with pytest.raises(CounterBusy):
        desk.resume(held, later(5))
    desk.finish(later(6))
    desk.resume(held, later(7))

    assert again(held).state == "serving"
    assert again(held).visit.served_by == desk.officer


def test_who_fetches_a_paper_comes_back_without_a_new_number(
    hall: Hall, desk: Desk, town: Centre
) -> None:
    away = hall.take()
    desk.call(later(1))
    desk.send_away(later(2))
    others = [hall.take(at=later(3)), hall.take(at=later(4))]
    desk.call(later(5))
    desk.finish(later(20))

    persons.come_back(centre=town, ticket_id=away.id, at=later(30))

    assert desk.call(later(30)) == away
    assert again(others[1]).state == "waiting"


def test_after_thirty_minutes_the_number_is_gone(
    hall: Hall, desk: Desk, town: Centre
) -> None:
    away = hall.take()
    desk.call(later(1))
    desk.send_away(later(2))

    with pytest.raises(TooLate):
        persons.come_back(centre=town, ticket_id=away.id, at=later(32, seconds=1))
    persons.come_back(centre=town, ticket_id=away.id, at=later(32))


def test_each_act_can_be_taken_back_for_half_a_minute(hall: Hall, desk: Desk) -> None:
    ticket = hall.take()
    desk.call(later(1))
    acts = (desk.start, desk.hold, desk.send_away, desk.miss, desk.finish)
    for minute, act in enumerate(acts, 2):
        act(later(minute))
        desk.undo(later(minute, seconds=30))
        assert again(ticket).state == "called"
        assert again(ticket).visit.served_by == desk.officer

    assert again(ticket).visit.closed_at is None
    assert again(ticket).missed == 0


def test_a_call_taken_back_leaves_the_ticket_where_it_was(
    hall: Hall, desk: Desk
) -> None:
    ticket = hall.take()
    desk.call(later(1))

    desk.undo(later(1, seconds=20))

    row = again(ticket)
    assert (row.state, row.counter, row.calls, row.called_at) == (
        "waiting",
        None,
        0,
        None,
    )
    assert row.visit.served_by is None
    assert hall.story(ticket) == ["issue", "call", "undo"]


def test_after_half_a_minute_it_stays(hall: Hall, desk: Desk) -> None:
    hall.take()
    desk.call(later(1))

    with pytest.raises(TooLate):
        desk.undo(later(1, seconds=31))


def test_what_somebody_else_went_on_with_is_not_taken_back(
    hall: Hall, desk: Desk, other_desk: Desk
) -> None:
    ticket = hall.take()
    desk.call(later(1))
    desk.send(later(1), counter=other_desk.counter)
    other_desk.call(later(1, seconds=5))

    with pytest.raises(NobodyThere):
        desk.undo(later(1, seconds=10))
    assert again(ticket).counter == other_desk.counter


def test_a_finish_is_taken_back_only_to_a_free_counter(hall: Hall, desk: Desk) -> None:
    first, second = hall.take(), hall.take(at=later(1))
    desk.call(later(2))
    desk.finish(later(3))
    desk.call(later(3, seconds=5))

    desk.undo(later(3, seconds=10))
    desk.undo(later(3, seconds=12))

    assert again(second).state == "waiting"
    assert again(first).state == "called"
    assert Ticket.objects.filter(state="called").count() == 1


def test_a_service_pressed_by_mistake_is_taken_back_with_the_end(
    hall: Hall, desk: Desk
) -> None:
    ticket = hall.take()
    desk.call(later(1))
    desk.finish(later(2), service="certified_copy")
    desk.undo(later(2, seconds=5))

    visit = again(ticket).visit
    assert (visit.outcome, visit.service, visit.closed_at) == ("", "", None)
    desk.finish(later(3), service="guidance")
    assert again(ticket).visit.outcome == "guidance"


def test_nothing_done_nothing_to_take_back(desk: Desk) -> None:
    with pytest.raises(NobodyThere):
        desk.undo()
