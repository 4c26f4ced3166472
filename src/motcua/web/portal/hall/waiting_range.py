"""How long somebody still waits: a range of minutes, never one number."""

from datetime import datetime

from motcua.queueing.models import Ticket


def minutes_left(ticket: Ticket, *, at: datetime) -> tuple[int, int] | None:
    """The fewest and the most minutes until the call; None when nothing can be said.

    Nothing estimates waits yet, so the page shows the place only.
    """
    return None
