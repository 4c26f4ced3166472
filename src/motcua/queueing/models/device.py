"""The machines of the hall: which they are, what they may show, when they last spoke."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import User
from motcua.queueing.printer_address import RAW_PRINTING
from motcua.rules import pairing
from motcua.ward.models import CentreModel, Counter


class Pairing(CentreModel):
    """A browser that asks to become a device; the code it shows is good for minutes."""

    code = models.CharField(max_length=pairing.LENGTH)
    token_hash = models.CharField(max_length=64)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "code"], name="one_browser_per_pairing_code"
            ),
            models.UniqueConstraint(
                fields=["centre", "token_hash"], name="one_code_per_browser"
            ),
        ]


class Device(CentreModel):
    """A machine of the hall that acts without anybody signed in.

    Its token is kept as a hash only and dies when the device is revoked. Whoever holds
    the token sees what everybody in the hall sees, and nothing about persons. `said` is
    what the machine last reported of itself; `left` and `right` are the numbers of the
    counters to the sides of a screen, the others lie straight ahead. A ticket machine
    prints by `printer`, on a roll of `paper_mm`.
    """

    class Kind(models.TextChoices):
        """What the machine is for; it stays what it was paired as."""

        HALL = "hall", _("Màn hình sảnh")
        COUNTER = "counter", _("Màn hình quầy")
        RESULTS = "results", _("Bảng kết quả")
        KIOSK = "kiosk", _("Máy lấy số")
        GREETER = "greeter", _("Máy của người hướng dẫn")

    class Printer(models.TextChoices):
        """How a ticket machine prints."""

        NONE = "none", _("Không in, hiện số và mã QR")
        BROWSER = "browser", _("Máy in cắm vào máy lấy số")
        NETWORK = "network", _("Máy in có địa chỉ mạng")

    class Paper(models.IntegerChoices):
        """Rolls of tickets."""

        WIDE = 80, _("80 mm")
        NARROW = 58, _("58 mm")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=60)
    counter = models.ForeignKey(
        Counter, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    token_hash = models.CharField(max_length=64)
    paired_at = models.DateTimeField()
    paired_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    revoked_at = models.DateTimeField(null=True)
    last_seen_at = models.DateTimeField(null=True)
    said = models.JSONField(default=dict)
    is_speaking = models.BooleanField(default=False)
    sound_tried_at = models.DateTimeField(null=True)
    reading_metres = models.DecimalField(
        max_digits=4, decimal_places=1, default=Decimal(6)
    )
    screen_inches = models.PositiveSmallIntegerField(default=43)
    left = models.JSONField(default=list)
    right = models.JSONField(default=list)
    has_officer_name = models.BooleanField(default=False)
    printer = models.CharField(
        max_length=10, choices=Printer.choices, default=Printer.NONE
    )
    printer_host = models.CharField(max_length=45, blank=True)
    printer_port = models.PositiveIntegerField(default=RAW_PRINTING)
    printer_is_silent = models.BooleanField(default=False)
    paper_mm = models.PositiveSmallIntegerField(
        choices=Paper.choices, default=Paper.WIDE
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "token_hash"], name="one_device_per_token"
            ),
            models.UniqueConstraint(
                fields=["centre"],
                condition=models.Q(is_speaking=True),
                name="one_speaking_display_per_hall",
            ),
            models.CheckConstraint(
                condition=models.Q(is_speaking=False)
                | models.Q(kind="hall", revoked_at=None),
                name="only_a_living_hall_display_speaks",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="counter", counter__isnull=False)
                | (~models.Q(kind="counter") & models.Q(counter=None)),
                name="a_counter_display_has_its_counter",
            ),
            models.CheckConstraint(
                condition=models.Q(printer="none") | models.Q(kind="kiosk"),
                name="only_a_ticket_machine_prints",
            ),
            models.CheckConstraint(
                condition=~models.Q(printer="network") | ~models.Q(printer_host=""),
                name="a_network_printer_has_an_address",
            ),
        ]

    def __str__(self) -> str:
        return self.name
