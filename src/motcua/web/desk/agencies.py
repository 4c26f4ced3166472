"""The desk and the agencies of one dossier: ask, take back, confirm what came back."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.dossiers import errors, services
from motcua.web.desk import agency_pages, dossiers
from motcua.web.desk.agency_forms import AskForm, ReturnedForm, TakeBackForm

REFUSALS: Final[dict[type[Exception], str | Promise]] = {
    errors.NotYourStep: gettext_lazy("Việc này không thuộc phần việc của Ông/Bà."),
    errors.WrongStep: gettext_lazy("Hồ sơ đã khép lại, không hỏi được nữa."),
    errors.TaskClosed: gettext_lazy("Việc này vừa có người làm xong."),
    errors.StaleDossier: gettext_lazy(
        "Hồ sơ vừa có người cập nhật. Xem lại rồi gửi lần nữa."
    ),
    errors.LeadMissing: gettext_lazy("Chọn một cơ quan chủ trì."),
    errors.AgencyUnknown: gettext_lazy("Chọn ít nhất một cơ quan."),
    errors.QuestionMissing: gettext_lazy("Ghi nội dung cần hỏi."),
    errors.CannotReceiveTo: gettext_lazy("Chọn một người."),
    errors.ReasonMissing: gettext_lazy("Ghi lý do, một câu là đủ."),
}
REFUSED: Final = tuple(REFUSALS)


@needs(Capability.WORK_STEPS, Capability.ASSIGN)
@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: StaffRequest, code: str) -> HttpResponse:
    """Ask agencies for their opinions about one dossier."""
    view = dossiers.found(request, code)
    form = AskForm(request.POST if request.method == "POST" else None, view=view)
    status = 200
    if not agency_pages.may_ask(request.mandate, view):
        messages.warning(request, str(REFUSALS[errors.NotYourStep]))
        return redirect(_tab(view.dossier.code))
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                services.ask_agencies(
                    centre=request.centre,
                    code=view.dossier.code,
                    asks=form.asks,
                    medium=form.cleaned_data["medium"],
                    by=request.mandate,
                    at=timezone.now(),
                    revision=form.cleaned_data["revision"],
                )
            except REFUSED as problem:
                form = _again(request, code, form, problem)
                status = 409
            else:
                messages.success(request, _("Đã hỏi cơ quan phối hợp."))
                return redirect(_tab(view.dossier.code))
    context = {"form": form, "dossier": view.dossier}
    return render(request, "desk/agencies/ask.html", context, status=status)


@needs(Capability.WORK_STEPS, Capability.ASSIGN)
@require_POST
def take_back(request: StaffRequest, code: str, task_id: UUID) -> HttpResponse:
    """Take a task back with a reason; a step of theirs goes to somebody here."""
    view = dossiers.found(request, code)
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Ghi lý do rút việc, một câu là đủ."))
        return redirect(_tab(view.dossier.code))
    at = timezone.now()
    able = {user.id: user for user in agency_pages.workers(view.dossier, at=at)}
    to = able.get(form.cleaned_data["to_person"])
    try:
        services.take_back(
            centre=request.centre,
            code=view.dossier.code,
            task_id=task_id,
            reason=form.cleaned_data["reason"],
            by=request.mandate,
            at=at,
            to=to,
        )
    except REFUSED as problem:
        messages.error(request, str(REFUSALS[type(problem)]))
    else:
        messages.success(request, _("Đã rút việc về phường."))
    return redirect(_tab(view.dossier.code))


@needs(Capability.WORK_STEPS, Capability.ASSIGN)
@require_POST
def receive_back(request: StaffRequest, code: str, hand_over_id: UUID) -> HttpResponse:
    """Confirm papers an agency gave back."""
    view = dossiers.found(request, code)
    form = ReturnedForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Câu này dài quá 500 chữ. Viết gọn lại."))
        return redirect(_tab(view.dossier.code))
    try:
        services.receive_back(
            centre=request.centre,
            code=view.dossier.code,
            hand_over_id=hand_over_id,
            missing=form.cleaned_data["missing"],
            by=request.mandate,
            at=timezone.now(),
        )
    except REFUSED as problem:
        messages.error(request, str(REFUSALS[type(problem)]))
    else:
        messages.success(request, _("Đã xác nhận nhận lại giấy tờ."))
    return redirect(_tab(view.dossier.code))


@needs(Capability.SEE_DOSSIERS, Capability.WORK_STEPS)
@require_POST
def draw_slip(request: StaffRequest, code: str) -> HttpResponse:
    """Draw up the control slip (form 06) as things stand."""
    view = dossiers.found(request, code)
    slip = services.draw_control_slip(
        centre=request.centre,
        code=view.dossier.code,
        by=request.mandate,
        at=timezone.now(),
    )
    messages.success(request, _("Đã lập phiếu kiểm soát."))
    address = reverse("desk:slip", args=[view.dossier.code, slip.form, slip.number])
    return redirect(f"{address}?size=a4")


def _again(
    request: StaffRequest, code: str, form: AskForm, problem: Exception
) -> AskForm:
    """The form once more with what was typed, on the dossier as it is now."""
    if not isinstance(problem, errors.StaleDossier):
        form.add_error(None, str(REFUSALS[type(problem)]))
        return form
    view = dossiers.found(request, code)
    data = request.POST.copy()
    data["revision"] = str(view.dossier.revision)
    fresh = AskForm(data, view=view)
    fresh.add_error(None, str(REFUSALS[errors.StaleDossier]))
    return fresh


def _tab(code: str) -> str:
    return f"{reverse('desk:dossier', args=[code])}?tab=agencies"
