"""PDF files that must not be taken."""

import io
import random
import zipfile
import zlib
from collections.abc import Callable
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from motcua.foundation.files.decoder.verdict import EICAR
from tests.foundation.files.corpus.samples import MARK, Recipe, Sample, blank_pdf, saved


def script() -> Dictionary:
    """An action that runs a script; a part belongs to one document."""
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _pdf(pdf: pikepdf.Pdf, **more: object) -> Sample:
    return Sample("giay.pdf", saved(pdf, **more))


def _opens_with(action: Callable[[], Dictionary]) -> Recipe:
    def recipe(dice: random.Random) -> Sample:
        pdf = blank_pdf(dice.randint(1, 4))
        pdf.Root.OpenAction = pdf.make_indirect(action())
        return _pdf(pdf)

    return recipe


def script_by_name(dice: random.Random) -> Sample:
    """A script in the document's list of names."""
    pdf = blank_pdf()
    names = Array([String("x"), pdf.make_indirect(script())])
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=names))
    return _pdf(pdf)


def script_on_a_page(dice: random.Random) -> Sample:
    """A script when a page opens."""
    pdf = blank_pdf(3)
    pdf.pages[dice.randrange(3)].obj.AA = Dictionary(O=script())
    return _pdf(pdf)


def script_packed_away(dice: random.Random) -> Sample:
    """A script inside a compressed object stream: no word of it stands in the file."""
    pdf = blank_pdf()
    pdf.Root.OpenAction = pdf.make_indirect(script())
    mode = pikepdf.ObjectStreamMode.generate
    return _pdf(pdf, object_stream_mode=mode, compress_streams=True)


def script_misspelt(dice: random.Random) -> Sample:
    """The name of the action written with escapes."""
    data = _pdf_with_script()
    spelt = bytearray(b"JavaScript")
    place = dice.randrange(len(spelt))
    escaped = bytes(spelt[:place]) + b"#%02x" % spelt[place] + bytes(spelt[place + 1 :])
    return Sample("giay.pdf", _patched(data, b"JavaScript", escaped))


def script_deep_inside(dice: random.Random) -> Sample:
    """A script on a button far down in nested parts."""
    pdf = blank_pdf()
    part = Dictionary(S=Name.JavaScript, JS=String("1"))
    for _ in range(dice.randint(3, 30)):
        part = Dictionary(Inner=Array([part]))
    pdf.Root.Deep = part
    return _pdf(pdf)


def script_in_a_form(dice: random.Random) -> Sample:
    """A field that reckons with a script."""
    pdf = blank_pdf()
    field = pdf.make_indirect(
        Dictionary(FT=Name.Tx, T=String("a"), AA=Dictionary(C=script()))
    )
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    return _pdf(pdf)


def dynamic_form(dice: random.Random) -> Sample:
    """An XFA form."""
    pdf = blank_pdf()
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp/>"))
    return _pdf(pdf)


def link_that_starts_a_program(dice: random.Random) -> Sample:
    """A link on a page that launches."""
    pdf = blank_pdf()
    action = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    pdf.pages[0].obj.Annots = Array(
        [pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, A=action))]
    )
    return _pdf(pdf)


def carries_a_file(dice: random.Random) -> Sample:
    """A program attached to the document."""
    pdf = blank_pdf()
    pdf.attachments["a.exe"] = b"MZ" + dice.randbytes(300)
    return _pdf(pdf)


def film(dice: random.Random) -> Sample:
    """Rich media on a page."""
    pdf = blank_pdf()
    kind = dice.choice([Name.RichMedia, Name.Movie, Name.Screen, Name("/3D")])
    part = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=kind))
    pdf.pages[0].obj.Annots = Array([part])
    return _pdf(pdf)


def with_password(dice: random.Random) -> Sample:
    """Locked."""
    user = dice.choice(["", "123456"])
    return _pdf(blank_pdf(), encryption=pikepdf.Encryption(owner="chu", user=user, R=6))


def too_many_pages(dice: random.Random) -> Sample:
    """More pages than anyone reads."""
    return _pdf(blank_pdf(201 + dice.randrange(3)))


def no_page(dice: random.Random) -> Sample:
    """Nothing to see."""
    return _pdf(blank_pdf(0))


def unpacks_without_end(dice: random.Random) -> Sample:
    """A page description of a hundred megabytes in a hundred kilobytes."""
    pdf = blank_pdf()
    packed = zlib.compress(b"0 " * (35_000_000 + dice.randrange(9)), 9)
    stream = pikepdf.Stream(pdf, packed, Filter=Name.FlateDecode)
    pdf.pages[0].obj.Contents = pdf.make_indirect(stream)
    return _pdf(pdf, compress_streams=False, stream_decode_level=_AS_IT_IS)


def packed_twice(dice: random.Random) -> Sample:
    """Packed in a packing."""
    pdf = blank_pdf()
    packed = zlib.compress(zlib.compress(b"\0" * 5_000_000))
    filters = Array([Name.FlateDecode, Name.FlateDecode])
    stream = pikepdf.Stream(pdf, packed, Filter=filters)
    pdf.pages[0].obj.Contents = pdf.make_indirect(stream)
    return _pdf(pdf, compress_streams=False, stream_decode_level=_AS_IT_IS)


