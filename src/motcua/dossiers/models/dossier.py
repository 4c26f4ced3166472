"""The dossier itself, its state changes and the visits that made it."""

import secrets
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import User
from motcua.catalogue.models import LocalProcess, ProcedureVersion
from motcua.foundation.toolkit.bytewise import BytewiseField
from motcua.foundation.toolkit.encryption import EncryptedField
from motcua.people.models import Citizen, Organisation
from motcua.rules.lifecycle import State
from motcua.visits.models import Visit
from motcua.ward.models import CentreModel, Department, Field

TOKEN_BYTES = 13


class Origin(models.TextChoices):
    """How the dossier came in; who helped is a fact of its own."""

    ONLINE_SELF = "online_self", _("Trực tuyến, tự nộp")
    ONLINE_AT_CENTRE = "online_at_centre", _("Trực tuyến, được hỗ trợ tại Trung tâm")
    ONLINE_BY_TEAM = "online_by_team", _("Trực tuyến, tổ công nghệ số hỗ trợ")
    ONLINE_AT_HOME = "online_at_home", _("Trực tuyến, được hỗ trợ tại nhà")
    COUNTER = "counter", _("Nộp giấy tại quầy")
    POST = "post", _("Qua bưu điện")
    HOME = "home", _("Nộp giấy tại nhà")


class Exit(models.TextChoices):
    """How the result leaves."""

    COUNTER = "counter", _("Nhận tại Trung tâm")
    POST = "post", _("Qua bưu điện")
    HOME = "home", _("Trả tại nhà")
    ELECTRONIC = "electronic", _("Bản điện tử")


def fee_channel(origin: str) -> str:
    """The fee's channel of an origin: direct, online or postal."""
    if origin.startswith("online"):
        return "online"
    return "postal" if origin == Origin.POST else "direct"


def new_lookup_token() -> str:
    """An unguessable code for the QR on the slip."""
    return secrets.token_hex(TOKEN_BYTES)


class Outcome(models.TextChoices):
    """What was decided: signed as asked, or refused in writing."""

    GRANTED = "granted", _("Giải quyết theo yêu cầu")
    REFUSED = "refused", _("Từ chối giải quyết")


