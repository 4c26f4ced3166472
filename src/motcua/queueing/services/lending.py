"""Lend numbers to a machine beforehand, and take in what it gave out without the server."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import IntegrityError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.foundation.numbering import services as numbering
from motcua.foundation.toolkit.work import unit_of_work
from motcua.queueing import selectors
from motcua.queueing.errors import NotLent
from motcua.queueing.models import Device, NumberBlock, Queue, Ticket
from motcua.queueing.models.hall import TicketClass
from motcua.queueing.services import issuing, writing
from motcua.queueing.services.issuing import Ask
from motcua.queueing.services.persons import leave
from motcua.rules import number_ranges, ticket_life
from motcua.rules.number_ranges import NoBlockLeft
from motcua.rules.ticket_life import Act, State
from motcua.ward.models import Centre

INSTEAD: Final = "instead-"
"""The key of a number that a machine gave out itself, because what it asked the server
with the rest of the key was not answered."""


@dataclass(frozen=True)
class Taken:
    """A number that a machine gave out by itself: which, of what kind, when.

    `key` is the key with which the machine had asked the server first, `day` that of the
    block it took the number from.
    """

    key: str
    letter: str
    day: date
    number: int
    at: datetime
    ground: str = ""
    language: str = "vi"


def lend(device: Device, *, at: datetime) -> list[NumberBlock]:
    """The numbers this machine may give out today without asking: one block a queue.

    Asked again on the same day it gives the same blocks. A queue of which every block
    is lent has none for this machine.
    """
    day = timezone.localdate(at)
    held = {each.letter: each for each in _held(device, day)}
    for queue in selectors.queues(device.centre):
        if queue.letter not in held:
            _lend(device, queue, day, at)
    return _held(device, day)


def given_of(blocks: Sequence[NumberBlock]) -> dict[str, int]:
    """How many numbers of each block are in the hall already, by its letter.

    A machine whose memory was wiped goes on behind them.
    """
    given = {}
    for block in blocks:
        last = Ticket.objects.filter(
            centre_id=block.centre_id,
            letter=block.letter,
            day=block.day,
            number__gte=block.first,
            number__lt=block.first + number_ranges.BLOCK,
        ).aggregate(last=Max("number"))["last"]
        given[block.letter] = last - block.first + 1 if last else 0
    return given


def issue(device: Device, ask: Ask, key: str, *, at: datetime) -> tuple[Ticket, bool]:
    """Give out a number at a machine that can ask us, once per key; as `issuing.issue`.

    A question that comes late, after the machine has helped itself, is answered with
    what it gave out.
    """
    kept = issuing.with_key(device.centre, f"{INSTEAD}{key}")
    if kept is not None:
        return kept, False
    return issuing.issue(centre=device.centre, ask=ask, key=key, at=at)


def bring_in(device: Device, taken: Taken, *, at: datetime) -> Ticket:
    """Take a number into the hall that the machine gave out while the server was away.

    Its wait began when it was given out; the machine's clock is believed from the lending
    of the block until now. Sent again, it is the same ticket. When the server had
    answered after all and the machine did not hear it, that number is given up: the
    paper in the person's hand counts. Of an earlier day it is kept as gone home.
    Raises NotLent when this machine may not give out this number, or did so before.
    """
    block = _block_of(device, taken)
    queue = Queue.objects.filter(centre=device.centre, letter=taken.letter).first()
    key = f"{INSTEAD}{taken.key}"
    kept = issuing.with_key(device.centre, key)
    if kept is not None:
        return kept
    if queue is None:
        raise NotLent(taken.letter)
    try:
        with unit_of_work():
            writing.take_hall(device.centre_id)
            _give_up_unheard(device.centre, taken.key, at)
            return _brought(queue, taken, key, given=_given(block, taken, at), at=at)
    except IntegrityError:
        # Sent twice at the same moment, or this number went to somebody else before.
        kept = issuing.with_key(device.centre, key)
        if kept is None:
            raise NotLent(taken.letter, taken.number) from None
        return kept


def _brought(
    queue: Queue, taken: Taken, key: str, *, given: datetime, at: datetime
) -> Ticket:
    ask = Ask(
        letter=taken.letter,
        channel=Ticket.Channel.KIOSK,
        ticket_class=TicketClass.PRIORITY if taken.ground else TicketClass.ORDINARY,
        ground=taken.ground,
        language=taken.language,
    )
    ticket = issuing.made(queue, ask, key, at=given, number=taken.number)
    if ticket.day < timezone.localdate(at):
        writing.act_on(ticket, Act.CLOSE_DAY, at=at, ended_at=at)
        leave(ticket, at=at)
    return ticket


def _given(block: NumberBlock, taken: Taken, at: datetime) -> datetime:
    """When it was given out, as far as the machine's clock can be believed."""
    midnight = selectors.morning(block.lent_at) + timedelta(days=1)
    latest = min(at, midnight - timedelta(seconds=1))
    return min(max(taken.at, block.lent_at), latest)


def _held(device: Device, day: date) -> list[NumberBlock]:
    blocks = NumberBlock.objects.filter(
        centre_id=device.centre_id, device=device, day=day
    )
    return list(blocks.order_by("letter"))


def _lend(device: Device, queue: Queue, day: date, at: datetime) -> None:
    try:
        with unit_of_work():
            nth = numbering.take(
                centre_id=device.centre_id,
                series=f"block:{queue.letter}",
                period=day.isoformat(),
            )
            NumberBlock.objects.create(
                centre_id=device.centre_id,
                device=device,
                letter=queue.letter,
                day=day,
                first=number_ranges.block(nth).start,
                lent_at=at,
            )
    except (NoBlockLeft, IntegrityError):
        # None is left, or this machine asked twice at the same moment.
        return


def _block_of(device: Device, taken: Taken) -> NumberBlock:
    block = NumberBlock.objects.filter(
        centre_id=device.centre_id,
        device=device,
        letter=taken.letter,
        day=taken.day,
        first__lte=taken.number,
        first__gt=taken.number - number_ranges.BLOCK,
    ).first()
    if block is None:
        raise NotLent(taken.letter, taken.number)
    return block


def _give_up_unheard(centre: Centre, key: str, at: datetime) -> None:
    unheard = issuing.with_key(centre, key)
    if unheard is None or State(unheard.state) not in ticket_life.WAYS[Act.GIVE_UP]:
        return
    reason = _("Máy lấy số không nghe được câu trả lời và đã phát số khác")
    writing.act_on(unheard, Act.GIVE_UP, at=at, reason=reason, ended_at=at)
    leave(unheard, at=at)
