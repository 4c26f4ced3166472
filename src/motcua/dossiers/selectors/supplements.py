"""What applicants were asked to complete: of one dossier, and as lists of work."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.dossiers.models import Dossier, Refusal, SupplementRequest
from motcua.dossiers.selectors.lists import within
from motcua.rules.lifecycle import State
from motcua.ward.models import Centre

Status = SupplementRequest.Status


def supplements_of(dossier: Dossier) -> list[SupplementRequest]:
    """Every request of a dossier with its faults, the newest first."""
    return list(
        SupplementRequest.objects.filter(centre_id=dossier.centre_id, dossier=dossier)
        .select_related("asked_by", "decided_by", "answered_by", "agency")
        .prefetch_related("faults")
        .order_by("-number")
    )


def refusals_proposed(centre: Centre, rows: Iterable[Dossier]) -> set[UUID]:
    """Which of these dossiers would be refused by the next signature."""
    return set(
        Refusal.objects.filter(
            centre=centre,
            dossier_id__in=[dossier.id for dossier in rows],
            status=Refusal.Status.PROPOSED,
        ).values_list("dossier_id", flat=True)
    )


def refusals_of(dossier: Dossier) -> list[Refusal]:
    """The refusals that were proposed or signed, the newest first."""
    return list(
        Refusal.objects.filter(centre_id=dossier.centre_id, dossier=dossier)
        .exclude(status=Refusal.Status.DROPPED)
        .select_related("proposed_by", "signed_by")
        .order_by("-number")
    )


def lodged(mandate: Mandate) -> QuerySet[Dossier]:
    """What came in and waits for this reception to answer, the most urgent first."""
    rows = Dossier.objects.filter(centre=mandate.user.centre_id, state=State.NEW)
    if not mandate.may(Capability.RECEIVE):
        return rows.none()
    return (
        within(mandate, rows, Capability.RECEIVE)
        .select_related("version__procedure", "holder")
        .order_by("answer_due_at", "id")
    )


def pending_supplements(mandate: Mandate) -> QuerySet[SupplementRequest]:
    """The second requests that wait for this head, the longest waiting first."""
    rows = _rows(mandate.user.centre_id).filter(status=Status.PENDING)
    if not mandate.may(Capability.APPROVE_SUPPLEMENT):
        return rows.none()
    if "centre_director" not in mandate.roles:
        rows = rows.filter(agency_id=mandate.user.department_id)
    return rows.exclude(asked_by=mandate.user).order_by("asked_at", "id")


def came_back(mandate: Mandate, *, since: datetime) -> QuerySet[SupplementRequest]:
    """What this person's step waited for and was answered since then, newest first."""
    user = mandate.user
    mine = Q(dossier__holder=user) | Q(
        dossier__holder=None,
        dossier__holder_role__in=mandate.roles,
        dossier__holder_department_id__in=[user.department_id],
    )
    return (
        _rows(user.centre_id)
        .filter(
            mine,
            status=Status.ANSWERED,
            answered_at__gte=since,
            dossier__state__in=[State.ACCEPTED, State.IN_PROGRESS],
        )
        .order_by("-answered_at", "id")
    )


def expired_supplements(centre: Centre, *, at: datetime) -> QuerySet[SupplementRequest]:
    """The requests whose time has passed without an answer, the oldest first."""
    return (
        _rows(centre.id)
        .filter(
            status=Status.OPEN,
            answer_until__lt=at,
            dossier__state=State.SUPPLEMENT,
        )
        .order_by("answer_until", "id")
    )


def late_supplements(centre: Centre) -> QuerySet[SupplementRequest]:
    """The requests made later than three working days after reception, newest first."""
    return _rows(centre.id).filter(is_late=True).order_by("-asked_at", "id")


def _rows(centre_id: UUID) -> QuerySet[SupplementRequest]:
    return SupplementRequest.objects.filter(
        centre=centre_id, dossier__centre_id=F("centre_id")
    ).select_related("dossier__version__procedure", "asked_by", "agency")
