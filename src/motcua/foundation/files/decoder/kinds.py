"""What a file is, by its first bytes and by its name: both must agree."""

from pathlib import PurePosixPath
from typing import Final

from motcua.foundation.files.decoder.verdict import Kind, Limits, Reason, Refused

BY_EXTENSION: Final = {
    ".pdf": Kind.PDF,
    ".jpg": Kind.JPEG,
    ".jpeg": Kind.JPEG,
    ".png": Kind.PNG,
    ".heic": Kind.HEIC,
    ".heif": Kind.HEIC,
}
STARTS: Final = {
    b"%PDF-": Kind.PDF,
    b"\xff\xd8\xff": Kind.JPEG,
    b"\x89PNG\r\n\x1a\n": Kind.PNG,
}
# The major brands of pictures that phones write (ISO/IEC 23008-12).
HEIC_BRANDS: Final = {b"heic", b"heix", b"heim", b"heis", b"mif1"}


def by_name(name: str) -> Kind | None:
    """The kind the extension claims."""
    return BY_EXTENSION.get(PurePosixPath(name.strip().lower()).suffix)


def by_content(data: bytes) -> Kind | None:
    """The kind the first bytes show; nothing may stand before them."""
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        return Kind.HEIC
    return next(
        (kind for start, kind in STARTS.items() if data.startswith(start)), None
    )


def kind_of(name: str, data: bytes, limits: Limits) -> Kind:
    """The one kind that name and content agree on; raises Refused."""
    if not data:
        raise Refused(Reason.EMPTY)
    if len(data) > limits.bytes:
        raise Refused(Reason.TOO_LARGE)
    claimed, found = by_name(name), by_content(data)
    if claimed is None:
        raise Refused(Reason.NOT_ALLOWED)
    if found is None and not any(data):
        raise Refused(Reason.EMPTY)
    if claimed is not found:
        raise Refused(Reason.MISNAMED)
    return claimed
