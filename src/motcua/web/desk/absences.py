"""Who is away: said by oneself, or by a head for somebody else."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts import absences as services
from motcua.accounts import away
from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.models import Absence
from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.web.desk.absence_forms import AbsenceForm

ANYBODY: Final = (
    Capability.WORK_STEPS,
    Capability.SEE_DOSSIERS,
    Capability.MANAGE_STAFF,
)
MOST: Final = 200


@needs(*ANYBODY)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: StaffRequest) -> HttpResponse:
    """The form and the absences this person may see; posted it writes one down."""
    today = timezone.localdate()
    form = AbsenceForm(
        request.POST if request.method == "POST" else None,
        me=request.user,
        others=_speaks_for_others(request.mandate),
        on=today,
        initial={"starts_on": today, "ends_on": today},
    )
    if form.is_valid():
        try:
            absence = services.declare_absence(
                user=form.user, new=form.absence, by=request.user, at=timezone.now()
            )
        except services.AbsenceError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _said(absence))
            return redirect("desk:absences")
    rows = away.absences(request.centre, since=today)[:MOST]
    shown = [row for row in rows if _sees(request.mandate, row)]
    context = {
        "form": form,
        "absences": [(row, _may_end(request.mandate, row)) for row in shown],
        "today": today,
        "must_have_substitute": services.must_have_substitute(request.user),
    }
    status = 422 if form.is_bound else 200
    return render(request, "desk/absences.html", context, status=status)


@needs(*ANYBODY)
@require_POST
def end(request: StaffRequest, absence_id: UUID) -> HttpResponse:
    """The person is back today: the absence ends with yesterday."""
    absence = away.absence(request.centre, absence_id)
    if absence is None or not _may_end(request.mandate, absence):
        raise Http404
    services.end_absence(
        absence=absence,
        last_day=min(timezone.localdate() - timedelta(days=1), absence.ends_on),
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("Đã kết thúc báo vắng. Việc trở về người của việc."))
    return redirect("desk:absences")


def _said(absence: Absence) -> str:
    if absence.substitute is None:
        return _("Đã ghi báo vắng.")
    return _("Đã ghi báo vắng. %(name)s làm thay, hết hạn tự thôi.") % {
        "name": absence.substitute.full_name
    }


def _speaks_for_others(mandate: Mandate) -> bool:
    return mandate.may(Capability.ASSIGN) or mandate.may(Capability.MANAGE_STAFF)


def _sees(mandate: Mandate, absence: Absence) -> bool:
    people = {absence.user_id, absence.substitute_id}
    return _speaks_for_others(mandate) or mandate.user.id in people


def _may_end(mandate: Mandate, absence: Absence) -> bool:
    return _speaks_for_others(mandate) or absence.user_id == mandate.user.id
