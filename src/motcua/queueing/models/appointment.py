"""Appointments by the half hour, how many each half hour has, and earlier ones offered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.foundation.toolkit.encryption import EncryptedField
from motcua.queueing.models.hall import Queue
from motcua.queueing.models.ticket import Ticket
from motcua.ward.models import CentreModel


class HalfHour(CentreModel):
    """How many appointments of one half hour of a queue are given away.

    `capacity` is what the queue could take when the last one was: more were never sold,
    and the database refuses to write so.
    """

    queue = models.ForeignKey(
        Queue, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    starts_at = models.DateTimeField()
    booked = models.PositiveSmallIntegerField(default=0)
    capacity = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "queue", "starts_at"], name="one_count_per_half_hour"
            ),
            models.CheckConstraint(
                condition=models.Q(booked__lte=models.F("capacity")),
                name="no_half_hour_is_sold_twice",
            ),
        ]


class Appointment(CentreModel):
    """Somebody will come for one queue in one half hour; its public code opens its page.

    `on_behalf_of` is whose matter it is when somebody else made it and comes for them.
    `ticket` is the number it became. Names and numbers are forgotten some time after
    the day; the row stays for the counts.
    """

    class State(models.TextChoices):
        """What became of it."""

        BOOKED = "booked", _("Đã hẹn")
        CANCELLED = "cancelled", _("Đã hủy hẹn")
        CHECKED_IN = "checked_in", _("Đã đến")
        MISSED = "missed", _("Không đến")

    queue = models.ForeignKey(
        Queue, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    starts_at = models.DateTimeField()
    public_code = models.CharField(max_length=26)
    key = models.CharField(max_length=64)
    full_name = EncryptedField(column="appointment.full_name", blank=True)
    phone = EncryptedField(column="appointment.phone", blank=True)
    phone_index = models.BinaryField(max_length=16, null=True)
    on_behalf_of = EncryptedField(column="appointment.on_behalf_of", blank=True)
    procedure_code = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=5, default="vi")
    wants_earlier = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.BOOKED)
    booked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ticket = models.ForeignKey(
        Ticket, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "public_code"], name="one_appointment_per_public_code"
            ),
            models.UniqueConstraint(
                fields=["centre", "key"], name="one_appointment_per_key"
            ),
            models.CheckConstraint(
                condition=models.Q(state="checked_in", ticket__isnull=False)
                | (~models.Q(state="checked_in") & models.Q(ticket=None)),
                name="who_came_has_a_number",
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "starts_at"], name="appointments_by_hour"),
            models.Index(
                fields=["centre", "phone_index"],
                condition=models.Q(state="booked"),
                name="appointments_of_phone",
            ),
            models.Index(
                fields=["centre", "starts_at"],
                condition=models.Q(phone_index__isnull=False),
                name="appointments_with_people",
            ),
        ]


class EarlierOffer(CentreModel):
    """Somebody was told of an earlier half hour that became free; it is not kept for
    them. `taken_at` is when they accepted."""

    appointment = models.ForeignKey(
        Appointment, on_delete=models.CASCADE, related_name="offers", db_index=False
    )
    starts_at = models.DateTimeField()
    offered_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "appointment", "starts_at"],
                name="one_offer_of_a_half_hour",
            )
        ]
