"""The supervisor's board: the hall as it is, and the alarms that belong to it."""

from datetime import timedelta

from motcua.accounts.selectors import Mandate
from motcua.queueing import board, figures, staffing
from motcua.queueing.board import Doing
from motcua.queueing.models import Device
from motcua.queueing.services import sittings
from motcua.rules.hall_alarms import Kind
from motcua.ward.models import Centre
from tests.cast import NOW
from tests.queueing.hall import Desk, Hall, later
from tests.queueing.machines import Machines


def alarms(town: Centre, minutes: float) -> list[tuple[Kind, str]]:
    """The alarms so many minutes after nine."""
    told = board.of(town, at=later(minutes))
    return [(alarm.kind, alarm.key) for alarm in told.alarms]


def test_an_empty_hall_is_quiet(town: Centre) -> None:
    told = board.of(town, at=NOW)

    assert (told.waiting, list(told.alarms)) == (0, [])
    assert {row.doing for row in told.counters} == {Doing.EMPTY}


def test_a_queue_tells_who_waits_and_whom_it_made_wait_too_long(
    hall: Hall, desk: Desk, town: Centre
) -> None:
    hall.take("A")
    hall.take("A", later(15))

    row = board.of(town, at=later(21)).queues[0]

    assert (row.waiting, row.late, list(row.counters)) == (2, 1, [1])
    assert row.longest == timedelta(minutes=21)


def test_a_counter_tells_what_it_does_and_did(
    hall: Hall, desk: Desk, other_desk: Desk, town: Centre
) -> None:
    hall.take()
    hall.take()
    desk.called()
    desk.finish(later(6))
    desk.called(later(7))

    first, second = board.of(town, at=later(9)).counters[:2]

    assert (first.doing, first.since, first.served) == (Doing.CALLED, later(7), 1)
    assert first.mean == timedelta(minutes=6)
    assert (second.doing, second.ticket) == (Doing.FREE, None)


def test_nobody_serves_a_queue_in_which_somebody_waits(
    hall: Hall, desk: Desk, town: Centre
) -> None:
    hall.take("B")

    assert alarms(town, 1) == [(Kind.UNSERVED, "B")]


def test_a_counter_that_does_not_call_is_told_after_three_minutes(
    hall: Hall, desk: Desk, town: Centre
) -> None:
    hall.take("A", later(30))

    assert alarms(town, 33) == []
    assert alarms(town, 34) == [(Kind.IDLE, "1")]


def test_a_break_past_its_end_and_the_queue_it_leaves(
    hall: Hall, desk: Desk, town: Centre
) -> None:
    sittings.take_break(
        centre=town, seat=desk.seat, reason="rest", at=NOW, back_at=later(10)
    )
    hall.take("A", later(5))

    assert alarms(town, 10) == [(Kind.UNSERVED, "A")]
    assert alarms(town, 11) == [(Kind.UNSERVED, "A"), (Kind.LATE_BREAK, "1")]


def test_people_who_do_not_come_are_told_of_the_queue(
    hall: Hall, desk: Desk, town: Centre
) -> None:
    for n in range(5):
        hall.take("A", later(n))
        desk.called(later(n))
        desk.miss(later(n, seconds=30))

    assert (Kind.NO_SHOWS, "A") in alarms(town, 5)
    assert (Kind.NO_SHOWS, "A") not in alarms(town, 70)


def test_a_machine_that_is_not_heard_any_more(machines: Machines, town: Centre) -> None:
    display, _ = machines.pair()
    Device.objects.filter(pk=display.pk).update(last_seen_at=NOW)

    assert alarms(town, 1) == []
    assert alarms(town, 2) == [(Kind.SILENT, str(display.id))]


def test_the_board_of_one_ward_knows_nothing_of_another(
    hall: Hall, stranger: Mandate
) -> None:
    hall.take()

    assert board.of(stranger.user.centre, at=later(60)).waiting == 0


def month(hall: Hall, desk: Desk) -> None:
    """The working mornings of a fortnight: five people each, six minutes each."""
    for day in range(14, 1, -1):
        begins = NOW - timedelta(days=day)
        for n in range(5):
            at = begins + n * timedelta(minutes=6)
            if at.weekday() < 5:
                hall.take("A", at)
                desk.called(at)
                desk.finish(at + timedelta(minutes=6))


def test_counters_are_suggested_from_who_came_and_how_long_it_took(
    hall: Hall, desk: Desk, town: Centre
) -> None:
    month(hall, desk)

    told = staffing.suggestion(town, at=NOW)

    nine = next(each for each in told.half_hours if each.begins.hour == 9)
    assert nine.needs[0].people == 5
    # 10 people an hour of 6 minutes: one counter would be busy all the time.
    assert (nine.needs[0].counters, nine.total) == (2, 2)
    assert told.has[0] == 5


def test_without_experience_nothing_is_suggested(town: Centre) -> None:
    assert staffing.suggestion(town, at=NOW).half_hours == []


def test_figures_tell_waits_and_services_by_queue_officer_and_hour(
    hall: Hall, desk: Desk, other_desk: Desk, town: Centre
) -> None:
    for n in range(3):
        hall.take("A", later(n))
    desk.called(later(10))
    desk.finish(later(15))
    other_desk.called(later(12))
    other_desk.hold(later(13))

    told = figures.of(town, first=NOW.date(), last=NOW.date())

    assert (told.whole.waited.count, told.whole.served.count) == (2, 1)
    assert told.whole.waited.longest == timedelta(minutes=11)
    assert told.whole.served.half == timedelta(minutes=5)
    assert [(queue.letter, line.waited.count) for queue, line in told.by_queue] == [
        ("A", 2)
    ]
    assert [hour for hour, _ in told.by_hour] == [9]
    assert [person for person, _ in told.by_officer] == [desk.officer]


def test_the_rows_are_every_ticket_of_the_days(hall: Hall, town: Centre) -> None:
    hall.take("A")
    hall.take("B", NOW + timedelta(days=1))

    told = figures.rows(town, first=NOW.date(), last=NOW.date())

    assert [ticket.label for ticket in told] == ["A001"]
