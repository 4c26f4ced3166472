"""What one procedure needs: on the screen, in the ear, on paper."""

from datetime import datetime
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.catalogue import selectors as catalogue
from motcua.catalogue.selectors import UnknownProcedure
from motcua.foundation.requests import services as requests
from motcua.foundation.typesetting import services as typesetting
from motcua.queueing.models import Device
from motcua.queueing.paper.checklist import Checklist
from motcua.queueing.services import printing
from motcua.web.citizens.procedure_sheet import ProcedureSheet
from motcua.web.kiosk import printing_words, reading
from motcua.web.kiosk.door import KioskRequest, of_kiosk, shown
from motcua.web.kiosk.looking import queue_of, servers_of

MOST_PRINTED: Final = 40
"""Lists of one machine in ten minutes: a roll is eighty metres long."""
FEES_SHOWN: Final = 3


@of_kiosk
@require_safe
def show(request: KioskRequest, letter: str, code: str) -> HttpResponse:
    """Papers, time, money, who handles it, which form."""
    return _page(request, letter, _sheet(request, code))


@of_kiosk
@require_POST
def print_it(request: KioskRequest, letter: str, code: str) -> HttpResponse:
    """Print the list on the machine's printer, and say what came of it."""
    device, now = request.device, timezone.now()
    sheet = _sheet(request, code)
    if device.printer != Device.Printer.NETWORK:
        raise Http404
    tries = f"lists of machine {device.id}"
    if requests.is_blocked(tries, at=now, most=MOST_PRINTED):
        said = _("Máy vừa in nhiều. Xin quét mã, hoặc hỏi người hướng dẫn.")
        return _page(request, letter, sheet, printed=said, status=429)
    requests.note_failure(tries, at=now)
    outcome, _trouble = printing.print_checklist(device, _list(request, sheet, now))
    return _page(request, letter, sheet, printed=printing_words.of_list(outcome))


def _sheet(request: KioskRequest, code: str) -> ProcedureSheet:
    now = timezone.localtime()
    try:
        offer = catalogue.offer(request.centre, code, on=now.date())
    except UnknownProcedure:
        raise Http404 from None
    return ProcedureSheet(request.centre, offer, at=now)


def _page(
    request: KioskRequest,
    letter: str,
    sheet: ProcedureSheet,
    *,
    printed: str = "",
    status: int = 200,
) -> HttpResponse:
    queue = queue_of(request, letter)
    context: dict[str, Any] = {
        "title": sheet.name,
        "sheet": sheet,
        "form": catalogue.form_of(sheet.procedure),
        "queue": queue,
        "servers": servers_of(request).get(queue.id, []),
        "qr": typesetting.qr_inline(_address(request, sheet)),
        "printer": request.device.printer,
        "printed": printed,
        "read": reading.address_of(
            sheet.name,
            _("Giấy tờ cần có"),
            *(paper.name for paper in sheet.required),
            _("Thời gian"),
            sheet.limit,
        ),
    }
    return shown(request, "sheet", context, status=status)


def _address(request: KioskRequest, sheet: ProcedureSheet) -> str:
    return request.build_absolute_uri(f"/thu-tuc/{sheet.procedure.code}/")


def _list(request: KioskRequest, sheet: ProcedureSheet, now: datetime) -> Checklist:
    facts = [(_("Thời gian"), sheet.limit)]
    facts += [(fee.name, fee.amount) for fee in sheet.fees[:FEES_SHOWN]]
    if request.centre.phone:
        facts.append((_("Đường dây nóng"), request.centre.phone))
    return Checklist(
        centre=request.centre.name,
        name=sheet.name,
        required=[paper.name for paper in sheet.required],
        if_needed=[paper.name for paper in sheet.if_needed],
        facts=facts,
        qr_text=_address(request, sheet),
        printed_at=now,
        language="en" if get_language() == "en" else "vi",
    )
