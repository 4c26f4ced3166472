"""Who asks, and of which centre: set on every request."""

from collections.abc import Callable

from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from motcua.accounts.models import User
from motcua.accounts.selectors import Mandate, mandate_of
from motcua.ward import selectors as ward
from motcua.ward.models import Centre


class HouseRequest(HttpRequest):
    """A request that knows its centre and, when somebody signed in, their mandate."""

    centre: Centre
    mandate: Mandate | None


class StaffMiddleware:
    """Puts `user`, `mandate` and `centre` on the request, read afresh each time.

    A person removed or a role ended therefore counts at the very next request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HouseRequest) -> HttpResponse:
        """Serve the request with its centre."""
        user = get_user(request)
        request.user = user
        request.mandate = None
        if isinstance(user, User):
            request.mandate = mandate_of(user, on=timezone.localdate())
            request.centre = user.centre
        else:
            centre = ward.centre_for_host(request.get_host().partition(":")[0])
            if centre is not None:
                request.centre = centre
        return self.get_response(request)
