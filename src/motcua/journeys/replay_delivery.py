"""Bringing a dead letter back to life, and writing down who did it."""

from datetime import datetime
from uuid import UUID

from motcua.accounts.models import User
from motcua.foundation.audit import services as audit
from motcua.foundation.outbox import services as outbox
from motcua.foundation.toolkit.work import unit_of_work


class NotDead(LookupError):
    """The centre has no such letter, or it is on its way again already."""


def replay_delivery(*, delivery_id: UUID, by: User, at: datetime) -> None:
    """Try a dead letter of the person's centre again at once; raises NotDead."""
    with unit_of_work():
        if not outbox.replay(centre_id=by.centre_id, delivery_id=delivery_id, at=at):
            raise NotDead(delivery_id)
        audit.write(
            centre_id=by.centre_id,
            by=by,
            verb="replay_delivery",
            subject=("delivery", delivery_id),
            at=at,
        )
