"""What pages of the portal share: they serve one centre, and some are for one person."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from motcua.ward.selectors import NoCalendar

View = Callable[..., HttpResponse]


def of_centre(view: View) -> View:
    """Serve the page of the centre at this host, or say that none is set up here."""

    @wraps(view)
    def served(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not hasattr(request, "centre"):
            return render(request, "portal/no_centre.html", status=503)
        try:
            return view(request, *args, **kwargs)
        except NoCalendar:
            return render(request, "portal/no_centre.html", status=503)

    return served


def unlisted(response: HttpResponse) -> HttpResponse:
    """Keep a page whose address is a secret out of search engines and shared caches."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    patch_cache_control(response, private=True, no_store=True)
    return response
