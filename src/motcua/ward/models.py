"""The centre, its units, its counters, its neighbourhoods and its calendar."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.foundation.toolkit.models import HouseModel, Scope


class Centre(HouseModel):
    """One Public Administrative Service Centre: the owner of all centre data."""

    scope: ClassVar[Scope] = Scope.REFERENCE

    slug = models.SlugField(unique=True)
    host = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=200)
    committee = models.CharField(max_length=200)
    ward_name = models.CharField(max_length=100)
    province_name = models.CharField(max_length=100)
    province_code = models.CharField(max_length=2)
    ward_code = models.CharField(max_length=5)
    agency_identifier = models.CharField(max_length=20)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    is_synthetic = models.BooleanField(default=False)
    # No general limit is known (no source): thirty days are practice.
    supplement_days = models.PositiveSmallIntegerField(default=30)

    def __str__(self) -> str:
        return self.name


class CentreModel(HouseModel):
    """A row of one centre; it never moves to another."""

    scope: ClassVar[Scope] = Scope.CENTRE

    centre = models.ForeignKey(
        Centre,
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
        db_index=False,
    )

    class Meta:
        abstract = True


class Department(CentreModel):
    """A unit of the ward, or a partner agency beside it."""

    class Kind(models.TextChoices):
        """What the unit is to the centre."""

        AUTHORITY = "authority", _("Ủy ban nhân dân")
        RECEPTION = "reception", _("Bộ phận một cửa")
        DEPARTMENT = "department", _("Phòng chuyên môn")
        PARTNER = "partner", _("Cơ quan phối hợp")

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    parent = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="units",
        db_index=False,
    )
    is_verified = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "code"], name="one_department_per_code"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Field(HouseModel):
    """A national field of administrative procedures (lĩnh vực)."""

    scope: ClassVar[Scope] = Scope.REFERENCE

    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class FieldDuty(CentreModel):
    """Which unit of the centre answers for which field."""

    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="duties")
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, related_name="duties", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "field"], name="one_department_per_field"
            )
        ]


class Counter(CentreModel):
    """A counter of the hall, with its number above it."""

    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100, blank=True)
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "number"], name="one_counter_per_number"
            )
        ]


class FormerWard(CentreModel):
    """A ward that merged into this one; its name stays searchable."""

    name = models.CharField(max_length=100)
    old_code = models.CharField(max_length=5, blank=True)
    is_verified = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "name"], name="one_former_ward_per_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Neighbourhood(CentreModel):
    """A residential group (tổ dân phố)."""

    number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    former_ward = models.ForeignKey(
        FormerWard,
        null=True,
        on_delete=models.PROTECT,
        related_name="neighbourhoods",
        db_index=False,
    )
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "number"], name="one_neighbourhood_per_number"
            )
        ]

    def __str__(self) -> str:
        return self.name


class OfficeSeason(CentreModel):
    """The opening hours of one part of the year.

    `week` maps a weekday ("0" = Monday) to its sessions [["07:30", "11:30"], …];
    `first` and `last` are month-day pairs "MM-DD".
    """

    name = models.CharField(max_length=60)
    first = models.CharField(max_length=5)
    last = models.CharField(max_length=5)
    week = models.JSONField()
    is_verified = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "name"], name="one_season_per_name"
            )
        ]


class CalendarDay(CentreModel):
    """One day that is not like its weekday: holiday, swap, worked day, closure."""

    class Kind(models.TextChoices):
        """Why the day is special; the values are those of rules.worktime."""

        HOLIDAY = "holiday", _("Nghỉ lễ")
        SWAP_OFF = "swap_off", _("Nghỉ hoán đổi")
        COMPENSATION = "compensation", _("Nghỉ bù")
        WORKED_DAY = "worked_day", _("Làm bù")
        CLOSURE = "closure", _("Tạm đóng cửa")

    on = models.DateField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=120)
    sessions = models.JSONField(default=list, blank=True)
    replaces = models.DateField(null=True, blank=True)
    is_provisional = models.BooleanField(default=False)
    is_verified = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "on"], name="one_special_day_per_date"
            )
        ]


class CalendarEdition(CentreModel):
    """The whole calendar, frozen at one moment; promises pin the edition they used."""

    number = models.PositiveIntegerField()
    content = models.JSONField()
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=80)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "number"], name="one_edition_per_number"
            )
        ]
