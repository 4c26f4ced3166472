"""A machine goes on without the server, and nobody's number is given out twice."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from motcua.queueing.errors import NotLent
from motcua.queueing.models import Device, NumberBlock, Ticket
from motcua.queueing.services import lending
from motcua.queueing.services.issuing import Ask
from motcua.queueing.services.lending import Taken
from motcua.ward.models import Centre
from tests.cast import NOW
from tests.queueing.hall import Desk, Hall, again, later
from tests.queueing.machines import Machines
from tests.rivals import together

KIOSK = Ask(letter="A", channel="kiosk")
AWAY = later(10)
BACK = later(40)


@pytest.fixture
def kiosk(machines: Machines) -> Device:
    """The machine at the door, which was lent its blocks in the morning."""
    device, _ = machines.pair("kiosk", "Máy ở cửa")
    lending.lend(device, at=NOW)
    return device


def taken(number: int = 501, at: datetime = AWAY, **more: Any) -> Taken:
    """A number that the machine gave out by itself at ten past."""
    plain = {"key": f"touch of {number}", "letter": "A", "day": NOW.date()}
    return Taken(**{**plain, "number": number, "at": at, **more})


def test_a_machine_is_lent_a_hundred_numbers_of_each_queue(
    kiosk: Device, town: Centre
) -> None:
    blocks = lending.lend(kiosk, at=NOW)

    assert [(each.letter, each.first) for each in blocks[:2]] == [
        ("A", 501),
        ("B", 501),
    ]
    assert len({each.letter for each in blocks}) == len(blocks)


def test_asked_again_on_that_day_it_has_the_same_and_tomorrow_new_ones(
    kiosk: Device,
) -> None:
    first = lending.lend(kiosk, at=NOW)
    again_today = lending.lend(kiosk, at=later(300))
    tomorrow = lending.lend(kiosk, at=NOW + timedelta(days=1))

    assert again_today == first
    assert {each.day for each in tomorrow} == {NOW.date() + timedelta(days=1)}


def test_two_machines_are_never_lent_the_same(
    kiosk: Device, machines: Machines
) -> None:
    other, _ = machines.pair("kiosk", "Máy ở sảnh")

    assert lending.lend(other, at=NOW)[0].first == 601
    assert lending.lend(kiosk, at=NOW)[0].first == 501


def test_the_fifth_machine_has_none(kiosk: Device, machines: Machines) -> None:
    others = [machines.pair("kiosk", f"Máy {number}")[0] for number in range(4)]

    lent = [lending.lend(each, at=NOW) for each in others]

    assert [bool(each) for each in lent] == [True, True, True, False]


def test_what_was_given_out_meanwhile_waits_from_then_on(
    kiosk: Device, hall: Hall, desk: Desk
) -> None:
    """Given out at ten past, brought in at forty past: it comes before one of thirty past."""
    hall.take("A", later(30))

    brought = lending.bring_in(kiosk, taken(), at=BACK)

    assert (brought.label, brought.issued_at) == ("A501", AWAY)
    assert desk.called(BACK) == brought


def test_sent_twice_it_is_one_number(kiosk: Device) -> None:
    first = lending.bring_in(kiosk, taken(), at=BACK)
    second = lending.bring_in(kiosk, taken(), at=later(41))

    assert first == second
    assert Ticket.objects.count() == 1


def test_the_number_that_the_machine_did_not_hear_of_is_given_up(
    kiosk: Device, town: Centre
) -> None:
    """The server answered A001, the line was cut, the person holds A501."""
    unheard, _ = lending.issue(kiosk, KIOSK, "touch of 501", at=AWAY)

    brought = lending.bring_in(kiosk, taken(), at=BACK)

    assert again(unheard).state == Ticket.State.LEFT
    assert again(brought).state == Ticket.State.WAITING


def test_a_question_that_comes_after_its_answer_gives_no_second_number(
    kiosk: Device,
) -> None:
    brought = lending.bring_in(kiosk, taken(), at=BACK)

    late, is_new = lending.issue(kiosk, KIOSK, "touch of 501", at=later(41))

    assert (late, is_new) == (brought, False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": 500},
        {"number": 601},
        {"letter": "Z"},
        {"day": NOW.date() - timedelta(days=1)},
    ],
)
def test_no_number_that_was_not_lent(kiosk: Device, wrong: dict[str, Any]) -> None:
    with pytest.raises(NotLent):
        lending.bring_in(kiosk, taken(**wrong), at=BACK)


def test_no_number_of_another_machine(kiosk: Device, machines: Machines) -> None:
    stranger, _ = machines.pair("kiosk", "Máy lạ")

    with pytest.raises(NotLent):
        lending.bring_in(stranger, taken(), at=BACK)


def test_one_number_is_nobody_elses_again(kiosk: Device) -> None:
    lending.bring_in(kiosk, taken(), at=BACK)

    with pytest.raises(NotLent):
        lending.bring_in(kiosk, taken(key="another touch"), at=BACK)


@pytest.mark.parametrize(
    ("clock", "believed"),
    [
        (NOW - timedelta(days=900), NOW),
        (NOW - timedelta(hours=1), NOW),
        (BACK + timedelta(hours=1), BACK),
        (BACK + timedelta(days=900), BACK),
    ],
)
def test_a_clock_that_was_moved_moves_nobody_out_of_the_hour(
    kiosk: Device, clock: datetime, believed: datetime
) -> None:
    brought = lending.bring_in(kiosk, taken(at=clock), at=BACK)

    assert brought.issued_at == believed


def test_brought_in_on_the_next_day_its_person_has_gone_home(kiosk: Device) -> None:
    tomorrow = NOW + timedelta(days=1)

    brought = lending.bring_in(kiosk, taken(), at=tomorrow)

    assert (brought.day, brought.state) == (NOW.date(), Ticket.State.LEFT)
    assert brought.visit.closed_at is not None


def test_a_priority_number_keeps_its_ground(kiosk: Device) -> None:
    brought = lending.bring_in(kiosk, taken(ground="elderly"), at=BACK)

    assert (brought.ticket_class, brought.ground) == ("priority", "elderly")


def test_thirty_machines_asking_at_once_are_lent_four_blocks(
    living_hall: Hall, living_machines: Machines
) -> None:
    kiosks = [living_machines.pair("kiosk", f"Máy {n}")[0] for n in range(30)]

    together(30, lambda n: lending.lend(kiosks[n], at=NOW))

    firsts = NumberBlock.objects.filter(letter="A").values_list("first", flat=True)
    assert sorted(firsts) == [501, 601, 701, 801]


def test_the_same_news_from_twenty_senders_is_one_number(
    living_hall: Hall, living_machines: Machines
) -> None:
    kiosk, _ = living_machines.pair("kiosk", "Máy ở cửa")
    lending.lend(kiosk, at=NOW)

    together(20, lambda _n: lending.bring_in(kiosk, taken(), at=BACK))

    assert Ticket.objects.filter(number=501).count() == 1
