"""Look something up: a dossier, what a procedure needs, whom to ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.dossiers import selectors as dossiers
from motcua.dossiers.models import Dossier
from motcua.foundation.requests import services as requests
from motcua.people.models import Citizen
from motcua.queueing import selectors
from motcua.queueing.models import Queue
from motcua.rules import codes
from motcua.ward import selectors as ward
from motcua.web.citizens import asked_for
from motcua.web.citizens.opening import opening, weekly_hours
from motcua.web.citizens.tracking_story import TrackedStory, tell
from motcua.web.kiosk import reading
from motcua.web.kiosk.door import KioskRequest, of_kiosk, shown
from motcua.web.kiosk.start import MOST_CHOICES

DAY_DIGITS: Final = 6
NUMBER_DIGITS: Final = 4
TAIL_DIGITS: Final = 4
MOST_MISSED: Final = 60
"""Of one machine in ten minutes; a whole hall looks its dossiers up here."""
MISSED_PER_CODE: Final = 10
MOST_DOSSIERS: Final = 4


@dataclass(frozen=True)
class Told:
    """A dossier on a screen in a hall: no name, and of its code only the tail."""

    code: str
    story: TrackedStory

    @property
    def tail(self) -> str:
        """What is shown of the code."""
        return codes.tail(self.code)


@dataclass(frozen=True)
class Server:
    """Where a queue is served, and who sits there now."""

    number: int
    officer: str


@of_kiosk
@require_safe
def menu(request: KioskRequest) -> HttpResponse:
    """What can be looked up."""
    title = _("Ông/Bà muốn tra cứu gì?")
    return shown(request, "menu", {"title": title, "read": reading.address_of(title)})


@of_kiosk
@require_http_methods(["GET", "HEAD", "POST"])
def dossier(request: KioskRequest) -> HttpResponse:
    """The numbers of the slip on a pad of ten keys; posted, where the dossier is."""
    if request.method != "POST":
        return _pad(request)
    now = timezone.now()
    typed = _digits(request, "code")[: DAY_DIGITS + NUMBER_DIGITS]
    tail = _digits(request, "tail")[:TAIL_DIGITS]
    day, number = typed[:DAY_DIGITS], typed[DAY_DIGITS:]
    if len(number) != NUMBER_DIGITS or len(tail) != TAIL_DIGITS:
        return _pad(request, _("Ghi đủ 10 số của mã hồ sơ và 4 số cuối căn cước."), 422)
    code = f"{request.centre.agency_identifier}-{day}-{number}"
    limits = [
        (f"look-ups of machine {request.device.id}", MOST_MISSED),
        (f"tracking code {code}", MISSED_PER_CODE),
    ]
    if any(requests.is_blocked(key, at=now, most=most) for key, most in limits):
        return _pad(request, _("Đã tra sai quá nhiều lần. Xin gọi cán bộ."), 429)
    found = dossiers.track(request.centre, code, tail)
    if found is None:
        for key, _most in limits:
            requests.note_failure(key, at=now)
        return _pad(request, _("Không có hồ sơ nào khớp cả hai số. Xin xem lại."), 404)
    return told(request, found)


def told(request: KioskRequest, found: Dossier) -> HttpResponse:
    """Where one dossier is and what to do."""
    return _told(request, [found])


def told_all(request: KioskRequest, owner: Citizen) -> HttpResponse:
    """The newest dossiers of the person whose card was held under the scanner."""
    return _told(request, list(dossiers.of_citizen(owner)[:MOST_DOSSIERS]))


@of_kiosk
@require_safe
def groups(request: KioskRequest) -> HttpResponse:
    """For which group of services one wants to know the papers."""
    title = _("Thủ tục thuộc nhóm việc nào?")
    queues = selectors.queues(request.centre)[:MOST_CHOICES]
    context = {
        "title": title,
        "queues": queues,
        "read": reading.address_of(title, *(queue.title for queue in queues)),
    }
    return shown(request, "groups", context)


@of_kiosk
@require_safe
def procedures(request: KioskRequest, letter: str) -> HttpResponse:
    """The procedures of a group, those asked for most first, six at a time."""
    queue = queue_of(request, letter)
    found = asked_for.of_queue(queue, at=timezone.now())
    page = _page(request, len(found))
    begin = (page - 1) * MOST_CHOICES
    names = found[begin : begin + MOST_CHOICES]
    context = {
        "title": queue.title,
        "queue": queue,
        "procedures": names,
        "page": page,
        "pages": -(-len(found) // MOST_CHOICES),
        "next": page + 1 if begin + MOST_CHOICES < len(found) else None,
        "before": page - 1 if page > 1 else None,
        "read": reading.address_of(
            queue.title, *(each.procedure.name for each in names)
        ),
    }
    return shown(request, "procedures", context)


@of_kiosk
@require_safe
def contact(request: KioskRequest) -> HttpResponse:
    """The number to call, the hours, and who sits where."""
    now = timezone.localtime()
    calendar = ward.calendar_in_force(request.centre)
    servers = servers_of(request)
    title = _("Điện thoại, giờ mở cửa, cán bộ")
    context = {
        "title": title,
        "opening": opening(calendar, at=now),
        "week": weekly_hours(calendar, today=now.date()),
        "served": [
            (queue, servers.get(queue.id, []))
            for queue in selectors.queues(request.centre)
        ],
        "read": reading.address_of(
            _("Điện thoại"), " ".join(request.centre.phone), _("Giờ mở cửa")
        ),
    }
    return shown(request, "contact", context)


def _told(request: KioskRequest, found: Sequence[Dossier]) -> HttpResponse:
    now = timezone.now()
    calendar = ward.calendar_in_force(request.centre)
    shown_ones = [
        Told(each.code, tell(dossiers.public_story(each), calendar, at=now))
        for each in found
    ]
    context = {
        "title": _("Hồ sơ của Ông/Bà"),
        "told": shown_ones,
        "read": reading.address_of(
            *(
                f"{each.story.title}. {each.story.text} {each.story.advice}"
                for each in shown_ones
            )
        ),
    }
    return shown(request, "told", context)


def _pad(request: KioskRequest, error: str = "", status: int = 200) -> HttpResponse:
    title = _("Tra cứu hồ sơ")
    how = _("Đưa mã QR trên Giấy tiếp nhận vào máy quét, hoặc bấm số.")
    context = {
        "title": title,
        "how": how,
        "error": error,
        "code": _digits(request, "code"),
        "prefix": f"{request.centre.agency_identifier}-",
        "read": reading.address_of(title, how),
    }
    return shown(request, "pad", context, status=status)


def _digits(request: KioskRequest, name: str) -> str:
    return "".join(sign for sign in request.POST.get(name, "")[:40] if sign.isdecimal())


def queue_of(request: KioskRequest, letter: str) -> Queue:
    """The queue of a letter; raises Http404."""
    found = [q for q in selectors.queues(request.centre) if q.letter == letter]
    if not found:
        raise Http404
    return found[0]


def _page(request: KioskRequest, total: int) -> int:
    text = request.GET.get("trang", "1")[:3]
    asked = int(text) if text.isdecimal() else 1
    return min(max(asked, 1), max(1, -(-total // MOST_CHOICES)))


def servers_of(request: KioskRequest) -> dict[object, list[Server]]:
    """Who sits at the counters of each queue now."""
    served = selectors.letters_by_counter(request.centre)
    found: dict[object, list[Server]] = {}
    for sitting in selectors.sittings(request.centre):
        for queue in served.get(sitting.counter_id, []):
            found.setdefault(queue.id, []).append(
                Server(sitting.counter.number, sitting.officer.full_name)
            )
    return found
