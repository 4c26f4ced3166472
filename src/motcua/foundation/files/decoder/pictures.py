"""Pictures are never kept as they came: drawn again, upright, without a word beside.

What a camera or an attacker wrote around the pixels (where the picture was taken, a
comment, a program, a second file behind the first) is thereby gone.
"""

import io
from typing import Final

import pi_heif
from PIL import Image, ImageOps, JpegImagePlugin, MpoImagePlugin, PngImagePlugin

from motcua.foundation.files.decoder.verdict import (
    LONGEST_SIDE,
    Kind,
    Limits,
    Reason,
    Refused,
    Sound,
)

PLUGINS: Final = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin)
FORMATS: Final = {
    Kind.JPEG: ("JPEG", "MPO"),
    Kind.PNG: ("PNG",),
    Kind.HEIC: ("HEIF",),
}
QUALITY: Final = 90
# More effort halves nothing and costs seconds on a large page.
PNG_EFFORT: Final = 4
THUMBNAIL: Final = (240, 240)
GREY: Final = {"1", "L", "LA", "La"}

# Our own limit is asked before anything is unpacked.
Image.MAX_IMAGE_PIXELS = None
pi_heif.register_heif_opener(thumbnails=False)


def look(data: bytes, kind: Kind, limits: Limits) -> Sound:
    """The picture drawn again; raises Refused."""
    with Image.open(io.BytesIO(data), formats=FORMATS[kind]) as picture:
        width, height = picture.size
        if width * height > limits.pixels or max(width, height) > LONGEST_SIDE:
            raise Refused(Reason.TOO_MANY_PIXELS)
        picture.load()
        plain = _plain(ImageOps.exif_transpose(picture), kind)
    is_png = kind is Kind.PNG
    return Sound(
        media_type=Kind.PNG if is_png else Kind.JPEG,
        content=_written(plain, "PNG" if is_png else "JPEG"),
        pages=1,
        pixels=plain.width * plain.height,
        thumbnail=_thumbnail(plain),
    )


def warm_up() -> None:
    """Draw one dot, so that every part is loaded before the doors are locked."""
    dot = Image.new("RGB", (8, 8))
    for kind, name in ((Kind.PNG, "PNG"), (Kind.JPEG, "JPEG")):
        look(_written(dot, name), kind, Limits())


def _plain(picture: Image.Image, kind: Kind) -> Image.Image:
    """Only the pixels, in a mode that both formats can write."""
    if picture.mode.startswith("I;16"):
        picture = picture.point(lambda value: value / 256).convert("L")
    is_clear = "transparency" in picture.info or picture.mode in {"RGBA", "LA", "PA"}
    if is_clear and kind is Kind.PNG:
        plain = picture.convert("RGBA")
    elif is_clear:
        over = picture.convert("RGBA")
        plain = Image.new("RGB", over.size, "white")
        plain.paste(over, mask=over)
    else:
        plain = picture.convert("L" if picture.mode in GREY else "RGB")
    plain.info.clear()
    return plain


def _written(picture: Image.Image, name: str) -> bytes:
    out = io.BytesIO()
    if name == "PNG":
        picture.save(out, "PNG", compress_level=PNG_EFFORT)
    else:
        picture.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _thumbnail(picture: Image.Image) -> bytes:
    small = picture.copy()
    small.thumbnail(THUMBNAIL)
    if small.mode == "RGBA":
        ground = Image.new("RGB", small.size, "white")
        ground.paste(small, mask=small)
        small = ground
    return _written(small, "JPEG")
