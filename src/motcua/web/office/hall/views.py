"""The hall in the office: queues, which counter serves which, what officers can do."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.queueing import selectors, skills
from motcua.queueing.errors import (
    LetterTaken,
    LetterUsed,
    UnknownCounter,
    UnknownQueue,
    UnknownSkill,
)
from motcua.queueing.models import Queue
from motcua.queueing.paper.poster import draw_poster
from motcua.queueing.services import setting_up
from motcua.web.office.frame import page
from motcua.web.office.hall import grids
from motcua.web.office.hall.forms import QueueForm

ROOM: Final = "hall"


@needs(Capability.MANAGE_HALL)
@never_cache
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The queues, and the two grids."""
    queues = selectors.queues(request.centre)
    lines = grids.counters(request.centre, queues)
    served = {tick.value[-1] for line in lines for tick in line.ticks if tick.is_on}
    context = {
        "queues": queues,
        "is_example": any(queue.is_synthetic for queue in queues),
        "unserved": [queue for queue in queues if queue.letter not in served],
        "counters": lines,
        "officers": grids.officers(request.centre),
        "skills": list(skills.shipped().values()),
    }
    return page(request, "office/hall/list.html", ROOM, context)


@needs(Capability.MANAGE_HALL)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: StaffRequest) -> HttpResponse:
    """A new queue."""
    if request.method != "POST":
        return _queue_page(request, QueueForm())
    form = QueueForm(request.POST)
    if not form.is_valid():
        return _queue_page(request, form, status=422)
    try:
        queue = setting_up.make_queue(
            centre=request.centre, told=form.told, by=request.user, at=timezone.now()
        )
    except LetterTaken:
        form.add_error("letter", _("Hàng khác đang dùng chữ này"))
        return _queue_page(request, form, status=422)
    messages.success(
        request,
        _("Đã lập hàng %(letter)s. Đánh dấu quầy phục vụ hàng này ở bảng dưới.")
        % {"letter": queue.letter},
    )
    return redirect("office:hall")


@needs(Capability.MANAGE_HALL)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def queue(request: StaffRequest, letter: str) -> HttpResponse:
    """One queue; posted, what is changed of it."""
    found = next(
        (q for q in selectors.queues(request.centre) if q.letter == letter), None
    )
    if found is None:
        raise Http404
    if request.method != "POST":
        return _queue_page(request, QueueForm(queue=found))
    form = QueueForm(request.POST, queue=found)
    if not form.is_valid():
        return _queue_page(request, form, status=422)
    try:
        setting_up.change_queue(
            centre=request.centre,
            letter=letter,
            told=form.told,
            by=request.user,
            at=timezone.now(),
        )
    except UnknownQueue:
        raise Http404 from None
    except LetterTaken:
        form.add_error("letter", _("Hàng khác đang dùng chữ này"))
        return _queue_page(request, form, status=422)
    except LetterUsed:
        form.add_error("letter", _("Đã phát số mang chữ này nên không đổi được nữa"))
        return _queue_page(request, form, status=422)
    messages.success(request, _("Đã ghi. Số phát từ bây giờ theo cách mới."))
    return redirect("office:hall")


@needs(Capability.MANAGE_HALL)
@require_POST
def serve(request: StaffRequest) -> HttpResponse:
    """Which counter serves which queue: the whole grid at once."""
    try:
        unserved = setting_up.serve(
            centre=request.centre,
            pairs=grids.pairs(request.POST),
            by=request.user,
            at=timezone.now(),
        )
    except (UnknownCounter, UnknownQueue, ValueError):
        messages.error(request, _("Quầy hoặc hàng vừa thay đổi; xin xem lại bảng."))
        return redirect("office:hall")
    messages.success(request, _("Đã ghi quầy nào phục vụ hàng nào."))
    if unserved:
        messages.warning(
            request,
            _("Không quầy nào phục vụ hàng %(letters)s.")
            % {"letters": ", ".join(each.letter for each in unserved)},
        )
    return redirect("office:hall")


@needs(Capability.MANAGE_HALL)
@require_POST
def set_skills(request: StaffRequest) -> HttpResponse:
    """What officers can do: the whole grid at once."""
    try:
        setting_up.set_skills(
            centre=request.centre,
            held=grids.held(request.POST, grids.callers(request.centre)),
            by=request.user,
            at=timezone.now(),
        )
    except (UnknownSkill, ValueError):
        messages.error(request, _("Danh sách vừa thay đổi; xin xem lại bảng."))
    else:
        messages.success(request, _("Đã ghi kỹ năng của cán bộ."))
    return redirect("office:hall")


def _queue_page(
    request: StaffRequest, form: QueueForm, *, status: int = 200
) -> HttpResponse:
    found: Queue | None = form.queue
    context = {
        "form": form,
        "queue": found,
        "is_used": found is not None and setting_up.is_used(found),
    }
    return page(request, "office/hall/queue.html", ROOM, context, status=status)


@needs(Capability.MANAGE_HALL)
@never_cache
@require_safe
def door_sheet(request: StaffRequest) -> HttpResponse:
    """The sheet for the door: its code opens the page on which phones take numbers."""
    address = request.build_absolute_uri("/lay-so/")
    pdf = draw_poster(request.centre, address, at=timezone.now())
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="ma-lay-so.pdf"'
    return response
