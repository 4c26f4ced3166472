"""What people really bring: every one of these must be taken."""

import io
import random
from collections.abc import Iterator
from typing import Any, Final

import pikepdf
import typst
from pikepdf import Array, Dictionary, Name, String
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject

from tests.foundation.files.corpus.hostile_pictures import heic
from tests.foundation.files.corpus.samples import (
    Recipe,
    Sample,
    blank_pdf,
    jpeg,
    picture,
    saved,
    where_it_was_taken,
    written,
)

PNG_MODES: Final = ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")


def photo(dice: random.Random) -> Sample:
    """A JPEG as cameras write it."""
    name = dice.choice(["anh.jpg", "ANH CHUP.JPEG", "IMG_2041.JPG"])
    return Sample(name, jpeg(dice, quality=80, progressive=dice.random() < 0.5))


def photo_held_sideways(dice: random.Random) -> Sample:
    """With the words of the phone beside the pixels; they are dropped."""
    return Sample("anh.jpg", jpeg(dice, exif=where_it_was_taken(6)))


def scan_in_grey(dice: random.Random) -> Sample:
    """A scanner's page."""
    return Sample("quét.jpg", written(picture(dice, "L"), "JPEG", dpi=(300, 300)))


def photo_for_print(dice: random.Random) -> Sample:
    """A JPEG in printing colours."""
    return Sample("anh.jpg", written(picture(dice, "CMYK"), "JPEG"))


def screenshot(dice: random.Random) -> Sample:
    """A PNG in any of its modes."""
    mode = dice.choice(PNG_MODES)
    drawn = picture(dice)
    if mode == "I;16":
        drawn = Image.new("I;16", drawn.size, 30_000)
    else:
        drawn = drawn.convert(mode)
    return Sample("Ảnh màn hình 2026.png", written(drawn, "PNG"))


def glass(dice: random.Random) -> Sample:
    """A PNG of few colours, one of them clear."""
    return Sample("dấu.png", written(picture(dice, "P"), "PNG", transparency=0))


def phone_photo(dice: random.Random) -> Sample:
    """HEIC as phones write it."""
    which = dice.choice(["phone", "phone-with-place"])
    return Sample("IMG_0001.HEIC", heic(which))


def large_photo(dice: random.Random) -> Sample:
    """Twelve million dots."""
    drawn = picture(dice).resize((4000, 3000))
    return Sample("anh.jpg", written(drawn, "JPEG", quality=70))


def blank(dice: random.Random) -> Sample:
    """Empty pages."""
    linear = dice.random() < 0.5
    return Sample("giay.pdf", saved(blank_pdf(dice.randint(1, 9)), linearize=linear))


def two_hundred_pages(dice: random.Random) -> Sample:
    """As many pages as are taken."""
    return Sample("quy hoạch.pdf", saved(blank_pdf(200)))


def packed_well(dice: random.Random) -> Sample:
    """A document in object streams."""
    mode = pikepdf.ObjectStreamMode.generate
    return Sample("giay.pdf", saved(blank_pdf(5), object_stream_mode=mode))


def scan_as_document(dice: random.Random) -> Sample:
    """Pictures bound into a PDF, as scanners do."""
    pages = [picture(dice) for _ in range(dice.randint(1, 3))]
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:])
    return Sample("sổ hộ khẩu.pdf", out.getvalue())


def fax(dice: random.Random) -> Sample:
    """One-bit pages."""
    return Sample("fax.pdf", written(picture(dice, "1"), "PDF"))


def written_by_us(dice: random.Random) -> Sample:
    """A paper of the house itself."""
    page = f"#set page(width: {dice.randint(200, 500)}pt)\n= Giấy khai sinh\nBùi Thị An"
    pdf = typst.compile(page.encode(), format="pdf", pdf_standards="a-2b")
    assert isinstance(pdf, bytes)
    return Sample("giay.pdf", pdf)


def with_links(dice: random.Random) -> Sample:
    """Links to the web and to pages of its own; opens at its second page."""
    pdf = blank_pdf(3)
    uri = Dictionary(S=Name.URI, URI=String("https://dichvucong.example/"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
    link.A = uri
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])
    there = Array([pdf.pages[1].obj, Name.Fit])
    plain: Any = there
    if dice.random() < 0.5:
        plain = Dictionary(S=Name.GoTo, D=there)
    pdf.Root.OpenAction = plain
    return Sample("hướng dẫn.pdf", saved(pdf))


def with_fields(dice: random.Random) -> Sample:
    """A form to fill in, without any script."""
    pdf = blank_pdf()
    field = pdf.make_indirect(
        Dictionary(
            FT=Name.Tx,
            T=String("họ tên"),
            V=String("Bùi Thị An"),
            Type=Name.Annot,
            Subtype=Name.Widget,
            Rect=Array([10, 10, 200, 30]),
        )
    )
    pdf.pages[0].obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    return Sample("tờ khai.pdf", saved(pdf))


def by_another_program(dice: random.Random) -> Sample:
    """A document another library wrote, with bookmarks."""
    writer = PdfWriter()
    for _ in range(dice.randint(1, 5)):
        writer.add_blank_page(595, 842)
    writer.add_outline_item(title="Phần 1", page_number=0)
    writer.pages[0].cropbox = RectangleObject((0, 0, 500, 800))
    return Sample("giay.pdf", _from(writer))


def changed_once_more(dice: random.Random) -> Sample:
    """A document with a change appended, as signing does."""
    base = io.BytesIO(saved(blank_pdf(2), compress_streams=False))
    writer = PdfWriter(PdfReader(base), incremental=True)
    writer.pages[0].rotate(90)
    return Sample("đã ký.pdf", _from(writer))


RECIPES: Final[dict[str, Recipe]] = {
    recipe.__name__.replace("_", " "): recipe
    for recipe in (
        photo,
        photo_held_sideways,
        scan_in_grey,
        photo_for_print,
        screenshot,
        glass,
        phone_photo,
        large_photo,
        blank,
        two_hundred_pages,
        packed_well,
        scan_as_document,
        fax,
        written_by_us,
        with_links,
        with_fields,
        by_another_program,
        changed_once_more,
    )
}


def samples(count: int, *, seed: int) -> Iterator[tuple[str, Sample]]:
    """So many samples, every recipe in turn, the same for the same seed."""
    names = list(RECIPES)
    for number in range(count):
        name = names[number % len(names)]
        yield name, RECIPES[name](random.Random(f"{seed} {number}"))


def _from(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
