"""PDF: read whole, kept as it came (a signature must stay true), refused when it acts.

A page that only shows something is taken. What runs, calls, sends, carries other files,
hides behind a password or a second format, or unpacks without end is not.
"""

import io
import zlib
from collections.abc import Iterator
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from motcua.foundation.files.decoder.verdict import (
    EICAR,
    Kind,
    Limits,
    Reason,
    Refused,
    Sound,
)

END: Final = b"%%EOF"
ZIP_END: Final = b"PK\x05\x06"
ZIP_ENTRY: Final = b"PK\x01\x02"
# A zip is read from its end: its directory stands in the last 64 kB and 22 bytes.
ZIP_REACH: Final = 65_557
BLANK: Final = b" \t\r\n\f\0"
# What no reader of ours may overlook, even in a part of the file qpdf does not reach.
TELLING_WORDS: Final = (b"/JavaScript", b"/EmbeddedFile", b"/RichMedia", b"/Launch")

ACTING: Final = {
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/GoToR",
    "/GoToE",
    "/Rendition",
    "/Movie",
    "/Sound",
    "/RichMediaExecute",
    "/GoTo3DView",
    "/ResetForm",
    "/Hide",
    "/SetOCGState",
}
ACTING_PARTS: Final = {"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D", "/PS"}
ACTING_KEYS: Final = ("/JS", "/JavaScript", "/XFA")
CARRYING_KEYS: Final = ("/EF", "/EmbeddedFiles")
OPENS_PLAINLY: Final = {"/GoTo"}

MOST_OBJECTS: Final = 150_000
MOST_UNPACKED: Final = 64 * 1024 * 1024
MOST_UNPACKED_PICTURES: Final = 1024 * 1024 * 1024
BYTES_A_PIXEL: Final = 4
STEP: Final = 1024 * 1024
PACKED: Final = {"/FlateDecode", "/LZWDecode", "/RunLengthDecode"}


def look(data: bytes, _kind: Kind, limits: Limits) -> Sound:
    """The document as it came; raises Refused."""
    _stands_alone(data)
    try:
        # Mending a broken file means guessing, and another reader would guess otherwise.
        pdf = pikepdf.open(io.BytesIO(data), attempt_recovery=False)
    except pikepdf.PasswordError:
        raise Refused(Reason.LOCKED) from None
    with pdf:
        if pdf.is_encrypted:
            raise Refused(Reason.LOCKED)
        pages = len(pdf.pages)
        if pages > limits.pages:
            raise Refused(Reason.TOO_MANY_PAGES)
        if not pages:
            raise Refused(Reason.DAMAGED, "no page")
        _is_still(pdf)
        _unpacks_to_something_sane(pdf, limits)
    return Sound(media_type=Kind.PDF, content=data, pages=pages)


