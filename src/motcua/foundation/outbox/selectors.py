"""Read the outbox: what is waiting and what died."""

from uuid import UUID

from django.db.models import QuerySet

from motcua.foundation.outbox.models import Delivery


def dead_letters(centre_id: UUID) -> QuerySet[Delivery]:
    """Deliveries that were given up, newest first, with their facts."""
    return (
        Delivery.objects.filter(centre_id=centre_id, dead_at__isnull=False)
        .select_related("message")
        .order_by("-dead_at")
    )


def waiting_count(centre_id: UUID) -> int:
    """How many deliveries are still to be made."""
    return Delivery.objects.filter(
        centre_id=centre_id, delivered_at=None, dead_at=None
    ).count()
