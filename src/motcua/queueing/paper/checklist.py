"""What one procedure needs, drawn for the roll of a ticket machine."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from motcua.foundation.typesetting import services as typesetting
from motcua.queueing.paper.drawing import as_dots, qr_mm
from motcua.queueing.paper.face import (
    DOTS_PER_MM,
    PRINTED_DOTS,
    Language,
    PaperWidth,
)

TEMPLATE: Final = Path(__file__).parents[1] / "papers" / "checklist.typ"


@dataclass(frozen=True)
class Checklist:
    """Everything that is read on it: papers, and facts as pairs of term and value."""

    centre: str
    name: str
    required: Sequence[str]
    if_needed: Sequence[str]
    facts: Sequence[tuple[str, str]]
    qr_text: str
    printed_at: datetime
    language: Language = "vi"


def draw(face: Checklist, width_mm: PaperWidth = 80) -> bytes:
    """It as a PNG of black and white dots; the same face gives the same bytes."""
    return as_dots(TEMPLATE, _content(face, width_mm), at=face.printed_at)


def _content(face: Checklist, width_mm: PaperWidth) -> dict[str, Any]:
    qr = typesetting.qr_code(face.qr_text)
    printed = PRINTED_DOTS[width_mm] / DOTS_PER_MM
    return {
        "page_mm": printed,
        "print_mm": printed,
        "centre": face.centre,
        "name": face.name,
        "required": [*face.required],
        "if_needed": [*face.if_needed],
        "facts": [*face.facts],
        "qr_svg": qr.svg,
        "qr_mm": qr_mm(qr.modules),
        "language": face.language,
        "words": _words(face),
    }


def _words(face: Checklist) -> dict[str, str]:
    at = timezone.localtime(face.printed_at)
    with translation.override(face.language):
        return {
            "required": _("Phải có"),
            "if_needed": _("Chỉ khi cần"),
            "qr": _("Mã QR của trang thủ tục"),
            "follow": _("Quét để xem trên điện thoại và lấy số."),
            "printed": _("In ngày %(date)s") % {"date": f"{at:%d/%m/%Y}"},
        }
