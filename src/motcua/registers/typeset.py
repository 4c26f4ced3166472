"""The papers of the books: what they say, frozen, and their PDF."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from motcua.accounts.models import User
from motcua.foundation.typesetting import services as typesetting
from motcua.people.models import Citizen
from motcua.registers.kinds import Kind
from motcua.registers.models import BookClosing, BookEntry, Refusal
from motcua.ward.models import Centre

PAPERS: Final = Path(__file__).parent / "papers"
CONFIRMATION: Final = "confirmation-1"
REFUSAL: Final = "refusal-1"
BOOK: Final = "book-1"


def confirmation_content(
    centre: Centre,
    kind: Kind,
    citizen: Citizen,
    blanks: Mapping[str, str],
    *,
    signer: User,
    number: int,
) -> dict[str, Any]:
    """Everything a confirmation says, as it is now."""
    return {
        **_head(centre),
        "number": f"{number}/GXN-UBND",
        "title": kind.name_vi,
        "person": _person(citizen),
        "rows": [
            {"label": blank.label_vi, "text": blanks[blank.name]}
            for blank in kind.blanks
        ],
        "signer": {"name": signer.full_name, "title": signer.title},
    }


def refusal_content(
    centre: Centre, kind: Kind, citizen: Citizen | None, *, officer: str
) -> dict[str, Any]:
    """Everything the explanation says that is handed over instead of the paper."""
    return {
        **_head(centre),
        "title": kind.name_vi,
        "person": citizen.full_name if citizen else "",
        "database": kind.database_vi,
        "instead": kind.instead_vi,
        "law": kind.law,
        "officer": officer,
    }


def entry_pdf(entry: BookEntry) -> bytes:
    """The paper of an entry; the same bytes however often it is printed."""
    return typesetting.render_pdf(
        PAPERS / f"{entry.template}.typ", json.loads(entry.content), at=entry.issued_at
    )


def refusal_pdf(refusal: Refusal) -> bytes:
    """The explanation as it was handed over."""
    return typesetting.render_pdf(
        PAPERS / f"{refusal.template}.typ",
        json.loads(refusal.content),
        at=refusal.refused_at,
    )


def book_pdf(
    centre: Centre,
    year: int,
    entries: Sequence[BookEntry],
    closing: BookClosing | None,
    *,
    names: Mapping[str, str],
) -> bytes:
    """The whole book of a year to print and keep."""
    last = max((entry.issued_at for entry in entries), default=None)
    content = {
        **_head(centre),
        "year": year,
        "entries": [
            {
                "number": entry.number,
                "day": f"{json.loads(entry.content)['issued_at'][:10]}",
                "kind": names.get(entry.kind, entry.kind),
                "person": entry.citizen.full_name,
                "signer": entry.signer.full_name,
                "status": entry.get_status_display(),
                "reason": entry.void_reason,
                "digest": entry.digest[:16],
            }
            for entry in entries
        ],
        "closing": {
            "entries": closing.entries,
            "voided": closing.voided,
            "hash": closing.hash,
            "by": closing.closed_by.full_name,
        }
        if closing
        else None,
    }
    moment = closing.closed_at if closing else last
    return typesetting.render_pdf(
        PAPERS / f"{BOOK}.typ", content, at=moment or datetime(year, 1, 1, tzinfo=UTC)
    )


def _head(centre: Centre) -> dict[str, Any]:
    return {
        "committee": centre.committee,
        "centre": centre.name,
        "place": centre.ward_name,
        "synthetic": centre.is_synthetic,
    }


def _person(citizen: Citizen) -> dict[str, str]:
    born = citizen.birth_on
    return {
        "name": citizen.full_name,
        "id": citizen.personal_id,
        "birth": f"{born:%d/%m/%Y}" if born else "",
        "address": citizen.address,
    }
