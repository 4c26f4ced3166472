"""The register of a year: read it, print it, carry it off, close it."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.dossiers.errors import AlreadyClosed, YearStillRuns
from motcua.dossiers.models import Origin, RegisterYear
from motcua.dossiers.selectors import register as selectors
from motcua.dossiers.services import register as services
from motcua.ward.models import Centre
from motcua.web.office.frame import page
from motcua.web.office.register.rows import table
from motcua.web.ui.states import state_look

ROOM: Final = "register"
SIZE: Final = 50
SHEETS: Final = {
    "csv": (services.register_csv, "text/csv; charset=utf-8"),
    "xlsx": (
        services.register_xlsx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


@needs(Capability.KEEP_REGISTER)
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """One year: its totals, whether it is closed, and its rows a page at a time."""
    now = timezone.localtime()
    years = selectors.register_years(request.centre)
    year = _year(request, years, default=years[0] if years else now.year)
    counts = selectors.count_year(request.centre, year)
    count = sum(counts.values())
    closed = selectors.closed_year(request.centre, year)
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
        "may_close": closed is None and year < now.year,
        "is_running": year >= now.year,
        "table": table(rows),
        "books": _books(year, count),
        "next_url": f"{here}&after={more}" if more < count else "",
        "previous_url": f"{here}&after={before}" if offset else "",
    }
    return page(request, "office/register/show.html", ROOM, context)


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
@require_safe
def book(request: StaffRequest, year: int, part: int) -> HttpResponseBase:
    """One part of the book as PDF."""
    _check(year)
    if not 1 <= part <= len(_books(year, _count(request.centre, year))):
        raise Http404
    now = timezone.now()
    _note(request, year, "pdf")
    pdf = services.register_pdf(
        request.centre, year, part=part, by=request.mandate, at=now
    )
    response = HttpResponse(pdf, content_type="application/pdf")
    return _carried(response, f"so-theo-doi-{year}-quyen-{part}.pdf", shown="inline")


@needs(Capability.KEEP_REGISTER)
@require_safe
def sheet(request: StaffRequest, year: int, kind: str) -> HttpResponseBase:
    """The whole year as a table for a spreadsheet, streamed."""
    _check(year)
    if kind not in SHEETS:
        raise Http404
    _note(request, year, kind)
    stream, content_type = SHEETS[kind]
    response = StreamingHttpResponse(
        stream(request.centre, year), content_type=content_type
    )
    return _carried(response, f"so-theo-doi-{year}.{kind}", shown="attachment")


def _carried(response: HttpResponseBase, name: str, *, shown: str) -> HttpResponseBase:
    """The answer as a file that no cache keeps: the book names people."""
    response["Content-Disposition"] = f'{shown}; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _note(request: StaffRequest, year: int, kind: str) -> None:
    services.note_export(
        centre=request.centre,
        year=year,
        kind=kind,
        by=request.mandate,
        at=timezone.now(),
    )


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


def _count(centre: Centre, year: int) -> int:
    return sum(selectors.count_year(centre, year).values())


def _books(year: int, count: int) -> list[dict[str, object]]:
    """The parts of the book: address, first and last number."""
    parts = max(1, -(-count // services.PART))
    return [
        {
            "url": reverse("office:register-book", args=[year, part]),
            "part": part,
            "first": (part - 1) * services.PART + 1,
            "last": min(part * services.PART, count),
        }
        for part in range(1, parts + 1)
    ]


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
