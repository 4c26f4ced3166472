"""Form 02: what the applicant is asked to complete, on paper."""

from datetime import datetime
from typing import Final

from django.utils.translation import override

from motcua.dossiers import faults
from motcua.dossiers.models import Dossier, Slip, SupplementFault, SupplementRequest
from motcua.dossiers.services import slips

TEMPLATE: Final = "supplement-1"


def freeze_supplement_slip(
    dossier: Dossier,
    request: SupplementRequest,
    *,
    at: datetime,
    public_address: str | None,
) -> Slip:
    """Keep everything the slip says, as it is asked now."""
    rows = SupplementFault.objects.filter(
        centre_id=dossier.centre_id, request=request
    ).order_by("position")
    with override("vi"):
        content = {
            "serial": slips.serial(dossier, Slip.Form.SUPPLEMENT, at),
            "faults": [
                {
                    "subject": row.subject,
                    "kinds": faults.named(row.kinds),
                    "detail": row.detail,
                    "mend": row.mend,
                }
                for row in rows
            ],
            "reason": request.reason,
            "agency": request.agency.name if request.agency else "",
            "request_number": _times(request),
            "asked_at": slips.on_paper(at),
            "answer_until": slips.on_paper(request.answer_until)
            if request.answer_until
            else None,
            "is_at_reception": request.stage == SupplementRequest.Stage.RECEPTION,
            "officer": request.asked_by.full_name,
        }
    slip = slips.frozen(
        dossier,
        Slip.Form.SUPPLEMENT,
        TEMPLATE,
        content,
        at=at,
        public_address=public_address,
        number=slips.next_number(dossier, Slip.Form.SUPPLEMENT),
    )
    slip.save(force_insert=True)
    return slip


def _times(request: SupplementRequest) -> int:
    """Which request this is to the applicant, who saw only those that went out."""
    before = SupplementRequest.objects.filter(
        centre_id=request.centre_id,
        dossier_id=request.dossier_id,
        number__lt=request.number,
        opened_at__isnull=False,
    )
    return before.count() + 1
