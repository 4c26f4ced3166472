"""The pages of a partner agency: its inbox, one task, its score. Nothing else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.dossiers import errors, services
from motcua.dossiers.models import AgencyTask
from motcua.dossiers.selectors import agencies
from motcua.ward import selectors as ward
from motcua.web.partner import pages
from motcua.web.partner.forms import AnswerForm, ReceiptForm, RefusalForm

MOST: Final = 100
PERIOD_DAYS: Final = 30
REFUSALS: Final[dict[type[Exception], str | Promise]] = {
    errors.TaskClosed: gettext_lazy(
        "Việc này vừa được người khác làm xong hoặc phường đã rút lại."
    ),
    errors.WrongStep: gettext_lazy(
        "Hồ sơ đang tạm dừng, chưa trả lời được. Phần đã viết vẫn còn ở dưới."
    ),
}
Do = Callable[[dict[str, Any], dict[str, Any]], object]


@needs(Capability.PARTNER_WORK)
@never_cache
@require_safe
def inbox(request: StaffRequest) -> HttpResponse:
    """What the agency still has to do, the most urgent first."""
    tasks = list(agencies.inbox(request.mandate)[:MOST])
    context = {
        "to_receive": [t for t in tasks if t.state == AgencyTask.State.SENT],
        "being_done": [t for t in tasks if t.state == AgencyTask.State.RECEIVED],
    }
    calendar, at = ward.calendar_in_force(request.centre), timezone.now()
    tables = {
        name: pages.table(found, calendar, at=at) for name, found in context.items()
    }
    return _page(request, "partner/inbox.html", "inbox", tables)


@needs(Capability.PARTNER_WORK)
@never_cache
@require_safe
def answered(request: StaffRequest) -> HttpResponse:
    """What the agency has answered, newest first."""
    tasks = list(agencies.answered(request.mandate)[:MOST])
    return _page(
        request, "partner/answered.html", "answered", {"done": pages.done_table(tasks)}
    )


@needs(Capability.PARTNER_WORK)
@never_cache
@require_safe
def score(request: StaffRequest) -> HttpResponse:
    """How the agency kept its times in the last thirty days."""
    at = timezone.now()
    unit = request.user.department
    found = (
        agencies.score(
            request.centre,
            ward.calendar_in_force(request.centre),
            since=at - timedelta(days=PERIOD_DAYS),
            until=at,
            agency=unit,
        )
        if unit
        else []
    )
    context = {"score": found[0] if found else None, "days": PERIOD_DAYS}
    return _page(request, "partner/score.html", "score", context)


@needs(Capability.PARTNER_WORK)
@never_cache
@require_safe
def task(request: StaffRequest, task_id: UUID) -> HttpResponse:
    """One task with exactly what it needs; 404 for any other agency."""
    return _task_page(request, _found(request, task_id))


@needs(Capability.PARTNER_WORK)
@require_POST
def receive(request: StaffRequest, task_id: UUID) -> HttpResponse:
    """Confirm the papers, or say what is missing."""
    has_papers = bool(_found(request, task_id).papers)
    form = ReceiptForm(request.POST, auto_id="receipt-%s", has_papers=has_papers)
    return _act(
        request,
        task_id,
        ("receipt", form),
        lambda said, who: services.receive_task(missing=said["missing"], **who),
        _("Đã xác nhận nhận giấy tờ.") if has_papers else _("Đã xác nhận nhận việc."),
    )


@needs(Capability.PARTNER_WORK)
@require_POST
def answer(request: StaffRequest, task_id: UUID) -> HttpResponse:
    """Answer and give the papers back."""
    return _act(
        request,
        task_id,
        ("reply", AnswerForm(request.POST, auto_id="reply-%s")),
        lambda said, who: services.answer_task(answer=said["answer"], **who),
        _("Đã gửi trả lời cho Trung tâm."),
    )


@needs(Capability.PARTNER_WORK)
@require_POST
def refuse(request: StaffRequest, task_id: UUID) -> HttpResponse:
    """Give the task back undone, with the reason."""
    return _act(
        request,
        task_id,
        ("refusal", RefusalForm(request.POST, auto_id="refusal-%s")),
        lambda said, who: services.refuse_task(reason=said["reason"], **who),
        _("Đã trả việc lại cho Trung tâm, kèm lý do."),
    )


def _act(
    request: StaffRequest,
    task_id: UUID,
    sent: tuple[str, forms.Form],
    do: Do,
    said: str,
) -> HttpResponse:
    found = _found(request, task_id)
    form = sent[1]
    if not form.is_valid():
        return _task_page(request, found, sent=sent, status=422)
    who = {
        "centre": request.centre,
        "task_id": task_id,
        "by": request.mandate,
        "at": timezone.now(),
    }
    try:
        do(form.cleaned_data, who)
    except tuple(REFUSALS) as problem:
        form.add_error(None, str(REFUSALS[type(problem)]))
        return _task_page(request, found, sent=sent, status=409)
    messages.success(request, said)
    return redirect("partner:task", task_id)


def _found(request: StaffRequest, task_id: UUID) -> AgencyTask:
    found = agencies.agency_task(request.mandate, task_id)
    if found is None:
        raise Http404
    return found


def _task_page(
    request: StaffRequest,
    found: AgencyTask,
    *,
    sent: tuple[str, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    calendar = ward.calendar_in_force(request.centre)
    context: dict[str, Any] = {
        "view": pages.of(found, calendar, at=timezone.now()),
        "receipt": ReceiptForm(auto_id="receipt-%s", has_papers=bool(found.papers)),
        "reply": AnswerForm(auto_id="reply-%s"),
        "refusal": RefusalForm(auto_id="refusal-%s"),
        "form": sent[1] if sent else None,
    }
    if sent:
        context[sent[0]] = sent[1]
    return _page(request, "partner/task.html", "", context, status=status)


def _page(
    request: StaffRequest,
    template: str,
    current: str,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    unit = request.user.department
    frame = {
        "agency": pages.name_of(unit) if unit else "",
        "partner_nav": pages.nav(request.mandate, current),
    }
    return render(request, template, frame | context, status=status)
