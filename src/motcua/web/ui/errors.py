"""Pages for when something went wrong: what happened, what was kept, what to do."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

ErrorView = Callable[[HttpRequest, Exception], HttpResponse]

STAFF_PAGES: Final = ("/desk/", "/office/")
# Whoever is signed in is led on to where their work begins.
STAFF_DOOR: Final = "/desk/sign-in/"
# The web server in front serves the same file when no process of ours answers.
UNAVAILABLE: Final = Path(__file__).resolve().parent / "static/ui/unavailable.html"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request could not be understood."""
    return _page(request, "bad_request", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: this person may not see this."""
    return _page(request, "forbidden", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was open too long, or was sent from elsewhere."""
    return _page(request, "csrf_failure", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing lives at this address, or nothing this person may know of."""
    return _page(request, "not_found", 404)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more was sent at once than is taken."""
    return _page(request, "too_large", 413)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; a plain file, so no database and no template can fail again."""
    return HttpResponse(UNAVAILABLE.read_bytes(), status=500)


def _page(request: HttpRequest, name: str, status: int) -> HttpResponse:
    is_staff_page = request.path.startswith(STAFF_PAGES)
    context = {
        "way_back": _way_back(request),
        "home": STAFF_DOOR if is_staff_page else "/",
        "is_staff_page": is_staff_page,
    }
    return render(request, f"ui/trouble/{name}.html", context, status=status)


def _way_back(request: HttpRequest) -> str:
    came_from = request.headers.get("Referer", "")
    here = request.META.get("HTTP_HOST", "")
    return came_from if url_has_allowed_host_and_scheme(came_from, {here}) else "/"
