"""The catalogue of the office: the list, one procedure, and what the ward adds to it."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.catalogue import selectors, services
from motcua.catalogue.overview import CatalogueRow, ProcedureFile, procedure_file, rows
from motcua.people.models import Category
from motcua.ward.explanations import limit_text
from motcua.web.office.catalogue.forms import (
    CHANNELS,
    VALUES,
    ConfirmationForm,
    DecisionForm,
    ExemptionForm,
    FeeForm,
    StepRows,
)
from motcua.web.office.frame import page

ROOM: Final = "catalogue"
LONGEST_QUESTION: Final = 100

FILTERS: Final[dict[str, tuple[str | Promise, Callable[[CatalogueRow], bool]]]] = {
    "": (gettext_lazy("Tất cả"), lambda _row: True),
    "unverified": (
        gettext_lazy("Có giá trị chưa xác minh"),
        lambda row: row.is_in_use and row.doubts > 0,
    ),
    "no-process": (
        gettext_lazy("Chưa có quy trình được phê duyệt"),
        lambda row: row.is_in_use and not row.is_approved,
    ),
    "out-of-use": (gettext_lazy("Ngừng áp dụng"), lambda row: not row.is_in_use),
}


@needs(Capability.MANAGE_CATALOGUE)
def show(request: StaffRequest) -> HttpResponse:
    """The procedures by words, field and what is still open about them."""
    text = request.GET.get("q", "")[:LONGEST_QUESTION].strip()
    field = request.GET.get("field", "")
    chosen = request.GET.get("filter", "")
    found = rows(request.centre, text=text, field=field)
    keep = FILTERS.get(chosen, FILTERS[""])[1]
    return page(
        request,
        "office/catalogue/list.html",
        ROOM,
        {
            "rows": [row for row in found if keep(row)],
            "text": text,
            "field": field,
            "chosen": chosen,
            "fields": selectors.fields_offered(request.centre),
            "filters": [(key, words) for key, (words, _keep) in FILTERS.items()],
        },
    )


@needs(Capability.MANAGE_CATALOGUE)
def procedure(request: StaffRequest, code: str) -> HttpResponse:
    """One procedure: the version in force, its history and what the ward added."""
    return _procedure_page(request, _file(request, code))


@needs(Capability.MANAGE_CATALOGUE)
@require_POST
def confirm(request: StaffRequest, code: str) -> HttpResponse:
    """Vouch for one value with the source that was read."""
    file = _file(request, code)
    form = ConfirmationForm(request.POST)
    if not form.is_valid() or form.cleaned_data["value"] not in file.version.marks:
        return _procedure_page(request, file, confirmation=form)
    services.confirm_value(
        centre=request.centre,
        version=file.version,
        value=form.cleaned_data["value"],
        source=form.cleaned_data["source"],
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("Đã xác nhận giá trị."))
    return redirect("office:procedure", code)


@needs(Capability.MANAGE_CATALOGUE)
def process(request: StaffRequest, code: str) -> HttpResponse:
    """Write down the approved process; open dossiers keep theirs."""
    file = _file(request, code)
    data = request.POST if request.method == "POST" else None
    form, steps = DecisionForm(data), StepRows(request.centre, file.steps, data)
    # Both are asked, so that every fault shows at once.
    if data is not None and all([form.is_valid(), steps.is_valid()]):
        services.approve_process(
            local_procedure=file.local,
            steps=steps.plans,
            decision=form.decision,
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Đã ghi quy trình được phê duyệt."))
        return redirect("office:procedure", code)
    return page(
        request,
        "office/catalogue/process.html",
        ROOM,
        {"file": file, "form": form, "steps": steps},
    )


@needs(Capability.MANAGE_CATALOGUE)
def fee(request: StaffRequest, code: str) -> HttpResponse:
    """Set a fee of the province or the ward."""
    file = _file(request, code)
    form = FeeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.set_fee(
            local_procedure=file.local, fee=form.fee, by=request.user, at=timezone.now()
        )
        messages.success(request, _("Đã ghi mức thu."))
        return redirect("office:procedure", code)
    return page(
        request, "office/catalogue/fee.html", ROOM, {"file": file, "form": form}
    )


@needs(Capability.MANAGE_CATALOGUE)
def exemption(request: StaffRequest, code: str) -> HttpResponse:
    """Let a group of persons or a channel pay less."""
    file = _file(request, code)
    form = ExemptionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.add_exemption(
            centre=request.centre,
            local_procedure=None if form.cleaned_data["is_for_all"] else file.local,
            exemption=form.exemption,
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Đã ghi miễn, giảm."))
        return redirect("office:procedure", code)
    return page(
        request, "office/catalogue/exemption.html", ROOM, {"file": file, "form": form}
    )


def _file(request: StaffRequest, code: str) -> ProcedureFile:
    file = procedure_file(request.centre, code, on=timezone.localdate())
    if file is None:
        raise Http404
    return file


def _procedure_page(
    request: StaffRequest,
    file: ProcedureFile,
    *,
    confirmation: ConfirmationForm | None = None,
) -> HttpResponse:
    limit = file.version.time_limit
    return page(
        request,
        "office/catalogue/procedure.html",
        ROOM,
        {
            "file": file,
            "form": confirmation,
            "doubtful": [(value, VALUES.get(value, value)) for value in file.doubts],
            "vouched": [
                (VALUES.get(value, value), row)
                for value, row in file.confirmations.items()
            ],
            "channels": CHANNELS,
            "categories": dict(Category.choices),
            "limit": limit_text(limit) if limit else "",
        },
    )
