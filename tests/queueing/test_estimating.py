"""Told waits: from the services of the days before, kept, scored, and trusted or not."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.config import schedule
from motcua.queueing import experience
from motcua.queueing.models import EstimateScore, Queue, Ticket, WaitEstimate
from motcua.queueing.services import estimating, persons, sittings
from motcua.queueing.services.estimating import Answer, Withheld
from motcua.rules.wait_estimate import Range
from motcua.ward.models import Centre
from tests.cast import NOW
from tests.queueing.hall import Desk, Hall, again, later
from tests.web.html import assert_sound, words_of

TODAY = NOW.date()
YESTERDAY = TODAY - timedelta(days=1)
LENGTH = 10


def queue_a(centre: Centre) -> Queue:
    return Queue.objects.get(centre=centre, letter="A")


def told(ticket: Ticket, at: datetime) -> Answer | None:
    return estimating.estimate_for(ticket=ticket, at=at)


def kept(ticket: Ticket) -> list[WaitEstimate]:
    rows = WaitEstimate.objects.filter(centre=ticket.centre, ticket=ticket)
    return list(rows.order_by("at"))


@pytest.fixture
def practised(hall: Hall, reception_mai: Mandate) -> Hall:
    """A hall in which Mai served 36 people of A on three days, ten minutes each."""
    for days in (2, 5, 6):
        eight = NOW - timedelta(days=days, hours=1)
        desk = hall.sit(1, reception_mai.user, eight)
        for n in range(12):
            at = eight + n * timedelta(minutes=LENGTH)
            hall.take(at=at)
            desk.call(at)
            desk.finish(at + timedelta(minutes=LENGTH))
        sittings.stand_up(
            centre=hall.centre, seat=desk.seat, at=eight + timedelta(hours=3)
        )
    return hall


@pytest.fixture
def scored(town: Centre) -> Callable[..., None]:
    """Give queue A a score of yesterday: `scored(90, of=100)`."""

    def score(covered: int, *, of: int, method: str = "played") -> None:
        EstimateScore.objects.create(
            centre=town,
            queue=queue_a(town),
            day=YESTERDAY,
            method=method,
            n=of,
            covered=covered,
            mae_seconds=200,
            bias_seconds=-20,
        )

    return score


def at_work(hall: Hall, desk: Desk) -> tuple[Ticket, Ticket]:
    """One is served since nine, two wait."""
    hall.take()
    desk.call()
    return hall.take(at=later(1)), hall.take(at=later(2))


def test_a_trusted_queue_tells_a_range_and_the_place(
    practised: Hall, desk: Desk, scored: Callable[..., None]
) -> None:
    scored(90, of=100)
    first, second = at_work(practised, desk)

    # Called at ten past and at twenty past.
    assert told(first, later(4)) == Answer(0, Range(5, 10))
    assert told(second, later(4)) == Answer(1, Range(15, 20))


def test_the_phone_says_the_trusted_range(
    practised: Hall, desk: Desk, scored: Callable[..., None], client: Client
) -> None:
    scored(90, of=100)
    _, second = at_work(practised, desk)
    Centre.objects.filter(pk=practised.centre.pk).update(host="testserver")

    with time_machine.travel(later(4), tick=False):
        page = words_of(
            assert_sound(client.get(f"/so/{again(second).visit.public_code}/"))
        )

    assert "Khoảng 15 đến 20 phút nữa" in page


def test_a_second_counter_shortens_the_wait(
    practised: Hall, desk: Desk, other_desk: Desk, scored: Callable[..., None]
) -> None:
    scored(90, of=100)
    _, second = at_work(practised, desk)

    assert told(second, later(4)) == Answer(1, Range(5, 10))


@pytest.mark.parametrize(
    ("covered", "of", "why"),
    [(69, 100, Withheld.NOT_TRUSTED), (49, 49, Withheld.TOO_FEW)],
)
def test_a_queue_that_is_not_trusted_tells_the_place_alone(
    practised: Hall,
    desk: Desk,
    scored: Callable[..., None],
    covered: int,
    of: int,
    why: Withheld,
) -> None:
    scored(covered, of=of)
    _, second = at_work(practised, desk)

    assert told(second, later(4)) == Answer(1, withheld=why)

    (row,) = kept(second)
    assert (row.low_minutes, row.high_minutes, row.is_shown) == (15, 20, False)


def test_scores_of_older_months_and_of_today_do_not_count(
    practised: Hall, desk: Desk, scored: Callable[..., None]
) -> None:
    scored(90, of=100)
    _, second = at_work(practised, desk)

    for day in (TODAY, TODAY - timedelta(days=31)):
        EstimateScore.objects.filter(centre=practised.centre).update(day=day)
        assert told(second, later(4)) == Answer(1, withheld=Withheld.TOO_FEW)
    EstimateScore.objects.filter(centre=practised.centre).update(
        day=TODAY - timedelta(days=30)
    )
    assert told(second, later(4)) == Answer(1, Range(15, 20))


def test_what_was_told_is_kept_when_it_is_new(practised: Hall, desk: Desk) -> None:
    _, second = at_work(practised, desk)

    for minute in (4, 4.5, 5, 6, 9):
        told(second, later(minute))

    # At five past 15 minutes are left: 15–20 still; at six past 14: 10–15.
    assert [(row.at, row.low_minutes) for row in kept(second)] == [
        (later(4), 15),
        (later(6), 10),
    ]
    row = kept(second)[0]
    assert (row.high_minutes, row.middle_seconds) == (20, 16 * 60)
    assert (row.people_ahead, row.method) == (1, "played")


def test_what_is_told_again_is_kept_every_five_minutes(
    practised: Hall, desk: Desk
) -> None:
    sittings.take_break(
        centre=practised.centre, seat=desk.seat, reason="rest", at=NOW, back_at=NOW
    )
    ticket = practised.take()

    # The officer is late and expected soon, each time anew: 5–10.
    for minute in (1, 3, 5.9, 6, 8):
        told(ticket, later(minute))

    assert [row.at for row in kept(ticket)] == [later(1), later(6)]


def test_who_does_not_wait_is_told_nothing(practised: Hall, desk: Desk) -> None:
    called = practised.take()
    desk.call()

    assert told(called, later(1)) is None
    assert WaitEstimate.objects.count() == 0


def test_a_newcomer_is_told_and_nothing_is_kept(
    practised: Hall, desk: Desk, scored: Callable[..., None]
) -> None:
    scored(90, of=100)
    at_work(practised, desk)

    answer = estimating.estimate_newcomer(
        queue=queue_a(practised.centre), ticket_class="ordinary", at=later(4)
    )

    assert answer == Answer(2, Range(25, 30))
    assert WaitEstimate.objects.count() == 0


def test_without_any_counter_the_last_one_called_stands_in_once_trusted(
    practised: Hall, desk: Desk, scored: Callable[..., None]
) -> None:
    practised.take()
    desk.call(later(20))
    desk.finish(later(25))
    waits = practised.take(at=later(25))
    sittings.stand_up(centre=practised.centre, seat=desk.seat, at=later(26))
    scored(90, of=100)

    assert told(waits, later(27)) == Answer(0, withheld=Withheld.TOO_FEW)
    scored(80, of=100, method="last_entered")
    assert told(waits, later(27)) == Answer(0, Range(10, 30))
    assert told(waits, later(51)) == Answer(0, withheld=Withheld.UNKNOWN)


def test_a_hall_without_a_past_tells_the_place_alone(hall: Hall, desk: Desk) -> None:
    hall.take()
    second = hall.take(at=later(1))

    assert told(second, later(2)) == Answer(1, withheld=Withheld.UNKNOWN)
    assert kept(second) == []


@pytest.mark.parametrize(
    ("back_at", "asked", "range_"),
    [
        (later(22), later(2), Range(20, 25)),
        (None, later(2), Range(10, 15)),  # a quarter of an hour is usual
        (later(22), later(23), Range(5, 10)),  # should have been back: soon
    ],
)
def test_a_counter_on_a_break_calls_when_it_is_back(
    practised: Hall,
    desk: Desk,
    scored: Callable[..., None],
    back_at: datetime | None,
    asked: datetime,
    range_: Range,
) -> None:
    scored(90, of=100)
    sittings.take_break(
        centre=practised.centre, seat=desk.seat, reason="rest", at=NOW, back_at=back_at
    )
    ticket = practised.take(at=later(1))

    assert told(ticket, asked) == Answer(0, range_)


def test_before_the_doors_open_those_who_sat_there_last_are_expected(
    practised: Hall, scored: Callable[..., None]
) -> None:
    scored(90, of=100)
    seven = NOW - timedelta(hours=2)
    practised.take(at=seven)
    second = practised.take(at=seven)

    # Half past seven, and ten minutes for the one before.
    assert told(second, seven) == Answer(1, Range(40, 45))


def test_over_noon_nobody_is_called(
    practised: Hall, desk: Desk, scored: Callable[..., None]
) -> None:
    scored(90, of=100)
    noon = NOW + timedelta(hours=2, minutes=22)
    practised.take(at=noon)
    second = practised.take(at=noon)
    desk.call(noon)

    # 11:22 and ten minutes are past half past eleven: at one o'clock, in 98 minutes.
    assert told(second, noon) == Answer(0, Range(95, 100))


def test_few_questions_are_asked_and_the_past_is_read_once(
    practised: Hall,
    desk: Desk,
    django_assert_max_num_queries: Callable[..., AbstractContextManager[object]],
) -> None:
    first, second = at_work(practised, desk)
    told(first, later(4))
    past = experience.of(practised.centre, later(4))
    desk.finish(later(5))
    desk.call(later(5))

    with django_assert_max_num_queries(12):
        told(second, later(6))
    assert experience.of(practised.centre, later(6)) is past


def test_the_past_is_that_of_one_ward(practised: Hall, stranger_centre: Centre) -> None:
    assert experience.of(practised.centre, NOW).lengths
    assert not experience.of(stranger_centre, NOW).lengths


def test_who_was_put_aside_in_between_teaches_no_length_and_who_never_came_does(
    hall: Hall, desk: Desk
) -> None:
    monday = NOW - timedelta(days=2)

    def after(minute: float) -> datetime:
        return monday + timedelta(minutes=minute)

    for n in range(29):
        hall.take(at=after(n))
        desk.call(after(n))
        desk.finish(after(n + 1))
    held = hall.take(at=after(40))
    desk.call(after(40))
    desk.hold(after(42))
    desk.resume(held, after(80))
    desk.finish(after(85))
    assert experience.of(hall.centre, NOW).lengths == {}

    hall.take(at=after(90))
    for minute in (90, 100):
        desk.call(after(minute))
        desk.miss(after(minute + 2))

    lengths = experience.of(hall.centre, NOW).lengths
    minute = 60_000_000
    table = lengths[str(queue_a(hall.centre).id)].table
    assert set(table) == {minute, 2 * minute}


def estimate(ticket: Ticket, at: datetime, low: int, middle: float) -> None:
    """A range of five minutes that was told."""
    WaitEstimate.objects.create(
        centre=ticket.centre,
        ticket=ticket,
        queue=ticket.queue,
        at=at,
        method="played",
        people_ahead=1,
        low_minutes=low,
        high_minutes=low + 5,
        middle_seconds=int(middle * 60),
        is_shown=True,
    )


def scores(centre: Centre, day: date = TODAY) -> list[tuple[str, int, int, int, int]]:
    rows = EstimateScore.objects.filter(centre=centre, day=day).order_by(
        "queue__letter"
    )
    return [
        (row.queue.letter, row.n, row.covered, row.mae_seconds, row.bias_seconds)
        for row in rows.select_related("queue")
    ]


def test_a_day_is_scored_by_the_first_call_after_each_range(
    hall: Hall, desk: Desk
) -> None:
    ticket = hall.take()
    estimate(ticket, NOW, low=10, middle=12)  # came after 16 minutes: off by -4
    estimate(ticket, later(6), low=10, middle=11)  # after 10: off by +1
    desk.call(later(16))
    desk.recall(later(18))
    desk.finish(later(20))

    estimating.score_day(centre=hall.centre, day=TODAY)

    assert scores(hall.centre) == [("A", 2, 1, 150, -90)]


def test_scoring_again_gives_the_rows_anew_and_each_queue_has_its_own(
    hall: Hall, desk: Desk, leader_hung: Mandate
) -> None:
    land_desk = hall.sit(6, leader_hung.user)
    for letter in "AB":
        estimate(hall.take(letter), NOW, low=0, middle=3)
    desk.call(later(2))
    estimating.score_day(centre=hall.centre, day=TODAY)
    land_desk.call(later(2))

    for _ in range(2):
        estimating.score_day(centre=hall.centre, day=TODAY)

    assert scores(hall.centre) == [("A", 1, 1, 60, 60), ("B", 1, 1, 60, 60)]


def test_who_left_or_chose_to_be_late_has_no_wait_to_compare(
    hall: Hall, desk: Desk
) -> None:
    left, late = hall.take(), hall.take()
    for ticket in (left, late):
        estimate(ticket, NOW, low=0, middle=3)
    persons.give_up(centre=hall.centre, ticket_id=left.id, at=later(1))
    persons.be_late(centre=hall.centre, ticket_id=late.id, at=later(1))
    estimate(late, later(2), low=5, middle=9)  # told after that: it counts
    desk.call(later(11))

    estimating.score_day(centre=hall.centre, day=TODAY)

    assert scores(hall.centre) == [("A", 1, 1, 0, 0)]


def test_a_day_without_ranges_has_no_score(town: Centre) -> None:
    assert estimating.score_day(centre=town, day=TODAY) == []
    assert scores(town) == []


def test_the_night_scores_yesterday_for_every_ward(hall: Hall, desk: Desk) -> None:
    estimate(hall.take(), NOW, low=0, middle=3)
    desk.call(later(2))

    schedule.score_waits(NOW)
    assert scores(hall.centre) == []
    schedule.score_waits(NOW + timedelta(days=1))
    assert scores(hall.centre) == [("A", 1, 1, 60, 60)]


def test_a_queue_earns_its_minutes_by_ranges_that_were_not_shown(
    practised: Hall, desk: Desk
) -> None:
    """Fifty ranges of yesterday that held: today they are shown; one more day of
    ranges that did not hold, and they are hidden again."""
    ticket = practised.take()
    for _ in range(50):
        estimate(ticket, NOW, low=5, middle=6)
    desk.call(later(6))
    desk.finish(later(16))
    schedule.score_waits(NOW + timedelta(days=1))
    tomorrow, after = NOW + timedelta(days=1), NOW + timedelta(days=2)

    second = practised.take(at=tomorrow)
    answer = told(second, tomorrow)
    assert answer is not None
    assert answer.range == Range(0, 5)

    for _ in range(22):
        estimate(second, tomorrow, low=30, middle=33)
    desk.call(tomorrow + timedelta(minutes=3))
    desk.finish(tomorrow + timedelta(minutes=13))
    schedule.score_waits(after)
    answer = told(practised.take(at=after), after)
    assert answer is not None
    assert answer.withheld is Withheld.NOT_TRUSTED
