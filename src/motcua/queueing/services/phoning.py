"""Give out numbers to phones: no more at a time than one person can be called for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils import timezone

from motcua.foundation.toolkit.work import take_turn, unit_of_work
from motcua.queueing import phone
from motcua.queueing.errors import HoldsEnough
from motcua.queueing.models import Ticket
from motcua.queueing.services import issuing
from motcua.queueing.services.issuing import Ask
from motcua.queueing.services.matters import NOTHING, Matter
from motcua.ward.models import Centre

MOST_HELD: Final = 2


@dataclass(frozen=True)
class Tap:
    """One tap on a page: which browser, which page of it, the queue's letter, and
    what one comes for.

    `browser` and `page` are random words of at most 24 and 16 signs; the same three on
    the same day are the same tap, however often they arrive.
    """

    browser: str
    page: str
    letter: str
    language: str = "vi"
    matter: Matter = NOTHING


def take(*, centre: Centre, tap: Tap, at: datetime) -> tuple[Ticket, bool]:
    """Give a phone the next number of a queue: once per tap, one per queue at a time, two
    in all.

    Returns the ticket and whether it was made just now. Who scans the code at the door
    again and taps again has lost the page, not joined the queue twice. Priority is
    nothing a phone can give itself: the greeter does.
    Raises HoldsEnough, UnknownQueue or HallClosed.
    """
    day = timezone.localdate(at)
    key = phone.key_of(tap.browser, tap.page, tap.letter, f"{day:%y%m%d}")
    with unit_of_work():
        # Two taps of one browser at the same moment count each other.
        take_turn(f"phone:{tap.browser}")
        held = phone.held_by(centre, tap.browser, on=day)
        kept = issuing.with_key(centre, key) or _of_queue(tap.letter, held)
        if kept is not None:
            return kept, False
        if len(held) >= MOST_HELD:
            raise HoldsEnough
        return issuing.issue(
            centre=centre,
            ask=Ask(
                letter=tap.letter,
                channel=Ticket.Channel.PHONE,
                language=tap.language,
                matter=tap.matter,
            ),
            key=key,
            at=at,
        )


def _of_queue(letter: str, held: Sequence[Ticket]) -> Ticket | None:
    return next((each for each in held if each.letter == letter), None)
