"""The papers an applicant brought, and the slips the centre handed out."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import User
from motcua.dossiers.models.dossier import Dossier
from motcua.foundation.files.models import StoredFile
from motcua.foundation.toolkit.encryption import EncryptedField
from motcua.ward.models import CentreModel


class Paper(CentreModel):
    """One row of the receipt's checklist."""

    class Kind(models.TextChoices):
        """In what form the paper came."""

        ORIGINAL = "original", _("Bản chính")
        CERTIFIED = "certified", _("Bản sao chứng thực")
        COPY = "copy", _("Bản sao")
        ELECTRONIC = "electronic", _("Bản điện tử")

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="papers", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    component_key = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=500)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    count = models.PositiveSmallIntegerField(default=1)
    is_present = models.BooleanField()
    stays = models.BooleanField(default=True)
    returned_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "dossier", "position"], name="one_paper_per_place"
            )
        ]


class PaperFile(CentreModel):
    """A file of a paper: who put it there, and what came in its place."""

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="files", db_index=False
    )
    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, related_name="files", db_index=False
    )
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    # People write who they are into the names of their files.
    label = EncryptedField(column="paper_file.label")
    pages = models.PositiveIntegerField()
    uploaded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    uploaded_at = models.DateTimeField()
    removed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    removed_at = models.DateTimeField(null=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "dossier", "paper", "position"],
                name="one_file_per_place",
            ),
            models.UniqueConstraint(
                fields=["centre", "paper", "file"],
                condition=models.Q(removed_at=None),
                name="one_content_once_a_paper",
            ),
        ]
        indexes = [models.Index(fields=["centre", "file"], name="uses_of_a_file")]


class Slip(CentreModel):
    """A form handed to the applicant; its frozen content prints the same for ever."""

    class Form(models.TextChoices):
        """The official forms (Circular 03/2025, Annex I)."""

        RECEIPT = "01", _("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
        SUPPLEMENT = "02", _("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ")
        REFUSAL = "03", _("Phiếu từ chối tiếp nhận giải quyết hồ sơ")
        APOLOGY = "04", _("Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết")
        STOP_NOTICE = "05", _("Thông báo dừng giải quyết hồ sơ")
        CONTROL_SLIP = "06", _("Phiếu kiểm soát quá trình giải quyết hồ sơ")

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="slips", db_index=False
    )
    form = models.CharField(max_length=2, choices=Form.choices)
    number = models.PositiveSmallIntegerField(default=1)
    template = models.CharField(max_length=40)
    content = EncryptedField(column="slip.content")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "dossier", "form", "number"],
                name="one_slip_per_number",
            )
        ]
