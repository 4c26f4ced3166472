"""What people say they come for goes with their number to the counter."""

from dataclasses import replace
from uuid import uuid4

import pytest

from motcua.queueing.errors import TooLate
from motcua.queueing.models import Ticket
from motcua.queueing.services import calling, issuing, matters
from motcua.queueing.services.issuing import Ask
from motcua.queueing.services.matters import NOTHING, Matter
from tests.cast import EXTRACT, NOW
from tests.queueing.hall import Desk, Hall, again

BIRTH = Matter(procedure=EXTRACT, papers=[1])
ASK = Ask(letter="A", channel="kiosk")


def number(hall: Hall, matter: Matter) -> Ticket:
    """A number about something."""
    ask = replace(ASK, matter=matter)
    return issuing.issue(centre=hall.centre, ask=ask, key=uuid4().hex, at=NOW)[0]


def test_a_number_carries_the_procedure_and_the_papers_ticked(hall: Hall) -> None:
    assert matters.of(again(number(hall, BIRTH))) == Matter(EXTRACT, (1,))
    assert matters.of(again(number(hall, NOTHING))) == NOTHING


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (Matter("9.999999", [1]), NOTHING),
        (Matter(EXTRACT, [1, 1, 77, 0]), Matter(EXTRACT, (1,))),
        (Matter(papers=[1]), NOTHING),
        (Matter(dossier="không phải mã"), NOTHING),
        (
            Matter(dossier="000.00.95.h44 - 260721 - 0012"),
            Matter(dossier="000.00.95.H44-260721-0012"),
        ),
    ],
    ids=["unknown", "papers not asked for", "papers of nothing", "no code", "typed"],
)
def test_only_what_the_centre_knows_is_kept(
    hall: Hall, said: Matter, kept: Matter
) -> None:
    assert matters.of(again(number(hall, said))) == kept


def test_while_one_waits_one_can_say_it_anew(hall: Hall) -> None:
    ticket = number(hall, BIRTH)

    matters.say(centre=hall.centre, ticket=ticket, said=Matter(EXTRACT), at=NOW)

    assert matters.of(again(ticket)) == Matter(EXTRACT)


def test_at_the_counter_one_says_it_to_the_officer(hall: Hall, desk: Desk) -> None:
    ticket = number(hall, BIRTH)
    calling.call_next(centre=hall.centre, seat=desk.seat, at=NOW)

    with pytest.raises(TooLate):
        matters.say(centre=hall.centre, ticket=ticket, said=NOTHING, at=NOW)

    assert matters.of(again(ticket)) == Matter(EXTRACT, (1,))
