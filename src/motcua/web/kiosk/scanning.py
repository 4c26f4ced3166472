"""Whatever is held under the scanner: a slip, a number, a card."""

import re
from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.dossiers import selectors as dossiers
from motcua.foundation.requests import services as requests
from motcua.people import selectors as people
from motcua.people.models import Citizen
from motcua.rules import card_qr, vietnamese
from motcua.rules.card_qr import NotACard
from motcua.web.kiosk import looking, reading
from motcua.web.kiosk.door import KioskRequest, of_kiosk, shown

TRACKED: Final = re.compile(r"/theo-doi/([\w-]{10,80})/?")
NUMBER: Final = re.compile(r"/so/([\w-]{10,40})/?")
LONGEST: Final = 600
MOST_SCANS: Final = 120
"""Of one machine in ten minutes; only those that found nothing count."""


@of_kiosk
@require_POST
def scan(request: KioskRequest) -> HttpResponse:
    """What belongs to the code, or a sentence what may be scanned.

    The text of a card is not kept, not logged and not shown.
    """
    text, now = request.POST.get("text", "")[:LONGEST], timezone.now()
    tries = f"scans of machine {request.device.id}"
    if requests.is_blocked(tries, at=now, most=MOST_SCANS):
        return _nothing(request, _("Quét quá nhiều lần. Xin gọi cán bộ."), 429)
    if found := NUMBER.search(text):
        return redirect("kiosk:number", found[1])
    if found := TRACKED.search(text):
        tracked = dossiers.by_token(request.centre, found[1])
        if tracked is not None:
            return looking.told(request, tracked)
    elif card_qr.is_a_card(text):
        return _card(request, text, tries)
    requests.note_failure(tries, at=now)
    return _nothing(
        request,
        _("Không thấy hồ sơ nào có mã này. Xin đưa mã QR trên Giấy tiếp nhận."),
        404,
    )


def _card(request: KioskRequest, text: str, tries: str) -> HttpResponse:
    """The dossiers of who is on the card. A number alone opens nothing: the name and the
    day of birth must be those we know."""
    owner = _owner(request, text)
    if owner is None:
        requests.note_failure(tries, at=timezone.now())
        words = _("Trung tâm chưa nhận hồ sơ nào của người có thẻ này.")
        return _nothing(request, words, 404)
    return looking.told_all(request, owner)


def _owner(request: KioskRequest, text: str) -> Citizen | None:
    try:
        card = card_qr.parse(text)
    except NotACard:
        return None
    same_name = vietnamese.fold(card.name)
    return next(
        (
            citizen
            for citizen in people.search_citizens(request.centre, card.number)
            if citizen.birth_on == card.birth_on
            and vietnamese.fold(citizen.full_name) == same_name
        ),
        None,
    )


def _nothing(request: KioskRequest, words: str, status: int) -> HttpResponse:
    title = _("Chưa thấy gì")
    context = {"title": title, "words": words, "read": reading.address_of(title, words)}
    return shown(request, "refused", context, status=status)
