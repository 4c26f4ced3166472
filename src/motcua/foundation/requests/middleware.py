"""Whose request it is when a proxy stands in front."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

FORWARDED: Final = "HTTP_X_FORWARDED_FOR"


class ProxyMiddleware:
    """Takes the caller's address from our proxy, so that guesses are counted per caller.

    Installed with MOTCUA_HTTPS only. The last hop was written by the proxy itself; the
    ones before it are whatever the caller chose to send.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request under the address the proxy saw."""
        last_hop = request.META.get(FORWARDED, "").rpartition(",")[2].strip()
        if last_hop:
            request.META["REMOTE_ADDR"] = last_hop
        return self.get_response(request)
