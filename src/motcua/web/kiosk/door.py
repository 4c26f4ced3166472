"""Who may ask here: a paired ticket machine, and nobody else."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control

from motcua.queueing.models import Device
from motcua.ward.models import Centre
from motcua.ward.selectors import NoCalendar
from motcua.web.machines import door as machine


class KioskRequest(HttpRequest):
    """A request of a ticket machine of this centre."""

    centre: Centre
    device: Device


View = Callable[..., HttpResponseBase]


def of_kiosk(view: View) -> View:
    """Serve a paired ticket machine; to everybody else there is nothing here.

    What one visitor was shown is in no cache when the next one stands there.
    """

    @wraps(view)
    def served(request: KioskRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        device = machine.device_at(request)
        if device is None or device.kind != Device.Kind.KIOSK:
            raise Http404
        request.device = device
        try:
            response = view(request, *args, **kwargs)
        except NoCalendar:
            response = render(request, "kiosk/not_ready.html", status=503)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return served


def or_pairing(view: View) -> View:
    """The start page sends a machine that is none yet to be paired."""

    @wraps(view)
    def served(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            if machine.device_at(request) is None:
                return redirect("display:home")
            raise

    return served


def shown(
    request: KioskRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of the machine."""
    return render(request, f"kiosk/{template}.html", context, status=status)
