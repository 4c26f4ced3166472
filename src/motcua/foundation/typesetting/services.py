"""Turn a template and plain values into a PDF or a picture, the same bytes each time."""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Literal

import segno
import typst

FONTS: Final = Path(__file__).parent / "fonts"
PDF_STANDARD: Final = "a-2b"
QUIET_MODULES: Final = 4  # the white border that ISO/IEC 18004 asks for, each side
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
    return _compiled(template, values, at=at, kind="pdf")


def render_png(
    template: Path, values: Mapping[str, Any], *, at: datetime, ppi: float
) -> bytes:
    """Typeset a template of one page as a PNG of `ppi` pixels per inch.

    Like `render_pdf` otherwise. The picture has all shades: edges are smoothed.
    """
    return _compiled(template, values, at=at, kind="png", ppi=ppi)


def _compiled(
    template: Path,
    values: Mapping[str, Any],
    *,
    at: datetime,
    kind: Literal["pdf", "png"],
    ppi: float | None = None,
) -> bytes:
    text = json.dumps(values, ensure_ascii=False)
    # The compiler keeps its fonts and parsed templates between calls; it is not
    # made for several threads at once.
    with _one_at_a_time:
        made = _compiler(template.parent).compile(
            input=str(template),
            format=kind,
            ppi=ppi,
            sys_inputs={"values": text},
            pdf_standards=PDF_STANDARD,
            timestamp=int(at.timestamp()),
        )
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file, a picture one page")
    return made


@dataclass(frozen=True)
class QrCode:
    """A QR code of error level M as an SVG image without colours of its own."""

    svg: str
    modules: int  # how wide it is, with its quiet border


def qr_code(text: str) -> QrCode:
    """The code of a text."""
    code = segno.make(text, error="m", micro=False)
    image = BytesIO()
    code.save(image, kind="svg", border=QUIET_MODULES, xmldecl=False, svgns=True)
    width, _ = code.symbol_size(border=QUIET_MODULES)
    return QrCode(image.getvalue().decode(), int(width))


def qr_svg(text: str) -> str:
    """The picture of `qr_code`."""
    return qr_code(text).svg


def qr_inline(text: str) -> str:
    """The code for a page of the screen: as large as the page's styles make it."""
    code = segno.make(text, error="m", micro=False)
    image = BytesIO()
    code.save(
        image,
        kind="svg",
        border=QUIET_MODULES,
        xmldecl=False,
        svgns=False,
        omitsize=True,
    )
    return image.getvalue().decode()
