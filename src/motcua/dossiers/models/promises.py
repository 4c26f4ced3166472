"""The times given to the citizen, what paused them, and what a new calendar asks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.models.dossier import Dossier
from motcua.foundation.toolkit.encryption import EncryptedField
from motcua.ward.models import CalendarEdition, CentreModel


class Promise(CentreModel):
    """A due time as it was given, with everything it was counted from."""

    class Reason(models.TextChoices):
        """Why this time was given."""

        RECEPTION = "reception", _("Tiếp nhận")
        PAUSE = "pause", _("Sau khi tạm dừng")
        CALENDAR = "calendar", _("Lịch làm việc thay đổi")
        EXTENSION = "extension", _("Xin lỗi và hẹn lại")
        COMPETENT = "competent", _("Cơ quan có thẩm quyền đã nhận")

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="promises", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=12, choices=Reason.choices)
    due_at = models.DateTimeField()
    edition = models.ForeignKey(
        CalendarEdition, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    rule_set = models.CharField(max_length=20)
    counted_until = models.DateTimeField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "dossier", "number"], name="one_promise_per_number"
            )
        ]


class Pause(CentreModel):
    """A time in which the agency's clock stood still: why, and what proves it.

    `evidence` is what opened it (the number of a notice), `closing_evidence` what
    ended it (a receipt).
    """

    class Kind(models.TextChoices):
        """What is waited for; each is a state of the national list."""

        SUPPLEMENT = "supplement", _("Chờ bổ sung giấy tờ")
        PAYMENT = "payment", _("Chờ thực hiện nghĩa vụ tài chính")
        STOP = "stop", _("Dừng xử lý")

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="pauses", db_index=False
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    reason = models.CharField(max_length=500)
    amount = models.CharField(max_length=100, blank=True)
    evidence = EncryptedField(column="pause.evidence", blank=True)
    closing_evidence = EncryptedField(column="pause.closing_evidence", blank=True)
    resume_policy = models.CharField(max_length=10)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "dossier"],
                condition=models.Q(closed_at=None),
                name="one_open_pause",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at=None)
                | models.Q(closed_at__gte=models.F("opened_at")),
                name="a_pause_closes_after_it_opens",
            ),
        ]
        indexes = [models.Index(fields=["centre", "dossier"], name="pauses_of_dossier")]


class PromiseReview(CentreModel):
    """A promise that a new calendar would count differently: keep it or move it?

    Nothing moves until a person decides.
    """

    class Decision(models.TextChoices):
        """What was decided."""

        KEEP = "keep", _("Giữ ngày đã hẹn")
        MOVE = "move", _("Chuyển sang ngày mới")

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="reviews", db_index=False
    )
    edition = models.ForeignKey(
        CalendarEdition, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    old_due_at = models.DateTimeField()
    new_due_at = models.DateTimeField()
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "edition", "dossier"], name="one_review_per_edition"
            )
        ]
