"""Numbers on paper for a power cut: keyed in afterwards, with the time they were given.

The numbers of the slips lie apart from all others, so that nobody has to know what was
given out while the house was dark. A slip is one ticket, however often it is keyed in.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError
from django.utils import timezone

from motcua.accounts.models import User
from motcua.foundation.audit import services as audit
from motcua.foundation.live import topics
from motcua.foundation.toolkit.work import keep, send, unit_of_work
from motcua.queueing.errors import (
    NotAPaperNumber,
    PaperTimes,
    ReasonMissing,
    SlipKeyedIn,
    UnknownQueue,
    WrongTimes,
)
from motcua.queueing.models import Move, Queue, Ticket
from motcua.queueing.models.hall import TicketClass
from motcua.queueing.services.issuing import with_key
from motcua.queueing.services.writing import take_hall
from motcua.rules.number_ranges import PAPER
from motcua.rules.ticket_life import Act, State
from motcua.visits import walk_ins
from motcua.visits.models import Visit
from motcua.visits.services import UnknownService, open_visits
from motcua.ward.models import Centre, Counter

OLDEST: Final = timedelta(days=31)
"""Slips that turn up later are told to the head of the centre and not keyed in."""


@dataclass(frozen=True)
class Served:
    """That the person of a slip was called to a counter, by whom, and what was done."""

    counter: Counter
    officer: User
    called_at: datetime
    ended_at: datetime
    service: str


@dataclass(frozen=True)
class Slip:
    """What stands on a slip and its stub.

    Without `served` and `left_at` its person still waits. `reason` says why a slip of an
    earlier day comes now.
    """

    letter: str
    number: int
    given_at: datetime
    ground: str = ""
    served: Served | None = None
    left_at: datetime | None = None
    reason: str = ""


def key_in(
    *, centre: Centre, slip: Slip, by: User, at: datetime
) -> tuple[Ticket, bool]:
    """Make the slip a ticket that waits, was served, or left at the times told.

    Returns the ticket and whether it was made just now: the same slip told the same
    again is the same ticket. Raises UnknownQueue, NotAPaperNumber, WrongTimes,
    ReasonMissing, UnknownService, or SlipKeyedIn when it was told otherwise before.
    """
    queue = Queue.objects.filter(centre=centre, letter=slip.letter).first()
    if queue is None:
        raise UnknownQueue(slip.letter)
    _require_sound(centre, slip, at)
    kept = _kept(centre, slip)
    if kept is not None:
        return kept, False
    try:
        with unit_of_work():
            take_hall(centre.id)
            return _made(queue, slip, by, at), True
    except IntegrityError:
        # A rival keyed the same slip in at the same moment.
        kept = _kept(centre, slip)
        if kept is None:
            raise
        return kept, False


def keyed_in(centre: Centre, *, at: datetime) -> list[Ticket]:
    """The slips of today that are in, the newest number first."""
    today = timezone.localdate(at)
    rows = Ticket.objects.filter(
        centre=centre, day=today, channel=Ticket.Channel.PAPER
    ).select_related("queue", "counter")
    return list(rows.order_by("letter", "-number"))


def _require_sound(centre: Centre, slip: Slip, at: datetime) -> None:
    """Raise what is wrong with the slip as it is told."""
    if slip.number not in PAPER:
        raise NotAPaperNumber(slip.number)
    is_of_today = timezone.localdate(slip.given_at) == timezone.localdate(at)
    why = _wrong_times(slip, at, is_of_today=is_of_today)
    if why is not None:
        raise WrongTimes(why)
    if not is_of_today and not slip.reason.strip():
        raise ReasonMissing
    if slip.served and slip.served.service not in walk_ins.all_services(centre):
        raise UnknownService(slip.served.service)


def _wrong_times(slip: Slip, at: datetime, *, is_of_today: bool) -> PaperTimes | None:
    served = slip.served
    over = served.ended_at if served else slip.left_at
    called_at = served.called_at if served else slip.given_at
    checks = (
        (max(slip.given_at, over or slip.given_at) > at, PaperTimes.NOT_YET),
        (at - slip.given_at > OLDEST, PaperTimes.TOO_OLD),
        (called_at < slip.given_at, PaperTimes.CALLED_BEFORE),
        (over is not None and over < called_at, PaperTimes.ENDED_BEFORE),
        (over is None and not is_of_today, PaperTimes.STILL_WAITING),
    )
    return next((why for is_wrong, why in checks if is_wrong), None)


def _kept(centre: Centre, slip: Slip) -> Ticket | None:
    """The ticket this slip became before; raises SlipKeyedIn when told otherwise now."""
    kept = with_key(centre, _key(slip))
    if kept is None:
        return None
    served = slip.served
    told = (
        slip.given_at,
        slip.ground,
        served.called_at if served else None,
        served.counter.id if served else None,
        served.ended_at if served else slip.left_at,
    )
    # A slip that waited when it was keyed in has gone its own way since.
    is_over = told[-1] is not None
    was = (kept.issued_at, kept.ground, kept.called_at, kept.counter_id, kept.ended_at)
    if told != was if is_over else told[:2] != was[:2]:
        raise SlipKeyedIn(kept)
    return kept


def _made(queue: Queue, slip: Slip, by: User, at: datetime) -> Ticket:
    visit = open_visits.new_visit(
        queue.centre, place=Visit.Place.COUNTER, at=slip.given_at
    )
    kind = TicketClass.PRIORITY if slip.ground else TicketClass.ORDINARY
    ticket = Ticket(
        centre_id=queue.centre_id,
        visit=visit,
        queue=queue,
        letter=queue.letter,
        day=timezone.localdate(slip.given_at),
        number=slip.number,
        key=_key(slip),
        ticket_class=kind,
        ground=slip.ground,
        channel=Ticket.Channel.PAPER,
        state=State.WAITING.value,
        steps=0,
        issued_at=slip.given_at,
        since=slip.given_at,
        target_seconds=int(queue.target(kind).total_seconds()),
    )
    story = _told(ticket, slip, by)
    ticket.steps = len(story)
    send(visit, ticket)
    keep(*story)
    _close(ticket, slip)
    _audit(ticket, by, at, slip)
    return ticket


def _told(ticket: Ticket, slip: Slip, by: User) -> list[Move]:
    """The ticket's state, and its story as it was: each act at its own time."""
    served, steps = slip.served, [_Step(Act.ISSUE, slip.given_at, by)]
    if served is not None:
        ticket.state = State.ENDED.value
        ticket.called_at = ticket.started_at = served.called_at
        ticket.counter, ticket.calls = served.counter, 1
        ticket.ended_at = served.ended_at
        ticket.visit.counter = served.counter
        ticket.visit.began_at = served.called_at
        ticket.visit.service = served.service
        steps += [
            _Step(Act.CALL, served.called_at, served.officer),
            _Step(Act.FINISH, served.ended_at, served.officer),
        ]
    elif slip.left_at is not None:
        ticket.state, ticket.ended_at = State.LEFT.value, slip.left_at
        steps.append(_Step(Act.GIVE_UP, slip.left_at, by))
    return [
        Move(
            centre_id=ticket.centre_id,
            ticket=ticket,
            step=number,
            act=step.act.value,
            at=step.at,
            by=step.by,
            counter=None if step.act is Act.ISSUE else ticket.counter,
            reason=slip.reason.strip()[:200] if step.act is Act.ISSUE else "",
        )
        for number, step in enumerate(steps, 1)
    ]


