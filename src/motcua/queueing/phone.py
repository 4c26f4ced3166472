"""What a phone may read of the hall: the ticket whose code it has, the numbers it took."""

from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from motcua.queueing.models import Ticket
from motcua.rules.ticket_life import Act
from motcua.ward.models import Centre

WITH: Final = ("visit", "queue", "counter", "sent_to", "centre")


def ticket_of(centre: Centre, code: str) -> Ticket | None:
    """The ticket of the visit with this public code."""
    found = _tickets(centre.id).filter(visit__centre=centre, visit__public_code=code)
    return found.first()


def ticket_by_id(centre_id: UUID, ticket_id: UUID) -> Ticket | None:
    """The same for a page that is open already."""
    return _tickets(centre_id).filter(id=ticket_id).first()


def held_by(centre: Centre, browser: str, *, on: date) -> list[Ticket]:
    """The numbers this browser took on a day of the office whose people may still be
    called, oldest first."""
    mine = _tickets(centre.id).filter(
        ended_at=None,
        day=on,
        channel=Ticket.Channel.PHONE,
        key__startswith=f"{key_of(browser)}:",
    )
    return list(mine.order_by("issued_at", "id"))


def key_of(browser: str, *parts: str) -> str:
    """The key of a number taken by phone begins with the browser that took it."""
    return ":".join(["phone", browser, *parts])


def times_late(ticket: Ticket) -> int:
    """How often the person said that they would be late."""
    return ticket.moves.filter(
        centre_id=ticket.centre_id, act=Act.BE_LATE.value
    ).count()


def _tickets(centre_id: UUID) -> QuerySet[Ticket]:
    return Ticket.objects.filter(centre_id=centre_id).select_related(*WITH)
