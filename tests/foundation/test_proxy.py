"""Behind a proxy, guesses are counted per caller and nobody chooses their address."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from motcua.foundation.requests.middleware import ProxyMiddleware


@pytest.mark.parametrize(
    ("forwarded", "seen"),
    [
        ({}, "127.0.0.1"),
        ({"X-Forwarded-For": "203.0.113.7"}, "203.0.113.7"),
        ({"X-Forwarded-For": "10.9.9.9, 203.0.113.7"}, "203.0.113.7"),
        ({"X-Forwarded-For": " "}, "127.0.0.1"),
    ],
)
def test_the_last_hop_is_the_caller(forwarded: dict[str, str], seen: str) -> None:
    def serve(request: HttpRequest) -> HttpResponse:
        return HttpResponse(request.META["REMOTE_ADDR"])

    answer = ProxyMiddleware(serve)(RequestFactory().get("/", headers=forwarded))

    assert answer.content.decode() == seen