@dataclass(frozen=True)
class _Step:
    """One line of a slip's story."""

    act: Act
    at: datetime
    by: User


def _close(ticket: Ticket, slip: Slip) -> None:
    """End the visit of a slip whose person is not in the hall any more."""
    if slip.served is not None:
        service = walk_ins.all_services(ticket.centre)[slip.served.service]
        open_visits.close(
            ticket.visit,
            outcome=service.outcome,
            by=slip.served.officer,
            at=slip.served.ended_at,
        )
    elif slip.left_at is not None:
        open_visits.close(
            ticket.visit, outcome=Visit.Outcome.LEFT, by=None, at=slip.left_at
        )


def _audit(ticket: Ticket, by: User, at: datetime, slip: Slip) -> None:
    audit.write(
        centre_id=ticket.centre_id,
        by=by,
        verb="key_in_paper_number",
        subject=("ticket", ticket.id),
        at=at,
        reason=slip.reason.strip()[:200],
        label=ticket.label,
        given_at=slip.given_at.isoformat(),
        state=ticket.state,
    )
    topics.touch(f"hall:{ticket.centre_id}")


def _key(slip: Slip) -> str:
    day = timezone.localdate(slip.given_at)
    return f"paper:{day.isoformat()}:{slip.letter}:{slip.number}"
