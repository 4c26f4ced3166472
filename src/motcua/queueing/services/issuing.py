"""Give out numbers: once per key, never twice the same, only while the hall takes people."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError
from django.db.models import QuerySet
from django.utils import timezone

from motcua.accounts.models import User
from motcua.foundation.numbering import services as numbering
from motcua.foundation.toolkit.prepared import prepared_one
from motcua.foundation.toolkit.work import send, unit_of_work
from motcua.queueing import hours, selectors
from motcua.queueing.errors import GroundMissing, UnknownQueue
from motcua.queueing.models import Queue, Ticket
from motcua.queueing.models.hall import TicketClass
from motcua.queueing.services.matters import NOTHING, Matter, sound
from motcua.queueing.services.writing import tell
from motcua.rules import number_ranges
from motcua.rules.ticket_life import Act, State
from motcua.visits.models import Visit
from motcua.visits.services import open_visits
from motcua.ward.models import Centre


@dataclass(frozen=True)
class Ask:
    """What a number is asked for, and how.

    A priority ticket names its `ground`. `anyway` is the reason why an officer gives a
    number out though the hall is closed or full; the machine and the phone have none.
    `is_expected` is somebody who comes to their appointment: for them the hall is not
    full, nor is it too late. `matter` is what the person says they come for.
    """

    letter: str
    channel: str
    ticket_class: str = TicketClass.ORDINARY
    ground: str = ""
    language: str = "vi"
    needs: tuple[str, ...] = ()
    since: datetime | None = None
    anyway: str = ""
    is_expected: bool = False
    matter: Matter = NOTHING


def issue(
    *, centre: Centre, ask: Ask, key: str, at: datetime, by: User | None = None
) -> tuple[Ticket, bool]:
    """Give out the next number of a queue and open its visit; once per key.

    Returns the ticket and whether it was made just now: asked again with one key the
    same number comes back. Numbers begin anew with each local day of the office.
    Raises UnknownQueue, GroundMissing or HallClosed.
    """
    kept = with_key(centre, key)
    if kept is not None:
        return kept, False
    queue = selectors.queue(centre, ask.letter)
    if queue is None:
        raise UnknownQueue(ask.letter)
    if (ask.ticket_class == TicketClass.PRIORITY) != bool(ask.ground):
        raise GroundMissing(ask.ticket_class)
    if not (by and ask.anyway.strip()):
        hours.require_open(queue, at=at, is_expected=ask.is_expected)
    try:
        with unit_of_work():
            return made(queue, ask, key, at=at, by=by), True
    except IntegrityError:
        # A rival sent the same key at the same moment: the number is theirs and ours.
        kept = with_key(centre, key)
        if kept is None:
            raise
        return kept, False


def made(
    queue: Queue,
    ask: Ask,
    key: str,
    *,
    at: datetime,
    by: User | None = None,
    number: int | None = None,
) -> Ticket:
    """A ticket and its visit, in the caller's unit: for `issue`, and for numbers that were
    given out elsewhere before. Without a `number` it is the house's next one."""
    day = timezone.localdate(at)
    matter = sound(queue.centre, ask.matter, on=day)
    visit = open_visits.new_visit(queue.centre, place=Visit.Place.COUNTER, at=at)
    ticket = Ticket(
        centre_id=queue.centre_id,
        visit=visit,
        queue=queue,
        letter=queue.letter,
        day=day,
        number=number or _next(queue, day),
        key=key,
        ticket_class=ask.ticket_class,
        ground=ask.ground,
        channel=ask.channel,
        language=ask.language,
        needs=[*ask.needs],
        procedure_code=matter.procedure,
        papers=[*matter.papers],
        dossier_code=matter.dossier,
        state=State.WAITING.value,
        steps=1,
        issued_at=at,
        since=max(ask.since or at, at),
        target_seconds=int(queue.target(ask.ticket_class).total_seconds()),
    )
    send(visit, ticket)
    tell(ticket, Act.ISSUE, at=at, by=by, reason=ask.anyway)
    return ticket


def _next(queue: Queue, day: date) -> int:
    nth = numbering.take(
        centre_id=queue.centre_id,
        series=f"ticket:{queue.letter}",
        period=day.isoformat(),
    )
    return number_ranges.of_the_house(nth)


def with_key(centre: Centre, key: str) -> Ticket | None:
    """The ticket this key was answered with before."""
    return _with_key(centre.id, key)


@prepared_one
def _with_key(centre_id: UUID, key: str) -> QuerySet[Ticket]:
    return Ticket.objects.filter(centre_id=centre_id, key=key).select_related(
        "visit", "queue"
    )
