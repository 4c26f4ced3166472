"""What a ticket machine has beside other devices: numbers lent to it, calls for help, prints."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import User
from motcua.queueing.models.device import Device
from motcua.queueing.models.ticket import Ticket
from motcua.ward.models import CentreModel


class NumberBlock(CentreModel):
    """Numbers of one series and day that only this machine gives out, when it must go on
    without the server; `first` tells the block (rules.number_ranges)."""

    device = models.ForeignKey(
        Device, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    letter = models.CharField(max_length=1)
    day = models.DateField()
    first = models.PositiveIntegerField()
    lent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "letter", "day", "first"],
                name="a_block_is_lent_once",
            ),
            models.UniqueConstraint(
                fields=["centre", "device", "letter", "day"],
                name="one_block_per_machine_and_series",
            ),
        ]


class HelpCall(CentreModel):
    """Somebody at a machine asked for a person; open until somebody of the house goes."""

    device = models.ForeignKey(
        Device, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    asked_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "device"],
                condition=models.Q(taken_at=None),
                name="a_machine_calls_once_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["centre", "asked_at"], name="help_by_time")]


class Printout(CentreModel):
    """A ticket that was sent to a machine's printer: once, whatever came of it.

    The row is there before the first byte: a ticket that was being printed when the
    power went is never printed again unasked. `trouble` is a word of queueing.ports.
    """

    class Outcome(models.TextChoices):
        """What came of it."""

        SENDING = "sending", _("Đang in")
        PRINTED = "printed", _("Đã in")
        UNSURE = "unsure", _("Không rõ đã in chưa")
        FAILED = "failed", _("Không in được")

    ticket = models.ForeignKey(
        Ticket, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    device = models.ForeignKey(
        Device, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    trouble = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "ticket"], name="a_ticket_is_printed_once"
            )
        ]
        indexes = [
            models.Index(fields=["centre", "device", "at"], name="prints_of_a_machine")
        ]
