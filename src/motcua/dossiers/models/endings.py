"""How a dossier ends before its result, or is given a later date."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import User
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.promises import Pause
from motcua.foundation.toolkit.encryption import EncryptedField
from motcua.ward.models import CentreModel


class Withdrawal(CentreModel):
    """The applicant took the dossier back: who asked, by which proof, what went back."""

    class Shown(models.TextChoices):
        """By which paper the one who asked was recognised."""

        ID_CARD = "id_card", _("Căn cước")
        E_IDENTITY = "e_identity", _("Tài khoản định danh điện tử")
        AUTHORISATION = "authorisation", _("Giấy ủy quyền và căn cước")
        LETTER = "letter", _("Đơn xin rút có chữ ký")

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="withdrawals", db_index=False
    )
    reason = EncryptedField(column="withdrawal.reason")
    asked_by = EncryptedField(column="withdrawal.asked_by")
    shown = models.CharField(max_length=14, choices=Shown.choices)
    papers_back = EncryptedField(column="withdrawal.papers_back", blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "dossier"], name="a_dossier_is_withdrawn_once"
            )
        ]


class Stop(CentreModel):
    """Why the agency stopped working on a dossier, on which legal ground."""

    class Kind(models.TextChoices):
        """The reasons the official notice knows."""

        NO_SUPPLEMENT = "no_supplement", _("Người nộp không bổ sung đúng hạn")
        UNPAID = "unpaid", _("Chưa thực hiện nghĩa vụ tài chính")
        OTHER_AGENCY = "other_agency", _("Theo quyết định của cơ quan khác")
        OTHER = "other", _("Lý do khác")

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="stops", db_index=False
    )
    pause = models.ForeignKey(
        Pause, on_delete=models.PROTECT, related_name="stops", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=14, choices=Kind.choices)
    legal_ground = models.CharField(max_length=300)
    papers_back = EncryptedField(column="stop.papers_back", blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "dossier", "number"], name="one_stop_per_number"
            )
        ]


class Extension(CentreModel):
    """The one later date a dossier may be given, with an apology.

    `is_late` says the apology itself came less than a working day before the promise.
    """

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="extensions", db_index=False
    )
    reason = EncryptedField(column="extension.reason")
    old_due_at = models.DateTimeField()
    new_due_at = models.DateTimeField()
    is_late = models.BooleanField()
    at = models.DateTimeField()
    signed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "dossier"], name="one_extension_per_dossier"
            ),
            models.CheckConstraint(
                condition=models.Q(new_due_at__gt=models.F("old_due_at")),
                name="an_extension_is_later",
            ),
        ]
