"""Read visits."""

from datetime import datetime

from django.db.models import Count, QuerySet

from motcua.accounts.models import User
from motcua.visits.models import Visit
from motcua.ward.models import Centre


def open_visits(officer: User) -> QuerySet[Visit]:
    """The episodes an officer has not ended yet, newest first."""
    return (
        Visit.objects.filter(
            centre_id=officer.centre_id, served_by=officer, closed_at=None
        )
        .select_related("citizen", "counter")
        .order_by("-opened_at")
    )


def counts_by_outcome(
    centre: Centre, *, since: datetime, until: datetime
) -> dict[str, int]:
    """How many episodes of a span ended how."""
    rows = (
        Visit.objects.filter(centre=centre, opened_at__gte=since, opened_at__lt=until)
        .values_list("outcome")
        .annotate(count=Count("id"))
    )
    return dict(rows)
