"""The portal serves one centre; without one it says so instead of failing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

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
