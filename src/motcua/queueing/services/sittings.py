"""Who sits at a counter: sit down, take over, go on a break, stand up."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from motcua.accounts.models import User
from motcua.foundation.audit import services as audit
from motcua.foundation.live import topics
from motcua.foundation.toolkit.work import unit_of_work
from motcua.queueing import selectors
from motcua.queueing.errors import (
    CounterBusy,
    CounterTaken,
    NobodyThere,
    NotYourConsole,
    OnBreak,
    StaleConsole,
)
from motcua.queueing.models import Break, Sitting, Ticket
from motcua.queueing.services.writing import take_hall
from motcua.visits.services import open_visits
from motcua.ward.models import Centre, Counter


@dataclass(frozen=True)
class Seat:
    """What a console sends with each act: its sitting, its secret, what it last saw.

    `revision` None acts on whatever is there now, for callers without a screen.
    """

    sitting_id: UUID
    console: str
    revision: int | None = None


def sit_down(
    *,
    counter: Counter,
    officer: User,
    console: str,
    at: datetime,
    takes_over: bool = False,
) -> Sitting:
    """Open the console of a counter; the same browser gets its sitting back.

    With `takes_over` whoever holds the counter, and the officer's other counter, is let
    go and the person who is being served here stays served. Raises CounterTaken
    otherwise, CounterBusy when somebody still is at the officer's other counter.
    """
    centre_id = counter.centre_id
    with unit_of_work():
        take_hall(centre_id)
        held = list(
            Sitting.objects.filter(centre_id=centre_id, ended_at=None)
            .filter(Q(counter=counter) | Q(officer=officer))
            .select_related("counter", "officer")
        )
        for each in held:
            if _is_same(each, counter, officer, console):
                return each
        if held and not takes_over:
            raise CounterTaken(held[0])
        for each in held:
            left_behind = (
                None if each.counter == counter else selectors.at_counter(each.counter)
            )
            if left_behind is not None:
                raise CounterBusy(left_behind)
            end_sitting(each, Sitting.Ending.TAKEN_OVER, at=at)
        sitting = Sitting.objects.create(
            centre_id=centre_id,
            counter=counter,
            officer=officer,
            console=console,
            began_at=at,
        )
        present = selectors.at_counter(counter)
        if present is not None:
            open_visits.take(present.visit, by=officer, counter=counter, at=at)
        _tell(
            sitting,
            "sit_down",
            at=at,
            taken_over=[each.officer.username for each in held],
        )
    return sitting


def stand_up(*, centre: Centre, seat: Seat, at: datetime) -> None:
    """Leave the counter; raises CounterBusy while somebody is called or served there."""
    with unit_of_work():
        sitting = act_from(centre, seat)
        present = selectors.at_counter(sitting.counter)
        if present is not None:
            raise CounterBusy(present)
        end_sitting(sitting, Sitting.Ending.LEFT, at=at)
        _tell(sitting, "stand_up", at=at)


def take_break(
    *,
    centre: Centre,
    seat: Seat,
    reason: str,
    at: datetime,
    back_at: datetime | None = None,
) -> Break:
    """Call nobody for a while; displays say until when. Raises CounterBusy or OnBreak."""
    with unit_of_work():
        sitting = act_from(centre, seat)
        present = selectors.at_counter(sitting.counter)
        if present is not None:
            raise CounterBusy(present)
        if selectors.open_break(sitting) is not None:
            raise OnBreak
        pause = Break.objects.create(
            centre=centre,
            sitting=sitting,
            reason=Break.Reason(reason).value,
            began_at=at,
            back_at=back_at,
        )
        _tell(sitting, "take_break", at=at, why=pause.reason)
    return pause


def end_break(*, centre: Centre, seat: Seat, at: datetime) -> None:
    """Be back; nothing happens when there was no break."""
    with unit_of_work():
        sitting = act_from(centre, seat)
        _end_breaks(sitting, at=at)
        _tell(sitting, "end_break", at=at)


def act_from(centre: Centre, seat: Seat) -> Sitting:
    """In our turn: the sitting a console acts from, one act further than before.

    Raises NotYourConsole or StaleConsole.
    """
    take_hall(centre.id)
    sitting = selectors.held_by(centre, seat.sitting_id, seat.console)
    if sitting is None:
        raise NotYourConsole
    if seat.revision is not None and seat.revision != sitting.revision:
        raise StaleConsole
    sitting.revision += 1
    sitting.save(update_fields=["revision"])
    return sitting


def at_seat(centre: Centre, seat: Seat) -> tuple[Sitting, Ticket]:
    """In our turn: the sitting and the ticket at its counter; raises NobodyThere."""
    sitting = act_from(centre, seat)
    ticket = selectors.at_counter(sitting.counter)
    if ticket is None:
        raise NobodyThere
    return sitting, ticket


def end_sitting(sitting: Sitting, ending: str, *, at: datetime) -> None:
    """End a sitting, and the break it may be on."""
    _end_breaks(sitting, at=at)
    sitting.ended_at, sitting.ending = at, ending
    sitting.save(update_fields=["ended_at", "ending"])


def _tell(sitting: Sitting, verb: str, *, at: datetime, **detail: Any) -> None:
    """A line in the audit, and a word to the screens."""
    audit.write(
        centre_id=sitting.centre_id,
        by=sitting.officer,
        verb=verb,
        subject=("sitting", sitting.id),
        at=at,
        counter=sitting.counter.number,
        **detail,
    )
    topics.touch(f"hall:{sitting.centre_id}")


def _end_breaks(sitting: Sitting, *, at: datetime) -> None:
    Break.objects.filter(
        centre_id=sitting.centre_id, sitting=sitting, ended_at=None
    ).update(ended_at=at)


def _is_same(held: Sitting, counter: Counter, officer: User, console: str) -> bool:
    return (
        held.counter_id == counter.id
        and held.officer_id == officer.id
        and hmac.compare_digest(held.console, console)
    )
