"""What a sample is, and the raw materials all of them are made of."""

import io
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import pikepdf
from PIL import Image, ImageDraw

MARK: Final = b"<script>alert('mot cua')</script>"
PLACE: Final = {1: "N", 2: (20.0, 51.0, 30.0), 3: "E", 4: (105.0, 20.0, 15.0)}
GPS: Final = 0x8825
ORIENTATION: Final = 0x0112


@dataclass(frozen=True)
class Sample:
    """One file as somebody sends it.

    `may_be_cleaned`: a picture that is taken when nothing but its pixels is left.
    `mark` must not be found in anything that is kept.
    """

    name: str
    data: bytes
    may_be_cleaned: bool = False
    mark: bytes = MARK


Recipe = Callable[[random.Random], Sample]


def picture(dice: random.Random, mode: str = "RGB", most: int = 400) -> Image.Image:
    """A page with some lines on it."""
    size = dice.randint(40, most), dice.randint(40, most)
    drawn = Image.new("RGB", size, (250, 248, 240))
    pen = ImageDraw.Draw(drawn)
    for _ in range(12):
        ends = [dice.randint(0, max(size)) for _ in range(4)]
        pen.line(ends, fill=tuple(dice.randint(0, 255) for _ in range(3)), width=3)
    return drawn if mode == "RGB" else drawn.convert(mode)


def written(image: Image.Image, name: str, **more: Any) -> bytes:
    """The picture as a file."""
    out = io.BytesIO()
    image.save(out, name, **more)
    return out.getvalue()


def jpeg(dice: random.Random, **more: Any) -> bytes:
    """A small JPEG."""
    return written(picture(dice), "JPEG", **more)


def png(dice: random.Random, **more: Any) -> bytes:
    """A small PNG."""
    return written(picture(dice), "PNG", **more)


def where_it_was_taken(orientation: int = 1) -> Image.Exif:
    """EXIF that gives a home away."""
    exif = Image.Exif()
    exif[0x010F] = "Phone"
    exif[ORIENTATION] = orientation
    exif[GPS] = PLACE
    return exif


def blank_pdf(pages: int = 1) -> pikepdf.Pdf:
    """A document of empty pages, still open."""
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    return pdf


def saved(pdf: pikepdf.Pdf, **more: Any) -> bytes:
    """The document as a file; it is closed."""
    out = io.BytesIO()
    with pdf:
        pdf.save(out, **more)
    return out.getvalue()
