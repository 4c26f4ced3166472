"""Doors of the staff's pages: who may come in, and where the others are sent."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme

from motcua.accounts.middleware import HouseRequest
from motcua.accounts.models import User
from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate

Given = ParamSpec("Given")


class StaffRequest(HouseRequest):
    """A request of somebody who has signed in: the mandate is there."""

    user: User
    mandate: Mandate


View = Callable[Concatenate[StaffRequest, Given], HttpResponseBase]
Door = Callable[Concatenate[HouseRequest, Given], HttpResponseBase]


def needs(*any_of: Capability) -> Callable[[View[Given]], Door[Given]]:
    """Let in only people with this capability (any of them when several are named).

    Nobody signed in: to the sign-in page and back. Signed in without it: 404, so that
    the page's address tells a stranger nothing. `view.needs` says what was asked.
    """

    def guard(view: View[Given]) -> Door[Given]:
        @wraps(view)
        def door(
            request: HouseRequest, /, *args: Given.args, **kwargs: Given.kwargs
        ) -> HttpResponseBase:
            if request.mandate is None:
                return to_sign_in(request)
            if not request.mandate.capabilities & set(any_of):
                raise Http404
            assert isinstance(request.user, User)
            return view(request, *args, **kwargs)  # type: ignore[arg-type]

        door.needs = frozenset(any_of)  # type: ignore[attr-defined]
        return door

    return guard


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send the browser to sign in and then back to the page it was on."""
    response = redirect_to_login(_page_of(request))
    if "HX-Request" not in request.headers:
        return response
    # A part of a page was asked for: the whole page has to move.
    whole = HttpResponse()
    whole["HX-Redirect"] = response["Location"]
    return whole


def is_local_address(request: HttpRequest, address: str) -> bool:
    """True for an address of this very site, so that nobody is led elsewhere."""
    return url_has_allowed_host_and_scheme(
        address, {request.get_host()}, require_https=request.is_secure()
    )


def _page_of(request: HttpRequest) -> str:
    """The page to come back to: what was sent cannot be sent again by a link."""
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if "HX-Request" in request.headers or request.method not in {"GET", "HEAD"}:
        parts = urlsplit(page)
        same = parts.netloc == request.get_host()
        return parts._replace(scheme="", netloc="").geturl() if same else "/desk/"
    return request.get_full_path()
