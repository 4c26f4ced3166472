"""Who sits at which counter, since when, and when they were away from it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import User
from motcua.ward.models import CentreModel, Counter


class Sitting(CentreModel):
    """An officer at a counter with one open console: at most one of each at a time.

    `console` is the secret of the browser that holds it; `revision` counts what was
    done from it, so that a key pressed twice, or on a stale screen, does nothing.
    """

    class Ending(models.TextChoices):
        """How it ended."""

        LEFT = "left", _("Rời quầy")
        TAKEN_OVER = "taken_over", _("Người khác nhận quầy")
        DAY_CLOSED = "day_closed", _("Hết ngày")

    counter = models.ForeignKey(
        Counter, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    officer = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    console = models.CharField(max_length=64)
    revision = models.PositiveIntegerField(default=0)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "counter"],
                condition=models.Q(ended_at=None),
                name="one_console_per_counter",
            ),
            models.UniqueConstraint(
                fields=["centre", "officer"],
                condition=models.Q(ended_at=None),
                name="one_counter_per_officer",
            ),
        ]
        indexes = [models.Index(fields=["centre", "began_at"], name="sittings_by_time")]


class Break(CentreModel):
    """A while in which a counter calls nobody, with its reason."""

    class Reason(models.TextChoices):
        """Why; the first ones are the officer's own, none of them is blamed."""

        REST = "rest", _("Nghỉ giữa giờ")
        MEAL = "meal", _("Ăn trưa")
        MEETING = "meeting", _("Họp")
        PAPERS = "papers", _("Xử lý hồ sơ")
        HELP = "help", _("Giúp đồng nghiệp")
        FAULT = "fault", _("Máy hỏng")

    sitting = models.ForeignKey(
        Sitting, on_delete=models.PROTECT, related_name="breaks", db_index=False
    )
    reason = models.CharField(max_length=10, choices=Reason.choices)
    began_at = models.DateTimeField()
    back_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "sitting"],
                condition=models.Q(ended_at=None),
                name="one_open_break_per_sitting",
            )
        ]
