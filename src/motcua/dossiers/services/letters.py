"""The two letters that break a promise: form 04 (apology) and form 05 (stop)."""

from typing import Final

from django.utils.translation import override

from motcua.accounts.roles import role_name
from motcua.dossiers.models import Dossier, Extension, Slip, Stop
from motcua.dossiers.services import slips
from motcua.foundation.toolkit.work import keep

APOLOGY: Final = "apology-1"
STOP_NOTICE: Final = "stop-notice-1"


def freeze_apology(dossier: Dossier, extension: Extension, *, role: str) -> Slip:
    """Keep the apology as it was signed: why, until when, by whom."""
    signer = extension.signed_by
    with override("vi"):
        title = signer.title or role_name(role)
    slip = slips.frozen(
        dossier,
        Slip.Form.APOLOGY,
        APOLOGY,
        {
            "received_at": slips.on_paper(dossier.received_at),
            "promised_at": slips.on_paper(extension.old_due_at),
            "new_due_at": slips.on_paper(extension.new_due_at),
            "reason": extension.reason,
            "is_late": extension.is_late,
            "made_at": slips.on_paper(extension.at),
            "unit": signer.department.name if signer.department else "",
            "signer": signer.full_name,
            "signer_title": title,
        },
        at=extension.at,
    )
    keep(slip)
    return slip


def freeze_stop_notice(dossier: Dossier, stop: Stop) -> Slip:
    """Keep the notice as it was given: why, on which ground, and the papers back."""
    with override("vi"):
        kind = str(Stop.Kind(stop.kind).label)
    slip = slips.frozen(
        dossier,
        Slip.Form.STOP_NOTICE,
        STOP_NOTICE,
        {
            "number": stop.number,
            "received_at": slips.on_paper(dossier.received_at),
            "kind": kind,
            "reason": stop.pause.reason,
            "legal_ground": stop.legal_ground,
            "evidence": stop.pause.evidence,
            "papers_back": stop.papers_back,
            "made_at": slips.on_paper(stop.at),
            "officer": stop.by.full_name,
        },
        at=stop.at,
        number=stop.number,
    )
    keep(slip)
    return slip
