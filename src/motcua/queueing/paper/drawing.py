"""Draw a ticket: dots for a ticket printer, or a page for a browser to print."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any, Final

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from PIL import Image

from motcua.foundation.typesetting import services as typesetting
from motcua.queueing.paper.face import (
    DOTS_PER_MM,
    PRINTED_DOTS,
    PaperWidth,
    TicketFace,
)

TEMPLATE: Final = Path(__file__).parents[1] / "papers" / "ticket.typ"
MM_PER_INCH: Final = 25.4
SMALLEST_QR_MM: Final = 25
HALF_BLACK: Final = 128


def draw(face: TicketFace, width_mm: PaperWidth = 80) -> bytes:
    """The ticket as a PNG of black and white dots, as wide as the printer's head.

    The same face gives the same bytes.
    """
    page_mm = PRINTED_DOTS[width_mm] / DOTS_PER_MM
    content = _content(face, page_mm=page_mm, width_mm=width_mm)
    return as_dots(TEMPLATE, content, at=face.printed_at)


def as_dots(template: Path, content: Mapping[str, Any], *, at: datetime) -> bytes:
    """A template of one page as a PNG of the black and white dots of a ticket printer."""
    shades = typesetting.render_png(
        template, content, at=at, ppi=DOTS_PER_MM * MM_PER_INCH
    )
    with Image.open(BytesIO(shades)) as smooth:
        dots = smooth.convert("L").point(lambda shade: shade >= HALF_BLACK, "1")
    png = BytesIO()
    dots.save(png, "PNG")
    return png.getvalue()


def draw_pdf(face: TicketFace, width_mm: PaperWidth = 80) -> bytes:
    """The same ticket as a PDF page of the roll's width, for a browser to print."""
    return typesetting.render_pdf(
        TEMPLATE,
        _content(face, page_mm=width_mm, width_mm=width_mm),
        at=face.printed_at,
    )


def _content(
    face: TicketFace, *, page_mm: float, width_mm: PaperWidth
) -> dict[str, Any]:
    qr = typesetting.qr_code(face.qr_text)
    groups = [face.code[at : at + 4] for at in range(0, len(face.code), 4)]
    return {
        "page_mm": page_mm,
        "print_mm": PRINTED_DOTS[width_mm] / DOTS_PER_MM,
        "centre": face.centre,
        "label": face.label,
        "service": face.service,
        "wait": face.wait,
        "place": face.place,
        "appointment": face.appointment,
        "qr_svg": qr.svg,
        "qr_mm": qr_mm(qr.modules),
        "code": " ".join(groups),
        "language": face.language,
        "words": _words(face),
    }


def qr_mm(modules: int) -> float:
    """The width of the code with its border: a module is a whole number of dots."""
    inside = modules - 2 * typesetting.QUIET_MODULES
    dots = ceil(SMALLEST_QR_MM * DOTS_PER_MM / inside)
    return modules * dots / DOTS_PER_MM


def _words(face: TicketFace) -> dict[str, str]:
    printed = timezone.localtime(face.printed_at)
    with translation.override(face.language):
        return {
            "title": _("Số thứ tự %(label)s") % {"label": face.label},
            "your_number": _("Số thứ tự của Ông/Bà"),
            "before": _("Còn %(count)d người trước") % {"count": face.before}
            if face.before
            else _("Ông/Bà là người tiếp theo"),
            "qr": _("Mã QR để theo dõi số thứ tự"),
            "follow": _("Quét mã để theo dõi số trên điện thoại, hoặc nhập mã:"),
            "printed": _("In lúc %(time)s, %(date)s")
            % {"time": f"{printed:%H:%M}", "date": f"{printed:%d/%m/%Y}"},
        }
