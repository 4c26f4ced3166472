"""Holds: upper areas keep a dossier from being returned, without being known here."""

from datetime import datetime

from motcua.dossiers.models import Dossier, Hold
from motcua.dossiers.services import locking
from motcua.foundation.audit import services as audit
from motcua.foundation.toolkit import rows
from motcua.foundation.toolkit.work import unit_of_work


def place_hold(
    *, dossier: Dossier, kind: str, reason: str, by: audit.Actor, at: datetime
) -> None:
    """Place a hold of this kind; a second one of the same kind changes nothing."""
    hold = Hold(
        centre_id=dossier.centre_id,
        dossier=dossier,
        kind=kind,
        reason=reason,
        placed_at=at,
    )
    with unit_of_work():
        if rows.insert_new(hold):
            locking.note(dossier, "place_hold", by=by, at=at, reason=reason, kind=kind)
            locking.tell_screens(dossier)


def release_hold(*, dossier: Dossier, kind: str, by: audit.Actor, at: datetime) -> None:
    """Release the open hold of this kind, if there is one."""
    with unit_of_work():
        released = Hold.objects.filter(
            centre_id=dossier.centre_id, dossier=dossier, kind=kind, released_at=None
        ).update(released_at=at)
        if released:
            locking.note(dossier, "release_hold", by=by, at=at, kind=kind)
            locking.tell_screens(dossier)