def warm_up() -> None:
    """Read one empty page, so that every part is loaded before the doors are locked."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    look(out.getvalue(), Kind.PDF, Limits())


def _stands_alone(data: bytes) -> None:
    """Nothing behind the end, no zip inside, no word that must not be there."""
    end = data.rfind(END)
    if end < 0:
        raise Refused(Reason.DAMAGED, "no end")
    if data[end + len(END) :].strip(BLANK):
        raise Refused(Reason.TWO_IN_ONE, "behind the end")
    if ZIP_END in data[-ZIP_REACH:] and ZIP_ENTRY in data:
        raise Refused(Reason.TWO_IN_ONE, "zip")
    for word in TELLING_WORDS:
        if word in data:
            carried = word == b"/EmbeddedFile"
            raise Refused(Reason.CARRIES_FILES if carried else Reason.ACTIVE, "raw")


def _is_still(pdf: pikepdf.Pdf) -> None:
    for part in _dictionaries(pdf):
        keys = set(part.keys())
        if keys.intersection(CARRYING_KEYS) or _name(part, "/Type") == "/EmbeddedFile":
            raise Refused(Reason.CARRIES_FILES)
        if keys.intersection(ACTING_KEYS) or _name(part, "/S") in ACTING:
            raise Refused(Reason.ACTIVE, "action")
        if _name(part, "/Subtype") in ACTING_PARTS:
            raise Refused(Reason.ACTIVE, "part")
        if _name(part, "/Subtype") == "/FileAttachment":
            raise Refused(Reason.CARRIES_FILES)
        if "/OpenAction" in keys and not _opens_plainly(part["/OpenAction"]):
            raise Refused(Reason.ACTIVE, "opening")
        if isinstance(part, Stream) and "/F" in keys:
            raise Refused(Reason.ACTIVE, "stream from outside")


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Object]:
    """Every dictionary of the file once, those inside others too."""
    waiting: list[Object] = [pdf.trailer, *pdf.objects]
    if len(waiting) > MOST_OBJECTS:
        raise Refused(Reason.BLOWS_UP, "objects")
    seen = 0
    while waiting:
        part = waiting.pop()
        seen += 1
        if seen > 8 * MOST_OBJECTS:
            raise Refused(Reason.BLOWS_UP, "parts")
        if isinstance(part, Dictionary | Stream):
            yield part
            waiting += _nested(value for _, value in part.items())
        elif isinstance(part, Array):
            waiting += _nested(iter(part))


def _nested(values: Iterator[object]) -> list[Object]:
    return [
        value
        for value in values
        if isinstance(value, Dictionary | Array) and not value.is_indirect
    ]


def _opens_plainly(action: Object) -> bool:
    """True when the document only says at which page it opens."""
    if isinstance(action, Dictionary):
        return _name(action, "/S") in OPENS_PLAINLY
    return isinstance(action, Array)


def _name(part: Object, key: str) -> str:
    value = part.get(key)
    return str(value) if isinstance(value, Name) else ""


def _unpacks_to_something_sane(pdf: pikepdf.Pdf, limits: Limits) -> None:
    words = pictures = 0
    for part in pdf.objects:
        if not isinstance(part, Stream):
            continue
        is_picture = _name(part, "/Subtype") == "/Image"
        if is_picture and _pixels(part) > limits.pixels:
            raise Refused(Reason.TOO_MANY_PIXELS)
        most = limits.pixels * BYTES_A_PIXEL if is_picture else MOST_UNPACKED
        size = _unpacked(part, most)
        if is_picture:
            pictures += size
        else:
            words += size
        if words > MOST_UNPACKED or pictures > MOST_UNPACKED_PICTURES:
            raise Refused(Reason.BLOWS_UP, "streams")


def _pixels(picture: Stream) -> int:
    width, height = picture.get("/Width"), picture.get("/Height")
    if isinstance(width, int) and isinstance(height, int):
        return int(width) * int(height)
    return 0


def _unpacked(stream: Stream, most: int) -> int:
    """How large the stream is unpacked; raises Refused at the first byte too many."""
    filters = _filters(stream)
    packed = [name for name in filters if name in PACKED]
    if len(packed) > 1 or len(filters) > 2 or "/Crypt" in filters:
        raise Refused(Reason.BLOWS_UP, "packed twice")
    if not packed:
        return _without_virus([stream.read_raw_bytes()], most)
    if filters[0] == "/FlateDecode":
        return _without_virus(_inflated(stream.read_raw_bytes()), most)
    if set(filters) <= PACKED | {"/ASCII85Decode", "/ASCIIHexDecode"}:
        return _without_virus([stream.read_bytes()], most)
    return _without_virus([stream.read_raw_bytes()], most)


def _filters(stream: Stream) -> list[str]:
    named = stream.get("/Filter")
    if isinstance(named, Array):
        return [str(name) for name in named]
    return [str(named)] if isinstance(named, Name) else []


def _inflated(raw: bytes) -> Iterator[bytes]:
    inflater = zlib.decompressobj()
    waiting = raw
    try:
        while waiting and not inflater.eof:
            yield inflater.decompress(waiting, STEP)
            waiting = inflater.unconsumed_tail
    except zlib.error:
        # A stream cut short is common in old scans; readers show what there is.
        return


def _without_virus(pieces: Iterator[bytes] | list[bytes], most: int) -> int:
    size, tail = 0, b""
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise Refused(Reason.BLOWS_UP, "stream")
        if EICAR in tail + piece:
            raise Refused(Reason.VIRUS)
        tail = piece[-len(EICAR) :]
    return size
