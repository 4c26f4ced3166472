"""The slips of a dossier: frozen when given, printed the same each time."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.utils import timezone

from motcua.dossiers.models import Dossier, Slip
from motcua.foundation.numbering import services as numbering
from motcua.foundation.typesetting import services as typesetting
from motcua.people.models import Citizen, Organisation

PAPERS: Final = Path(__file__).parent.parent / "papers"
SIZES: Final = ("a4", "a5")


def frozen(
    dossier: Dossier,
    form: str,
    template: str,
    content: Mapping[str, Any],
    *,
    at: datetime,
    number: int = 1,
    public_address: str | None = None,
) -> Slip:
    """The slip as a row still to be written: all it says, with the head of the house.

    `template` names `papers/<template>.typ`; a template never changes once released,
    so that a slip prints the same for ever. Without `public_address` the QR leads
    where the dossier's first slip led.
    """
    head = head_of(dossier)
    head["track_address"] = (
        f"{public_address}/theo-doi/{dossier.lookup_token}/"
        if public_address is not None
        else track_address(dossier)
    )
    return Slip(
        centre_id=dossier.centre_id,
        dossier=dossier,
        form=form,
        number=number,
        template=template,
        content=json.dumps({**head, **content}, ensure_ascii=False),
        made_at=at,
    )


def next_number(dossier: Dossier, form: str) -> int:
    """The number of the dossier's next slip of this form."""
    given = Slip.objects.filter(
        centre_id=dossier.centre_id, dossier=dossier, form=form
    ).count()
    return given + 1


def serial(dossier: Dossier, form: str, at: datetime) -> str:
    """The number the centre gives a slip of this form, from 1 each year: 12/HDHS."""
    year = timezone.localtime(at).year
    number = numbering.take(
        centre_id=dossier.centre_id, series=f"slip-{form}", period=str(year)
    )
    return f"{number:02}/HDHS"


def slip_pdf(slip: Slip, *, size: str = "a4") -> bytes:
    """The slip as PDF/A on A4 or A5; the same bytes however often it is printed."""
    if size not in SIZES:
        raise ValueError(size)
    content = json.loads(slip.content) | {"size": size}
    content["qr_svg"] = typesetting.qr_svg(content["track_address"])
    return typesetting.render_pdf(
        PAPERS / f"{slip.template}.typ", content, at=slip.made_at
    )


def head_of(dossier: Dossier) -> dict[str, Any]:
    """What every slip says: the house, the dossier, its people and its procedure."""
    centre = dossier.centre
    return {
        "committee": centre.committee,
        "centre": centre.name,
        "place": centre.ward_name,
        "address": centre.address,
        "hotline": centre.phone,
        "synthetic": centre.is_synthetic,
        "code": dossier.code,
        "submitter": person(dossier.submitter),
        "owner": _owner(dossier),
        "authorisation": dossier.authorisation,
        "procedure": dossier.version.procedure.name,
        "procedure_code": dossier.version.procedure.code,
    }


def on_paper(at: datetime) -> str:
    """The time as the clock of the centre shows it, whatever zone `at` came in."""
    return timezone.localtime(at).isoformat()


def person(citizen: Citizen) -> dict[str, str]:
    """A citizen as slips name them: the number is masked."""
    return {
        "name": citizen.full_name,
        "id": citizen.masked_id,
        "phone": citizen.phone,
        "email": citizen.email,
        "address": citizen.address,
    }


def track_address(dossier: Dossier) -> str:
    """Where the owner follows the dossier: the address its first slip gave."""
    first = (
        Slip.objects.filter(centre_id=dossier.centre_id, dossier=dossier)
        .order_by("made_at", "id")
        .first()
    )
    address: str = json.loads(first.content)["track_address"] if first else ""
    return address or f"/theo-doi/{dossier.lookup_token}/"


def _owner(dossier: Dossier) -> dict[str, str] | None:
    owner: Citizen | Organisation | None = (
        dossier.owner_citizen or dossier.owner_organisation
    )
    if owner is None or owner == dossier.submitter:
        return None
    number = owner.masked_id if isinstance(owner, Citizen) else owner.tax_code
    return {"name": dossier.owner_name, "id": number, "address": owner.address}
