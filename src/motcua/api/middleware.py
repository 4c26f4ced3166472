"""The last word on errors under /api/: never a web page, always a problem."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request, override

from motcua.api.problems import (
    BY_STATUS,
    CONTENT_TYPE,
    MALFORMED,
    SERVER,
    Problem,
    answer,
)

PLACE: Final = "/api/"
FIRST_ERROR: Final = 400
FIRST_OF_OURS: Final = 500


class ProblemMiddleware:
    """Retells what stopped a request before it reached the API, or fell out of it.

    A wrong host, a wrong method, a fault of ours: Django answers these with pages.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request; outside of /api/ nothing changes."""
        response = self.get_response(request)
        if response.status_code < FIRST_ERROR or not request.path.startswith(PLACE):
            return response
        if response.headers.get("Content-Type") == CONTENT_TYPE:
            return response
        usual = SERVER if response.status_code >= FIRST_OF_OURS else MALFORMED
        kind = BY_STATUS.get(response.status_code, usual)
        kept = {"Allow": response["Allow"]} if response.has_header("Allow") else {}
        with override(get_language_from_request(request)):
            return answer(Problem(kind, headers=kept))
