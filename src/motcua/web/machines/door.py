"""How a machine is known: by a cookie that opens these pages and nothing else."""

from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from motcua.queueing import devices
from motcua.queueing.models import Device
from motcua.ward.models import Centre

# Browsers keep no cookie longer; each opening of the screen renews it.
LIFETIME_SECONDS: Final = 400 * 24 * 3600


def centre_of(request: HttpRequest) -> Centre:
    """The centre whose hall this is; 404 where none is set up."""
    centre = getattr(request, "centre", None)
    if not isinstance(centre, Centre):
        raise Http404
    return centre


def token_in(request: HttpRequest) -> str:
    """What the browser bears: a device's token, or one that waits to become one."""
    return request.COOKIES.get(_name(), "")


def device_at(request: HttpRequest) -> Device | None:
    """The machine that asks, read afresh: one revoked is a stranger at once."""
    token = token_in(request)
    return devices.bearer(centre_of(request), token) if token else None


def give(response: HttpResponse, token: str) -> None:
    """Have the browser bear this token, out of reach of scripts and other sites."""
    response.set_cookie(
        _name(),
        token,
        max_age=LIFETIME_SECONDS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Strict",
    )


def _name() -> str:
    # With the prefix no neighbouring host can put a token of its own in its place.
    return "__Host-device" if settings.SESSION_COOKIE_SECURE else "device"
