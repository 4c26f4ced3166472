"""Promises a new calendar would count differently: keep or move, one by one or all."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.dossiers import selectors, services
from motcua.dossiers.errors import AlreadyDecided
from motcua.dossiers.models import PromiseReview
from motcua.dossiers.selectors import open_reviews
from motcua.web.office.frame import page

ROOM: Final = "calendar"
MOST_SHOWN: Final = 200


@needs(Capability.MANAGE_CALENDAR)
def show(request: StaffRequest) -> HttpResponse:
    """The promises that wait for an answer."""
    reviews = open_reviews(request.centre)
    return page(
        request,
        "office/calendar/reviews.html",
        ROOM,
        {
            "reviews": reviews[:MOST_SHOWN],
            "total": reviews.count(),
            "may_open": request.mandate.may(Capability.SEE_DOSSIERS),
        },
    )


@needs(Capability.MANAGE_CALENDAR)
@require_POST
def decide(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """Keep or move one promise."""
    review = selectors.review(request.centre, review_id)
    if review is None:
        raise Http404
    if _take(request, review, _decision(request)):
        told = _("Đã quyết định cho hồ sơ %(code)s.") % {"code": review.dossier.code}
        messages.success(request, told)
    else:
        messages.warning(request, _("Lời hẹn này đã có người quyết định."))
    return redirect("office:reviews")


@needs(Capability.MANAGE_CALENDAR)
@require_POST
def decide_all(request: StaffRequest) -> HttpResponse:
    """Keep or move every promise that waits; each is a decision of its own."""
    decision = _decision(request)
    count = sum(_take(request, row, decision) for row in open_reviews(request.centre))
    messages.success(
        request,
        ngettext(
            "Đã quyết định cho %(count)d lời hẹn.",
            "Đã quyết định cho %(count)d lời hẹn.",
            count,
        )
        % {"count": count},
    )
    return redirect("office:reviews")


def _decision(request: StaffRequest) -> str:
    decision = request.POST.get("decision", "")
    if decision not in PromiseReview.Decision.values:
        raise Http404
    return decision


def _take(request: StaffRequest, review: PromiseReview, decision: str) -> bool:
    try:
        services.decide_review(
            review=review, decision=decision, by=request.user, at=timezone.now()
        )
    except AlreadyDecided:
        return False
    return True
