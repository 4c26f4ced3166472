"""Books of papers issued: numbered without a gap, nothing ever taken out."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import User
from motcua.dossiers.models import Dossier
from motcua.foundation.toolkit.encryption import EncryptedField
from motcua.people.models import Citizen
from motcua.visits.models import Visit
from motcua.ward.models import CentreModel


class BookEntry(CentreModel):
    """One paper issued, with all it says, frozen; voided at most, never removed."""

    class Status(models.TextChoices):
        """Where the paper stands."""

        TO_SIGN = "to_sign", _("Chờ ký")
        SIGNED = "signed", _("Đã ký")
        VOIDED = "voided", _("Đã hủy")

    book = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    template = models.CharField(max_length=40)
    content = EncryptedField(column="book_entry.content")
    digest = models.CharField(max_length=64)
    citizen = models.ForeignKey(
        Citizen, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    visit = models.ForeignKey(
        Visit, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    dossier = models.ForeignKey(
        Dossier, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    status = models.CharField(max_length=10, choices=Status.choices)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    signer = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    signed_at = models.DateTimeField(null=True)
    voided_at = models.DateTimeField(null=True)
    void_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "book", "year", "number"],
                name="one_entry_per_book_number",
            )
        ]


class Refusal(CentreModel):
    """A paper not issued because a database answers already; what was explained."""

    kind = models.CharField(max_length=40)
    template = models.CharField(max_length=40)
    content = EncryptedField(column="refusal.content")
    visit = models.ForeignKey(
        Visit, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    refused_at = models.DateTimeField()
    refused_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        indexes = [
            models.Index(fields=["centre", "refused_at"], name="refusals_by_time")
        ]


class BookClosing(CentreModel):
    """The end of a book's year: how many, how many voided, the hash over all of it."""

    book = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    entries = models.PositiveIntegerField()
    voided = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "book", "year"], name="a_book_year_closes_once"
            )
        ]
