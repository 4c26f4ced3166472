"""What every page knows about the house it stands in."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from motcua.web.ui.display import chosen_contrast, chosen_size
from motcua.web.ui.stylesheet import script_url, stylesheet_url

SURFACES: Final = ("portal", "desk", "office")


@dataclass(frozen=True)
class House:
    """The identity and the looks a base template needs; never asks the database."""

    name: str
    authority: str
    address: str
    phone: str
    host: str
    is_demo: bool
    surface: str
    size: str
    contrast: str
    stylesheet: str
    script: str
    path: str


def house(request: HttpRequest) -> dict[str, House]:
    """`house` for templates: whose page this is and how it is to be shown."""
    centre = getattr(request, "centre", None)

    def of_centre(field: str) -> str:
        return str(getattr(centre, field, "") or "")

    authority = [of_centre("committee"), _inside(of_centre("province_name"))]

    return {
        "house": House(
            name=of_centre("name") or _("Một Cửa"),
            authority=", ".join(filter(None, authority)),
            address=of_centre("address"),
            phone=of_centre("phone"),
            host=of_centre("host") or _asked_host(request),
            is_demo=bool(settings.DEMO),
            surface=_surface(request),
            size=chosen_size(request),
            contrast=chosen_contrast(request),
            stylesheet=stylesheet_url(_namespace(request)),
            script=script_url(),
            path=_path(request),
        )
    }


def _surface(request: HttpRequest) -> str:
    namespace = _namespace(request)
    return namespace if namespace in SURFACES else "portal"


def _namespace(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.namespaces[0] if match and match.namespaces else ""


def _path(request: HttpRequest) -> str:
    """Where a change of language or letters comes back to.

    What was sent cannot be asked for again: then it is the page it was sent from.
    """
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {_asked_host(request)}):
        return "/"
    place = urlsplit(came_from)
    return f"{place.path}?{place.query}" if place.query else place.path


def _inside(name: str) -> str:
    """A name as written inside a sentence: tỉnh Phú Thọ, not Tỉnh Phú Thọ."""
    return name[:1].lower() + name[1:]


def _asked_host(request: HttpRequest) -> str:
    """The host asked for; nothing for a false one, or its error page would fail too."""
    try:
        return request.get_host()
    except DisallowedHost:
        return ""
