"""Who signs for whom, and how a person leaves: the work first, then the sign-in."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from motcua.accounts import away, delegations, selectors
from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.departures import AlreadyLeft
from motcua.accounts.models import User
from motcua.accounts.roles import Capability, role_name
from motcua.accounts.services import OwnSignIn
from motcua.dossiers.errors import CannotReceiveTo, NoSuccessor
from motcua.dossiers.selectors import open_work, sole_roles
from motcua.journeys.depart import depart
from motcua.web.office.frame import page
from motcua.web.office.staff.leaving_forms import DelegationForm, DepartureForm

ROOM: Final = "staff"
MOST: Final = 200


@needs(Capability.MANAGE_STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def signatures(request: StaffRequest) -> HttpResponse:
    """The delegations in force and to come; posted it writes one down."""
    today = timezone.localdate()
    form = DelegationForm(
        request.POST if request.method == "POST" else None,
        centre=request.centre,
        on=today,
        initial={"starts_on": today, "document_on": today},
    )
    if form.is_valid():
        people, said = form.people, form.cleaned_data
        try:
            delegations.delegate_signature(
                leader=people[said["leader"]],
                deputy=people[said["deputy"]],
                new=form.delegation,
                by=request.user,
                at=timezone.now(),
            )
        except delegations.DelegationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("Đã ghi việc giao ký."))
            return redirect("office:delegations")
    rows = away.delegations(request.centre, since=today)[:MOST]
    context = {"form": form, "delegations": rows, "today": today}
    status = 422 if form.is_bound else 200
    return page(request, "office/staff/delegations.html", ROOM, context, status=status)


@needs(Capability.MANAGE_STAFF)
@require_POST
def revoke(request: StaffRequest, delegation_id: UUID) -> HttpResponse:
    """Take a signature back at once."""
    delegation = away.delegation(request.centre, delegation_id)
    if delegation is None:
        raise Http404
    delegations.revoke_delegation(
        delegation=delegation, by=request.user, at=timezone.now()
    )
    messages.success(request, _("Đã thu hồi việc giao ký."))
    return redirect("office:delegations")


@needs(Capability.MANAGE_STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def departure(request: StaffRequest, user_id: UUID) -> HttpResponse:
    """What the person still holds and who takes it; posted it all happens at once."""
    user = selectors.staff(request.centre).filter(id=user_id).first()
    if user is None:
        raise Http404
    held = list(open_work(user))
    form = _form(request, user, {step.role for step in held})
    if form.is_valid():
        try:
            record = depart(
                user=user,
                to=form.successors,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except (OwnSignIn, AlreadyLeft, NoSuccessor, CannotReceiveTo) as problem:
            form.add_error(None, _refusal(problem))
        else:
            return redirect("office:departure-record", record.id)
    context = {
        "person": user,
        "held": held[:MOST],
        "count": len(held),
        "form": form,
        "records": away.departures_of(user),
    }
    status = 422 if form.is_bound else 200
    return page(request, "office/staff/departure.html", ROOM, context, status=status)


@needs(Capability.MANAGE_STAFF)
@require_safe
def record(request: StaffRequest, departure_id: UUID) -> HttpResponse:
    """The record of what was handed over, to print and sign."""
    found = away.departure(request.centre, departure_id)
    if found is None:
        raise Http404
    return page(
        request, "office/staff/departure_record.html", ROOM, {"departure": found}
    )


def _form(request: StaffRequest, user: User, roles: set[str]) -> DepartureForm:
    today = timezone.localdate()
    needed = sorted(roles | set(sole_roles(user, on=today)))
    able = {
        role: [
            person
            for person in selectors.people_with_role(request.centre, role, on=today)
            if person != user
        ]
        for role in needed
    }
    data: Any = request.POST if request.method == "POST" else None
    return DepartureForm(data, roles=needed, able=able)


def _refusal(problem: Exception) -> str:
    if isinstance(problem, OwnSignIn):
        return _("Không thể tự cho mình rời đi; nhờ người quản trị khác.")
    if isinstance(problem, AlreadyLeft):
        return _("Đăng nhập của người này đã đóng rồi.")
    if isinstance(problem, NoSuccessor):
        return _("Chưa có ai nhận việc của vai trò %(role)s.") % {
            "role": role_name(problem.role)
        }
    return _("Người được chọn không nhận được một bước: sai vai trò hoặc sai đơn vị.")
