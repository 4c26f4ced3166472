"""Try the printer of a ticket machine."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.queueing import devices
from motcua.queueing.models import Device
from motcua.queueing.paper.face import TicketFace
from motcua.queueing.services import printing
from motcua.web.machines import printer_words

SAMPLE: Final = "A000"
NO_CODE: Final = "0" * 12


@needs(Capability.MANAGE_HALL)
@require_POST
def try_printer(request: StaffRequest, device_id: UUID) -> HttpResponse:
    """Print a sample that nobody takes for a number, and say what came of it."""
    device = devices.device(request.centre, device_id)
    if device is None or device.revoked_at or device.printer != Device.Printer.NETWORK:
        raise Http404
    outcome, trouble = printing.try_printer(device, _sample(request, device))
    if outcome == printing.Outcome.PRINTED:
        messages.success(request, _("Đã in. Xem phiếu có rõ chữ và mã QR không."))
    else:
        messages.error(
            request,
            _("Máy in chưa dùng được: %(why)s.")
            % {"why": printer_words.in_words(trouble)},
        )
    return redirect("office:device", device_id)


def _sample(request: StaffRequest, device: Device) -> TicketFace:
    return TicketFace(
        centre=request.centre.name,
        label=SAMPLE,
        service=_("Phiếu in thử của %(name)s") % {"name": device.name},
        before=0,
        printed_at=timezone.now(),
        qr_text=request.build_absolute_uri("/"),
        code=NO_CODE,
    )
