"""Numbers on paper for a power cut: sheets to print, slips to key in afterwards."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.queueing import errors, selectors
from motcua.queueing.paper import series
from motcua.queueing.services import paper_series
from motcua.rules.number_ranges import PAPER
from motcua.visits.services import UnknownService
from motcua.web.desk import paper_forms
from motcua.web.desk.paper_forms import SlipForm
from motcua.web.ui.templatetags.ui import vn_time

ON_A_SHEET: Final = 16
REFUSALS: Final = (
    errors.UnknownQueue,
    errors.NotAPaperNumber,
    errors.WrongTimes,
    errors.ReasonMissing,
    errors.SlipKeyedIn,
    UnknownService,
)


@needs(Capability.GREET, Capability.CALL_TICKETS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: StaffRequest) -> HttpResponse:
    """Sheets to print, and the slips that came back; posted, one more of them."""
    if request.method != "POST":
        return _page(request, SlipForm(centre=request.centre))
    form = SlipForm(request.POST, centre=request.centre)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        ticket, is_new = paper_series.key_in(
            centre=request.centre, slip=form.slip, by=request.user, at=timezone.now()
        )
    except REFUSALS as refusal:
        form.add_error(*_problem(request, refusal))
        return _page(request, form, status=422)
    said = _("Đã nhập số %(label)s.") if is_new else _("Số %(label)s đã nhập từ trước.")
    messages.success(request, said % {"label": ticket.label})
    return redirect("desk:paper-numbers")


@needs(Capability.GREET, Capability.CALL_TICKETS)
@require_safe
def sheet(request: StaffRequest, letter: str) -> HttpResponse:
    """The slips of one queue as PDF: all, or so many sheets from the first."""
    queues = {each.letter: each for each in selectors.queues(request.centre)}
    if letter not in queues:
        raise Http404
    asked = request.GET.get("sheets", "")
    is_count = asked.isascii() and asked.isdigit() and len(asked) < 3
    count = int(asked) if is_count else len(PAPER)
    numbers = PAPER[: max(1, min(count, len(PAPER))) * ON_A_SHEET]
    pdf = series.draw_series(queues[letter], numbers, at=timezone.now())
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="so-giay-{letter}.pdf"'
    return response


def _page(request: StaffRequest, form: SlipForm, *, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "queues": selectors.queues(request.centre),
        "first": PAPER[0],
        "last": PAPER[-1],
        "keyed_in": paper_series.keyed_in(request.centre, at=timezone.now()),
    }
    return render(request, "desk/paper/page.html", context, status=status)


def _problem(request: StaffRequest, refusal: Exception) -> tuple[str, str]:
    """The field and the sentence of a refusal."""
    match refusal:
        case errors.SlipKeyedIn(ticket=ticket):
            return "label", _(
                "Số %(label)s của ngày này đã nhập, đưa lúc %(at)s (%(state)s); xem lại số hoặc giờ"
            ) % {
                "label": ticket.label,
                "at": vn_time(ticket.issued_at),
                "state": str(ticket.get_state_display()).lower(),
            }
        case errors.WrongTimes(why=why):
            return TIMES[why], _times(why)
        case errors.NotAPaperNumber():
            return "label", _("Số giấy chỉ từ %(first)d đến %(last)d") % {
                "first": PAPER[0],
                "last": PAPER[-1],
            }
        case errors.UnknownQueue():
            letters = paper_forms.letters(selectors.queues(request.centre))
            return "label", _("Trung tâm chỉ có các hàng %(letters)s") % {
                "letters": letters
            }
        case errors.ReasonMissing():
            return "reason", _("Ghi vì sao nhập số của ngày trước")
        case _:
            return "service", _("Chọn việc đã làm")


TIMES: Final = {
    errors.PaperTimes.NOT_YET: "given",
    errors.PaperTimes.TOO_OLD: "day",
    errors.PaperTimes.CALLED_BEFORE: "called",
    errors.PaperTimes.ENDED_BEFORE: "ended",
    errors.PaperTimes.STILL_WAITING: "state",
}


def _times(why: errors.PaperTimes) -> str:
    return {
        errors.PaperTimes.NOT_YET: _("Giờ ghi chưa đến; xem lại ngày và giờ"),
        errors.PaperTimes.TOO_OLD: _("Số đã quá một tháng, không nhập được nữa"),
        errors.PaperTimes.CALLED_BEFORE: _("Giờ gọi phải sau giờ đưa số"),
        errors.PaperTimes.ENDED_BEFORE: _("Giờ xong phải sau giờ gọi, giờ đưa số"),
        errors.PaperTimes.STILL_WAITING: _(
            "Số của ngày trước không còn chờ; chọn đã phục vụ hoặc đã về"
        ),
    }[why]
