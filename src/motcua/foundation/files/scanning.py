"""The port of virus scanners, and the signature we know ourselves."""

from dataclasses import dataclass
from functools import cache
from typing import Final, Protocol

from django.conf import settings

from motcua.foundation.files.clamd import Clamd
from motcua.foundation.files.decoder.verdict import EICAR
from motcua.foundation.files.scanner import Finding, ScannerUnavailable

OURSELVES: Final = "motcua"
EICAR_NAME: Final = "EICAR-Test-File"


class Scanner(Protocol):
    """Whoever says whether bytes are a known virus."""

    @property
    def name(self) -> str:
        """What the row of a file says of who scanned it."""

    def scan(self, data: bytes) -> Finding:
        """What was found; raises ScannerUnavailable when it cannot be asked now."""


@dataclass(frozen=True)
class OurSigns:
    """The one signature that needs no scanner; all there is when none is set."""

    name: str = OURSELVES

    def scan(self, data: bytes) -> Finding:
        """Look for the EICAR test file anywhere in the bytes."""
        return Finding(EICAR_NAME if EICAR in data else "")


def scanner() -> Scanner:
    """The scanner of the settings."""
    return _scanner(settings.CLAMD)


def scan(data: bytes) -> tuple[Finding, str]:
    """What was found and by whom; raises ScannerUnavailable.

    The test signature is found before anybody is asked.
    """
    ours = OurSigns().scan(data)
    asked = scanner()
    if ours.virus:
        return ours, OURSELVES
    return asked.scan(data), asked.name


@cache
def _scanner(address: str) -> Scanner:
    return Clamd(address) if address else OurSigns()


__all__ = ["Finding", "OurSigns", "Scanner", "ScannerUnavailable", "scan", "scanner"]
