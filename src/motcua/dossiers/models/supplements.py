"""What the applicant was asked to complete, and what came; and what was refused."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import User
from motcua.dossiers.models.dossier import Dossier
from motcua.foundation.toolkit.encryption import EncryptedField
from motcua.ward.models import CentreModel, Department


class SupplementRequest(CentreModel):
    """One request that names every fault of a dossier (form 02).

    `agency` is the unit that asks. `is_late` says that the papers were sent back later
    than the three working days after reception; `answer_until` rests on practice, no
    source gives a general limit.
    """

    class Stage(models.TextChoices):
        """When it was asked."""

        RECEPTION = "reception", _("Khi tiếp nhận")
        APPRAISAL = "appraisal", _("Khi thẩm định")

    class Status(models.TextChoices):
        """Where the request stands."""

        PENDING = "pending", _("Chờ duyệt")
        DECLINED = "declined", _("Không được duyệt")
        OPEN = "open", _("Chờ người nộp bổ sung")
        ANSWERED = "answered", _("Đã bổ sung")
        LAPSED = "lapsed", _("Không còn chờ")

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="supplements", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=10, choices=Stage.choices)
    status = models.CharField(max_length=10, choices=Status.choices)
    agency = models.ForeignKey(
        Department,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    reason = EncryptedField(column="supplement.reason")
    ground = EncryptedField(column="supplement.ground", blank=True)
    is_applicants_fault = models.BooleanField(default=False)
    is_late = models.BooleanField(default=False)
    needs_approval = models.BooleanField(default=False)
    days = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    decision_reason = EncryptedField(column="supplement.decision", blank=True)
    opened_at = models.DateTimeField(null=True)
    answer_until = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    enough_because = EncryptedField(column="supplement.enough", blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "dossier", "number"], name="one_supplement_per_number"
            ),
            models.UniqueConstraint(
                fields=["centre", "dossier"],
                condition=models.Q(status__in=["pending", "open"]),
                name="one_supplement_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["centre", "status", "answer_until"], name="supplements_by_term"
            ),
            models.Index(
                fields=["centre", "status", "-answered_at"], name="supplements_answered"
            ),
        ]

    @property
    def is_pending(self) -> bool:
        """True while the head has not decided."""
        return self.status == self.Status.PENDING

    @property
    def is_open(self) -> bool:
        """True while the applicant is waited for."""
        return self.status == self.Status.OPEN


class SupplementFault(CentreModel):
    """What is wrong with one paper, or with one part of the declaration.

    `before` and `after` are the paper as it was when asked and after the answer: kind,
    count, note, is_present.
    """

    request = models.ForeignKey(
        SupplementRequest,
        on_delete=models.PROTECT,
        related_name="faults",
        db_index=False,
    )
    position = models.PositiveSmallIntegerField()
    component_key = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=500)
    kinds = models.JSONField(default=list)
    detail = EncryptedField(column="supplement_fault.detail", blank=True)
    mend = EncryptedField(column="supplement_fault.mend")
    is_answered = models.BooleanField(default=False)
    answered_how = EncryptedField(column="supplement_fault.answer", blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "request", "position"], name="one_fault_per_place"
            )
        ]


class Refusal(CentreModel):
    """A dossier not accepted, or a matter refused after appraisal (form 03)."""

    class Status(models.TextChoices):
        """Where the refusal stands."""

        PROPOSED = "proposed", _("Chờ ký")
        SIGNED = "signed", _("Đã ký")
        DROPPED = "dropped", _("Đã bỏ")

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="refusals", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    at_reception = models.BooleanField()
    status = models.CharField(max_length=10, choices=Status.choices)
    legal_ground = models.CharField(max_length=300)
    reason = EncryptedField(column="refusal.reason")
    appeal = models.CharField(max_length=500)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "dossier", "number"], name="one_refusal_per_number"
            ),
            models.UniqueConstraint(
                fields=["centre", "dossier"],
                condition=models.Q(status="proposed"),
                name="one_refusal_at_a_time",
            ),
        ]
