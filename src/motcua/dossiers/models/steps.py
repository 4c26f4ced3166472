"""The steps of a dossier's process, and the holds that keep it from going on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import Delegation, User
from motcua.dossiers.models.dossier import Dossier
from motcua.ward.models import CentreModel, Department


class Step(CentreModel):
    """One step of the process of one dossier."""

    class Status(models.TextChoices):
        """Where the step stands."""

        WAITING = "waiting", _("Chưa đến")
        ACTIVE = "active", _("Đang làm")
        DONE = "done", _("Đã xong")
        CLOSED = "closed", _("Khép lại giữa chừng")

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="steps", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=40)
    department = models.ForeignKey(
        Department,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    agency = models.ForeignKey(
        Department,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    hours = models.DecimalField(max_digits=6, decimal_places=2)
    status = models.CharField(max_length=10, choices=Status.choices)
    assignee = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    active_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    finished_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # In whose name it was done: an absent colleague, or the leader whose signature was
    # given away by `delegation`.
    finished_for = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    delegation = models.ForeignKey(
        Delegation,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    times_sent_back = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "dossier", "position"], name="one_step_of_dossier"
            ),
            models.UniqueConstraint(
                fields=["centre", "dossier"],
                condition=models.Q(status="active"),
                name="one_active_step",
            ),
        ]
        indexes = [
            # What a person leaves behind; done steps leave it.
            models.Index(
                fields=["centre", "assignee"],
                name="open_steps_of_person",
                condition=~models.Q(status="done"),
            )
        ]


class Hold(CentreModel):
    """A reason, placed by another area, why a dossier may not be returned yet."""

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="holds", db_index=False
    )
    kind = models.CharField(max_length=20)
    reason = models.CharField(max_length=300)
    placed_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "dossier", "kind"],
                condition=models.Q(released_at=None),
                name="one_open_hold_per_kind",
            )
        ]
