"""What is asked of the decoder and what it answers; both sides read this page."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Reason(StrEnum):
    """Why a file is not taken; each has its sentence in `files/wording.py`."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_ALLOWED = "not_allowed"
    MISNAMED = "misnamed"
    DAMAGED = "damaged"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_PAGES = "too_many_pages"
    ACTIVE = "active"
    LOCKED = "locked"
    CARRIES_FILES = "carries_files"
    TWO_IN_ONE = "two_in_one"
    BLOWS_UP = "blows_up"
    VIRUS = "virus"
    UNREADABLE = "unreadable"


class Refused(Exception):
    """The file is not taken."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        """Keep why; `detail` is for the log and never holds what the file says."""
        super().__init__(f"{reason} {detail}".strip())
        self.reason = reason
        self.detail = detail


class Kind(StrEnum):
    """The kinds of file that are taken."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    HEIC = "image/heic"


@dataclass(frozen=True)
class Limits:
    """How much of a file is too much."""

    bytes: int = 20 * 1024 * 1024
    pages: int = 200
    pixels: int = 40_000_000


@dataclass(frozen=True)
class Sound:
    """A file that may be kept: its bytes as they will be served, and what they are."""

    media_type: str
    content: bytes
    pages: int
    pixels: int = 0
    thumbnail: bytes = b""


LONGEST_SIDE: Final = 30_000
EICAR: Final = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS"
"""The signature every scanner knows; in halves, so that no scanner finds this file."""
