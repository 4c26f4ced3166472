"""Pictures that must be refused, or kept with nothing left but their pixels."""

import io
import random
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Final

from PIL import Image, PngImagePlugin

from motcua.foundation.files.decoder.verdict import EICAR
from tests.foundation.files.corpus.samples import (
    MARK,
    Recipe,
    Sample,
    jpeg,
    picture,
    png,
    where_it_was_taken,
    written,
)

DATA: Final = Path(__file__).parents[1] / "data"
IEND: Final = b"\x00\x00\x00\x00IEND\xaeB`\x82"


def heic(name: str) -> bytes:
    """One of the photos of a phone that lie beside the tests."""
    return (DATA / f"{name}.heic").read_bytes()


def place_in_a_jpeg(dice: random.Random) -> Sample:
    """A photo that says where it was taken."""
    data = jpeg(dice, exif=where_it_was_taken(dice.randint(1, 8)))
    return Sample("anh.jpg", data, may_be_cleaned=True)


def place_in_a_png(dice: random.Random) -> Sample:
    """The same in a PNG."""
    data = png(dice, exif=where_it_was_taken(dice.randint(1, 8)))
    return Sample("anh.png", data, may_be_cleaned=True)


def place_in_a_heic(dice: random.Random) -> Sample:
    """The same as a phone writes it."""
    return Sample("anh.heic", heic("phone-with-place"), may_be_cleaned=True)


def script_in_a_png(dice: random.Random) -> Sample:
    """A web page in the words of a PNG."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", (b"<html>" + MARK).decode(), zip=dice.random() < 0.5)
    return Sample("anh.png", png(dice, pnginfo=words), may_be_cleaned=True)


def script_in_a_jpeg(dice: random.Random) -> Sample:
    """A web page in the comment of a JPEG."""
    return Sample("anh.jpg", jpeg(dice, comment=MARK), may_be_cleaned=True)


def script_in_the_colours(dice: random.Random) -> Sample:
    """A program in the place of a colour profile."""
    data = jpeg(dice, icc_profile=MARK * dice.randint(1, 9))
    return Sample("anh.jpg", data, may_be_cleaned=True)


def web_page_behind(dice: random.Random) -> Sample:
    """A web page behind the last byte of a picture."""
    data = png(dice) + b"<html>" + MARK
    return Sample("anh.png", data, may_be_cleaned=True)


def zip_behind_a_jpeg(dice: random.Random) -> Sample:
    """A picture that is a zip too."""
    return Sample("anh.jpg", jpeg(dice) + _zip(MARK), may_be_cleaned=True)


def pdf_behind_a_jpeg(dice: random.Random) -> Sample:
    """A picture that is a PDF too."""
    data = jpeg(dice) + b"%PDF-1.7\n" + MARK + b"\n%%EOF"
    return Sample("anh.jpg", data, may_be_cleaned=True)


def program_in_a_png(dice: random.Random) -> Sample:
    """A chunk nobody knows, with a program in it."""
    payload = b"<?php system($_GET[0]); ?>" + MARK
    chunk = b"evIL" + payload
    whole = struct.pack(">I", len(payload)) + chunk
    whole += struct.pack(">I", zlib.crc32(chunk))
    return Sample("anh.png", png(dice).replace(IEND, whole + IEND), may_be_cleaned=True)


def many_pictures_in_one(dice: random.Random) -> Sample:
    """A PNG that moves; only its first picture is a paper."""
    more = [picture(dice) for _ in range(dice.randint(2, 5))]
    data = written(more[0], "PNG", save_all=True, append_images=more[1:])
    return Sample("anh.png", data, may_be_cleaned=True)


def vast_png(dice: random.Random) -> Sample:
    """A head that promises ten thousand million dots."""
    side = dice.randint(50_000, 200_000)
    return Sample("anh.png", _png_of(side, side, b"\0" * 100))


def narrow_png(dice: random.Random) -> Sample:
    """One dot wide and a million high."""
    return Sample("anh.png", _png_of(1, dice.randint(30_001, 999_999), b"\0" * 100))


def pixel_bomb(dice: random.Random) -> Sample:
    """Two hundred million equal dots in a few hundred kilobytes."""
    rows = 14_000 + dice.randrange(50)
    return Sample("anh.png", _png_of(14_000, rows, b"\0" * 14_001 * 300))


def vast_jpeg(dice: random.Random) -> Sample:
    """A JPEG whose head lies about its size."""
    data = bytearray(jpeg(dice))
    place = data.index(b"\xff\xc0") + 5
    data[place : place + 4] = struct.pack(">HH", 65_000, 60_000 + dice.randrange(5000))
    return Sample("anh.jpg", bytes(data))


def words_without_end(dice: random.Random) -> Sample:
    """A compressed word of a PNG that unpacks to two hundred megabytes."""
    body = b"Comment\0\0" + zlib.compress(b"\0" * 200_000_000, 9)
    chunk = b"zTXt" + body
    whole = struct.pack(">I", len(body)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    data = png(dice)
    head = 8 + 25
    return Sample("anh.png", data[:head] + whole + data[head:], may_be_cleaned=True)


def cut_jpeg(dice: random.Random) -> Sample:
    """The line broke."""
    data = jpeg(dice)
    return Sample("anh.jpg", data[: dice.randint(4, len(data) * 3 // 4)])


def cut_png(dice: random.Random) -> Sample:
    """The line broke."""
    data = png(dice)
    return Sample("anh.png", data[: dice.randint(9, len(data) * 3 // 4)])


def cut_heic(dice: random.Random) -> Sample:
    """The line broke."""
    data = heic("phone")
    return Sample("anh.heic", data[: dice.randint(13, len(data) * 3 // 4)])


def noise_in_a_heic(dice: random.Random) -> Sample:
    """The first bytes of a photo, then noise."""
    return Sample(
        "anh.heic", heic("phone")[:12] + dice.randbytes(dice.randint(50, 3000))
    )


def scratched_heic(dice: random.Random) -> Sample:
    """A photo with some bytes changed: whatever comes of it, only pixels."""
    return Sample("anh.heic", _scratched(dice, heic("phone")), may_be_cleaned=True)


def scratched_jpeg(dice: random.Random) -> Sample:
    """The same for a JPEG."""
    data = _scratched(dice, jpeg(dice, comment=MARK))
    return Sample("anh.jpg", data, may_be_cleaned=True)


def scratched_png(dice: random.Random) -> Sample:
    """The same for a PNG."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", MARK.decode())
    data = _scratched(dice, png(dice, pnginfo=words))
    return Sample("anh.png", data, may_be_cleaned=True)


