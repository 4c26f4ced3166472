"""The receipt (form 01): what the applicant takes home from reception."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.utils.translation import override

from motcua.accounts.models import User
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers.models import Dossier, Paper, Slip
from motcua.dossiers.services import slips
from motcua.foundation.toolkit.work import keep
from motcua.rules.fees import FeeLine

TEMPLATE: Final = "receipt-1"


def freeze_receipt(
    dossier: Dossier,
    *,
    papers: Sequence[Paper],
    fee_lines: Sequence[FeeLine],
    public_address: str,
    by: User,
    at: datetime,
) -> Slip:
    """Keep everything the receipt says, as it is now; written with the dossier."""
    with override("vi"):
        content = _content(dossier, papers, fee_lines, by)
    slip = slips.frozen(
        dossier,
        Slip.Form.RECEIPT,
        TEMPLATE,
        content,
        at=at,
        public_address=public_address,
    )
    keep(slip)
    return slip


def _content(
    dossier: Dossier,
    papers: Sequence[Paper],
    fee_lines: Sequence[FeeLine],
    by: User,
) -> dict[str, Any]:
    return {
        "papers": [_paper(paper) for paper in papers if paper.is_present],
        "missing": [paper.name for paper in papers if not paper.is_present],
        "limit": _limit(dossier.version),
        "received_at": slips.on_paper(dossier.received_at),
        "due_at": slips.on_paper(dossier.due_at) if dossier.due_at else None,
        "exit": dossier.get_planned_exit_display(),
        "fees": [
            {
                "name": line.name,
                "quantity": line.quantity,
                "amount": line.amount,
                "source": line.exempt_source or line.source,
            }
            for line in fee_lines
        ],
        "officer": by.full_name,
    }


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "name": paper.name,
        "kind": paper.get_kind_display(),
        "count": paper.count,
        "stays": paper.stays,
    }


def _limit(version: ProcedureVersion) -> dict[str, Any] | None:
    if version.limit_quantity is None:
        return None
    return {"quantity": version.limit_quantity, "unit": version.limit_unit}
