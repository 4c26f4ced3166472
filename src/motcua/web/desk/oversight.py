"""What the heads look at: dossiers that are stuck, steps that went other than planned."""

from datetime import datetime
from itertools import chain
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.dossiers import selectors, services
from motcua.dossiers.models import DeviationKind, StepDeviation
from motcua.dossiers.models.oversight import STUCK_HOURS
from motcua.dossiers.selectors import After
from motcua.dossiers.selectors import today as overview
from motcua.foundation.toolkit import sheets
from motcua.web.desk import oversight_rows
from motcua.web.desk.oversight_forms import LimitForm, ReportForm
from motcua.web.ui.parts import NavItem

MOST: Final = 200


@needs(Capability.SEE_OVERSIGHT)
@require_safe
def stuck(request: StaffRequest) -> HttpResponse:
    """The open dossiers nobody will move, the longest without movement first."""
    limit = selectors.stuck_limit(request.centre)
    hours = limit.working_hours if limit else STUCK_HOURS
    form = LimitForm(initial={"working_hours": hours})
    return _stuck_page(request, form)


@needs(Capability.MANAGE_CALENDAR)
@require_POST
def set_limit(request: StaffRequest) -> HttpResponse:
    """Set after how many working hours a dossier counts as stuck."""
    form = LimitForm(request.POST)
    if not form.is_valid():
        if request.mandate.may(Capability.SEE_OVERSIGHT):
            return _stuck_page(request, form, status=422)
        return redirect("/office/")
    services.set_stuck_limit(
        centre=request.centre, by=request.user, at=timezone.now(), **form.cleaned_data
    )
    messages.success(request, _("Đã ghi số giờ; danh sách tính theo số mới."))
    return redirect("desk:stuck")


@needs(Capability.SEE_OVERSIGHT)
@require_safe
def deviations(request: StaffRequest) -> HttpResponse:
    """Steps that went other than planned, filtered, a page at a time."""
    form = _report(request)
    found: list[StepDeviation] = []
    following: After | None = None
    counts: dict[str, int] = {}
    shares: list[oversight_rows.ShareTable] = []
    if form.is_valid():
        wanted = form.wanted
        found, following = selectors.deviation_page(
            request.centre, wanted, after=_after(request.GET.get("after", ""))
        )
        counts = selectors.deviation_counts(request.centre, wanted)
        shares = oversight_rows.share_tables(
            selectors.deviation_shares(request.centre, wanted), form, _kept(request)
        )
    context = {
        "form": form,
        "tabs": _tabs("desk:deviations"),
        "counts": [
            (DeviationKind(kind).label, count) for kind, count in sorted(counts.items())
        ],
        "shares": shares,
        "table": oversight_rows.deviation_table(found),
        "next_url": _address(request, following),
        "csv_url": f"{reverse('desk:deviations-csv')}?{_kept(request)}",
        "is_own_unit": not overview.sees_all(request.mandate),
    }
    return render(request, "desk/oversight/deviations.html", context)


@needs(Capability.SEE_OVERSIGHT)
@require_safe
def deviations_csv(request: StaffRequest) -> HttpResponse:
    """The same rows as a file for a spreadsheet, at most ten thousand."""
    form = _report(request)
    if not form.is_valid():
        return redirect(f"{reverse('desk:deviations')}?{_kept(request)}")
    found = selectors.exported(request.centre, form.wanted)
    lines = chain([oversight_rows.CSV_HEADS], map(oversight_rows.csv_row, found))
    response = HttpResponse(
        sheets.csv_stream(lines), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="sai-khac-quy-trinh.csv"'
    return response


def _stuck_page(
    request: StaffRequest, form: LimitForm, *, status: int = 200
) -> HttpResponse:
    mine = overview.stuck_for(request.mandate, at=timezone.now())
    limit = selectors.stuck_limit(request.centre)
    context = {
        "tabs": _tabs("desk:stuck"),
        "table": oversight_rows.stuck_table(mine[:MOST]),
        "is_cut": len(mine) > MOST,
        "hours": limit.working_hours if limit else STUCK_HOURS,
        "source": limit.source if limit else "",
        "is_default": limit is None,
        "form": form,
        "may_set": request.mandate.may(Capability.MANAGE_CALENDAR),
        "is_own_unit": not overview.sees_all(request.mandate),
    }
    return render(request, "desk/oversight/stuck.html", context, status=status)


def _report(request: StaffRequest) -> ReportForm:
    unit = None if overview.sees_all(request.mandate) else request.user.department_id
    return ReportForm(
        request.GET,
        centre=request.centre,
        today=timezone.localdate(),
        own_unit=unit,
        is_whole=overview.sees_all(request.mandate),
    )


def _tabs(current: str) -> list[NavItem]:
    labels = {
        "desk:stuck": _("Hồ sơ bị kẹt"),
        "desk:deviations": _("Sai khác quy trình"),
    }
    return [
        NavItem(label=label, url=reverse(name), is_current=name == current)
        for name, label in labels.items()
    ]


def _kept(request: StaffRequest, **more: str) -> str:
    kept = {k: v for k, v in request.GET.items() if k in ReportForm.base_fields and v}
    return urlencode({**kept, **more})


def _address(request: StaffRequest, following: After | None) -> str:
    if following is None:
        return ""
    after = f"{following.at.isoformat()}_{following.row_id}"
    return f"?{_kept(request, after=after)}"


def _after(text: str) -> After | None:
    at, _mark, row_id = text.partition("_")
    try:
        moment = datetime.fromisoformat(at)
        return After(moment, UUID(row_id)) if moment.tzinfo else None
    except ValueError:
        return None
