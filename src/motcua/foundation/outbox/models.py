"""Messages (facts) and one delivery row for each handler that wants them."""

from django.db import models

from motcua.foundation.toolkit.models import CentreIdModel


class Message(CentreIdModel):
    """One fact, as plain values."""

    kind = models.CharField(max_length=80)
    values = models.JSONField()
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["centre_id", "recorded_at"], name="outbox_by_time")
        ]


class Delivery(CentreIdModel):
    """One fact on its way to one handler."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE)
    handler = models.CharField(max_length=80)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre_id", "message", "handler"],
                name="one_delivery_per_handler",
            ),
        ]
        indexes = [
            # The claim of due deliveries looks across centres (design.md 2).
            models.Index(
                fields=["next_try_at"],
                name="outbox_due",
                condition=models.Q(delivered_at=None, dead_at=None),
            ),
        ]
