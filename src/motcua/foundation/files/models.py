"""One row for each content a centre keeps; the bytes lie sealed in the storage."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.foundation.toolkit.encryption import EncryptedField
from motcua.foundation.toolkit.models import CentreIdModel


class StoredFile(CentreIdModel):
    """What a file is and where its bytes lie; whom it concerns is written elsewhere.

    The bytes are sealed with a key of their own, which is kept (sealed with the house's
    key) in this row alone: without the row they are noise. One content of a centre has
    one row, found by a keyed index; its SHA-256 is sealed, so that a copy of the
    database does not tell which known document somebody gave.
    """

    class Status(models.TextChoices):
        """What the scanner said."""

        CLEAN = "clean", _("Đã quét, dùng được")
        QUARANTINED = "quarantined", _("Chờ quét vi-rút")
        REFUSED = "refused", _("Có vi-rút, không dùng được")

    content_index = models.BinaryField(max_length=16)
    sha256 = EncryptedField(column="file.sha256")
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=40)
    pages = models.PositiveIntegerField()
    pixels = models.PositiveIntegerField(default=0)
    storage_key = models.CharField(max_length=120, blank=True)
    thumbnail_key = models.CharField(max_length=120, blank=True)
    key = EncryptedField(column="file.key")
    status = models.CharField(max_length=12, choices=Status.choices)
    scanned_by = models.CharField(max_length=40, blank=True)
    finding = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    scanned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre_id", "content_index"],
                condition=~Q(status="refused"),
                name="one_file_per_content",
            )
        ]
        indexes = [
            models.Index(
                fields=["centre_id", "status", "made_at"], name="files_by_status"
            ),
            models.Index(fields=["centre_id", "storage_key"], name="files_by_place"),
            models.Index(fields=["centre_id", "thumbnail_key"], name="files_by_thumb"),
        ]

    @property
    def is_clean(self) -> bool:
        """True when it may be shown and handed out."""
        return self.status == self.Status.CLEAN

    @property
    def is_picture(self) -> bool:
        """True for a drawn-again picture, false for a document."""
        return self.media_type.startswith("image/")
