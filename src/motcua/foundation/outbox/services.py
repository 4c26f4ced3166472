"""Record facts, claim due deliveries under a lease, deliver them, replay dead ones.

A fact and its deliveries are rows of the transaction that made it true. A worker leases
a delivery for a while; if it dies, the lease runs out and another one takes over. Nine
failures make a dead letter, which a person can replay.
"""

import logging
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.events import codec
from motcua.foundation.outbox import registry
from motcua.foundation.outbox.models import Delivery, Message
from motcua.foundation.toolkit.work import (
    keep,
    notify,
    require_transaction,
    unit_of_work,
)

LEASE: Final = timedelta(seconds=60)
MOST_ATTEMPTS: Final = 9
WAKE_CHANNEL: Final = "motcua_outbox"

log = logging.getLogger(__name__)


def record(fact: codec.Fact, *, at: datetime) -> None:
    """Store the fact with the change that made it true; raises NotInTransaction."""
    require_transaction("A fact")
    kind = codec.name_of(type(fact))
    message = Message(
        centre_id=fact.centre_id,
        kind=kind,
        values=codec.to_plain(fact),
        recorded_at=at,
    )
    names = registry.handler_names(kind)
    deliveries = (
        Delivery(
            centre_id=fact.centre_id, message=message, handler=name, next_try_at=at
        )
        for name in names
    )
    keep(message, *deliveries)
    if names:
        notify(WAKE_CHANNEL, "")


def deliver_due(*, at: datetime, most: int = 50) -> int:
    """Deliver up to `most` due facts, each in its own transaction; return how many."""
    delivered = 0
    for _ in range(most):
        delivery = _lease(at)
        if delivery is None:
            break
        delivered += _deliver(delivery, at)
    return delivered


def replay(*, centre_id: UUID, delivery_id: UUID, at: datetime) -> bool:
    """Bring a dead letter back to life, with all its attempts before it; False for none."""
    dead = Delivery.objects.filter(
        centre_id=centre_id, id=delivery_id, dead_at__isnull=False
    )
    return bool(
        dead.update(dead_at=None, attempts=0, next_try_at=at, leased_until=None)
    )


def _lease(at: datetime) -> Delivery | None:
    with unit_of_work():
        due = Delivery.objects.filter(
            Q(leased_until=None) | Q(leased_until__lte=at),
            delivered_at=None,
            dead_at=None,
            next_try_at__lte=at,
        )
        # The claim looks across centres on purpose: one worker serves them all.
        delivery = (
            due.select_for_update(skip_locked=True, of=("self",))
            .select_related("message")
            .order_by("next_try_at")
            .first()
        )
        if delivery is None:
            return None
        delivery.leased_until = at + LEASE
        delivery.attempts += 1
        delivery.save(update_fields=["leased_until", "attempts"])
        return delivery


def _deliver(delivery: Delivery, at: datetime) -> int:
    message = delivery.message
    try:
        with unit_of_work():
            registry.call(message.kind, delivery.handler, message.values, at)
            _mine(delivery).update(delivered_at=at, leased_until=None, last_error="")
    except Exception as error:  # a poison handler must not stop its neighbours
        log.exception("delivery failed handler=%s id=%s", delivery.handler, delivery.id)
        _failed(delivery, at, error)
        return 0
    return 1


def _failed(delivery: Delivery, at: datetime, error: Exception) -> None:
    is_dead = delivery.attempts >= MOST_ATTEMPTS
    # Another worker may have delivered it after our lease ran out: that stands.
    _mine(delivery).filter(delivered_at=None).update(
        leased_until=None,
        next_try_at=at + timedelta(seconds=2**delivery.attempts),
        dead_at=at if is_dead else None,
        last_error=f"{type(error).__name__}: {error}"[:500],
    )


def _mine(delivery: Delivery) -> QuerySet[Delivery]:
    return Delivery.objects.filter(centre_id=delivery.centre_id, id=delivery.id)
