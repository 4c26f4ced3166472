"""People who sign in, the roles they hold from day to day, and their tokens."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.foundation.toolkit.encryption import EncryptedField
from motcua.foundation.toolkit.models import HouseManager, Scope
from motcua.ward.models import CentreModel, Department, Field, Neighbourhood


class UserManager(HouseManager["User"], BaseUserManager["User"]):
    """Finds people by their sign-in name; making them is `services.add_user`."""


class User(CentreModel, AbstractBaseUser):
    """A person of one centre who signs in."""

    class Kind(models.TextChoices):
        """The side of the counter the person stands on."""

        STAFF = "staff", _("Cán bộ của phường")
        PARTNER = "partner", _("Cơ quan phối hợp")
        COMMUNITY = "community", _("Cộng đồng")

    scope: ClassVar[Scope] = Scope.CENTRE

    username = models.CharField(max_length=60)
    full_name = models.CharField(max_length=100)
    title = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.STAFF)
    department = models.ForeignKey(
        Department, null=True, on_delete=models.PROTECT, related_name="people"
    )
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "username"], name="one_person_per_username"
            )
        ]
        # Who signs in names no centre (design.md 2).
        indexes = [models.Index(fields=["username"], name="people_by_username")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def audit_id(self) -> uuid.UUID:
        """The key written on audit lines."""
        return self.id

    @property
    def audit_name(self) -> str:
        """The sign-in name written on audit lines."""
        return self.username


class RoleAssignment(CentreModel):
    """A role held by a person from one day to another, wholly or within a scope.

    A scope is one field of procedures, one kind of step, one neighbourhood, or several
    of these together; what is empty limits nothing.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=40)
    department = models.ForeignKey(
        Department,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    field = models.ForeignKey(
        Field, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    step_key = models.CharField(max_length=20, blank=True)
    neighbourhood = models.ForeignKey(
        Neighbourhood,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "user", "role", "starts_on"],
                condition=models.Q(field=None, step_key="", neighbourhood=None),
                name="a_role_starts_once_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="a_role_ends_after_it_starts",
            ),
        ]


class ApiToken(CentreModel):
    """A key for a program that acts as a person, in one of the person's roles."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tokens")
    role = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "digest"], name="one_token_per_digest"
            )
        ]
        # A token finds its centre (design.md 2).
        indexes = [models.Index(fields=["digest"], name="tokens_by_digest")]


class PendingAct(CentreModel):
    """A grave act one person asked for; it happens when a second one confirms it."""

    class Kind(models.TextChoices):
        """What needs two people."""

        ROLE_GRANT = "role_grant", _("Giao vai trò")
        EXPORT = "export", _("Xuất dữ liệu")
        DELETION = "deletion", _("Xóa dữ liệu")

    class Decision(models.TextChoices):
        """What the second person said."""

        CONFIRMED = "confirmed", _("Đồng ý")
        DECLINED = "declined", _("Không đồng ý")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    subject_id = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)
    reason = models.CharField(max_length=300)
    asked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    asked_at = models.DateTimeField()
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    decided_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by=None)
                | ~models.Q(decided_by=models.F("asked_by")),
                name="nobody_confirms_their_own_wish",
            )
        ]
        indexes = [
            models.Index(
                fields=["centre", "decision", "asked_at"], name="acts_that_wait"
            )
        ]


class Absence(CentreModel):
    """Days on which a person is not there, and who does their steps meanwhile.

    It ends by itself after its last day; the mandate of the substitute is read afresh at
    each request.
    """

    class Kind(models.TextChoices):
        """Why the person is away."""

        LEAVE = "leave", _("Nghỉ phép")
        SICK = "sick", _("Nghỉ ốm")
        MISSION = "mission", _("Đi công tác")
        TRAINING = "training", _("Đi học, tập huấn")
        OTHER = "other", _("Việc khác")

    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="absences", db_index=False
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = EncryptedField(column="absence.reason", blank=True)
    substitute = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    made_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    made_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="an_absence_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(substitute=None)
                | ~models.Q(substitute=models.F("user")),
                name="nobody_stands_in_for_themselves",
            ),
        ]
        indexes = [
            models.Index(
                fields=["centre", "user", "ends_on"],
                name="absences_of_person",
                condition=models.Q(cancelled_at=None),
            ),
            models.Index(
                fields=["centre", "substitute", "ends_on"],
                name="absences_of_substitute",
                condition=models.Q(cancelled_at=None),
            ),
            models.Index(
                fields=["centre", "ends_on"],
                name="absences_by_last_day",
                condition=models.Q(cancelled_at=None),
            ),
        ]


class Delegation(CentreModel):
    """A leader's signature given to another person by a document, from day to day.

    Without rows in `fields` it covers every field.
    """

    class Form(models.TextChoices):
        """How the deputy signs (Decree 30/2020, article 13)."""

        FOR_HEAD = "KT", _("Ký thay (KT.)")
        BY_ORDER = "TL", _("Ký thừa lệnh (TL.)")
        BY_AUTHORITY = "TUQ", _("Ký thừa ủy quyền (TUQ.)")

    leader = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="delegations", db_index=False
    )
    deputy = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    form = models.CharField(max_length=4, choices=Form.choices)
    starts_on = models.DateField()
    ends_on = models.DateField()
    document_number = models.CharField(max_length=60)
    document_on = models.DateField()
    made_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="a_delegation_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~models.Q(deputy=models.F("leader")),
                name="nobody_delegates_to_themselves",
            ),
        ]
        indexes = [
            models.Index(
                fields=["centre", "deputy", "ends_on"],
                name="delegations_of_deputy",
                condition=models.Q(revoked_at=None),
            ),
            models.Index(
                fields=["centre", "leader", "ends_on"],
                name="delegations_of_leader",
                condition=models.Q(revoked_at=None),
            ),
        ]


class DelegatedField(CentreModel):
    """A field a delegation is limited to."""

    delegation = models.ForeignKey(
        Delegation, on_delete=models.PROTECT, related_name="fields", db_index=False
    )
    field = models.ForeignKey(
        Field, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "delegation", "field"],
                name="a_field_is_delegated_once",
            )
        ]


class Departure(CentreModel):
    """The record of a person who left: what was handed over, to whom, by which paper.

    `handed_over` holds plain lines (code, step, role, to): the record stays as it was
    signed, whatever becomes of the dossiers.
    """

    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="departures", db_index=False
    )
    reason = models.CharField(max_length=300)
    left_at = models.DateTimeField()
    made_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    roles_ended = models.JSONField(default=list)
    tokens_revoked = models.PositiveSmallIntegerField(default=0)
    handed_over = models.JSONField(default=list)

    class Meta:
        indexes = [
            models.Index(
                fields=["centre", "user", "left_at"], name="departures_of_person"
            )
        ]
