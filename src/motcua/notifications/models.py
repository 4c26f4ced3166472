"""Messages to people, and how each person wants to be told."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import User
from motcua.foundation.toolkit.encryption import EncryptedField
from motcua.people.models import Citizen
from motcua.ward.models import CentreModel


class Channel(models.TextChoices):
    """The way a person is told."""

    EMAIL = "email", _("Thư điện tử")
    CALL = "call", _("Gọi điện")
    NONE = "none", _("Không nhắn")


class Status(models.TextChoices):
    """What became of a message."""

    QUEUED = "queued", _("Chờ gửi")
    SENDING = "sending", _("Đang gửi")
    SENT = "sent", _("Đã gửi")
    FAILED = "failed", _("Không gửi được")
    EXPIRED = "expired", _("Quá hạn, không gửi")
    SUPPRESSED = "suppressed", _("Không gửi")


class Problem(models.TextChoices):
    """Why a message did not go (yet)."""

    DOWN = "down", _("Máy chủ thư không trả lời")
    LATER = "later", _("Máy chủ thư hẹn thử lại")
    ADDRESS = "address", _("Địa chỉ không nhận được thư")
    UNREACHED = "unreached", _("Gọi không được")
    TOO_LATE = "too_late", _("Quá hạn dùng của tin")
    OVERTAKEN = "overtaken", _("Hồ sơ đã sang việc khác")
    NO_ADDRESS = "no_address", _("Không có địa chỉ; trang tra cứu báo thay")
    UNWANTED = "unwanted", _("Người nhận không muốn nhận tin")


class Message(CentreModel):
    """One message to one person about one fact, frozen as it was made.

    `cause` names the fact, so that a fact delivered twice makes one message. The dossier
    is known by its key and code alone. Texts and addresses are forgotten some days after
    the end; the row stays.
    """

    dossier_id = models.UUIDField()
    dossier_code = models.CharField(max_length=40)
    cause = models.CharField(max_length=100)
    recipient = models.ForeignKey(
        Citizen, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    channel = models.CharField(max_length=10, choices=Channel.choices)
    template = models.CharField(max_length=40)
    language = models.CharField(max_length=2)
    address = EncryptedField(column="message.address", blank=True)
    subject = EncryptedField(column="message.subject", blank=True)
    body = EncryptedField(column="message.body", blank=True)
    made_at = models.DateTimeField()
    not_before = models.DateTimeField()
    use_by = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status.choices)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    problem = models.CharField(max_length=12, choices=Problem.choices, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    tried_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    provider_id = models.CharField(max_length=200, blank=True)
    handled_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "dossier_id", "cause", "recipient", "channel"],
                name="one_message_per_fact",
            ),
        ]
        indexes = [
            models.Index(
                fields=["centre", "channel", "next_try_at"],
                name="messages_waiting",
                condition=models.Q(status__in=["queued", "sending"]),
            ),
            models.Index(fields=["centre", "-made_at"], name="messages_by_time"),
            models.Index(
                fields=["centre", "ended_at"],
                name="messages_with_text",
                condition=models.Q(ended_at__isnull=False) & ~models.Q(body=""),
            ),
        ]

    @property
    def mail_id(self) -> str:
        """The Message-ID: the same at each attempt, so that a second copy is known."""
        return f"<{self.id.hex}@motcua>"


class Preference(CentreModel):
    """How one person wants to be told, as they said it, to whom and when."""

    citizen = models.ForeignKey(
        Citizen, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    channel = models.CharField(max_length=10, choices=Channel.choices)
    language = models.CharField(max_length=2, default="vi")
    said_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "citizen"], name="one_preference_per_citizen"
            )
        ]
