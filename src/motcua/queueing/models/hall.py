"""What people may take a number for, and which counter serves it."""

from datetime import timedelta

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import User
from motcua.ward.models import CentreModel, Counter


class TicketClass(models.TextChoices):
    """How long a ticket's class may wait; the minutes stand on its queue."""

    ORDINARY = "ordinary", _("Thường")
    APPOINTMENT = "appointment", _("Đã hẹn")
    PRIORITY = "priority", _("Ưu tiên")


class Queue(CentreModel):
    """A group of services with one series of ticket numbers (A001, A002, …).

    `fields` are the codes of the fields (lĩnh vực) it serves; the three minutes say how
    long each class may wait at most. No ticket is given out while `most_waiting` people
    wait, nor in the last `last_minutes` of the office's day. `per_half_hour` people may
    make an appointment for the same half hour; with 0 nobody makes any.
    """

    letter = models.CharField(max_length=1)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)
    fields = models.JSONField(default=list)
    icon = models.CharField(max_length=30, blank=True)
    place = models.PositiveSmallIntegerField(default=0)
    ordinary_minutes = models.PositiveSmallIntegerField(default=20)
    appointment_minutes = models.PositiveSmallIntegerField(default=10)
    priority_minutes = models.PositiveSmallIntegerField(default=8)
    most_waiting = models.PositiveSmallIntegerField(null=True)
    last_minutes = models.PositiveSmallIntegerField(default=10)
    per_half_hour = models.PositiveSmallIntegerField(default=2)
    is_open = models.BooleanField(default=True)
    closed_note = models.CharField(max_length=160, blank=True)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        ordering = ["place", "letter"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "letter"], name="one_queue_per_letter"
            ),
            models.CheckConstraint(
                condition=models.Q(ordinary_minutes__gt=0)
                & models.Q(appointment_minutes__gt=0)
                & models.Q(priority_minutes__gt=0),
                name="a_class_may_wait_some_time",
            ),
        ]

    @property
    def title(self) -> str:
        """The name in the language of the page."""
        return self.name_en if get_language() == "en" and self.name_en else self.name

    def target(self, ticket_class: str) -> timedelta:
        """How long a ticket of this class may wait."""
        return timedelta(
            minutes={
                TicketClass.ORDINARY: self.ordinary_minutes,
                TicketClass.APPOINTMENT: self.appointment_minutes,
                TicketClass.PRIORITY: self.priority_minutes,
            }[TicketClass(ticket_class)]
        )


class CounterQueue(CentreModel):
    """A counter serves a queue."""

    counter = models.ForeignKey(
        Counter, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    queue = models.ForeignKey(
        Queue, on_delete=models.CASCADE, related_name="counters", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "counter", "queue"],
                name="a_counter_serves_a_queue_once",
            )
        ]


class Skill(CentreModel):
    """Something an officer can do that a ticket may need (a language, sign language)."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    code = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "user", "code"], name="one_skill_per_officer"
            )
        ]
