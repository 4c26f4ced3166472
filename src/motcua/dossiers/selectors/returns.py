"""Results that wait for their owners, where their papers lie, how they left."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.dossiers.models import CustodyMove, Dossier, ReturnRecord
from motcua.dossiers.selectors.lists import ready_results
from motcua.rules import worktime
from motcua.rules.worktime import OfficeCalendar
from motcua.ward import selectors as ward
from motcua.ward.models import Centre

UNCOLLECTED_DAYS: Final = 15
DAY: Final = timedelta(days=1)


def days_waiting(dossier: Dossier, calendar: OfficeCalendar, *, at: datetime) -> int:
    """How many working days the result has waited; 0 on the day it was ready."""
    if dossier.resolved_at is None:
        return 0
    first, last = (
        calendar.wall_clock(moment).date() for moment in (dossier.resolved_at, at)
    )
    # The day it was ready is not waited for, today is.
    return worktime.working_days_between(first + DAY, last + DAY, calendar)


def uncollected(
    centre: Centre,
    *,
    at: datetime,
    days: int = UNCOLLECTED_DAYS,
    limits: Q | None = None,
) -> list[tuple[Dossier, int]]:
    """Results that wait so many working days or more, with how many, longest first.

    `limits` are those of a person (`selectors.limits`); without them all are found.
    """
    calendar = ward.calendar_in_force(centre)
    # Working days are never more than days: the index does the first sifting.
    old = _whole(ready_results(centre)).filter(
        limits or Q(), resolved_at__lte=at - timedelta(days)
    )
    counted = ((d, days_waiting(d, calendar, at=at)) for d in old)
    return [(dossier, waited) for dossier, waited in counted if waited >= days]


def return_record(dossier: Dossier) -> ReturnRecord | None:
    """How the result was handed over, if it was."""
    return (
        ReturnRecord.objects.filter(centre_id=dossier.centre_id, dossier=dossier)
        .select_related("by")
        .first()
    )


def custody_of(dossier: Dossier) -> list[CustodyMove]:
    """Where the paper result has been, the latest first."""
    return list(
        CustodyMove.objects.filter(centre_id=dossier.centre_id, dossier=dossier)
        .select_related("by")
        .order_by("-at", "-id")
    )


def places_of(centre: Centre, dossier_ids: Iterable[UUID]) -> dict[UUID, CustodyMove]:
    """Where the paper results of these dossiers are."""
    moves = CustodyMove.objects.filter(centre=centre, dossier_id__in=list(dossier_ids))
    return {move.dossier_id: move for move in moves.order_by("at", "id")}


def _whole(dossiers: QuerySet[Dossier]) -> QuerySet[Dossier]:
    return dossiers.select_related(
        "centre", "version__procedure", "holder", "submitter", "owner_citizen"
    )
