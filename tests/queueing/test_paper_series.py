"""Numbers on paper: keyed in with their true times, once, and never two of one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from motcua.accounts.models import User
from motcua.accounts.selectors import Mandate
from motcua.foundation.audit.models import Line
from motcua.queueing import fair_day, selectors
from motcua.queueing.errors import (
    NotAPaperNumber,
    PaperTimes,
    ReasonMissing,
    SlipKeyedIn,
    UnknownQueue,
    WrongTimes,
)
from motcua.queueing.models import Ticket
from motcua.queueing.services import paper_series
from motcua.queueing.services.paper_series import Served, Slip
from motcua.visits.models import Visit
from motcua.visits.services import UnknownService
from motcua.ward.models import Centre, Counter
from tests.cast import NOW, mandate
from tests.queueing.hall import Desk, Hall, again
from tests.rivals import together

KeyIn = Callable[..., Ticket]
EIGHT = NOW - timedelta(hours=1)
YESTERDAY = NOW - timedelta(days=1)


@pytest.fixture
def key_in(town: Centre, reception_mai: Mandate) -> KeyIn:
    """Mai keys a slip in."""

    def once(slip: Slip, at: datetime = NOW) -> Ticket:
        ticket, _ = paper_series.key_in(
            centre=town, slip=slip, by=reception_mai.user, at=at
        )
        return ticket

    return once


@pytest.fixture
def served(town: Centre, civil_status_linh: Mandate) -> Served:
    """Called to counter 2 by Linh a quarter of an hour after eight, done at half past."""
    return Served(
        counter=Counter.objects.get(centre=town, number=2),
        officer=civil_status_linh.user,
        called_at=EIGHT + timedelta(minutes=15),
        ended_at=EIGHT + timedelta(minutes=30),
        service="guidance",
    )


def test_who_waits_with_a_slip_waits_since_it_was_given(
    hall: Hall, desk: Desk, key_in: KeyIn
) -> None:
    hall.take(at=EIGHT + timedelta(minutes=10))

    ticket = key_in(Slip("A", 901, EIGHT))

    assert (ticket.label, ticket.channel) == ("A901", "paper")
    assert (ticket.issued_at, ticket.since) == (EIGHT, EIGHT)
    assert desk.called() == ticket


def test_who_was_served_in_the_dark_has_the_whole_story_at_its_hours(
    hall: Hall, town: Centre, key_in: KeyIn, served: Served
) -> None:
    ticket = again(key_in(Slip("A", 902, EIGHT, served=served)))

    assert [(m.act, m.at, m.by) for m in ticket.moves.order_by("step")] == [
        ("issue", EIGHT, mandate("tiepnhan").user),
        ("call", served.called_at, served.officer),
        ("finish", served.ended_at, served.officer),
    ]
    assert (ticket.state, ticket.ended_at) == ("ended", served.ended_at)
    visit = ticket.visit
    assert (visit.began_at, visit.closed_at) == (served.called_at, served.ended_at)
    assert (visit.outcome, visit.service) == (Visit.Outcome.GUIDANCE, "guidance")
    assert fair_day.of(town, day=NOW.date()).waits["ordinary"].median == timedelta(
        minutes=15
    )


def test_who_left_in_the_dark_left_then(key_in: KeyIn) -> None:
    left_at = EIGHT + timedelta(minutes=40)

    ticket = key_in(Slip("A", 903, EIGHT, left_at=left_at))

    assert (ticket.state, ticket.ended_at) == ("left", left_at)
    assert ticket.visit.outcome == Visit.Outcome.LEFT


def test_keying_in_leaves_one_line_in_the_audit_with_the_hour_of_the_keys(
    town: Centre, key_in: KeyIn
) -> None:
    key_in(Slip("A", 901, EIGHT))
    key_in(Slip("A", 901, EIGHT))

    line = Line.objects.get(centre_id=town.id, verb="key_in_paper_number")
    assert line.at == NOW
    assert line.detail["given_at"] == EIGHT.isoformat()


def test_the_same_slip_told_the_same_is_the_same_ticket(
    key_in: KeyIn, served: Served
) -> None:
    slip = Slip("A", 901, EIGHT, served=served)

    assert key_in(slip) == key_in(slip)
    assert Ticket.objects.count() == 1


def test_a_slip_that_waited_is_itself_after_it_was_called(
    hall: Hall, desk: Desk, key_in: KeyIn
) -> None:
    slip = Slip("A", 901, EIGHT)
    key_in(slip)
    called = desk.called()

    assert key_in(slip) == called


def test_a_slip_told_otherwise_is_refused_with_what_was_told(
    key_in: KeyIn, served: Served
) -> None:
    first = key_in(Slip("A", 901, EIGHT))

    for other in (
        Slip("A", 901, EIGHT + timedelta(minutes=1)),
        Slip("A", 901, EIGHT, ground="elderly"),
        Slip("A", 901, EIGHT, served=served),
    ):
        with pytest.raises(SlipKeyedIn) as refused:
            key_in(other)
        assert refused.value.ticket == first
    assert Ticket.objects.count() == 1


def test_one_number_is_another_slip_in_another_queue_and_on_another_day(
    key_in: KeyIn, served: Served
) -> None:
    day = timedelta(days=1)
    yesterday = replace(
        served, called_at=served.called_at - day, ended_at=served.ended_at - day
    )

    key_in(Slip("A", 901, EIGHT))
    key_in(Slip("B", 901, EIGHT))
    old = key_in(Slip("A", 901, EIGHT - day, served=yesterday, reason="Mất điện"))

    assert Ticket.objects.count() == 3
    assert old.day == YESTERDAY.date()
    assert old.moves.get(act="issue").reason == "Mất điện"


def test_a_slip_of_an_earlier_day_needs_a_reason_and_waits_no_more(
    key_in: KeyIn,
) -> None:
    with pytest.raises(WrongTimes) as waits:
        key_in(Slip("A", 901, YESTERDAY, reason="Mất điện"))
    with pytest.raises(ReasonMissing):
        key_in(Slip("A", 901, YESTERDAY, left_at=YESTERDAY))

    assert waits.value.why is PaperTimes.STILL_WAITING


def test_times_that_cannot_have_been_are_refused(key_in: KeyIn, served: Served) -> None:
    minute, old = timedelta(minutes=1), NOW - timedelta(days=32)
    wrong = {
        PaperTimes.NOT_YET: Slip("A", 901, NOW + minute),
        PaperTimes.TOO_OLD: Slip("A", 901, old, left_at=old, reason="Quên"),
        PaperTimes.CALLED_BEFORE: Slip(
            "A", 901, EIGHT, served=replace(served, called_at=EIGHT - minute)
        ),
        PaperTimes.ENDED_BEFORE: Slip(
            "A", 901, EIGHT, served=replace(served, ended_at=EIGHT + minute)
        ),
    }

    for why, slip in wrong.items():
        with pytest.raises(WrongTimes) as refused:
            key_in(slip)
        assert refused.value.why is why
    assert not Ticket.objects.exists()


@pytest.mark.parametrize("number", [1, 900, 1000])
def test_only_the_numbers_kept_for_paper_are_taken(key_in: KeyIn, number: int) -> None:
    with pytest.raises(NotAPaperNumber):
        key_in(Slip("A", number, EIGHT))


def test_an_unknown_queue_and_service_are_refused(
    key_in: KeyIn, served: Served
) -> None:
    with pytest.raises(UnknownQueue):
        key_in(Slip("Z", 901, EIGHT))
    with pytest.raises(UnknownService):
        key_in(Slip("A", 901, EIGHT, served=replace(served, service="không có")))


def test_another_ward_has_slips_of_its_own(
    hall: Hall, key_in: KeyIn, stranger: Mandate
) -> None:
    ticket = key_in(Slip("A", 901, EIGHT))

    assert selectors.ticket(stranger.user.centre, ticket.id) is None


def test_eight_who_key_in_one_slip_at_once_make_one_ticket(living_hall: Hall) -> None:
    people = list(User.objects.filter(centre=living_hall.centre)[:8])

    def key(n: int) -> tuple[str, bool]:
        ticket, is_new = paper_series.key_in(
            centre=living_hall.centre,
            slip=Slip("A", 901, EIGHT),
            by=people[n],
            at=NOW,
        )
        return str(ticket.id), is_new

    made = together(8, key)

    assert len({ticket for ticket, _ in made}) == 1
    assert sorted(is_new for _, is_new in made) == [False] * 7 + [True]
    assert Ticket.objects.filter(channel="paper").count() == 1
    assert Visit.objects.filter(opened_at=EIGHT).count() == 1


def test_of_rivals_who_tell_one_slip_otherwise_one_is_believed(
    living_hall: Hall,
) -> None:
    by = User.objects.filter(centre=living_hall.centre)[0]

    def key(n: int) -> str:
        slip = Slip("A", 901, EIGHT + timedelta(minutes=n))
        try:
            paper_series.key_in(centre=living_hall.centre, slip=slip, by=by, at=NOW)
        except SlipKeyedIn:
            return "refused"
        return "made"

    assert sorted(together(6, key)) == ["made"] + ["refused"] * 5
    assert Ticket.objects.filter(channel="paper").count() == 1
