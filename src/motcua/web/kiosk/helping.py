"""Gọi cán bộ, and the page read aloud."""

from django.core import signing
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.queueing.services import helping
from motcua.queueing.voice import reading as voice
from motcua.web.kiosk import reading
from motcua.web.kiosk.door import KioskRequest, of_kiosk, shown


@of_kiosk
@require_POST
def ask(request: KioskRequest) -> HttpResponse:
    """Ring at the greeter's, and say that somebody comes."""
    helping.ask(request.device, at=timezone.now())
    title, words = _("Đã gọi cán bộ"), _("Xin đứng chờ ở máy này, có người đến ngay.")
    context = {
        "title": title,
        "words": words,
        "read": reading.address_of(title, words),
    }
    return shown(request, "helped", context)


@of_kiosk
@require_safe
def read_aloud(request: KioskRequest, signed: str) -> HttpResponseBase:
    """The sound of a page; only of sentences that we signed."""
    try:
        file = voice.read_out(reading.words_in(signed))
    except signing.BadSignature:
        raise Http404 from None
    if file is None:
        return HttpResponse(status=204)
    return FileResponse(file.open("rb"), content_type="audio/wav")
