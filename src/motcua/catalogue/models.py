"""National procedures in frozen versions, and what a ward adds to them."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.foundation.toolkit.models import HouseModel, Scope
from motcua.rules.worktime import ResumePolicy, TimeLimit, Unit
from motcua.ward.models import CentreModel, Department, Field


class Procedure(HouseModel):
    """A national administrative procedure, known by its code for ever."""

    class Status(models.TextChoices):
        """Whether the law still knows it."""

        ACTIVE = "active", _("Đang áp dụng")
        REPEALED = "repealed", _("Đã bãi bỏ")

    scope: ClassVar[Scope] = Scope.REFERENCE

    code = models.CharField(max_length=20, unique=True)
    field = models.ForeignKey(
        Field, on_delete=models.PROTECT, related_name="procedures"
    )
    name = models.CharField(max_length=500)
    official_name = models.CharField(max_length=1000, blank=True)
    name_en = models.CharField(max_length=500, blank=True)
    folded_name = models.CharField(max_length=1500)
    status = models.CharField(max_length=10, choices=Status.choices)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class ProcedureVersion(HouseModel):
    """What the procedure asked and promised from one day on.

    A published version is never changed; open dossiers keep theirs. `marks` says of
    each value whether a source was read ("time_limit": true) or it is assumed.
    """

    class State(models.TextChoices):
        """Draft may change, published is frozen."""

        DRAFT = "draft", _("Bản nháp")
        PUBLISHED = "published", _("Đã công bố")

    scope: ClassVar[Scope] = Scope.REFERENCE

    procedure = models.ForeignKey(
        Procedure, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices)
    effective_on = models.DateField()
    published_at = models.DateTimeField(null=True)
    limit_quantity = models.PositiveIntegerField(null=True)
    limit_unit = models.CharField(max_length=20)
    limit_note = models.CharField(max_length=300, blank=True)
    resume_policy = models.CharField(max_length=10)
    retention_years = models.PositiveSmallIntegerField()
    channels = models.JSONField(default=dict)
    result = models.CharField(max_length=500)
    legal_basis = models.JSONField(default=list)
    department_code = models.CharField(max_length=20)
    handler_role = models.CharField(max_length=40)
    note = models.CharField(max_length=500, blank=True)
    marks = models.JSONField(default=dict)
    source = models.CharField(max_length=500, blank=True)
    raw = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "number"], name="one_version_per_number"
            )
        ]

    @property
    def time_limit(self) -> TimeLimit | None:
        """The limit as the clock reads it, or None when it is not known."""
        if self.limit_quantity is None:
            return None
        return TimeLimit(self.limit_quantity, Unit(self.limit_unit))

    @property
    def resume(self) -> ResumePolicy:
        """Whether a supplement starts the clock afresh or lets it go on."""
        return ResumePolicy(self.resume_policy.lower())


class Component(HouseModel):
    """A paper the procedure asks for (thành phần hồ sơ)."""

    class Mode(models.TextChoices):
        """Whether the paper stays with the dossier."""

        SUBMIT = "submit", _("Nộp")
        PRESENT = "present", _("Xuất trình")

    scope: ClassVar[Scope] = Scope.REFERENCE

    version = models.ForeignKey(
        ProcedureVersion, on_delete=models.PROTECT, related_name="components"
    )
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=500)
    name_en = models.CharField(max_length=500, blank=True)
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    mode = models.CharField(max_length=10, choices=Mode.choices)
    is_required = models.BooleanField()
    form = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"], name="one_component_per_place"
            )
        ]


class NationalFee(HouseModel):
    """A fee of the procedure; no amount where the province sets it."""

    scope: ClassVar[Scope] = Scope.REFERENCE

    version = models.ForeignKey(
        ProcedureVersion, on_delete=models.PROTECT, related_name="fees"
    )
    position = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=60)
    amount_vnd = models.PositiveIntegerField(null=True)
    channel = models.CharField(max_length=10, blank=True)
    note = models.CharField(max_length=500, blank=True)
    set_by = models.CharField(max_length=100, blank=True)
    assumed_vnd = models.PositiveIntegerField(null=True)
    is_on_request = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"], name="one_fee_per_place"
            )
        ]


class ApplicationForm(HouseModel):
    """The fields an applicant fills in, as shipped in data/forms."""

    scope: ClassVar[Scope] = Scope.REFERENCE

    procedure = models.OneToOneField(
        Procedure, on_delete=models.PROTECT, related_name="form"
    )
    content = models.JSONField()
    is_verified = models.BooleanField(default=False)


class LocalProcedure(CentreModel):
    """A national procedure as one centre offers it."""

    procedure = models.ForeignKey(
        Procedure, on_delete=models.PROTECT, related_name="local"
    )
    department = models.ForeignKey(
        Department,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    is_offered = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "procedure"], name="one_local_procedure"
            )
        ]


class LocalProcess(CentreModel):
    """The internal process of a procedure: its steps, and who approved them.

    Without a decision number it is a proposal: pages say "chưa có quy trình được phê
    duyệt" and dossiers still move.
    """

    local_procedure = models.ForeignKey(
        LocalProcedure,
        on_delete=models.PROTECT,
        related_name="processes",
        db_index=False,
    )
    number = models.PositiveIntegerField()
    decision_number = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True)
    signer = models.CharField(max_length=100, blank=True)
    is_synthetic = models.BooleanField(default=False)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "local_procedure", "number"],
                name="one_process_per_number",
            )
        ]

    @property
    def is_approved(self) -> bool:
        """True when a decision with number, date and signer stands behind it."""
        return bool(self.decision_number and self.decided_on and self.signer)


class LocalStep(CentreModel):
    """One step of an internal process: what, by whom, in how many hours."""

    process = models.ForeignKey(
        LocalProcess, on_delete=models.PROTECT, related_name="steps", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=40)
    department = models.ForeignKey(
        Department,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    hours = models.DecimalField(max_digits=6, decimal_places=2, default=Decimal(0))

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "process", "position"], name="one_step_per_place"
            )
        ]


class LocalFee(CentreModel):
    """What the province or the ward charges for a procedure, with its source."""

    local_procedure = models.ForeignKey(
        LocalProcedure, on_delete=models.PROTECT, related_name="fees", db_index=False
    )
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=60)
    amount_vnd = models.PositiveIntegerField(null=True)
    channel = models.CharField(max_length=10, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    legal_source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "local_procedure", "name", "channel", "from_on"],
                name="one_local_fee_a_day",
            )
        ]


class FeeExemption(CentreModel):
    """Who pays less, through which channel, from when to when, and why."""

    local_procedure = models.ForeignKey(
        LocalProcedure,
        null=True,
        on_delete=models.PROTECT,
        related_name="exemptions",
        db_index=False,
    )
    category = models.CharField(max_length=20, blank=True)
    channel = models.CharField(max_length=10, blank=True)
    percent = models.PositiveSmallIntegerField(default=100)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    legal_source = models.CharField(max_length=200)

    class Meta:
        indexes = [
            models.Index(fields=["centre", "local_procedure"], name="exemptions_of")
        ]


class Confirmation(CentreModel):
    """An administrator vouches for a value that came without a verified source."""

    procedure = models.ForeignKey(
        Procedure, on_delete=models.PROTECT, related_name="confirmations"
    )
    version_number = models.PositiveIntegerField()
    value = models.CharField(max_length=40)
    confirmed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=80)
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "procedure", "version_number", "value"],
                name="a_value_is_confirmed_once",
            )
        ]


class CoordinationClause(CentreModel):
    """What the coordination regulation (quy chế phối hợp) asks of a partner agency.

    For one procedure, or for any; open tasks keep the clause they were sent under.
    """

    class Medium(models.TextChoices):
        """How the matter travels; paper goes in turn, electronic to all at once."""

        PAPER = "paper", _("Bản giấy, lần lượt")
        ELECTRONIC = "electronic", _("Điện tử, song song")

    local_procedure = models.ForeignKey(
        LocalProcedure,
        null=True,
        on_delete=models.PROTECT,
        related_name="clauses",
        db_index=False,
    )
    agency = models.ForeignKey(
        Department, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    hours = models.DecimalField(max_digits=6, decimal_places=2)
    is_lead = models.BooleanField(default=False)
    medium = models.CharField(max_length=12, choices=Medium.choices)
    source = models.CharField(max_length=300)
    is_verified = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hours__gt=0), name="a_clause_gives_time"
            ),
            models.UniqueConstraint(
                fields=["centre", "local_procedure", "agency"],
                condition=models.Q(ended_at=None),
                name="one_clause_in_force",
            ),
            models.UniqueConstraint(
                fields=["centre", "agency"],
                condition=models.Q(ended_at=None, local_procedure=None),
                name="one_general_clause_in_force",
            ),
        ]
