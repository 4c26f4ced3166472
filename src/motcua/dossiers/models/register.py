"""The register (form 07) of one year, closed with its totals and its hashes."""

from django.db import models

from motcua.accounts.models import User
from motcua.ward.models import CentreModel


class RegisterYear(CentreModel):
    """A closed year: how many dossiers, in which state, by which way, and two hashes.

    `reception_hash` covers what is frozen when a dossier comes in and must never
    differ again; `state_hash` covers how the dossiers stood at the closing, which
    later work on old dossiers may lawfully change.
    """

    year = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField()
    by_state = models.JSONField()
    by_origin = models.JSONField()
    reception_hash = models.CharField(max_length=64)
    state_hash = models.CharField(max_length=64)
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "year"], name="a_year_is_closed_once"
            )
        ]
