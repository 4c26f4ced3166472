"""Read visits."""

from datetime import datetime

from django.db.models import Count

from motcua.visits.models import Visit
from motcua.ward.models import Centre


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
