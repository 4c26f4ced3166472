"""How a result left: to whom, by which proof; and where its paper lay until then."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import User
from motcua.dossiers.models.dossier import Dossier
from motcua.foundation.toolkit.encryption import EncryptedField
from motcua.ward.models import CentreModel


class Relation(models.TextChoices):
    """Who the receiver is to the dossier."""

    SUBMITTER = "submitter", _("Người nộp hồ sơ")
    OWNER = "owner", _("Chủ hồ sơ")
    PROXY = "proxy", _("Người được ủy quyền")
    OTHER = "other", _("Người khác, có căn cứ")


class Proof(models.TextChoices):
    """What the receiver was recognised by."""

    ID_CARD = "id_card", _("Căn cước")
    VNEID = "vneid", _("Ứng dụng VNeID")
    RECEIPT = "receipt", _("Giấy tiếp nhận và hẹn trả")
    AUTHORISATION = "authorisation", _("Giấy ủy quyền và căn cước")
    POST = "post", _("Vận đơn bưu điện")


class ReturnRecord(CentreModel):
    """The hand-over of one result; what names the receiver is stored encrypted."""

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    receiver = EncryptedField(column="return.receiver")
    relation = models.CharField(max_length=10, choices=Relation.choices)
    shown = models.CharField(max_length=100, blank=True)
    number = EncryptedField(column="return.number", blank=True)
    ground = EncryptedField(column="return.ground", blank=True)
    kept_reason = models.CharField(max_length=300, blank=True)
    was_late = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "dossier"], name="one_return_per_dossier"
            )
        ]

    @property
    def proof(self) -> str:
        """What was shown, by name."""
        known = dict(Proof.choices).get(self.shown)
        return str(known) if known else self.shown


class CustodyMove(CentreModel):
    """The paper result changed its place; the latest move says where it lies."""

    class Kind(models.TextChoices):
        """What happened to the paper."""

        KEPT = "kept", _("Nhận giữ")
        MOVED = "moved", _("Chuyển chỗ")
        LOST = "lost", _("Không tìm thấy")
        FOUND = "found", _("Tìm thấy lại")
        HANDED_OVER = "handed_over", _("Đã trao")

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    place = models.CharField(max_length=100, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        indexes = [
            models.Index(fields=["centre", "dossier", "-at"], name="custody_of_dossier")
        ]
