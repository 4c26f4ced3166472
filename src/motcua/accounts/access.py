"""Who may open a page: asked before anything of the page is read."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse

from motcua.accounts.middleware import HouseRequest
from motcua.accounts.roles import Capability

View = Callable[..., HttpResponse]


def needs(capability: Capability) -> Callable[[View], View]:
    """Let only people with this capability in.

    A visitor goes to the sign-in page and comes back afterwards. To somebody who may
    not, the page does not exist.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HouseRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.mandate is None:
                return redirect_to_login(request.get_full_path())
            if not request.mandate.may(capability):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return guard
