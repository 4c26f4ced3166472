"""A ticket, and everything that ever happened to it."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import User
from motcua.queueing.models.hall import Queue, TicketClass
from motcua.rules import ticket_life
from motcua.visits.models import Visit
from motcua.ward.models import CentreModel, Counter

DIGITS: Final = 3


class Ticket(CentreModel):
    """A number in the hall. It belongs to one visit, whose public code opens its page.

    `since` is when its wait began and `target_seconds` how long its class may wait; from
    the two comes its place in the order (rules.queue_order). `sent_to` is the counter
    that is to call it, `counter` the one that did. `ended_at` is empty as long as its
    person may still be called. What its person comes for, as far as they said so: a
    procedure and which of its papers they have with them, or a dossier.
    """

    class State(models.TextChoices):
        """Where it is; the values are those of rules.ticket_life."""

        WAITING = ticket_life.State.WAITING.value, _("Đang chờ")
        CALLED = ticket_life.State.CALLED.value, _("Đang gọi")
        SERVING = ticket_life.State.SERVING.value, _("Đang phục vụ")
        HELD = ticket_life.State.HELD.value, _("Tạm gác")
        AWAY = ticket_life.State.AWAY.value, _("Đi lấy thêm giấy tờ")
        MISSED = ticket_life.State.MISSED.value, _("Gọi không thấy")
        ENDED = ticket_life.State.ENDED.value, _("Đã xong")
        LEFT = ticket_life.State.LEFT.value, _("Đã về")

    class Channel(models.TextChoices):
        """Where the number was taken."""

        KIOSK = "kiosk", _("Máy lấy số")
        GREETER = "greeter", _("Người hướng dẫn")
        PHONE = "phone", _("Điện thoại")
        APPOINTMENT = "appointment", _("Lịch hẹn")
        PAPER = "paper", _("Số giấy")

    class Ground(models.TextChoices):
        """Why a ticket is a priority one (domain.md 7.1): never shown in the hall."""

        ELDERLY = "elderly", _("Người cao tuổi")
        DISABLED = "disabled", _("Người khuyết tật")
        MERIT = "merit", _("Người có công")
        PREGNANT = "pregnant", _("Phụ nữ mang thai")
        WITH_CHILD = "with_child", _("Có con nhỏ đi cùng")
        CHILD = "child", _("Trẻ em")
        POOR = "poor", _("Hộ nghèo")
        OTHER = "other", _("Lý do khác")

    visit = models.ForeignKey(
        Visit, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    queue = models.ForeignKey(
        Queue, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # The series it was numbered in stays, whatever queue it is sent to later.
    letter = models.CharField(max_length=1)
    day = models.DateField()
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=64)
    ticket_class = models.CharField(max_length=12, choices=TicketClass.choices)
    ground = models.CharField(max_length=12, choices=Ground.choices, blank=True)
    channel = models.CharField(max_length=12, choices=Channel.choices)
    language = models.CharField(max_length=5, default="vi")
    needs = models.JSONField(default=list)
    procedure_code = models.CharField(max_length=40, blank=True)
    papers = models.JSONField(default=list)
    dossier_code = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=State.choices)
    issued_at = models.DateTimeField()
    since = models.DateTimeField()
    target_seconds = models.PositiveIntegerField()
    not_before = models.DateTimeField(null=True)
    keeps_until = models.DateTimeField(null=True)
    counter = models.ForeignKey(
        Counter, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    sent_to = models.ForeignKey(
        Counter, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    called_at = models.DateTimeField(null=True)
    calls = models.PositiveSmallIntegerField(default=0)
    missed = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    steps = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "letter", "day", "number"],
                name="no_number_twice_a_day",
            ),
            models.UniqueConstraint(
                fields=["centre", "key"], name="one_ticket_per_key"
            ),
            models.UniqueConstraint(
                fields=["centre", "visit"], name="one_ticket_per_visit"
            ),
            models.UniqueConstraint(
                fields=["centre", "counter"],
                condition=models.Q(state__in=["called", "serving"]),
                name="one_ticket_at_a_counter",
            ),
        ]
        indexes = [
            models.Index(
                fields=["centre", "state"],
                condition=models.Q(ended_at=None),
                name="tickets_in_the_hall",
            ),
            models.Index(
                fields=["centre", "called_at"],
                condition=models.Q(called_at__isnull=False),
                name="tickets_by_call",
            ),
            models.Index(fields=["centre", "issued_at"], name="tickets_by_time"),
        ]

    @property
    def label(self) -> str:
        """What is printed, shown and spoken: A007."""
        return label(self.letter, self.number)


class Move(CentreModel):
    """One thing that happened to a ticket; rows are only ever added.

    `step` counts them from 1, whatever the clock does meanwhile. `before` holds what the act changed, as it was: undoing puts it back.
    """

    ticket = models.ForeignKey(
        Ticket, on_delete=models.PROTECT, related_name="moves", db_index=False
    )
    step = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=12)
    at = models.DateTimeField()
    by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    counter = models.ForeignKey(
        Counter, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reason = models.CharField(max_length=200, blank=True)
    before = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "ticket", "step"], name="one_move_per_step"
            )
        ]
        indexes = [
            models.Index(fields=["centre", "at"], name="moves_by_time"),
        ]


def label(letter: str, number: int) -> str:
    """What is printed, shown and spoken: the letter and at least three digits."""
    return f"{letter}{number:0{DIGITS}d}"
