"""The fairness report: how long each class waited, who was called out of order and why."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.queueing import fair_day
from motcua.queueing.models.hall import TicketClass


@needs(Capability.SEE_HALL)
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """One day of the hall, today unless another is asked for."""
    day = _asked(request)
    told = fair_day.of(request.centre, day=day)
    context = {
        "day": day,
        "told": told,
        "classes": [
            (label, told.waits[code])
            for code, label in TicketClass.choices
            if code in told.waits
        ],
    }
    return render(request, "desk/greeter/fairness.html", context)


def _asked(request: StaffRequest) -> date:
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return timezone.localdate()
