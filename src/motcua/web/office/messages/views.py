"""Messages: how long the queue is, what failed and why, and the words of each event."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.notifications import selectors, services
from motcua.notifications.models import Message
from motcua.notifications.services import NotOpen
from motcua.notifications.templates import all_templates, contact_of
from motcua.ward.models import Centre
from motcua.web.office.frame import page

PERIOD: Final = timedelta(days=7)
MOST: Final = 100


@needs(Capability.SEE_AUDIT)
@never_cache
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The queue, whether the mail server answers, a week's failures by reason."""
    at = timezone.now()
    failed = selectors.failures(request.centre, since=at - PERIOD)[: MOST + 1]
    listed = [_failure(message, at) for message in failed]
    context = {
        "figures": selectors.figures(request.centre, at=at),
        "reasons": selectors.reasons(request.centre, since=at - PERIOD),
        "failures": listed[:MOST],
        "is_cut": len(listed) > MOST,
        "may_retry": request.mandate.may(Capability.MANAGE_STAFF),
    }
    return page(request, "office/messages/state.html", "messages", context)


@needs(Capability.MANAGE_STAFF)
@require_POST
def retry(request: StaffRequest, message_id: UUID) -> HttpResponse:
    """Put a failed letter back in the queue."""
    try:
        services.retry(
            centre_id=request.centre.id,
            message_id=message_id,
            by=request.user,
            at=timezone.now(),
        )
    except NotOpen:
        if selectors.message(request.centre, message_id) is None:
            raise Http404 from None
        messages.warning(request, _("Tin này đã quá hạn dùng, không gửi lại nữa."))
    else:
        messages.success(request, _("Tin sẽ được gửi lại ngay."))
    return redirect("office:messages")


@needs(Capability.SEE_AUDIT)
@require_safe
def templates(request: StaffRequest) -> HttpResponse:
    """The words of each event, filled with an example."""
    values = _example(request.centre)
    shown = [
        {
            "template": template,
            "previews": [
                {
                    "language": name,
                    "lang": language,
                    "subject": template.subject(language, values),
                    "body": template.body(language, values),
                }
                for language, name in (("vi", "Tiếng Việt"), ("en", "English"))
            ],
        }
        for template in all_templates().values()
    ]
    context = {"templates": shown}
    return page(request, "office/messages/templates.html", "messages", context)


def _failure(message: Message, at: Any) -> dict[str, Any]:
    return {
        "message": message,
        "template": all_templates()[message.template],
        "may_go": message.use_by > at and bool(message.body),
    }


def _example(centre: Centre) -> dict[str, str]:
    return {
        "code": f"{centre.agency_identifier}-261125-0042",
        "procedure": _("Cấp bản sao trích lục hộ tịch"),
        "due": "16:30 27/11/2026",
        "answer_by": "16:30 30/11/2026",
        "ready": "09:15 26/11/2026",
        "exit": _("qua bưu điện"),
        "track": f"https://{centre.host or 'vi-du.test'}/theo-doi/…/",
        "centre": centre.name,
        "contact": contact_of(centre.phone, centre.address, "vi"),
    }
