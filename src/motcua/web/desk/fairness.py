"""The fairness report: how long each class waited, who was called out of order and why."""

from datetime import date, timedelta
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.roles import Capability
from motcua.queueing import fair_day
from motcua.queueing.models.hall import TicketClass

ONE_DAY: Final = timedelta(days=1)
FIRST: Final = date(2000, 1, 1)


@needs(Capability.SEE_HALL)
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """One day of the hall, today unless an earlier one is asked for."""
    day = _asked(request)
    told = fair_day.of(request.centre, day=day)
    context = {
        "day": day,
        "before": day - ONE_DAY,
        "after": day + ONE_DAY if day < timezone.localdate() else None,
        "told": told,
        "classes": [
            (label, told.waits[code])
            for code, label in TicketClass.choices
            if code in told.waits
        ],
    }
    return render(request, "desk/greeter/fairness.html", context)


def _asked(request: StaffRequest) -> date:
    today = timezone.localdate()
    try:
        asked = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return today
    return asked if FIRST < asked < today else today