class Dossier(CentreModel):
    """One matter of one applicant, from reception to the result.

    It pins the version, the process, the calendar edition and the rule set valid at
    reception. `holder_*` says who must act now; `revision` counts changes so that a
    stale page is noticed. `first_due_at` is there once an extension moved `due_at`: the
    promise that on time is measured by. `competent_*` name the agency that decides when
    it is not the one that received: the clock starts when that one has the dossier.
    stale page is noticed. A dossier that came in without being accepted yet has
    `lodged_at` and the end of the centre's time to answer, `answer_due_at`; then
    `received_at` becomes the moment at which the complete dossier was there.
    """

    code = BytewiseField(max_length=40)
    lookup_token = models.CharField(max_length=26, default=new_lookup_token)
    version = models.ForeignKey(
        ProcedureVersion, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    process = models.ForeignKey(
        LocalProcess, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    field = models.ForeignKey(
        Field, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    state = models.PositiveSmallIntegerField(
        choices=[(state.value, state.name) for state in State]
    )
    revision = models.PositiveIntegerField(default=1)
    origin = models.CharField(max_length=20, choices=Origin.choices)
    planned_exit = models.CharField(max_length=12, choices=Exit.choices)
    exit = models.CharField(max_length=12, choices=Exit.choices, blank=True)
    owner_citizen = models.ForeignKey(
        Citizen, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    owner_organisation = models.ForeignKey(
        Organisation,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    owner_name = models.CharField(max_length=200)
    owner_folded = BytewiseField(max_length=200)
    submitter = models.ForeignKey(
        Citizen, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    authorisation = models.CharField(max_length=200, blank=True)
    helper = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    declaration = EncryptedField(column="dossier.declaration", blank=True)
    note = models.CharField(max_length=500, blank=True)
    quantities = models.JSONField(default=dict)
    lodged_at = models.DateTimeField(null=True)
    answer_due_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    due_at = models.DateTimeField(null=True)
    first_due_at = models.DateTimeField(null=True)
    is_provisional = models.BooleanField(default=False)
    competent_department = models.ForeignKey(
        Department,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    competent_name = models.CharField(max_length=200, blank=True)
    competent_received_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    returned_at = models.DateTimeField(null=True)
    returned_to = models.CharField(max_length=200, blank=True)
    step_name = models.CharField(max_length=200, blank=True)
    step_name_en = models.CharField(max_length=200, blank=True)
    holder_role = models.CharField(max_length=40, blank=True)
    holder_department = models.ForeignKey(
        Department,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    holder = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    held_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "code"], name="one_dossier_per_code"
            ),
            models.UniqueConstraint(
                fields=["centre", "lookup_token"], name="one_dossier_per_token"
            ),
            models.CheckConstraint(
                condition=models.Q(due_at=None)
                | models.Q(due_at__gte=models.F("received_at")),
                name="a_promise_is_not_in_the_past",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    owner_citizen__isnull=False, owner_organisation__isnull=True
                )
                | models.Q(
                    owner_citizen__isnull=True, owner_organisation__isnull=False
                ),
                name="a_dossier_has_one_owner",
            ),
        ]
        indexes = [
            # Of two that seem as good SQLite takes the later: the narrower come after.
            models.Index(
                fields=["centre", "state", "-received_at", "-id"],
                name="dossiers_by_state",
            ),
            # Stuck: nobody's turn in an open dossier, or the same turn for too long.
            models.Index(
                fields=["centre", "received_at"],
                name="dossiers_of_nobody",
                condition=models.Q(
                    held_since__isnull=True, state__in=[2, 4, 5, 6, 8, 9]
                ),
            ),
            models.Index(
                fields=["centre", "state", "held_since"],
                name="dossiers_held_longest",
                condition=models.Q(held_since__isnull=False),
            ),
            # What the heads look at: open dossiers by state and promise.
            models.Index(
                fields=["centre", "state", "due_at", "id"],
                name="open_by_promise",
                condition=models.Q(resolved_at__isnull=True),
            ),
            # Work lists read what somebody holds; closed dossiers leave these two.
            models.Index(
                fields=["centre", "holder_role", "due_at"],
                name="work_of_role",
                condition=models.Q(held_since__isnull=False),
            ),
            models.Index(
                fields=["centre", "holder", "due_at"],
                name="work_of_person",
                condition=models.Q(held_since__isnull=False),
            ),
            models.Index(
                fields=["centre", "-received_at", "-id"], name="dossiers_by_time"
            ),
            models.Index(
                fields=["centre", "owner_citizen", "-received_at", "-id"],
                name="dossiers_of_citizen",
            ),
            models.Index(
                fields=["centre", "submitter", "-received_at", "-id"],
                name="dossiers_of_submitter",
            ),
            models.Index(
                fields=["centre", "owner_folded", "-received_at", "-id"],
                name="dossiers_of_name",
            ),
            # Results that wait for their owners; few beside those handed out.
            models.Index(
                fields=["centre", "resolved_at", "id"],
                name="results_to_hand_out",
                condition=models.Q(resolved_at__isnull=False, returned_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.code)

    @property
    def now_in(self) -> State:
        """The state as the rules know it."""
        return State(self.state)

    @property
    def measured_due_at(self) -> datetime | None:
        """The promise that on time is measured by: no extension makes late on time."""
        return self.first_due_at or self.due_at

    @property
    def competent_agency(self) -> str:
        """The agency that decides, when it is not the one that received."""
        department = self.competent_department
        return department.name if department else self.competent_name

    @property
    def is_for_another_agency(self) -> bool:
        """True when the agency that decides is not the one that received."""
        return self.competent_department_id is not None or bool(self.competent_name)

    @property
    def awaits_competent(self) -> bool:
        """True until the competent agency has the dossier: no clock runs yet."""
        return self.is_for_another_agency and self.competent_received_at is None

    @property
    def clock_from(self) -> datetime | None:
        """When the clock started: at reception, or when the competent agency had it."""
        if self.is_for_another_agency:
            return self.competent_received_at
        return self.received_at


class DossierVisit(CentreModel):
    """A visit in which something was done for a dossier."""

    class Purpose(models.TextChoices):
        """What the visit did."""

        RECEIVE = "receive", _("Nộp hồ sơ")
        RETURN = "return", _("Nhận kết quả")
        SUPPLEMENT = "supplement", _("Bổ sung giấy tờ")
        ENQUIRE = "enquire", _("Hỏi về hồ sơ")

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="visits", db_index=False
    )
    visit = models.ForeignKey(
        Visit, on_delete=models.PROTECT, related_name="dossiers", db_index=False
    )
    purpose = models.CharField(max_length=10, choices=Purpose.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "dossier", "visit", "purpose"],
                name="a_visit_counts_once",
            )
        ]


class StateChange(CentreModel):
    """One move through the lifecycle: who, when, why and what the citizen reads."""

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="changes", db_index=False
    )
    action = models.CharField(max_length=20)
    from_state = models.PositiveSmallIntegerField()
    to_state = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reason = models.CharField(max_length=500, blank=True)
    public_message = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["centre", "dossier", "at"], name="changes_of_dossier")
        ]
