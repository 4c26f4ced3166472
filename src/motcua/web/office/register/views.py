"""The register of a year: read it, print it, carry it off, close it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.accounts import second_looks
from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.models import PendingAct
from motcua.accounts.roles import Capability
from motcua.accounts.second_looks import NotConfirmed, UnknownAct
from motcua.dossiers.errors import AlreadyClosed, YearStillRuns, YearUnanswered
from motcua.dossiers.models import Origin, RegisterYear
from motcua.dossiers.selectors import register as selectors
from motcua.dossiers.services import register as services
from motcua.dossiers.services import register_files as files
from motcua.web.office.frame import page
from motcua.web.office.register.forms import FileForm
from motcua.web.office.register.rows import table
from motcua.web.ui.formatting import vn_datetime
from motcua.web.ui.states import state_look

ROOM: Final = "register"
SIZE: Final = 50
ASKED_SHOWN: Final = 5
UNANSWERED_SHOWN: Final = 10


@dataclass(frozen=True)
class Asked:
    """A file this person asked for, and what can be done with it now."""

    act: PendingAct
    is_usable: bool
    words: str


@needs(Capability.KEEP_REGISTER)
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """One year: its totals, whether it is closed, and its rows a page at a time."""
    years = selectors.register_years(request.centre)
    this_year = timezone.localdate().year
    year = _year(request, years, default=years[0] if years else this_year)
    return _shown(request, year, FileForm(parts=files.parts(request.centre, year)))


def _shown(
    request: StaffRequest, year: int, form: FileForm, *, status: int = 200
) -> HttpResponse:
    now = timezone.localtime()
    years = selectors.register_years(request.centre)
    counts = selectors.count_year(request.centre, year)
    count = sum(counts.values())
    closed = selectors.closed_year(request.centre, year)
    is_over = closed is None and year < now.year
    waiting = _waiting(request, year) if is_over else []
    offset = _offset(request)
    rows = list(
        selectors.register_rows(request.centre, year, offset=offset, limit=SIZE)
    )
    more, before = offset + SIZE, max(0, offset - SIZE)
    here = f"{reverse('office:register')}?year={year}"
    context = {
        "year": year,
        "years": years or [year],
        "count": count,
        "states": [
            (state_look(state).label, number)
            for state, number in sorted(counts.items())
        ],
        "closed": closed,
        "recount": _recount(request, closed),
        "origins": _origins(closed),
        "may_close": is_over and not waiting,
        "unanswered": _unanswered(len(waiting)) if waiting else "",
        "unanswered_codes": waiting[:UNANSWERED_SHOWN],
        "is_running": year >= now.year,
        "table": table(rows),
        "form": form,
        "asked": _asked(request, at=now),
        "next_url": f"{here}&after={more}" if more < count else "",
        "previous_url": f"{here}&after={before}" if offset else "",
    }
    return page(request, "office/register/show.html", ROOM, context, status=status)


@needs(Capability.KEEP_REGISTER)
@require_POST
def close(request: StaffRequest, year: int) -> HttpResponse:
    """Close the year's register."""
    try:
        closed = services.close_year(
            centre=request.centre, year=year, by=request.mandate, at=timezone.now()
        )
    except YearStillRuns:
        messages.warning(request, _("Năm này chưa hết, chưa khóa sổ được."))
    except YearUnanswered as problem:
        messages.warning(request, _unanswered(problem.count))
    except AlreadyClosed:
        messages.warning(request, _("Sổ năm này đã khóa rồi."))
    else:
        messages.success(
            request,
            _("Đã khóa sổ năm %(year)d với %(count)d hồ sơ.")
            % {"year": year, "count": closed.count},
        )
    return redirect(f"{reverse('office:register')}?year={year}")


@needs(Capability.KEEP_REGISTER)
@require_POST
def ask(request: StaffRequest, year: int) -> HttpResponse:
    """Ask that a file of the year may leave; a second person confirms."""
    _check(year)
    form = FileForm(request.POST, parts=files.parts(request.centre, year))
    if not form.is_valid():
        return _shown(request, year, form, status=422)
    files.ask_for_file(
        centre=request.centre,
        wanted=form.wanted(year),
        reason=form.cleaned_data["reason"],
        by=request.mandate,
        at=timezone.now(),
    )
    messages.success(
        request, _("Đã gửi đề nghị. Khi người thứ hai đồng ý, tệp lấy được tại đây.")
    )
    return redirect(f"{reverse('office:register')}?year={year}")


@needs(Capability.KEEP_REGISTER)
@require_POST
def carry_off(request: StaffRequest, act_id: UUID) -> HttpResponseBase:
    """The file that a second person confirmed; no cache keeps it: it names people."""
    try:
        file = files.carry_off(
            centre=request.centre, act_id=act_id, by=request.mandate, at=timezone.now()
        )
    except UnknownAct:
        raise Http404 from None
    except NotConfirmed:
        messages.error(
            request, _("Tệp này chưa được xác nhận, đã lấy rồi, hoặc đã quá một ngày.")
        )
        return redirect("office:register")
    response = StreamingHttpResponse(file.pieces, content_type=file.content_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _check(year: int) -> None:
    if not 2000 <= year < 2200:
        raise Http404


def _year(request: StaffRequest, years: list[int], *, default: int) -> int:
    asked = request.GET.get("year", "")
    found = int(asked) if asked.isascii() and asked.isdigit() else default
    return found if found in years else default


def _offset(request: StaffRequest) -> int:
    asked = request.GET.get("after", "")
    is_number = asked.isascii() and asked.isdigit() and len(asked) < 8
    return int(asked) if is_number else 0


def _waiting(request: StaffRequest, year: int) -> list[str]:
    """The codes of what was lodged in the year and waits for the centre's answer."""
    found = selectors.unanswered(request.centre, year)
    return list(found.values_list("code", flat=True))


def _unanswered(count: int) -> str:
    return _(
        "Số hồ sơ nộp trong năm chưa được tiếp nhận hay từ chối: %(count)d. "
        "Trả lời xong mới khóa được sổ."
    ) % {"count": count}


def _recount(
    request: StaffRequest, closed: RegisterYear | None
) -> selectors.Recount | None:
    """Counted again only when asked for: it reads the whole year."""
    if closed is None or request.GET.get("recount") != "1":
        return None
    return selectors.recount(closed)


def _origins(closed: RegisterYear | None) -> list[tuple[str, int]]:
    if closed is None:
        return []
    return [(str(Origin(key).label), n) for key, n in closed.by_origin.items()]


def _asked(request: StaffRequest, *, at: datetime) -> list[Asked]:
    acts = second_looks.asked_by(request.user, kind=PendingAct.Kind.EXPORT)
    return [
        Asked(act, second_looks.is_usable(act, at=at), _what_became_of(act, at=at))
        for act in acts[:ASKED_SHOWN]
    ]


def _what_became_of(act: PendingAct, *, at: datetime) -> str:
    name = act.decided_by.full_name if act.decided_by else ""
    if act.used_at:
        return _("đã lấy lúc %(at)s") % {"at": vn_datetime(act.used_at)}
    if act.decision == PendingAct.Decision.DECLINED:
        return _("%(name)s không đồng ý") % {"name": name}
    if act.decision:
        if second_looks.is_usable(act, at=at):
            return _("%(name)s đã đồng ý, lấy được trong một ngày") % {"name": name}
        return _("%(name)s đã đồng ý, nhưng đã quá một ngày") % {"name": name}
    if at > act.asked_at + second_looks.OPEN_FOR:
        return _("không ai trả lời trong ba ngày")
    return _("chờ người thứ hai")
