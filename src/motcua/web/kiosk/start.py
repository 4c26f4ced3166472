"""The first page: what people come for. The second: whether they go first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from motcua.foundation.toolkit.models import new_id
from motcua.queueing import hours
from motcua.queueing.hours import Door
from motcua.queueing.models import Queue, Ticket
from motcua.rules import codes
from motcua.web.citizens import coming_for, taking_words
from motcua.web.kiosk import reading
from motcua.web.kiosk.door import KioskRequest, of_kiosk, or_pairing, shown

MOST_CHOICES: Final = 6

GROUNDS: Final[tuple[tuple[str, str, str | Promise], ...]] = (
    (Ticket.Ground.ELDERLY, "user-round", gettext_lazy("Từ 60 tuổi trở lên")),
    (Ticket.Ground.DISABLED, "accessibility", gettext_lazy("Người khuyết tật")),
    (Ticket.Ground.PREGNANT, "heart-handshake", gettext_lazy("Đang mang thai")),
    (Ticket.Ground.WITH_CHILD, "users-round", gettext_lazy("Có con nhỏ đi cùng")),
    (Ticket.Ground.MERIT, "badge-check", gettext_lazy("Người có công")),
)
"""What a machine may ask (domain.md 7.1); the rarer grounds a person hears."""


@dataclass(frozen=True)
class Tile:
    """One thing people come for: how many wait, or why no number is given."""

    queue: Queue
    waiting: int
    closed: str

    @property
    def icon(self) -> str:
        """Its picture."""
        return self.queue.icon or "ticket"


@or_pairing
@of_kiosk
@require_safe
def show(request: KioskRequest) -> HttpResponse:
    """What people come for, at most six large choices."""
    tiles = _tiles(request)
    has_more = len(tiles) > MOST_CHOICES
    first = tiles[: MOST_CHOICES - 1] if has_more else tiles
    title = _("Ông/Bà đến làm việc gì?")
    matter = coming_for.sent(request.GET)
    context = {
        "title": title,
        "tiles": first,
        "has_more": has_more,
        "matter": matter,
        "dossier_tail": codes.tail(matter.dossier),
        "night": _night(request),
        "read": _read(title, first),
    }
    return shown(request, "start", context)


@of_kiosk
@require_safe
def more(request: KioskRequest) -> HttpResponse:
    """What did not fit on the first page."""
    title = _("Việc khác")
    tiles = _tiles(request)[MOST_CHOICES - 1 :]
    context = {
        "title": title,
        "tiles": tiles[:MOST_CHOICES],
        "matter": coming_for.sent(request.GET),
        "read": _read(title, tiles),
    }
    return shown(request, "start", context)


@of_kiosk
@require_safe
def classes(request: KioskRequest, letter: str) -> HttpResponse:
    """Whether the person goes first, asked kindly and apart."""
    tile = next((t for t in _tiles(request) if t.queue.letter == letter), None)
    if tile is None:
        raise Http404
    title = _("Ông/Bà có thuộc diện ưu tiên không?")
    context = {
        "title": title,
        "tile": tile,
        "matter": coming_for.sent(request.GET),
        "key": new_id().hex,
        "grounds": GROUNDS,
        "read": reading.address_of(
            tile.queue.title,
            title,
            _("Không thì chạm nút trên cùng"),
            *(str(words) for _ground, _icon, words in GROUNDS),
        ),
    }
    return shown(request, "classes", context)


def _tiles(request: KioskRequest) -> list[Tile]:
    now = timezone.localtime()
    return [
        Tile(door.queue, door.waiting, _closed(door, now))
        for door in hours.doors(request.centre, at=now)
    ]


def _closed(door: Door, now: datetime) -> str:
    return taking_words.why_closed(door.closed, door.queue, now)


def _night(request: KioskRequest) -> str:
    """Why no number at all is given now."""
    now = timezone.localtime()
    doors = hours.doors(request.centre, at=now)
    return taking_words.until_opening([door.closed for door in doors], now)


def _read(title: str, tiles: Sequence[Tile]) -> str:
    return reading.address_of(
        title,
        _("Chạm vào việc cần làm để lấy số"),
        *(tile.queue.title for tile in tiles if not tile.closed),
    )
