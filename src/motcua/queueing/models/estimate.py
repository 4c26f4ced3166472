"""What people were told about their wait, and what came true of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.queueing.models.hall import Queue
from motcua.queueing.models.ticket import Ticket
from motcua.rules import wait_estimate
from motcua.ward.models import CentreModel


class Method(models.TextChoices):
    """Where a range comes from; the values are those of rules.wait_estimate."""

    PLAYED = wait_estimate.Method.PLAYED.value, _("Chạy thử quy tắc gọi")
    LAST_ENTERED = (
        wait_estimate.Method.LAST_ENTERED.value,
        _("Người vừa được gọi"),
    )


class WaitEstimate(CentreModel):
    """A range of minutes for a ticket, as it was at one moment; rows are only added.

    It is written when it is not shown too: that is how a queue earns the trust to be
    shown again, or for the first time. `queue` is the one it was waiting in then.
    """

    ticket = models.ForeignKey(
        Ticket, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    queue = models.ForeignKey(
        Queue, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    method = models.CharField(max_length=12, choices=Method.choices)
    people_ahead = models.PositiveSmallIntegerField()
    low_minutes = models.PositiveSmallIntegerField()
    high_minutes = models.PositiveSmallIntegerField()
    middle_seconds = models.PositiveIntegerField()
    is_shown = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(low_minutes__lt=models.F("high_minutes")),
                name="a_range_has_two_ends",
            )
        ]
        indexes = [
            models.Index(fields=["centre", "ticket", "at"], name="estimates_of_ticket"),
            models.Index(fields=["centre", "at"], name="estimates_by_time"),
        ]


class EstimateScore(CentreModel):
    """What came true of a day's ranges of one queue, shown and not shown."""

    queue = models.ForeignKey(
        Queue, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    day = models.DateField()
    method = models.CharField(max_length=12, choices=Method.choices)
    n = models.PositiveIntegerField()
    covered = models.PositiveIntegerField()
    mae_seconds = models.PositiveIntegerField()
    bias_seconds = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "queue", "day", "method"],
                name="one_score_a_day_and_method",
            )
        ]
