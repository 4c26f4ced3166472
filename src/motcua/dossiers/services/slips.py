"""The receipt (form 01): frozen when given, printed the same each time."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import override

from motcua.catalogue.selectors import Offer
from motcua.dossiers.models import Dossier, Paper, Slip
from motcua.foundation.toolkit.work import keep
from motcua.foundation.typesetting import services as typesetting
from motcua.people.models import Citizen, Organisation
from motcua.rules.fees import FeeLine

PAPERS: Final = Path(__file__).parent.parent / "papers"
TEMPLATE: Final = "receipt-1"
SIZES: Final = ("a4", "a5")


def freeze_receipt(
    dossier: Dossier,
    offer: Offer,
    *,
    papers: Sequence[Paper],
    fee_lines: Sequence[FeeLine],
    public_address: str,
    at: datetime,
) -> Slip:
    """Keep everything the receipt says, as it is now; written with the dossier."""
    with override("vi"):
        content = _content(dossier, offer, papers, fee_lines, public_address)
    slip = Slip(
        centre_id=dossier.centre_id,
        dossier=dossier,
        form=Slip.Form.RECEIPT,
        template=TEMPLATE,
        content=json.dumps(content, ensure_ascii=False),
        made_at=at,
    )
    keep(slip)
    return slip


def receipt_pdf(slip: Slip, *, size: str = "a4") -> bytes:
    """The slip as PDF/A on A4 or A5; the same bytes however often it is printed."""
    if size not in SIZES:
        raise ValueError(size)
    content = json.loads(slip.content) | {"size": size}
    content["qr_svg"] = typesetting.qr_svg(content["track_address"])
    return typesetting.render_pdf(
        PAPERS / f"{slip.template}.typ", content, at=slip.made_at
    )


def _content(
    dossier: Dossier,
    offer: Offer,
    papers: Sequence[Paper],
    fee_lines: Sequence[FeeLine],
    public_address: str,
) -> dict[str, Any]:
    centre = dossier.centre
    submitter = dossier.submitter
    return {
        "committee": centre.committee,
        "centre": centre.name,
        "place": centre.ward_name,
        "address": centre.address,
        "hotline": centre.phone,
        "synthetic": centre.is_synthetic,
        "code": dossier.code,
        "track_address": f"{public_address}/theo-doi/{dossier.lookup_token}/",
        "submitter": _person(submitter),
        "owner": _owner(dossier),
        "authorisation": dossier.authorisation,
        "procedure": offer.procedure.name,
        "procedure_code": offer.procedure.code,
        "papers": [_paper(paper) for paper in papers if paper.is_present],
        "missing": [paper.name for paper in papers if not paper.is_present],
        "limit": _limit(offer),
        "received_at": _on_paper(dossier.received_at),
        "due_at": _on_paper(dossier.due_at) if dossier.due_at else None,
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
        "officer": dossier.received_by.full_name,
    }


def _on_paper(at: datetime) -> str:
    """The time as the clock of the centre shows it, whatever zone `at` came in."""
    return timezone.localtime(at).isoformat()


def _person(citizen: Citizen) -> dict[str, str]:
    return {
        "name": citizen.full_name,
        "id": citizen.masked_id,
        "phone": citizen.phone,
        "email": citizen.email,
        "address": citizen.address,
    }


def _owner(dossier: Dossier) -> dict[str, str] | None:
    owner: Citizen | Organisation | None = (
        dossier.owner_citizen or dossier.owner_organisation
    )
    if owner is None or owner == dossier.submitter:
        return None
    number = owner.masked_id if isinstance(owner, Citizen) else owner.tax_code
    return {"name": dossier.owner_name, "id": number, "address": owner.address}


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "name": paper.name,
        "kind": paper.get_kind_display(),
        "count": paper.count,
        "stays": paper.stays,
    }


def _limit(offer: Offer) -> dict[str, Any] | None:
    if offer.version.limit_quantity is None:
        return None
    return {"quantity": offer.version.limit_quantity, "unit": offer.version.limit_unit}
