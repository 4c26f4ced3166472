"""Holds: upper areas keep a dossier from being returned, without being known here."""

from datetime import datetime

from motcua.dossiers.models import Dossier, Hold
from motcua.dossiers.services.locking import tell_screens
from motcua.foundation.toolkit.work import unit_of_work


def place_hold(*, dossier: Dossier, kind: str, reason: str, at: datetime) -> None:
    """Place a hold of this kind; a second one of the same kind changes nothing."""
    with unit_of_work():
        Hold.objects.bulk_create(
            [
                Hold(
                    centre_id=dossier.centre_id,
                    dossier=dossier,
                    kind=kind,
                    reason=reason,
                    placed_at=at,
                )
            ],
            ignore_conflicts=True,
        )
        tell_screens(dossier)


def release_hold(*, dossier: Dossier, kind: str, at: datetime) -> None:
    """Release the open hold of this kind, if there is one."""
    with unit_of_work():
        Hold.objects.filter(
            centre_id=dossier.centre_id, dossier=dossier, kind=kind, released_at=None
        ).update(released_at=at)
        tell_screens(dossier)
