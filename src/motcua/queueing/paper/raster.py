"""The bytes by which an ESC/POS printer prints a picture.

Pictures and not letters: which byte prints "ữ" differs from printer to printer. The
commands are those of Epson's ESC/POS reference, which other makers follow.
"""

from io import BytesIO
from typing import Final

from PIL import Image, UnidentifiedImageError

from motcua.queueing.paper.face import PRINTED_DOTS, PaperWidth

INITIALISE: Final = b"\x1b@"
PRINT_BAND: Final = b"\x1dv0\x00"
# The printer knows how far its knife is from its head: feed so far, cut, leave a bridge.
FEED_AND_CUT: Final = b"\x1dVB\x00"
FEED_TO_THE_EDGE: Final = b"\x1bd\x05"
# Small printers stumble over one high picture, and one that was interrupted waits for
# no more than the rest of a band.
BAND_DOTS: Final = 128


class NotATicketPicture(ValueError):
    """These bytes are no black and white picture of the width of that paper."""


def ticket_dots(png: bytes, *, width_mm: PaperWidth) -> Image.Image:
    """The dots of a drawn ticket; raises NotATicketPicture."""
    try:
        with Image.open(BytesIO(png), formats=["PNG"]) as picture:
            picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError):
        raise NotATicketPicture from None
    if picture.mode != "1" or picture.width != PRINTED_DOTS[width_mm]:
        raise NotATicketPicture
    return picture


def escpos_bytes(png: bytes, *, width_mm: PaperWidth, cut: bool = True) -> bytes:
    """All that prints one ticket: initialise, the picture in bands, feed, cut.

    With `cut=False` the paper is fed to where it is torn off by hand. Raises
    NotATicketPicture.
    """
    dots = ticket_dots(png, width_mm=width_mm)
    bands = (
        dots.crop((0, top, dots.width, min(top + BAND_DOTS, dots.height)))
        for top in range(0, dots.height, BAND_DOTS)
    )
    end = FEED_AND_CUT if cut else FEED_TO_THE_EDGE
    return INITIALISE + b"".join(map(_band, bands)) + end


def _band(dots: Image.Image) -> bytes:
    across = (dots.width // 8).to_bytes(2, "little")
    down = dots.height.to_bytes(2, "little")
    # To a printer 1 is black, to a picture it is white.
    return PRINT_BAND + across + down + dots.tobytes("raw", "1;I")
