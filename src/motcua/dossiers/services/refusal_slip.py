"""Form 03: why a dossier is not accepted or a matter refused, on paper."""

from datetime import datetime
from typing import Final

from motcua.dossiers.models import Dossier, Refusal, Slip
from motcua.dossiers.services import slips

TEMPLATE: Final = "refusal-1"


def freeze_refusal_slip(
    dossier: Dossier, refusal: Refusal, *, at: datetime, public_address: str | None
) -> Slip:
    """Keep everything the slip says, as it is signed now."""
    signer = refusal.signed_by
    content = {
        "serial": slips.serial(dossier, Slip.Form.REFUSAL, at),
        "at_reception": refusal.at_reception,
        "came_in_at": slips.on_paper(dossier.lodged_at or dossier.received_at),
        "legal_ground": refusal.legal_ground,
        "reason": refusal.reason,
        "appeal": refusal.appeal,
        "signed_at": slips.on_paper(at),
        "signer": signer.full_name if signer else "",
        "signer_title": signer.title if signer else "",
    }
    slip = slips.frozen(
        dossier,
        Slip.Form.REFUSAL,
        TEMPLATE,
        content,
        at=at,
        public_address=public_address,
        number=slips.next_number(dossier, Slip.Form.REFUSAL),
    )
    slip.save(force_insert=True)
    return slip
