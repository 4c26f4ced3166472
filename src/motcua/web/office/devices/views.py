"""Devices of the hall: the list, pairing, one machine, who speaks, the morning's board."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.queueing import devices
from motcua.queueing.errors import (
    CannotSpeak,
    NobodySpeaks,
    ScreenTooSmall,
    TooManyTries,
    UnknownDevice,
    UnknownPairing,
)
from motcua.queueing.models import Device
from motcua.queueing.services import devices as services
from motcua.rules.pairing import NotAPairingCode
from motcua.web.office.devices import forms, looks
from motcua.web.office.devices import morning as board
from motcua.web.office.frame import page

ROOM: Final = "devices"
BAD_CODE: Final[dict[type[Exception], str | Promise]] = {
    NotAPairingCode: gettext_lazy("Mã có 7 ký tự, như hiện trên thiết bị"),
    UnknownPairing: gettext_lazy(
        "Không có thiết bị nào đang hiện mã này; mã đổi sau 10 phút, xin xem lại"
    ),
    TooManyTries: gettext_lazy("Gõ sai mã quá nhiều lần; xin chờ mười phút"),
}


@needs(Capability.MANAGE_HALL)
@never_cache
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """Every machine: what it is, how it is, since when it was not heard."""
    return _list(request, forms.PairForm(centre=request.centre))


@needs(Capability.MANAGE_HALL)
@require_POST
def pair(request: StaffRequest) -> HttpResponse:
    """Take the machine that shows this code into the hall."""
    form = forms.PairForm(request.POST, centre=request.centre)
    if not form.is_valid():
        return _list(request, form, status=422)
    try:
        device = services.pair(
            centre=request.centre,
            code=form.cleaned_data["code"],
            new=form.new,
            by=request.user,
            at=timezone.now(),
        )
    except tuple(BAD_CODE) as problem:
        form.add_error("code", str(BAD_CODE[type(problem)]))
        return _list(request, form, status=422)
    messages.success(request, _("Đã ghép. Thiết bị tự mở màn hình sau vài giây."))
    return redirect("office:device", device.id)


@needs(Capability.MANAGE_HALL)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def device(request: StaffRequest, device_id: UUID) -> HttpResponse:
    """One machine; posted, its name and how its screen is to be shown."""
    found = _found(request, device_id)
    if request.method != "POST":
        return _page(request, found, forms.SetUpForm(device=found))
    form = forms.SetUpForm(request.POST, device=found)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        services.set_up(
            centre=request.centre,
            device_id=device_id,
            how=form.how,
            by=request.user,
            at=timezone.now(),
        )
    except ScreenTooSmall as problem:
        form.add_error("reading_metres", forms.too_small(problem.metres))
        return _page(request, found, form, status=422)
    except UnknownDevice:
        raise Http404 from None
    messages.success(request, _("Đã ghi. Màn hình đổi theo trong vòng mười giây."))
    return redirect("office:device", device_id)


@needs(Capability.MANAGE_HALL)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: StaffRequest, device_id: UUID) -> HttpResponse:
    """Ask, and then send a machine away at once."""
    found = _found(request, device_id)
    if found.revoked_at is not None:
        raise Http404
    if request.method != "POST":
        return page(request, "office/devices/revoke.html", ROOM, {"device": found})
    try:
        services.revoke(
            centre=request.centre,
            device_id=device_id,
            by=request.user,
            at=timezone.now(),
        )
    except UnknownDevice:
        raise Http404 from None
    messages.success(
        request, _("Đã thu hồi %(name)s. Máy không mở được gì nữa.") % {"name": found}
    )
    return redirect("office:devices")


@needs(Capability.MANAGE_HALL)
@require_POST
def let_speak(request: StaffRequest, device_id: UUID) -> HttpResponse:
    """Make this display the one that speaks in the hall."""
    try:
        chosen = services.let_speak(
            centre=request.centre,
            device_id=device_id,
            by=request.user,
            at=timezone.now(),
        )
    except (UnknownDevice, CannotSpeak):
        raise Http404 from None
    messages.success(request, _("Từ nay %(name)s đọc loa.") % {"name": chosen})
    return redirect("office:devices")


@needs(Capability.MANAGE_HALL)
@require_POST
def try_sound(request: StaffRequest) -> HttpResponse:
    """Have the hall's chime sound once."""
    try:
        chosen = services.try_sound(
            centre=request.centre, by=request.user, at=timezone.now()
        )
    except NobodySpeaks:
        messages.error(request, _("Chưa chọn màn hình nào đọc loa."))
    else:
        messages.success(
            request,
            _("%(name)s sẽ phát một hồi chuông, sau các số đang đọc.")
            % {"name": chosen},
        )
    return redirect("office:devices")


@needs(Capability.MANAGE_HALL)
@never_cache
@require_safe
def morning(request: StaffRequest) -> HttpResponse:
    """Is everything there that the hall needs today?"""
    at = timezone.now()
    shown = {"board": board.board(request.centre, at=at), "at": at}
    return page(request, "office/devices/morning.html", ROOM, shown)


def _list(
    request: StaffRequest, form: forms.PairForm, *, status: int = 200
) -> HttpResponse:
    at = timezone.now()
    machines = devices.of_centre(request.centre)
    speaking = next((each for each in machines if each.is_speaking), None)
    context = {
        "machines": [looks.of(each, at=at) for each in machines],
        "speaking": looks.of(speaking, at=at) if speaking else None,
        "trial": looks.trial(speaking) if speaking else "",
        "displays": _displays(machines),
        "form": form,
    }
    return page(request, "office/devices/list.html", ROOM, context, status=status)


def _page(
    request: StaffRequest, found: Device, form: forms.SetUpForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "shown": looks.of(found, at=timezone.now()),
        "letters": forms.letter_words(found),
        "errors": looks.said_wrong(found),
        "form": form,
    }
    return page(request, "office/devices/device.html", ROOM, context, status=status)


def _found(request: StaffRequest, device_id: UUID) -> Device:
    found = devices.device(request.centre, device_id)
    if found is None:
        raise Http404
    return found


def _displays(machines: list[Device]) -> list[Device]:
    return [
        each
        for each in machines
        if each.kind == Device.Kind.HALL and each.revoked_at is None
    ]
