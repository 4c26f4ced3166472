"""The demo's inbox: what everybody would have been sent, also those without e-mail."""

from typing import Final

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.accounts.middleware import HouseRequest
from motcua.notifications import selectors
from motcua.web.portal.door import of_centre

MOST: Final = 50


@never_cache
@require_safe
@of_centre
def show(request: HouseRequest) -> HttpResponse:
    """The newest messages with their words; 404 outside of a demo."""
    if not settings.DEMO:
        raise Http404
    found = selectors.recent(request.centre)[:MOST]
    return render(request, "portal/demo_inbox.html", {"letters": found})
