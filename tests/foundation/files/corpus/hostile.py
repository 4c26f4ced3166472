"""Every hostile recipe, and as many samples of them as one wants."""

import gzip
import io
import random
import zipfile
from collections.abc import Iterator
from typing import Final

from motcua.foundation.files.decoder.verdict import EICAR
from tests.foundation.files.corpus import hostile_documents, hostile_pictures
from tests.foundation.files.corpus.hostile_pictures import unlike
from tests.foundation.files.corpus.samples import (
    MARK,
    Recipe,
    Sample,
    blank_pdf,
    jpeg,
    png,
    saved,
)

SVG: Final = b'<svg xmlns="http://www.w3.org/2000/svg">' + MARK + b"</svg>"
ANY_NAME: Final = ("giay.pdf", "anh.jpg", "anh.png", "anh.heic")


def drawing(dice: random.Random) -> Sample:
    """An SVG under its own name, or another's."""
    return Sample(dice.choice(["anh.svg", "anh.svgz", *ANY_NAME]), SVG)


def web_page(dice: random.Random) -> Sample:
    """A web page that calls itself a picture."""
    return Sample(dice.choice(ANY_NAME), b"<!doctype html><html>" + MARK)


def wrong_name(dice: random.Random) -> Sample:
    """A sound file under the name of another kind."""
    data = {"a.png": jpeg(dice), "a.jpg": png(dice), "a.heic": png(dice)}
    data |= {"b.jpg": saved(blank_pdf()), "a.pdf": jpeg(dice)}
    name = dice.choice(sorted(data))
    return Sample(name, data[name])


def two_names(dice: random.Random) -> Sample:
    """A sound file under the name of a program."""
    name = dice.choice(["giay.pdf.exe", "giay.pdf.", "giay", ".pdf ", "giay.pdf\0.php"])
    return Sample(name, saved(blank_pdf()))


def nothing(dice: random.Random) -> Sample:
    """No byte at all."""
    return Sample(dice.choice(ANY_NAME), b"")


def zeros(dice: random.Random) -> Sample:
    """Bytes that say nothing."""
    return Sample(dice.choice(ANY_NAME), b"\0" * dice.randint(1, 9999))


def noise(dice: random.Random) -> Sample:
    """Random bytes."""
    return Sample(dice.choice(ANY_NAME), dice.randbytes(dice.randint(1, 9999)))


def program(dice: random.Random) -> Sample:
    """A program."""
    head = dice.choice([b"MZ\x90\0", b"\x7fELF\2", b"#!/bin/sh\n"])
    return Sample(dice.choice([*ANY_NAME, "a.exe"]), head + dice.randbytes(400))


def other_picture(dice: random.Random) -> Sample:
    """A picture of a kind that is not taken."""
    kind = dice.choice(["GIF", "BMP", "TIFF", "WEBP", "ICO"])
    return Sample(
        f"anh.{dice.choice([kind.lower(), 'jpg', 'png'])}", unlike(dice, kind)
    )


def archive_in_archive(dice: random.Random) -> Sample:
    """A zip in a zip in a zip."""
    data = b"\0" * 1_000_000
    for depth in range(dice.randint(2, 6)):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{depth}.zip", data)
        data = out.getvalue()
    return Sample(dice.choice([*ANY_NAME, "a.zip", "a.docx"]), data)


def packed(dice: random.Random) -> Sample:
    """A gzip that unpacks to a thousand times its size."""
    data = gzip.compress(b"\0" * 3_000_000)
    return Sample(dice.choice([*ANY_NAME, "a.gz"]), data)


def known_virus(dice: random.Random) -> Sample:
    """The file every scanner knows."""
    return Sample(dice.choice([*ANY_NAME, "a.com"]), EICAR + b"-FILE!$H+H*")


def too_heavy(dice: random.Random) -> Sample:
    """More bytes than are taken."""
    padding = b"\0" * (20 * 1024 * 1024)
    return Sample("anh.png", png(dice) + padding)


RECIPES: Final[dict[str, Recipe]] = {
    **hostile_documents.RECIPES,
    **hostile_pictures.RECIPES,
    **{
        recipe.__name__.replace("_", " "): recipe
        for recipe in (
            drawing,
            web_page,
            wrong_name,
            two_names,
            nothing,
            zeros,
            noise,
            program,
            other_picture,
            archive_in_archive,
            packed,
            known_virus,
            too_heavy,
        )
    },
}


def samples(count: int, *, seed: int) -> Iterator[tuple[str, Sample]]:
    """So many samples, every recipe in turn, the same for the same seed."""
    names = list(RECIPES)
    for number in range(count):
        name = names[number % len(names)]
        yield name, RECIPES[name](random.Random(f"{seed} {number}"))
