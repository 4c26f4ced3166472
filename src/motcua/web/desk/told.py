"""Messages of a dossier, who is to be called, and how somebody wants to be told."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.dossiers import selectors as dossier_selectors
from motcua.notifications import selectors, services
from motcua.notifications.models import Message, Status
from motcua.notifications.services import NotOpen
from motcua.notifications.templates import all_templates
from motcua.web.desk import dossiers
from motcua.web.desk.messages_tab import PreferenceForm

MOST_CALLS: Final = 100


@needs(Capability.SEE_PERSON)
@require_POST
def prefer(request: StaffRequest, code: str) -> HttpResponse:
    """Note how the submitter wants to be told."""
    view = dossiers.found(request, code)
    form = PreferenceForm(request.POST)
    if form.is_valid():
        services.prefer(
            citizen=view.dossier.submitter,
            channel=form.cleaned_data["channel"],
            language=form.cleaned_data["language"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Đã ghi cách báo tin; tin mới sẽ theo cách này."))
    else:
        messages.warning(request, _("Chọn một cách báo tin và một ngôn ngữ."))
    return redirect(f"{reverse('desk:dossier', args=[view.dossier.code])}?tab=messages")


@needs(Capability.RETURN_RESULT)
@never_cache
@require_safe
def calls(request: StaffRequest) -> HttpResponse:
    """Who is to be called today, ready to print; phones are shown to be dialled."""
    fields = request.mandate.fields_of(Capability.RETURN_RESULT)
    found = selectors.call_list(request.centre, at=timezone.now(), fields=fields)
    found = found[: MOST_CALLS + 1]
    listed = [(call, all_templates()[call.template]) for call in found]
    context = {"calls": listed[:MOST_CALLS], "is_cut": len(listed) > MOST_CALLS}
    return render(request, "desk/calls.html", context)


@needs(Capability.RETURN_RESULT)
@require_POST
def note_call(request: StaffRequest, message_id: UUID) -> HttpResponse:
    """Write down that somebody called."""
    is_reached = request.POST.get("outcome") == "reached"
    call = _call(request, message_id)
    try:
        services.note_call(
            centre_id=request.centre.id,
            message_id=call.id,
            is_reached=is_reached,
            by=request.user,
            at=timezone.now(),
        )
    except NotOpen:
        messages.warning(request, _why_closed(call))
    else:
        done = _("Đã ghi: gọi được.") if is_reached else _("Đã ghi: chưa gọi được.")
        messages.success(request, done)
    return redirect("desk:calls")


def _call(request: StaffRequest, message_id: UUID) -> Message:
    """A message of the fields whose results this person hands out; else 404."""
    found = selectors.message(request.centre, message_id)
    dossier = found and dossier_selectors.by_id(request.centre, found.dossier_id)
    if not (found and dossier) or not request.mandate.may_in(
        Capability.RETURN_RESULT, dossier.field_id
    ):
        raise Http404
    return found


def _why_closed(call: Message) -> str:
    if call.status == Status.EXPIRED:
        return _("Hồ sơ đã sang việc khác hoặc tin đã quá hạn; không phải gọi nữa.")
    return _("Cuộc gọi này đã có người ghi kết quả.")
