"""Numbers: per queue and day, once per key, only while the hall takes people."""

from datetime import datetime, timedelta

import pytest

from motcua.accounts.selectors import Mandate
from motcua.queueing.errors import (
    Closed,
    GroundMissing,
    HallClosed,
    UnknownQueue,
)
from motcua.queueing.models import Queue, Ticket
from motcua.queueing.services import issuing
from motcua.queueing.services.issuing import Ask
from motcua.visits.models import Visit
from motcua.ward.models import Centre
from tests.cast import NOW
from tests.queueing.hall import Hall
from tests.rivals import together

EVENING = NOW.replace(hour=17, minute=30)
ALMOST_CLOSED = NOW.replace(hour=16, minute=55)


def test_each_queue_counts_for_itself_and_begins_anew_each_day(hall: Hall) -> None:
    labels = [hall.take(letter).label for letter in "AABA"]
    tomorrow = hall.take("A", NOW + timedelta(days=1))

    assert labels == ["A001", "A002", "B001", "A003"]
    assert tomorrow.label == "A001"


def test_the_day_is_the_office_day_not_that_of_greenwich(hall: Hall) -> None:
    """07:10 in Hoà Bình is still yesterday in Greenwich."""
    early = datetime.fromisoformat("2026-11-26T00:10:00+00:00")

    hall.take("A", NOW)
    ticket = hall.take("A", early)

    assert (ticket.day.isoformat(), ticket.label) == ("2026-11-26", "A001")


def test_a_number_opens_a_visit_that_nobody_serves_yet(hall: Hall) -> None:
    ticket = hall.take()

    visit = Visit.objects.get(pk=ticket.visit_id)
    assert (visit.opened_at, visit.closed_at, visit.served_by) == (NOW, None, None)
    assert len(visit.public_code) == 26
    assert hall.story(ticket) == ["issue"]


def test_a_double_touch_gives_one_number(hall: Hall, town: Centre) -> None:
    ask = Ask(letter="A", channel="kiosk")

    first, is_new = issuing.issue(centre=town, ask=ask, key="one touch", at=NOW)
    second, is_second = issuing.issue(centre=town, ask=ask, key="one touch", at=NOW)

    assert (is_new, is_second) == (True, False)
    assert first == second
    assert Ticket.objects.count() == 1


def test_a_priority_number_names_its_ground_and_waits_less(hall: Hall) -> None:
    with pytest.raises(GroundMissing):
        hall.take(ticket_class="priority")
    with pytest.raises(GroundMissing):
        hall.take(ground="elderly")

    assert hall.elderly().target_seconds < hall.take().target_seconds


def test_no_number_for_a_queue_that_is_not_there(hall: Hall) -> None:
    with pytest.raises(UnknownQueue):
        hall.take("Z")


@pytest.mark.parametrize(
    ("at", "reason"),
    [(EVENING, Closed.HOURS), (ALMOST_CLOSED, Closed.LAST_MINUTES)],
)
def test_no_number_out_of_hours_but_when_to_come(
    hall: Hall, at: datetime, reason: Closed
) -> None:
    with pytest.raises(HallClosed) as closed:
        hall.take("A", at)

    assert closed.value.reason is reason
    assert closed.value.opens_at == (NOW + timedelta(days=1)).replace(hour=7)


def test_no_number_for_a_closed_queue_nor_a_full_one(hall: Hall, town: Centre) -> None:
    Queue.objects.filter(centre=town, letter="A").update(is_open=False)
    Queue.objects.filter(centre=town, letter="B").update(most_waiting=1)
    hall.take("B")

    for letter, reason in (("A", Closed.QUEUE), ("B", Closed.FULL)):
        with pytest.raises(HallClosed) as closed:
            hall.take(letter)
        assert closed.value.reason is reason


def test_an_officer_gives_a_number_anyway_for_a_reason(
    town: Centre, reception_mai: Mandate
) -> None:
    ask = Ask(letter="A", channel="greeter", anyway="Cụ đi từ xa đến")

    ticket, _ = issuing.issue(
        centre=town, ask=ask, key="k", at=EVENING, by=reception_mai.user
    )
    with pytest.raises(HallClosed):
        issuing.issue(centre=town, ask=ask, key="no officer", at=EVENING)

    assert ticket.label == "A001"
    assert ticket.moves.get().reason == "Cụ đi từ xa đến"


def test_thirty_touches_at_once_are_thirty_numbers(living_hall: Hall) -> None:
    def touch(n: int) -> str:
        ticket, _ = issuing.issue(
            centre=living_hall.centre,
            ask=Ask(letter="AB"[n % 2], channel="kiosk"),
            key=f"rival {n}",
            at=NOW,
        )
        return ticket.label

    labels = together(30, touch)

    assert sorted(labels) == [f"{q}{n:03}" for q in "AB" for n in range(1, 16)]


def test_one_key_from_twenty_senders_is_one_number(living_hall: Hall) -> None:
    def touch(_: int) -> tuple[str, bool]:
        ticket, is_new = issuing.issue(
            centre=living_hall.centre,
            ask=Ask(letter="A", channel="phone"),
            key="the same",
            at=NOW,
        )
        return ticket.label, is_new

    answers = together(20, touch)

    assert {label for label, _ in answers} == {Ticket.objects.get().label}
    assert sum(is_new for _, is_new in answers) == 1
