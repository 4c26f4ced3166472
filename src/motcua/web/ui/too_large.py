"""A request larger than all files together may be: answered before it is read."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from motcua.web.ui.errors import too_large

PIECE: Final = 256 * 1024
# A browser reads our answer only when it has sent everything; beyond this it is cut off.
MOST_SWALLOWED: Final = 512 * 1024 * 1024


class SizeMiddleware:
    """Says 413 with a sentence; the web server in front may say it sooner."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request unless it is too large."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) <= settings.LARGEST_UPLOAD:
            return self.get_response(request)
        left = min(int(length), MOST_SWALLOWED)
        while left > 0 and (piece := request.read(min(PIECE, left))):
            left -= len(piece)
        return too_large(request)
