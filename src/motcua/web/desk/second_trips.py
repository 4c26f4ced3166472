"""The second-trip ledger: of 100 matters, how many needed one trip, and why not."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.foundation.toolkit import sheets
from motcua.visits import selectors
from motcua.visits.models import Visit
from motcua.visits.selectors import Ledger, Second

LONGEST: Final = timedelta(days=366)
SHOWN: Final = 200
EARLIEST: Final = 2000


@dataclass(frozen=True)
class Reason:
    """A cause with the unit that answers for it, and how many second trips."""

    cause: str
    label: str
    owner: str
    count: int
    share: int


@needs(Capability.SEE_DOSSIERS)
@never_cache
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The ledger of a period, each cause opening into its visits; or the rows as CSV."""
    first, last, problem = _period(request)
    ledger = selectors.ledger(
        request.centre, since=_midnight(first), until=_midnight(last, after=1)
    )
    cause, owner = request.GET.get("cause"), request.GET.get("owner", "")
    rows = [s for s in ledger.seconds if cause is None or _is_of(s, cause, owner)]
    if request.GET.get("format") == "csv":
        return _csv(rows, first, last)
    context: dict[str, Any] = {
        "first": first,
        "last": last,
        "problem": problem,
        "figure": ledger.figure,
        "reasons": _reasons(ledger),
        "rows": rows[:SHOWN],
        "is_cut": len(rows) > SHOWN,
        "chosen": cause,
        "chosen_label": cause_label(cause) if cause is not None else "",
        "seconds": selectors.seconds_per_visit(
            request.centre, since=_midnight(first), until=_midnight(last, after=1)
        ),
    }
    return render(request, "desk/visits/ledger.html", context)


def cause_label(cause: str) -> str:
    """A cause in words; the empty one is said too."""
    known = cause in Visit.Cause.values
    return str(Visit.Cause(cause).label) if known else _("Chưa ghi lý do")


def _is_of(second: Second, cause: str, owner: str) -> bool:
    unit = second.visit.again_owner
    return second.visit.again_cause == cause and (unit.name if unit else "") == owner


def _reasons(ledger: Ledger) -> list[Reason]:
    total = len(ledger.seconds)
    counted = sorted(ledger.by_owner().items(), key=lambda item: (-item[1], item[0]))
    return [
        Reason(cause, cause_label(cause), owner, count, count * 100 // total)
        for (cause, owner), count in counted
    ]


def _period(request: StaffRequest) -> tuple[date, date, str]:
    """The days asked for; without them, or with odd ones, the present month."""
    today = timezone.localdate()
    usual = today.replace(day=1), today
    asked = request.GET.get("from", ""), request.GET.get("to", "")
    if not any(asked):
        return *usual, ""
    try:
        first, last = (_day(text) for text in asked)
    except ValueError:
        return *usual, _("Ghi đủ hai ngày, ví dụ 02/09/2026. Đang hiện tháng này.")
    if not first <= last <= first + LONGEST:
        return *usual, _(
            "Ngày cuối phải sau ngày đầu, nhiều nhất một năm. Đang hiện tháng này."
        )
    return first, last, ""


def _day(text: str) -> date:
    """A day as people here write it, or as a link does; raises ValueError."""
    if "/" not in text:
        return date.fromisoformat(text)
    day, month, year = (int(part) for part in text.split("/"))
    if year < EARLIEST:
        raise ValueError(text)
    return date(year, month, day)


def _csv(rows: list[Second], first: date, last: date) -> HttpResponse:
    """The rows without any name: what was when, why again, who answers for it."""
    heads = ["visit", "first_at", "again_at", "cause", "owner", "needed"]
    response = HttpResponse(
        sheets.csv_stream([heads, *map(_cells, rows)]),
        content_type="text/csv; charset=utf-8",
    )
    name = f"luot-den-lai-{first}-{last}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _cells(second: Second) -> list[str]:
    owner = second.visit.again_owner
    return [
        second.visit.public_code,
        timezone.localtime(second.first.opened_at).isoformat(),
        timezone.localtime(second.visit.opened_at).isoformat(),
        second.visit.again_cause,
        owner.code if owner else "",
        "yes" if second.kind == "needed" else "no",
    ]


def _midnight(day: date, *, after: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=after), time.min))
