"""The pages of machines: ask for a place, show a screen, report, fetch a call's sound."""

import json
from typing import Any, Final

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    JsonResponse,
)
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.foundation.live import topics
from motcua.foundation.requests import services as requests
from motcua.queueing import devices
from motcua.queueing.models import Device
from motcua.queueing.services import devices as services
from motcua.rules import pairing
from motcua.web.display import pages
from motcua.web.display import sound as sounds
from motcua.web.machines import door as machine

# A whole hall behind one address may ask for codes while it is being set up.
CODES_PER_ADDRESS: Final = 100
LONGEST_REPORT: Final = 4096
TEMPLATES: Final = {
    Device.Kind.HALL.value: "display/hall.html",
    Device.Kind.COUNTER.value: "display/counter.html",
    Device.Kind.RESULTS.value: "display/results.html",
}
STANDBY: Final = "display/standby.html"


@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """A code to be typed by an administrator; once it was, the machine's screen."""
    centre, at = machine.centre_of(request), timezone.now()
    if machine.device_at(request) is not None:
        return redirect("display:screen")
    asked, token = devices.asked_by(centre, machine.token_in(request), at=at), ""
    if asked is None:
        tries = f"pairing address {request.META.get('REMOTE_ADDR', '')}"
        if requests.is_blocked(tries, at=at, most=CODES_PER_ADDRESS):
            return _too_many(request)
        requests.note_failure(tries, at=at)
        asked, token = services.ask_to_pair(centre=centre, at=at)
    until = asked.asked_at + pairing.LASTS
    context = {
        "code": pairing.shown(asked.code),
        "until": until,
        "left_ms": pages.ms(until) - pages.ms(at),
    }
    response = render(request, "display/pairing.html", context)
    if token:
        machine.give(response, token)
    return response


@never_cache
@require_safe
def screen(request: HttpRequest) -> HttpResponse:
    """What this machine shows."""
    device = machine.device_at(request)
    if device is None:
        return redirect("display:home")
    if device.kind == Device.Kind.KIOSK:
        return redirect("kiosk:home")
    settings = pages.settings_of(device, at=timezone.now())
    topic = str(settings["topic"])
    context = {
        "device": device,
        "settings": settings,
        "snapshot": topics.snapshot(topic, get_language() or "vi") if topic else "",
    }
    response = render(request, TEMPLATES.get(device.kind, STANDBY), context)
    machine.give(response, machine.token_in(request))
    return response


@require_POST
def beat(request: HttpRequest) -> HttpResponse:
    """A machine is still there; it is told how to show what it shows."""
    device, at = machine.device_at(request), timezone.now()
    if device is None:
        raise Http404
    said = _report(request)
    if said is None:
        return HttpResponse(status=422)
    services.hear(device, said, at=at)
    return JsonResponse(pages.settings_of(device, at=at))


@never_cache
@require_safe
def sound(
    request: HttpRequest, letter: str, number: int, counter: int
) -> HttpResponseBase:
    """The sound of a call, for a screen of the hall; no content when there is none."""
    device = machine.device_at(request)
    if device is None or device.kind != Device.Kind.HALL:
        raise Http404
    path = sounds.call_sound(letter, number, counter)
    if path is None:
        return HttpResponse(status=204)
    return FileResponse(path.open("rb"), content_type="audio/wav")


def _report(request: HttpRequest) -> dict[str, Any] | None:
    if len(request.body) > LONGEST_REPORT:
        return None
    try:
        said = json.loads(request.body)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _too_many(request: HttpRequest) -> HttpResponse:
    response = render(request, "display/pairing.html", status=429)
    response["Retry-After"] = str(int(2 * requests.WINDOW.total_seconds()))
    return response
