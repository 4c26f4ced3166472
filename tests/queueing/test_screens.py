"""What the hall's screens show: the newest call on top, who waits, what a counter does."""

from collections.abc import Callable
from datetime import timedelta

from motcua.accounts.selectors import Mandate
from motcua.queueing import readiness, screens
from motcua.queueing.models import Queue
from motcua.queueing.screens import Doing, HallScreen
from motcua.queueing.services import sittings
from motcua.ward.models import Centre, Counter
from tests.cast import NOW
from tests.queueing.hall import Desk, Hall, later
from tests.queueing.machines import Machines


def shown(centre: Centre) -> HallScreen:
    """The screen of the hall today."""
    return screens.hall(centre, on=NOW.date())


def labels(centre: Centre) -> list[tuple[str, int]]:
    """Numbers and counters as they stand under each other."""
    return [(call.label, call.counter) for call in shown(centre).calls]


def test_the_newest_call_stands_on_top(
    town: Centre, hall: Hall, desk: Desk, other_desk: Desk
) -> None:
    for _ in range(3):
        hall.take()

    desk.call(later(1))
    other_desk.call(later(2))
    desk.finish(later(3))
    desk.call(later(3))

    assert labels(town) == [("A003", 1), ("A002", 2), ("A001", 1)]
    assert [call.is_open for call in shown(town).calls] == [True, True, False]


def test_who_is_called_again_comes_to_the_top_as_another_call(
    town: Centre, hall: Hall, desk: Desk, other_desk: Desk
) -> None:
    hall.take()
    hall.take()
    desk.call(later(1))
    other_desk.call(later(2))
    first = shown(town).calls[1]

    desk.recall(later(3))

    again = shown(town).calls[0]
    assert (again.label, first.label) == ("A001", "A001")
    assert again.key != first.key


def test_a_call_undone_and_made_again_is_another_call(
    town: Centre, hall: Hall, desk: Desk
) -> None:
    hall.take()
    desk.call(later(1))
    first = shown(town).calls[0]

    desk.undo(later(1, seconds=5))
    undone = labels(town)
    desk.call(later(2))

    assert undone == []
    assert shown(town).calls[0].key != first.key


def test_who_did_not_come_is_not_called_any_more(
    town: Centre, hall: Hall, desk: Desk
) -> None:
    hall.take()
    desk.call(later(1))

    desk.miss(later(3))

    assert labels(town) == []


def test_a_morning_begins_with_no_calls(town: Centre, hall: Hall, desk: Desk) -> None:
    hall.take()
    desk.call(later(1))

    tomorrow = screens.hall(town, on=NOW.date() + timedelta(days=1))

    assert tomorrow.calls == []


def test_each_queue_says_how_many_wait(town: Centre, hall: Hall, desk: Desk) -> None:
    for letter in "AAAB":
        hall.take(letter)
    desk.call(later(1))

    waiting = {line.queue.letter: line.waiting for line in shown(town).queues}

    assert (waiting["A"], waiting["B"], waiting["C"]) == (2, 1, 0)


def test_a_full_hall_is_read_with_as_few_questions_as_an_empty_one(
    town: Centre,
    hall: Hall,
    desk: Desk,
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    for _ in range(12):
        hall.take()
        desk.call(later(1))
        desk.finish(later(1))

    with django_assert_max_num_queries(4):  # type: ignore[attr-defined]
        assert len(shown(town).calls) == 12


def test_the_trial_of_the_sound_is_on_the_screen(
    town: Centre, machines: Machines
) -> None:
    machines.pair()
    assert shown(town).sound_tried_at is None

    machines.try_sound(later(1))

    assert shown(town).sound_tried_at == later(1)


def test_a_counter_tells_what_it_does(
    town: Centre, hall: Hall, reception_mai: Mandate
) -> None:
    counter = Counter.objects.get(centre=town, number=1)

    def doing() -> Doing:
        screen = screens.counter(town, counter.id)
        assert screen is not None
        return screen.doing

    seen = [doing()]
    desk = hall.sit(1, reception_mai.user)
    seen.append(doing())
    hall.take()
    desk.call(later(1))
    seen.append(doing())
    desk.start(later(2))
    seen.append(doing())
    desk.finish(later(3))
    sittings.take_break(
        centre=town,
        seat=desk.seat,
        reason="meal",
        at=later(4),
        back_at=later(34),
    )
    seen.append(doing())

    assert seen == [
        Doing.CLOSED,
        Doing.FREE,
        Doing.CALLING,
        Doing.SERVING,
        Doing.BREAK,
    ]
    resting = screens.counter(town, counter.id)
    assert resting is not None
    assert (resting.back_at, resting.number) == (later(34), 1)


def test_a_counter_of_another_ward_has_no_screen_here(
    town: Centre, stranger_centre: Centre
) -> None:
    counter = Counter.objects.get(centre=town, number=1)

    assert screens.counter(stranger_centre, counter.id) is None


def test_a_queue_is_ready_when_a_counter_that_serves_it_can_call(
    town: Centre, hall: Hall, desk: Desk
) -> None:
    ready = {
        each.queue.letter: each.counters
        for each in readiness.readiness(town, at=NOW).queues
    }
    assert (ready["A"], ready["B"]) == ([1], [])

    sittings.take_break(centre=town, seat=desk.seat, reason="rest", at=later(1))

    resting = {
        each.queue.letter: each.counters
        for each in readiness.readiness(town, at=NOW).queues
    }
    assert resting["A"] == []


def test_a_machine_sent_away_is_not_missed_in_the_morning(
    town: Centre, machines: Machines
) -> None:
    kept, _ = machines.pair(name="còn")
    gone, _ = machines.pair(name="hết")
    machines.revoke(gone)

    ready = readiness.readiness(town, at=NOW)

    assert [device for device, _ in ready.devices] == [kept]
    assert ready.speaking == kept
    assert Queue.objects.filter(centre=town).count() == len(ready.queues)
