"""One service episode: who came, where, since when, by whom served, how it ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import User
from motcua.foundation.toolkit.encryption import EncryptedField
from motcua.people.models import Citizen
from motcua.rules import trips
from motcua.ward.models import CentreModel, Counter, Department


class Visit(CentreModel):
    """An episode at a counter, at home, by phone or at a kiosk.

    It opens when somebody comes (with a ticket they may wait for a while), is served by
    one officer at a time from `began_at`, and closes with its outcome; a visit that is
    still open is in no count. A visit for a matter that somebody came for before is
    linked to the first visit of that matter (`again_of`) and says why they came again
    and who answers for it.
    """

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
        SERVED = "served", _("Xong việc, không lập hồ sơ")
        CONFIRMED = "confirmed", _("Được cấp giấy xác nhận")
        REFUSED = "refused", _("Được giải thích vì sao không cấp")
        SUPPLEMENT = "supplement", _("Bổ sung hồ sơ")
        ENQUIRY = "enquiry", _("Hỏi về hồ sơ")
        LEFT = "left", _("Bỏ về")

    class Cause(models.TextChoices):
        """Why somebody came again (the values are those of rules.trips)."""

        PLANNED = trips.Cause.PLANNED.value, _("Nhận kết quả như đã hẹn")
        PAPER_MISSING = trips.Cause.PAPER_MISSING.value, _("Thiếu giấy tờ")
        SIGNER_ABSENT = trips.Cause.SIGNER_ABSENT.value, _("Người ký vắng")
        SYSTEM_DOWN = trips.Cause.SYSTEM_DOWN.value, _("Hệ thống trục trặc")
        NOT_READY = trips.Cause.RESULT_NOT_READY.value, _("Đến hẹn chưa có kết quả")
        OUR_FAULT = trips.Cause.OUR_FAULT.value, _("Lỗi của Trung tâm")
        OWN_WISH = trips.Cause.OWN_WISH.value, _("Người dân tự muốn đến")

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
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    began_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    service = models.CharField(max_length=40, blank=True)
    note = EncryptedField(column="visit.note", blank=True, default="")
    again_of = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    again_cause = models.CharField(max_length=20, choices=Cause.choices, blank=True)
    again_owner = models.ForeignKey(
        Department,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    struck_at = models.DateTimeField(null=True)
    struck_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "public_code"], name="one_visit_per_public_code"
            ),
            models.UniqueConstraint(
                fields=["centre", "served_by"],
                condition=models.Q(closed_at=None, served_by__isnull=False),
                name="one_open_visit_per_officer",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at=None)
                | models.Q(closed_at__gte=models.F("opened_at")),
                name="a_visit_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=models.Q(again_cause="") | models.Q(again_of__isnull=False),
                name="only_a_second_visit_has_a_cause",
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "opened_at"], name="visits_by_time"),
            models.Index(fields=["centre", "citizen"], name="visits_of_citizen"),
            models.Index(
                fields=["centre", "again_of"],
                name="visits_made_again",
                condition=models.Q(again_of__isnull=False),
            ),
        ]


class WalkInService(CentreModel):
    """What a centre changes in the shipped list of services without a dossier."""

    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    is_offered = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "code"], name="one_walk_in_service_per_code"
            )
        ]
