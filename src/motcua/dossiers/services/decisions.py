"""What is decided on a matter: granted or refused, and the paper that says so."""

from dataclasses import dataclass
from datetime import datetime

from motcua.accounts.models import User
from motcua.dossiers.models import Dossier, Outcome, Refusal
from motcua.dossiers.services import refusal_slip
from motcua.events.dossiers import DossierRefused
from motcua.foundation.outbox import services as outbox


@dataclass(frozen=True)
class Why:
    """On which law, for which reason, where to appeal.

    `public_address` is for the QR, where this is the dossier's first slip.
    """

    legal_ground: str
    reason: str
    appeal: str
    public_address: str = ""


def propose(
    dossier: Dossier, why: Why, by: User, at: datetime, *, at_reception: bool
) -> Refusal:
    """Write down a refusal that waits for its signature."""
    made = Refusal.objects.filter(centre_id=dossier.centre_id, dossier=dossier).count()
    return Refusal.objects.create(
        centre_id=dossier.centre_id,
        dossier=dossier,
        number=made + 1,
        at_reception=at_reception,
        status=Refusal.Status.PROPOSED,
        legal_ground=why.legal_ground.strip(),
        reason=why.reason.strip(),
        appeal=why.appeal.strip(),
        proposed_at=at,
        proposed_by=by,
    )


def proposed(dossier: Dossier) -> Refusal | None:
    """The refusal that waits for its signature."""
    return _one(dossier, Refusal.Status.PROPOSED)


def settle(dossier: Dossier, *, by: User, at: datetime) -> None:
    """On signature: the outcome is what was proposed; saving is the caller's."""
    refusal = proposed(dossier)
    dossier.outcome = Outcome.REFUSED if refusal else Outcome.GRANTED
    if refusal is not None:
        sign(dossier, refusal, by, at)


def unsettle(dossier: Dossier) -> None:
    """Sent back to be signed again: nothing is decided; saving is the caller's.

    A signed refusal is proposed afresh with its words, so that only who drops it turns
    it into a grant. The paper that was signed stays in the story.
    """
    dossier.outcome = ""
    signed = _one(dossier, Refusal.Status.SIGNED)
    if signed is None:
        return
    signed.status = Refusal.Status.DROPPED
    signed.save(update_fields=["status"])
    words = Why(signed.legal_ground, signed.reason, signed.appeal)
    by, at = signed.proposed_by, signed.proposed_at
    propose(dossier, words, by, at, at_reception=False)


def sign(
    dossier: Dossier,
    refusal: Refusal,
    by: User,
    at: datetime,
    *,
    public_address: str | None = None,
) -> None:
    """The refusal is signed: slip 03, and who asked is told."""
    refusal.status, refusal.signed_at = Refusal.Status.SIGNED, at
    refusal.signed_by = by
    refusal.save(update_fields=["status", "signed_at", "signed_by"])
    refusal_slip.freeze_refusal_slip(
        dossier, refusal, at=at, public_address=public_address
    )
    outbox.record(
        DossierRefused(
            centre_id=dossier.centre_id,
            dossier_id=dossier.id,
            refused_at=at,
            at_reception=refusal.at_reception,
        ),
        at=at,
    )


def _one(dossier: Dossier, status: str) -> Refusal | None:
    return Refusal.objects.filter(
        centre_id=dossier.centre_id, dossier=dossier, status=status
    ).first()
