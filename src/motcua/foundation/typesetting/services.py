"""Turn a template and plain values into a PDF, the same bytes each time."""

import json
import threading
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import segno
import typst

FONTS: Final = Path(__file__).parent / "fonts"
PDF_STANDARD: Final = "a-2b"
_one_at_a_time = threading.Lock()


@cache
def _compiler(root: Path) -> typst.Compiler:
    return typst.Compiler(root=root, font_paths=[str(FONTS)], ignore_system_fonts=True)


def render_pdf(template: Path, values: Mapping[str, Any], *, at: datetime) -> bytes:
    """Typeset a template (`papers/*.typ` of an area) as PDF/A-2b.

    The template reads its values by ``json(bytes(sys.inputs.values))``. `at` is the
    date written into the document, so the same values give the same bytes.
    Raises typst.TypstError when the template is wrong.
    """
    text = json.dumps(values, ensure_ascii=False)
    # The compiler keeps its fonts and parsed templates between calls; it is not
    # made for several threads at once.
    with _one_at_a_time:
        pdf = _compiler(template.parent).compile(
            input=str(template),
            format="pdf",
            sys_inputs={"values": text},
            pdf_standards=PDF_STANDARD,
            timestamp=int(at.timestamp()),
        )
    if not isinstance(pdf, bytes):
        raise TypeError("a PDF is one file")
    return pdf


def qr_svg(text: str) -> str:
    """A QR code (error level M) as an SVG image without colours of its own."""
    image = BytesIO()
    segno.make(text, error="m", micro=False).save(
        image, kind="svg", border=4, xmldecl=False, svgns=True
    )
    return image.getvalue().decode()
