"""The end of the day: nobody is left waiting, nobody who is being served is interrupted."""

from datetime import datetime

from motcua.foundation.toolkit.work import unit_of_work
from motcua.queueing import selectors
from motcua.queueing.models import Sitting
from motcua.queueing.services.persons import leave
from motcua.queueing.services.sittings import end_sitting
from motcua.queueing.services.writing import act_on, take_hall
from motcua.rules import ticket_life
from motcua.rules.ticket_life import Act, State
from motcua.ward.models import Centre


def close_day(*, centre: Centre, at: datetime) -> int:
    """End the tickets nobody will call any more, and the counters without a visit.

    Returns how many people had gone without being served. Safe to run again: who is
    still being served, even past midnight, stays.
    """
    closable = set(ticket_life.WAYS[Act.CLOSE_DAY])
    gone = 0
    with unit_of_work():
        take_hall(centre.id)
        for ticket in selectors.in_hall(centre):
            if State(ticket.state) in closable:
                act_on(ticket, Act.CLOSE_DAY, at=at, ended_at=at, keeps_until=None)
                leave(ticket, at=at)
                gone += 1
        for sitting in selectors.sittings(centre):
            if selectors.at_counter(sitting.counter) is None:
                end_sitting(sitting, Sitting.Ending.DAY_CLOSED, at=at)
    return gone