def vast_picture_inside(dice: random.Random) -> Sample:
    """A picture of ten thousand million dots on a page."""
    pdf = blank_pdf()
    image = pikepdf.Stream(
        pdf,
        zlib.compress(b"\0" * 1000),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=100_000,
        Height=100_000 - dice.randrange(99),
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
        Filter=Name.FlateDecode,
    )
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(I=image))
    return _pdf(pdf, compress_streams=False, stream_decode_level=_AS_IT_IS)


def content_from_outside(dice: random.Random) -> Sample:
    """A stream that lies in another file."""
    pdf = blank_pdf()
    stream = pikepdf.Stream(pdf, b"", F=String("//198.51.100.7/a"))
    pdf.pages[0].obj.Contents = pdf.make_indirect(stream)
    return _pdf(pdf)


def cut_short(dice: random.Random) -> Sample:
    """The line broke."""
    data = saved(blank_pdf(3))
    return Sample("giay.pdf", data[: dice.randint(10, len(data) - 40)])


def only_a_head(dice: random.Random) -> Sample:
    """The first bytes of a PDF, then noise."""
    noise = dice.randbytes(dice.randint(50, 5000))
    return Sample("giay.pdf", b"%PDF-1.7\n" + noise + b"\n%%EOF\n")


def zip_behind(dice: random.Random) -> Sample:
    """A document that is a zip too, read from its end."""
    return Sample("giay.pdf", saved(blank_pdf()) + _zip(dice))


def zip_inside(dice: random.Random) -> Sample:
    """The same with a second end mark behind the zip."""
    data = saved(blank_pdf())
    hidden = b"\n%" + _zip(dice) + b"\n"
    start = data.rfind(b"startxref")
    return Sample("giay.pdf", data[:start] + hidden + data[start:])


def page_of_the_web_before(dice: random.Random) -> Sample:
    """A web page in front of the document."""
    head = b"<html>" + MARK + b"</html>\n"
    return Sample("giay.pdf", head + saved(blank_pdf()))


def page_of_the_web_behind(dice: random.Random) -> Sample:
    """A web page behind the document."""
    return Sample("giay.pdf", saved(blank_pdf()) + b"\n<html>" + MARK)


def broken_map(dice: random.Random) -> Sample:
    """A table of contents that lies, so that two readers see two documents."""
    data = saved(blank_pdf(2))
    start = data.rfind(b"startxref\n") + len(b"startxref\n")
    end = data.index(b"\n", start)
    return Sample("giay.pdf", data[:start] + b"7" * dice.randint(2, 5) + data[end:])


def virus_on_a_page(dice: random.Random) -> Sample:
    """The test virus, packed into a page."""
    pdf = blank_pdf()
    words = (
        dice.randbytes(dice.randint(0, 2000)).hex().encode() + EICAR + b"-FILE!$H+H*"
    )
    pdf.pages[0].obj.Contents = pdf.make_stream(words)
    return _pdf(pdf)


_AS_IT_IS: Final = pikepdf.StreamDecodeLevel.none
RECIPES: Final[dict[str, Recipe]] = {
    "script when it opens": _opens_with(script),
    "program when it opens": _opens_with(
        lambda: Dictionary(S=Name.Launch, F=String("calc.exe"))
    ),
    "address when it opens": _opens_with(
        lambda: Dictionary(S=Name.URI, URI=String("http://198.51.100.7/"))
    ),
    "form sent when it opens": _opens_with(
        lambda: Dictionary(S=Name.SubmitForm, F=String("http://198.51.100.7/"))
    ),
    "other document when it opens": _opens_with(
        lambda: Dictionary(
            S=Name.GoToR, F=String("//198.51.100.7/x"), D=Array([0, Name.Fit])
        )
    ),
    "printing when it opens": _opens_with(
        lambda: Dictionary(S=Name.Named, N=Name.Print)
    ),
} | {
    recipe.__name__.replace("_", " "): recipe
    for recipe in (
        script_by_name,
        script_on_a_page,
        script_packed_away,
        script_misspelt,
        script_deep_inside,
        script_in_a_form,
        dynamic_form,
        link_that_starts_a_program,
        carries_a_file,
        film,
        with_password,
        too_many_pages,
        no_page,
        unpacks_without_end,
        packed_twice,
        vast_picture_inside,
        content_from_outside,
        cut_short,
        only_a_head,
        zip_behind,
        zip_inside,
        page_of_the_web_before,
        page_of_the_web_behind,
        broken_map,
        virus_on_a_page,
    )
}


def _pdf_with_script() -> bytes:
    pdf = blank_pdf()
    pdf.Root.OpenAction = pdf.make_indirect(script())
    return saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def _patched(data: bytes, old: bytes, new: bytes) -> bytes:
    """Replace a word and reckon the table of contents again, by qpdf's own offsets."""
    start = data.index(old)
    grown = len(new) - len(old)
    body = data[:start] + new + data[start + len(old) :]
    table = body.rfind(b"xref\n", 0, body.rfind(b"startxref"))
    lines = body[table:].split(b"\n")
    for number, line in enumerate(lines):
        is_place = len(line) == 19 and line.endswith(b" n ") and int(line[:10]) > start
        if is_place:
            lines[number] = b"%010d" % (int(line[:10]) + grown) + line[10:]
    whole = body[:table] + b"\n".join(lines)
    end = whole.rfind(b"startxref\n") + len(b"startxref\n")
    return whole[:end] + b"%d" % table + whole[whole.index(b"\n", end) :]


def _zip(dice: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.js", MARK + dice.randbytes(dice.randint(10, 500)))
    return out.getvalue()
