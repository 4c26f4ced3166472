"""One row per series and period; its lock is what keeps numbers unique."""

from django.db import models

from motcua.foundation.toolkit.models import CentreIdModel


class Series(CentreIdModel):
    """The last number given out in one series (dossier codes of one day, a book)."""

    name = models.CharField(max_length=40)
    period = models.CharField(max_length=20)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre_id", "name", "period"], name="one_row_per_series"
            ),
        ]
