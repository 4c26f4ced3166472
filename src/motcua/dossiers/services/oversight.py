"""Set from when on a dossier counts as stuck."""

from datetime import datetime

from motcua.dossiers.models import StuckLimit
from motcua.foundation.audit import services as audit
from motcua.foundation.toolkit.work import unit_of_work
from motcua.ward.models import Centre


def set_stuck_limit(
    *, centre: Centre, working_hours: int, source: str, by: audit.Actor, at: datetime
) -> StuckLimit:
    """Let the centre's own number of working hours count from now on."""
    with unit_of_work():
        limit, _is_new = StuckLimit.objects.update_or_create(
            centre=centre,
            defaults={"working_hours": working_hours, "source": source, "set_at": at},
        )
        audit.write(
            centre_id=centre.id,
            by=by,
            verb="set_stuck_limit",
            subject=("centre", centre.id),
            at=at,
            working_hours=working_hours,
        )
    return limit
