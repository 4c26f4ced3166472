"""One service episode: who came, where, since when, by whom served, how it ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import User
from motcua.people.models import Citizen
from motcua.ward.models import CentreModel, Counter


class Visit(CentreModel):
    """An episode at a counter, at home, by phone or at a kiosk."""

    class Place(models.TextChoices):
        """Where the citizen is served."""

        COUNTER = "counter", _("Tại quầy")
        HOME = "home", _("Tại nhà")
        PHONE = "phone", _("Qua điện thoại")
        KIOSK = "kiosk", _("Tại ki-ốt")
        ONLINE = "online", _("Trực tuyến")

    class Outcome(models.TextChoices):
        """How the episode ended."""

        DOSSIER = "dossier", _("Có hồ sơ")
        RESULT = "result", _("Nhận kết quả")
        GUIDANCE = "guidance", _("Được hướng dẫn")
        LEFT = "left", _("Bỏ về")

    public_code = models.CharField(max_length=26)
    place = models.CharField(max_length=10, choices=Place.choices)
    citizen = models.ForeignKey(
        Citizen, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    counter = models.ForeignKey(
        Counter, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    opened_at = models.DateTimeField()
    served_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "public_code"], name="one_visit_per_public_code"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at=None)
                | models.Q(closed_at__gte=models.F("opened_at")),
                name="a_visit_closes_after_it_opens",
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "opened_at"], name="visits_by_time"),
            models.Index(fields=["centre", "citizen"], name="visits_of_citizen"),
        ]