def noise_in_a_jpeg(dice: random.Random) -> Sample:
    """The first bytes of a JPEG, then noise."""
    return Sample(
        "anh.jpg", b"\xff\xd8\xff\xe0" + dice.randbytes(dice.randint(20, 4000))
    )


def virus_in_a_jpeg(dice: random.Random) -> Sample:
    """The test virus in a comment."""
    return Sample("anh.jpg", jpeg(dice, comment=EICAR + b"-FILE!$H+H*"))


RECIPES: Final[dict[str, Recipe]] = {
    recipe.__name__.replace("_", " "): recipe
    for recipe in (
        place_in_a_jpeg,
        place_in_a_png,
        place_in_a_heic,
        script_in_a_png,
        script_in_a_jpeg,
        script_in_the_colours,
        web_page_behind,
        zip_behind_a_jpeg,
        pdf_behind_a_jpeg,
        program_in_a_png,
        many_pictures_in_one,
        vast_png,
        narrow_png,
        pixel_bomb,
        vast_jpeg,
        words_without_end,
        cut_jpeg,
        cut_png,
        cut_heic,
        noise_in_a_heic,
        scratched_heic,
        scratched_jpeg,
        scratched_png,
        noise_in_a_jpeg,
        virus_in_a_jpeg,
    )
}


def _png_of(width: int, height: int, rows: bytes) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        sum_of_it = struct.pack(">I", zlib.crc32(name + body))
        return struct.pack(">I", len(body)) + name + body + sum_of_it

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9))
    return b"\x89PNG\r\n\x1a\n" + body + IEND


def _scratched(dice: random.Random, data: bytes) -> bytes:
    scratched = bytearray(data)
    for _ in range(dice.randint(1, 12)):
        scratched[dice.randrange(12, len(scratched))] = dice.randrange(256)
    return bytes(scratched)


def _zip(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.html", content)
    return out.getvalue()


def unlike(dice: random.Random, name: str) -> bytes:
    """A picture in a format we do not take."""
    return written(Image.new("RGB", (dice.randint(8, 90), 40), "white"), name)
