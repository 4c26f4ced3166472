"""How this visitor wants pages shown: size of type and contrast, kept in a cookie."""

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

A_YEAR: Final = 365 * 24 * 3600
NORMAL: Final = "normal"
CHOICES: Final = {"size": (NORMAL, "large"), "contrast": (NORMAL, "high")}


def chosen_size(request: HttpRequest) -> str:
    """`large` when the visitor asked for large type, else `normal`."""
    return _chosen(request, "size")


def chosen_contrast(request: HttpRequest) -> str:
    """`high` when the visitor asked for strong contrast, else `normal`."""
    return _chosen(request, "contrast")


def choose(request: HttpRequest) -> HttpResponse:
    """Keep the choices of the query in cookies and go back to the page asked from.

    A link is enough: nothing on the server changes, only this browser's cookies.
    """
    response = HttpResponseRedirect(_way_back(request))
    for name, allowed in CHOICES.items():
        value = request.GET.get(name)
        if value in allowed:
            response.set_cookie(
                name,
                value,
                max_age=A_YEAR,
                samesite="Lax",
                httponly=True,
                secure=request.is_secure(),
            )
    return response


def _chosen(request: HttpRequest, name: str) -> str:
    value = request.COOKIES.get(name, NORMAL)
    return value if value in CHOICES[name] else NORMAL


def _way_back(request: HttpRequest) -> str:
    asked = request.GET.get("next", "")
    # Only a path of this site: no scheme, no host, no `//elsewhere`.
    if asked.startswith("/") and url_has_allowed_host_and_scheme(
        asked, allowed_hosts=None
    ):
        return asked
    return "/"
