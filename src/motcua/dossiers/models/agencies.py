"""What partner agencies are asked for a dossier, what changed hands, who was reminded."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import User
from motcua.catalogue.models import CoordinationClause
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.steps import Step
from motcua.foundation.toolkit.encryption import EncryptedField
from motcua.rules.lifecycle import WORKING
from motcua.ward.models import CentreModel, Department

Medium = CoordinationClause.Medium


class AgencyTask(CentreModel):
    """One thing asked of one agency for one dossier: a step of theirs, or an opinion.

    Who received the dossier and who is competent for the matter stay two facts: the
    dossier is the centre's, the task is the agency's. The citizen's clock never stops.
    """

    class Kind(models.TextChoices):
        """What is asked."""

        RESOLVE = "resolve", _("Giải quyết")
        OPINION = "opinion", _("Cho ý kiến")

    class State(models.TextChoices):
        """Where the task stands."""

        WAITING = "waiting", _("Chờ đến lượt")
        SENT = "sent", _("Đã chuyển, chờ nhận")
        RECEIVED = "received", _("Đang làm")
        ANSWERED = "answered", _("Đã trả lời")
        REFUSED = "refused", _("Từ chối")
        TAKEN_BACK = "taken_back", _("Phường rút lại")

    class Outcome(models.TextChoices):
        """How the answer stands against its deadline."""

        EARLY = "early", _("Trước hạn")
        ON_TIME = "on_time", _("Đúng hạn")
        LATE = "late", _("Quá hạn")

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="tasks", db_index=False
    )
    step = models.ForeignKey(
        Step, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    agency = models.ForeignKey(
        Department, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    clause = models.ForeignKey(
        CoordinationClause,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=12, choices=State.choices)
    question = EncryptedField(column="agency_task.question")
    answer = EncryptedField(column="agency_task.answer", blank=True)
    is_confidential = models.BooleanField(default=False)
    is_lead = models.BooleanField(default=False)
    medium = models.CharField(max_length=12, choices=Medium.choices)
    round = models.UUIDField()
    position = models.PositiveSmallIntegerField(default=1)
    papers = models.JSONField(default=list)
    hours = models.DecimalField(max_digits=6, decimal_places=2)
    asked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    returned_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    silence_told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "round", "position"], name="one_task_per_turn"
            ),
            models.UniqueConstraint(
                fields=["centre", "round"],
                condition=models.Q(is_lead=True),
                name="one_lead_per_round",
            ),
            models.CheckConstraint(
                condition=models.Q(sent_at=None)
                | models.Q(due_at__gt=models.F("sent_at")),
                name="an_agency_has_time",
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "dossier"], name="tasks_of_dossier"),
            models.Index(
                fields=["centre", "agency", "due_at"],
                condition=models.Q(state__in=["sent", "received"]),
                name="open_tasks_of_agency",
            ),
            models.Index(
                fields=["centre", "agency", "-sent_at"], name="tasks_of_agency"
            ),
        ]

    @property
    def is_open(self) -> bool:
        """True while the agency still has to answer."""
        return self.state in {self.State.SENT, self.State.RECEIVED}

    def is_late(self, at: datetime) -> bool:
        """True when the agency could have answered and should have."""
        is_over = self.due_at is not None and self.due_at < at
        return self.is_open and is_over and self.may_be_answered

    @property
    def may_be_answered(self) -> bool:
        """False for a step of a dossier that stands still: its agency can do nothing."""
        return self.step_id is None or self.dossier.now_in in WORKING


class HandOver(CentreModel):
    """Papers that went from one side to the other; no agency means the centre.

    The receiver confirms at its own sign-in, or says what was missing.
    """

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="hand_overs", db_index=False
    )
    task = models.ForeignKey(
        AgencyTask, on_delete=models.PROTECT, related_name="hand_overs", db_index=False
    )
    from_agency = models.ForeignKey(
        Department,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    to_agency = models.ForeignKey(
        Department,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    papers = models.JSONField(default=list)
    note = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    missing = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["sent_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(received_at=None)
                | models.Q(received_at__gte=models.F("sent_at")),
                name="received_after_it_was_sent",
            )
        ]
        indexes = [
            models.Index(fields=["centre", "dossier"], name="hand_overs_of_dossier"),
            models.Index(fields=["centre", "task"], name="hand_overs_of_task"),
        ]


class Reminder(CentreModel):
    """A letter to a late agency: proposed by the clock, sent only when signed."""

    class Level(models.IntegerChoices):
        """Whom the letter addresses."""

        REMIND = 1, _("Nhắc việc")
        ESCALATE = 2, _("Báo cáo người đứng đầu cơ quan")

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="reminders", db_index=False
    )
    task = models.ForeignKey(
        AgencyTask, on_delete=models.PROTECT, related_name="reminders", db_index=False
    )
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    proposed_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    template = models.CharField(max_length=40, blank=True)
    content = EncryptedField(column="reminder.content", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "task", "level"], name="one_reminder_per_level"
            )
        ]
