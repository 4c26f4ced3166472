"""Citizens and organisations; numbers that identify them are stored encrypted."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.foundation.toolkit.bytewise import BytewiseField
from motcua.foundation.toolkit.encryption import EncryptedField
from motcua.rules import personal_id as ids
from motcua.rules.vietnamese import mask_phone
from motcua.ward.models import CentreModel, Neighbourhood


class Sex(models.TextChoices):
    """As on the identity card."""

    MALE = "male", _("Nam")
    FEMALE = "female", _("Nữ")


class Category(models.TextChoices):
    """Groups that the law gives priority or lower fees (domain.md 7.1)."""

    MERIT = "MERIT", _("Người có công")
    ELDERLY = "ELDERLY", _("Người cao tuổi")
    DISABLED = "DISABLED", _("Người khuyết tật")
    PREGNANT = "PREGNANT", _("Phụ nữ mang thai")
    WITH_CHILD = "WITH_CHILD", _("Có con nhỏ")
    CHILD = "CHILD", _("Trẻ em")
    POOR = "POOR", _("Hộ nghèo")
    ETHNIC_MINORITY = "ETHNIC_MINORITY", _("Dân tộc thiểu số")
    OTHER = "OTHER", _("Khác")


class Citizen(CentreModel):
    """A person the centre has served."""

    full_name = models.CharField(max_length=100)
    folded_name = models.CharField(max_length=100)
    birth_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=10, choices=Sex.choices, blank=True)
    personal_id = EncryptedField(column="citizen.personal_id", blank=True)
    personal_id_index = models.BinaryField(max_length=16, null=True)
    phone = EncryptedField(column="citizen.phone", blank=True)
    phone_index = models.BinaryField(max_length=16, null=True)
    email = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=300, blank=True)
    neighbourhood = models.ForeignKey(
        Neighbourhood,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "personal_id_index"],
                name="one_citizen_per_id",
                condition=models.Q(personal_id_index__isnull=False),
            )
        ]
        indexes = [
            models.Index(fields=["centre", "folded_name"], name="citizens_by_name"),
            models.Index(fields=["centre", "phone_index"], name="citizens_by_phone"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def masked_id(self) -> str:
        """The personal number as lists show it."""
        return ids.mask(self.personal_id) if self.personal_id else ""

    @property
    def masked_phone(self) -> str:
        """The phone number as lists show it."""
        return mask_phone(self.phone) if self.phone else ""


class Organisation(CentreModel):
    """A company, cooperative or other body, known by its tax code."""

    name = models.CharField(max_length=200)
    folded_name = models.CharField(max_length=200)
    tax_code = models.CharField(max_length=14)
    address = models.CharField(max_length=300, blank=True)
    representative = models.ForeignKey(
        Citizen,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="represents",
        db_index=False,
    )
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "tax_code"], name="one_organisation_per_tax_code"
            )
        ]
        indexes = [
            models.Index(fields=["centre", "folded_name"], name="organisations_by_name")
        ]

    def __str__(self) -> str:
        return self.name


class NameWord(CentreModel):
    """A word of a name somebody in the centre has or had: what a search looks up.

    Names are as many as people, not as dossiers, so a search stays as fast in the
    twentieth year. They are never taken away: a dossier keeps the name it came in with.
    """

    # Thousands share a name; a name known already is not written again.
    is_written_once: ClassVar[bool] = True

    word = BytewiseField(max_length=100)
    name = BytewiseField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "word", "name"], name="one_word_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return f"{self.word} ({self.name})"


class PriorityMark(CentreModel):
    """A group a citizen belongs to, with what was seen as proof."""

    citizen = models.ForeignKey(
        Citizen, on_delete=models.PROTECT, related_name="marks", db_index=False
    )
    category = models.CharField(max_length=20, choices=Category.choices)
    evidence = models.CharField(max_length=200, blank=True)
    from_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "citizen", "category"], name="one_mark_per_category"
            )
        ]
