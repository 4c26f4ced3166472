"""Close a year's register (form 07); `register_files` carries it off."""

from datetime import datetime

from django.utils import timezone

from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.dossiers.errors import (
    AlreadyClosed,
    NotYourStep,
    YearStillRuns,
    YearUnanswered,
)
from motcua.dossiers.models import RegisterYear
from motcua.dossiers.selectors import register
from motcua.foundation.audit import services as audit
from motcua.foundation.toolkit import rows
from motcua.foundation.toolkit.work import unit_of_work
from motcua.ward.models import Centre


def close_year(*, centre: Centre, year: int, by: Mandate, at: datetime) -> RegisterYear:
    """Close a year's register: its totals and hashes are written down, once.

    Raises NotYourStep without the right, YearStillRuns before the year is over,
    YearUnanswered while one lodged in it may still be accepted, AlreadyClosed the
    second time.
    """
    if by.user.centre_id != centre.id or not by.may(Capability.KEEP_REGISTER):
        raise NotYourStep(str(year))
    if timezone.localdate(at).year <= year:
        raise YearStillRuns(str(year))
    if waiting := register.unanswered(centre, year).count():
        raise YearUnanswered(waiting)
    # Nothing is received into a past year, and all of this one has its place in the
    # book, so the count needs no lock.
    found = register.totals(centre, year)
    closed = RegisterYear(
        centre=centre,
        year=year,
        count=found.count,
        by_state=found.by_state,
        by_origin=found.by_origin,
        reception_hash=found.reception_hash,
        state_hash=found.state_hash,
        closed_at=at,
        closed_by=by.user,
    )
    with unit_of_work():
        if not rows.insert_new(closed):
            raise AlreadyClosed(str(year))
        audit.write(
            centre_id=centre.id,
            by=by.user,
            verb="close_year",
            subject=("register_year", closed.id),
            at=at,
            year=year,
            count=found.count,
            reception_hash=found.reception_hash,
        )
    return closed
