"""The list of results to hand out as a file: who took it, when, how many rows."""

from datetime import datetime

from django.utils import timezone

from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.dossiers.errors import NotYourStep
from motcua.foundation.audit import services as audit
from motcua.foundation.toolkit.work import unit_of_work
from motcua.ward.models import Centre


def carry_off_results(*, centre: Centre, rows: int, by: Mandate, at: datetime) -> str:
    """Write down that somebody takes the list with them; returns each row's mark.

    It is the counter's own list of work, of what its reader sees on the screen: unlike
    the register it leaves without a second person, but not without a trace. Raises
    NotYourStep without the right to return results.
    """
    if by.user.centre_id != centre.id or not by.may(Capability.RETURN_RESULT):
        raise NotYourStep("results")
    with unit_of_work():
        audit.write(
            centre_id=centre.id,
            by=by.user,
            verb="export_results",
            subject=("centre", centre.id),
            at=at,
            rows=rows,
        )
    return f"{by.user.full_name}, {timezone.localtime(at):%H:%M %d/%m/%Y}"
