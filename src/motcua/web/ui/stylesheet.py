"""Stylesheets from many small files, each with its content in its address.

One goes to citizens, one to the staff, one to the screens of the hall, one to its ticket
machines: nobody waits for the rooms of others.

The folder decides the layer, so no file repeats it: `styles/` holds the named
layers, every component folder goes to *components*, every other room of `web/` goes
to *surfaces*.
"""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse

UI: Final = Path(__file__).resolve().parent
WEB: Final = UI.parent
STYLES: Final = UI / "styles"
PUBLIC: Final = "portal"
STAFF: Final = "staff"
SHEETS: Final = {
    PUBLIC: ("portal",),
    # The desk shows some parts as the citizen sees them.
    STAFF: ("portal", "desk", "office", "partner"),
    "display": ("display",),
    "kiosk": ("kiosk",),
}
SHEET_OF: Final = {
    "desk": STAFF,
    "office": STAFF,
    "partner": STAFF,
    "display": "display",
    "kiosk": "kiosk",
}
ORDER: Final = "@layer reset, tokens, base, components, surfaces, utilities;"
A_YEAR: Final = "public, max-age=31536000, immutable"
STATIC_REFERENCE: Final = re.compile(r"url\(static:([^)]+)\)")


@dataclass(frozen=True)
class Stylesheet:
    """The whole stylesheet: its text, the same packed, and the hash of the text."""

    text: bytes
    packed: bytes
    digest: str


@cache
def stylesheet(name: str = PUBLIC) -> Stylesheet:
    """One of the stylesheets, joined once for the life of the process."""
    parts = [
        ORDER,
        _read(STYLES / "fonts.css"),
        _layer("reset", [STYLES / "reset.css"]),
        _layer("tokens", [STYLES / "tokens.css"]),
        _layer("base", [STYLES / "base.css"]),
        _layer("components", _components()),
        _layer("surfaces", [STYLES / "surfaces.css", *_rooms(SHEETS[name])]),
        _layer("utilities", [STYLES / "utilities.css"]),
    ]
    text = "\n".join(parts).encode()
    digest = hashlib.sha256(text).hexdigest()[:16]
    return Stylesheet(text, gzip.compress(text, mtime=0), digest)


def stylesheet_url(surface: str = PUBLIC) -> str:
    """The address of a surface's stylesheet; it changes when any file of it does."""
    name = SHEET_OF.get(surface, PUBLIC)
    return reverse("ui:stylesheet", args=[f"{name}-{stylesheet(name).digest}"])


@cache
def script_url() -> str:
    """The address of the script of all pages, with its content in the query."""
    script = (UI / "static" / "ui" / "app.js").read_bytes()
    return f"{static('ui/app.js')}?v={hashlib.sha256(script).hexdigest()[:16]}"


def serve(request: HttpRequest, digest: str) -> HttpResponse:
    """A stylesheet; kept for a year when asked for by its present hash."""
    name, _, asked = digest.rpartition("-")
    sheet = stylesheet(name if name in SHEETS else STAFF)
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(
        sheet.packed if packed else sheet.text, content_type="text/css; charset=utf-8"
    )
    if packed:
        response["Content-Encoding"] = "gzip"
    response["Vary"] = "Accept-Encoding"
    # A page of the version before still finds its styles while processes restart.
    response["Cache-Control"] = A_YEAR if asked == sheet.digest else "no-store"
    return response


def _components() -> list[Path]:
    return sorted(p for p in UI.glob("*/*.css") if p.parent.name != "styles")


def _rooms(surfaces: tuple[str, ...]) -> list[Path]:
    found = [path for name in surfaces for path in (WEB / name).glob("**/*.css")]
    return sorted(path for path in found if "static" not in path.parts)


def _layer(name: str, files: list[Path]) -> str:
    rules = "\n".join(map(_read, files))
    return f"@layer {name} {{\n{rules}\n}}"


def _read(path: Path) -> str:
    css = path.read_text(encoding="utf-8")
    return STATIC_REFERENCE.sub(lambda found: f"url({static(found[1])})", css)
