"""Idempotency keys and counts of failed tries."""

from django.db import models

from motcua.foundation.toolkit.encryption import EncryptedField
from motcua.foundation.toolkit.models import CentreIdModel, HouseModel, Scope


class IdempotencyKey(CentreIdModel):
    """One command a caller may send again: what it asked for and what it made."""

    caller = models.CharField(max_length=80)
    key = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)
    result_id = models.UUIDField()
    answer = EncryptedField(column="idempotency.answer", blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre_id", "caller", "key"], name="one_result_per_key"
            ),
        ]
        indexes = [models.Index(fields=["centre_id", "made_at"], name="keys_by_age")]


class FailedTries(HouseModel):
    """How often something failed in one window of time; kept where it happened."""

    scope = Scope.LOCAL

    what = models.CharField(max_length=100)
    window = models.BigIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["what", "window"], name="one_count_a_window"
            )
        ]
