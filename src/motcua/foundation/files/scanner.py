"""What a scanner says."""

from dataclasses import dataclass


class ScannerUnavailable(Exception):
    """The scanner cannot be asked right now, or did not answer in its own language."""


@dataclass(frozen=True)
class Finding:
    """The name of the virus that was found; empty when there is none."""

    virus: str = ""
