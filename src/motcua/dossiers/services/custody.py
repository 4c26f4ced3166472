"""Where a paper result lies until somebody comes for it."""

from datetime import datetime
from typing import Final

from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.dossiers.errors import NotYourStep, PlaceMissing, ReasonMissing
from motcua.dossiers.models import CustodyMove, Dossier
from motcua.dossiers.services import holds, locking
from motcua.foundation.toolkit.work import unit_of_work
from motcua.rules.lifecycle import Action, ActionNotAllowed, State
from motcua.ward.models import Centre

LOST: Final = "lost_result"
Kind = CustodyMove.Kind


def keep_result(
    *,
    centre: Centre,
    code: str,
    place: str,
    by: Mandate,
    at: datetime,
    revision: int | None = None,
) -> Dossier:
    """Take the paper result into custody at a place, or move it to another one.

    A lost one is thereby found and may be returned again. Raises PlaceMissing.
    """
    if not place.strip():
        raise PlaceMissing(code)
    with unit_of_work():
        dossier = _waiting(centre, code, by, revision)
        before = last_move(dossier)
        _move(dossier, _kind_after(before), by, at, place=place.strip())
        locking.note(dossier, "keep_result", by=by.user, at=at, place=place.strip())
        if before is not None and before.kind == Kind.LOST:
            holds.release_hold(dossier=dossier, kind=LOST, by=by.user, at=at)
        locking.keep(dossier)
    return dossier


def report_lost(
    *,
    centre: Centre,
    code: str,
    reason: str,
    by: Mandate,
    at: datetime,
    revision: int | None = None,
) -> Dossier:
    """Say that the paper result is not where it should be: it cannot be returned now."""
    if not reason.strip():
        raise ReasonMissing(code)
    with unit_of_work():
        dossier = _waiting(centre, code, by, revision)
        _move(dossier, Kind.LOST, by, at, reason=reason.strip())
        locking.note(dossier, "report_lost", by=by.user, at=at, reason=reason)
        holds.place_hold(
            dossier=dossier, kind=LOST, reason=reason.strip()[:300], by=by.user, at=at
        )
        locking.keep(dossier)
    return dossier


def hand_out(dossier: Dossier, *, by: Mandate, at: datetime) -> None:
    """The custody ends with the return, if the paper was ever taken into custody."""
    before = last_move(dossier)
    if before is not None and before.kind != Kind.HANDED_OVER:
        _move(dossier, Kind.HANDED_OVER, by, at)


def last_move(dossier: Dossier) -> CustodyMove | None:
    """Where the paper is, as far as anybody wrote down."""
    moves = CustodyMove.objects.filter(centre_id=dossier.centre_id, dossier=dossier)
    return moves.order_by("-at", "-id").first()


def _waiting(centre: Centre, code: str, by: Mandate, revision: int | None) -> Dossier:
    """The dossier, locked, whose result waits; for those who return results."""
    dossier = locking.locked(centre.id, code, revision=revision)
    is_mine = by.user.centre_id == dossier.centre_id
    if not is_mine or not by.may_in(Capability.RETURN_RESULT, dossier.field_id):
        raise NotYourStep(code)
    if dossier.now_in is not State.RESOLVED:
        raise ActionNotAllowed(Action.RETURN_RESULT, dossier.now_in)
    return dossier


def _kind_after(before: CustodyMove | None) -> CustodyMove.Kind:
    if before is None or before.kind == Kind.HANDED_OVER:
        return Kind.KEPT
    return Kind.FOUND if before.kind == Kind.LOST else Kind.MOVED


def _move(
    dossier: Dossier,
    kind: CustodyMove.Kind,
    by: Mandate,
    at: datetime,
    **words: str,
) -> None:
    CustodyMove.objects.create(
        centre_id=dossier.centre_id,
        dossier=dossier,
        kind=kind,
        at=at,
        by=by.user,
        **words,
    )
