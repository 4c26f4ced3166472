"""What the heads look at: steps that went other than planned, and when one is stuck."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import User
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.steps import Step
from motcua.rules.deviations import Deviation
from motcua.ward.models import CentreModel, Department

STUCK_HOURS = 16


class DeviationKind(models.TextChoices):
    """The kinds of `rules.deviations` in the words of the office."""

    OVER_TIME = Deviation.OVER_TIME, _("Quá giờ của bước")
    SENT_BACK = Deviation.SENT_BACK, _("Bị trả lại")
    SKIPPED = Deviation.SKIPPED, _("Bỏ qua bước")
    SUBSTITUTE = Deviation.SUBSTITUTE, _("Người khác làm thay")
    DELEGATED = Deviation.DELEGATED, _("Ký thay theo ủy quyền")
    OUTSIDE_ROLE = Deviation.OUTSIDE_ROLE, _("Làm ngoài vai trò")


class StepDeviation(CentreModel):
    """One way in which a finished step of a dossier went other than planned.

    Written when the step ends, so that the report reads rows instead of counting the
    hours of a year's steps.
    """

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="deviations", db_index=False
    )
    step = models.ForeignKey(
        Step, on_delete=models.PROTECT, related_name="deviations", db_index=False
    )
    kind = models.CharField(max_length=12, choices=DeviationKind.choices)
    at = models.DateTimeField()
    officer = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    unit = models.ForeignKey(
        Department,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    planned_minutes = models.PositiveIntegerField()
    spent_minutes = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "step", "kind", "at"], name="a_deviation_once_a_run"
            )
        ]
        indexes = [
            models.Index(fields=["centre", "-at", "-id"], name="deviations_by_time"),
            models.Index(
                fields=["centre", "kind", "-at", "-id"], name="deviations_of_kind"
            ),
            models.Index(
                fields=["centre", "officer", "-at", "-id"],
                name="deviations_of_officer",
            ),
            models.Index(
                fields=["centre", "unit", "-at", "-id"], name="deviations_of_unit"
            ),
            models.Index(fields=["centre", "dossier"], name="deviations_of_dossier"),
        ]


class StuckLimit(CentreModel):
    """After how many working hours without movement a dossier counts as stuck.

    Without a row the default counts, which is ours and no law's (synthetic).
    """

    working_hours = models.PositiveSmallIntegerField(default=STUCK_HOURS)
    source = models.CharField(max_length=200, blank=True)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre"], name="one_stuck_limit")
        ]
