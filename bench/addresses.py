"""Everything the centre answers, and an empty page behind the same middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from motcua.config import urls


def empty(request: HttpRequest) -> HttpResponse:
    """Answer nothing as fast as the server can."""
    return HttpResponse()


urlpatterns = [path("bench/empty/", empty), *urls.urlpatterns]
