"""The console of a counter: sit down, call, serve, finish, all by single keys."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.foundation.live import topics
from motcua.queueing import errors, selectors
from motcua.queueing.models import Break, Queue, Sitting
from motcua.queueing.services import calling, ending, persons, sittings, undoing
from motcua.queueing.services.ending import Onward
from motcua.queueing.services.sittings import Seat
from motcua.rules.ticket_life import ActNotAllowed
from motcua.visits import services as visits
from motcua.visits import walk_ins
from motcua.ward import selectors as ward
from motcua.ward.models import Counter
from motcua.web.desk import console_page, counters
from motcua.web.desk.console_words import refused
from motcua.web.desk.walk_ins import known_person

KEY: Final = "console"
SECRET_BYTES: Final = 24
LONGEST_BREAK: Final = 240
AT_ONCE: Final = "X-At-Once"
"""Our script takes the console as the answer itself: one way there and back, not two."""

Act = Callable[[StaffRequest, Seat, datetime], str]


@needs(Capability.CALL_TICKETS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: StaffRequest) -> HttpResponse:
    """The console; before that, which counter this is."""
    if request.method == "POST":
        return _sit_down(request)
    sitting = sitting_of(request)
    if sitting is None:
        return _choose(request)
    return _console(request, sitting)


@needs(Capability.CALL_TICKETS)
@require_POST
def act(request: StaffRequest, name: str) -> HttpResponse:
    """One act from the console; the answer is the console as it is then."""
    if name not in ACTS:
        raise Http404
    seat = _seat(request)
    if seat is None:
        return redirect("desk:console")
    try:
        said = ACTS[name](request, seat, timezone.now())
    except errors.StaleConsole:
        # Pressed twice, or sent again after a break of the line: it is done already.
        said = ""
    except (*errors.REFUSALS, ActNotAllowed, visits.OutcomeMissing) as refusal:
        messages.warning(request, refused(refusal))
        said = ""
    if said:
        messages.success(request, said)
    sitting = sitting_of(request) if AT_ONCE in request.headers else None
    return _console(request, sitting) if sitting else redirect("desk:console")


def sitting_of(request: StaffRequest) -> Sitting | None:
    """The sitting this browser holds; None when it holds none, or no longer."""
    seat = _seat(request)
    if seat is None:
        return None
    return selectors.held_by(request.centre, seat.sitting_id, seat.console)


def _console(
    request: StaffRequest, sitting: Sitting, *, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    offered = walk_ins.offered(request.centre)
    context: dict[str, Any] = {
        "console": console_page.of(sitting, request.mandate, at=now),
        "live": topics.address(f"console:{request.centre.id}:{sitting.id}"),
        "services": offered,
        "queues": selectors.queues(request.centre),
        "manned": [
            each for each in selectors.sittings(request.centre) if each != sitting
        ],
        "reasons": Break.Reason.choices,
    }
    return render(request, "desk/console/page.html", context, status=status)


def _choose(
    request: StaffRequest, *, taken: Sitting | None = None, status: int = 200
) -> HttpResponse:
    held = {each.counter_id: each for each in selectors.sittings(request.centre)}
    served = selectors.letters_by_counter(request.centre)
    context = {
        "counters": [
            (counter, held.get(counter.id), served.get(counter.id, []))
            for counter in ward.counters(request.centre)
        ],
        "taken": taken,
        "chosen": request.POST.get("counter") or counters.chosen(request),
    }
    return render(request, "desk/console/choose.html", context, status=status)


def _sit_down(request: StaffRequest) -> HttpResponse:
    number = request.POST.get("counter", "")
    found = {str(each.number): each for each in ward.counters(request.centre)}
    if number not in found:
        messages.warning(request, _("Chọn một quầy trong danh sách."))
        return _choose(request, status=422)
    held = _seat(request)
    secret = held.console if held else secrets.token_urlsafe(SECRET_BYTES)
    try:
        sitting = sittings.sit_down(
            counter=found[number],
            officer=request.user,
            console=secret,
            at=timezone.now(),
            takes_over=request.POST.get("takes_over") == "yes",
        )
    except errors.CounterTaken as taken:
        return _choose(request, taken=taken.held, status=409)
    except errors.CounterBusy as busy:
        messages.warning(request, refused(busy))
        return _choose(request, status=409)
    request.session[KEY] = [str(sitting.id), secret]
    counters.remember(request)
    return redirect("desk:console")


def _seat(request: StaffRequest) -> Seat | None:
    kept = request.session.get(KEY)
    if not kept:
        return None
    seen = request.POST.get("revision", "")
    revision = int(seen) if seen.isascii() and seen.isdigit() else None
    return Seat(UUID(kept[0]), kept[1], revision)


# Each act says what it did; nothing when the page itself shows it.


def _call(request: StaffRequest, seat: Seat, at: datetime) -> str:
    called = calling.call_next(centre=request.centre, seat=seat, at=at)
    return "" if called else _("Chưa có ai chờ quầy này.")


def _call_this(request: StaffRequest, seat: Seat, at: datetime) -> str:
    ticket = calling.call_out_of_order(
        centre=request.centre,
        seat=seat,
        ticket_id=_ticket(request),
        reason=request.POST.get("reason", ""),
        at=at,
    )
    return _("Đã gọi số %(label)s ngoài thứ tự.") % {"label": ticket.label}


def _recall(request: StaffRequest, seat: Seat, at: datetime) -> str:
    ticket = calling.recall(centre=request.centre, seat=seat, at=at)
    return _("Đã gọi lại số %(label)s.") % {"label": ticket.label}


def _start(request: StaffRequest, seat: Seat, at: datetime) -> str:
    calling.start(centre=request.centre, seat=seat, at=at)
    return ""


def _miss(request: StaffRequest, seat: Seat, at: datetime) -> str:
    ticket = calling.miss(centre=request.centre, seat=seat, at=at)
    if ticket.state == ticket.State.WAITING:
        return _("Số %(label)s vắng mặt, sẽ được gọi lại sau 3 phút.") % {
            "label": ticket.label
        }
    return _("Số %(label)s vắng mặt lần hai, chờ người dân báo có mặt.") % {
        "label": ticket.label
    }


def _finish(request: StaffRequest, seat: Seat, at: datetime) -> str:
    ticket = ending.finish(
        centre=request.centre,
        seat=seat,
        at=at,
        service=request.POST.get("service", ""),
    )
    return _("Đã xong số %(label)s.") % {"label": ticket.label}


def _hold(request: StaffRequest, seat: Seat, at: datetime) -> str:
    ticket = ending.hold(centre=request.centre, seat=seat, at=at)
    return _("Đã gác số %(label)s sang một bên.") % {"label": ticket.label}


def _resume(request: StaffRequest, seat: Seat, at: datetime) -> str:
    ending.resume(centre=request.centre, seat=seat, ticket_id=_ticket(request), at=at)
    return ""


def _send_away(request: StaffRequest, seat: Seat, at: datetime) -> str:
    ticket = ending.send_away(
        centre=request.centre,
        seat=seat,
        at=at,
        reason=request.POST.get("reason", ""),
    )
    return _("Số %(label)s quay lại trong 30 phút không phải lấy số mới.") % {
        "label": ticket.label
    }


def _come_back(request: StaffRequest, seat: Seat, at: datetime) -> str:
    ticket = persons.come_back(
        centre=request.centre, ticket_id=_ticket(request), at=at, by=request.user
    )
    return _("Số %(label)s đã quay lại, được gọi trước người đến sau.") % {
        "label": ticket.label
    }


def _person(request: StaffRequest, seat: Seat, at: datetime) -> str:
    citizen, problem = known_person(request)
    if citizen is None:
        messages.warning(request, problem or _("Quét thẻ hoặc gõ số định danh."))
        return ""
    ending.name_person(centre=request.centre, seat=seat, citizen=citizen)
    return ""


def _transfer(request: StaffRequest, seat: Seat, at: datetime) -> str:
    to = request.POST.get("to", "")
    queue = Queue.objects.filter(centre=request.centre, letter=to).first()
    counter = None
    if to.isascii() and to.isdigit():
        counter = Counter.objects.filter(centre=request.centre, number=to).first()
    ticket = ending.transfer(
        centre=request.centre,
        seat=seat,
        onward=Onward(queue=queue, counter=counter),
        at=at,
        reason=request.POST.get("reason", ""),
    )
    return _("Đã chuyển số %(label)s, thời gian đã chờ vẫn được tính.") % {
        "label": ticket.label
    }


def _undo(request: StaffRequest, seat: Seat, at: datetime) -> str:
    ticket = undoing.undo(centre=request.centre, seat=seat, at=at)
    return _("Đã hoàn tác, số %(label)s trở lại như trước.") % {"label": ticket.label}


def _break(request: StaffRequest, seat: Seat, at: datetime) -> str:
    typed = request.POST.get("minutes", "")
    minutes = int(typed) if typed.isascii() and typed.isdigit() else 0
    back_at = at + timedelta(minutes=minutes) if 0 < minutes <= LONGEST_BREAK else None
    reason = request.POST.get("reason", "")
    if reason not in Break.Reason.values:
        return ""
    sittings.take_break(
        centre=request.centre, seat=seat, reason=reason, at=at, back_at=back_at
    )
    return ""


def _back(request: StaffRequest, seat: Seat, at: datetime) -> str:
    sittings.end_break(centre=request.centre, seat=seat, at=at)
    return ""


def _leave(request: StaffRequest, seat: Seat, at: datetime) -> str:
    sittings.stand_up(centre=request.centre, seat=seat, at=at)
    del request.session[KEY]
    return _("Đã rời quầy.")


def _ticket(request: StaffRequest) -> UUID:
    try:
        return UUID(request.POST.get("ticket", ""))
    except ValueError:
        raise errors.UnknownTicket from None


ACTS: Final[dict[str, Act]] = {
    "call": _call,
    "call-this": _call_this,
    "recall": _recall,
    "start": _start,
    "miss": _miss,
    "finish": _finish,
    "hold": _hold,
    "resume": _resume,
    "send-away": _send_away,
    "come-back": _come_back,
    "person": _person,
    "transfer": _transfer,
    "undo": _undo,
    "break": _break,
    "back": _back,
    "leave": _leave,
}
