"""The open page of a number follows it by itself."""

from typing import Final
from uuid import UUID

from django.template.loader import render_to_string
from django.utils import timezone

from motcua.foundation.live import topics
from motcua.queueing import phone
from motcua.web.portal.hall.ticket import is_over
from motcua.web.portal.hall.ticket_story import tell

PATIENCE_SECONDS: Final = 3.0
"""Places change with every act of the hall; one's own call is shown at once."""


@topics.renders("ticket", follows="hall", patience=PATIENCE_SECONDS)
def ticket(argument: str) -> str:
    """The part of the ticket `centre:ticket` that changes; its code is not in it."""
    now = timezone.now()
    centre_id, _colon, ticket_id = argument.partition(":")
    found = phone.ticket_by_id(UUID(centre_id), UUID(ticket_id))
    if found is None or is_over(found, at=now):
        raise topics.UnknownTopic(argument)
    return render_to_string(
        "portal/hall/ticket_part.html", {"story": tell(found, at=now)}
    )
