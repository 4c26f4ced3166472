"""People of the centre: who they are, what they may do, the keys of their programs."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.accounts import second_looks, selectors, services
from motcua.accounts.access import StaffRequest, needs
from motcua.accounts.models import User
from motcua.accounts.roles import Capability
from motcua.journeys.depart import StillHoldsWork
from motcua.journeys.depart import set_active as set_sign_in
from motcua.web.office.frame import page
from motcua.web.office.staff import held, looks
from motcua.web.office.staff.forms import EndForm, PersonForm, RoleForm, TokenForm

ROOM: Final = "staff"


@needs(Capability.MANAGE_STAFF)
def show(request: StaffRequest) -> HttpResponse:
    """Everybody of the centre with their unit and roles."""
    roles = selectors.roles_of(request.centre, on=timezone.localdate())
    people = [
        (user, roles.get(user.id, [])) for user in selectors.staff(request.centre)
    ]
    return page(request, "office/staff/list.html", ROOM, {"people": people})


@needs(Capability.MANAGE_STAFF)
def add(request: StaffRequest) -> HttpResponse:
    """Add a person."""
    data = request.POST if request.method == "POST" else None
    form = PersonForm(data, centre=request.centre)
    if form.is_valid():
        try:
            user = second_looks.add_person(
                centre=request.centre,
                new=form.person,
                roles=form.cleaned_data["roles"],
                by=request.user,
                at=timezone.now(),
            )
        except services.UsernameTaken:
            form.add_error("username", _("Đã có người dùng tên đăng nhập này"))
        else:
            messages.success(
                request, _("Đã thêm người. Vai trò chờ người thứ hai xác nhận.")
            )
            return redirect("office:person", user.id)
    return page(request, "office/staff/add.html", ROOM, {"form": form})


@needs(Capability.MANAGE_STAFF)
def person(request: StaffRequest, user_id: UUID) -> HttpResponse:
    """One person: roles from day to day, sign-in, keys."""
    return _person_page(request, _person(request, user_id))


@needs(Capability.MANAGE_STAFF)
@require_POST
def grant(request: StaffRequest, user_id: UUID) -> HttpResponse:
    """Ask that a person may hold a role; a second person confirms."""
    user = _person(request, user_id)
    form = RoleForm(request.POST, centre=request.centre)
    if form.is_valid():
        try:
            second_looks.ask_for_role(
                user=user,
                wish=form.wish,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except services.RoleAlreadyHeld:
            form.add_error("role", _("Người này đang giữ vai trò đó"))
        else:
            messages.success(request, _("Đã ghi. Vai trò chờ người thứ hai xác nhận."))
            return redirect("office:person", user.id)
    return _person_page(request, user, form=form, role_form=form)


@needs(Capability.MANAGE_STAFF)
@require_POST
def end(request: StaffRequest, user_id: UUID, assignment_id: UUID) -> HttpResponse:
    """End a role after a day."""
    user = _person(request, user_id)
    here = selectors.not_over(user, on=timezone.localdate())
    assignment = here.filter(id=assignment_id).first()
    if assignment is None:
        raise Http404
    form = EndForm(request.POST, held=assignment)
    if form.is_valid():
        services.end_role(
            user=user,
            role=assignment.role,
            assignment_id=assignment.id,
            ends_on=form.cleaned_data["ends_on"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Đã kết thúc vai trò."))
        return redirect("office:person", user.id)
    messages.error(request, str(form.errors["ends_on"][0]))
    return redirect("office:person", user.id)


@needs(Capability.MANAGE_STAFF)
@require_POST
def set_active(request: StaffRequest, user_id: UUID) -> HttpResponse:
    """Open or close a person's sign-in."""
    user = _person(request, user_id)
    is_active = request.POST.get("is_active") == "yes"
    try:
        set_sign_in(user=user, is_active=is_active, by=request.user, at=timezone.now())
    except StillHoldsWork as problem:
        messages.error(
            request,
            _(
                "Còn giữ %(count)s việc chưa xong: bàn giao trước, rồi đăng nhập tự đóng."
            )
            % {"count": problem.count},
        )
        return redirect("office:departure", user.id)
    except services.OwnSignIn:
        messages.error(request, _("Không thể tự đóng tài khoản của chính mình."))
    else:
        told = _("Đã mở đăng nhập.") if is_active else _("Đã đóng đăng nhập.")
        messages.success(request, told)
    return redirect("office:person", user.id)


@needs(Capability.MANAGE_STAFF)
@require_POST
def make_token(request: StaffRequest, user_id: UUID) -> HttpResponse:
    """Make a key for a program; its text is shown on this one page only."""
    user = _person(request, user_id)
    form = TokenForm(request.POST, roles=_roles(user))
    if not form.is_valid():
        return _person_page(request, user, form=form, token_form=form)
    text = services.make_token(
        user=user,
        role=form.cleaned_data["role"],
        name=form.cleaned_data["name"],
        by=request.user,
        at=timezone.now(),
    )
    response = _person_page(request, user, token=text)
    response["Cache-Control"] = "no-store"
    return response


@needs(Capability.MANAGE_STAFF)
@require_POST
def revoke_token(request: StaffRequest, user_id: UUID, token_id: UUID) -> HttpResponse:
    """End a key at once."""
    user = _person(request, user_id)
    token = selectors.tokens_of(user).filter(id=token_id, revoked_at=None).first()
    if token is None:
        raise Http404
    services.revoke_token(token=token, by=request.user, at=timezone.now())
    messages.success(request, _("Đã thu hồi khóa."))
    return redirect("office:person", user.id)


def _person(request: StaffRequest, user_id: UUID) -> User:
    user = selectors.staff(request.centre).filter(id=user_id).first()
    if user is None:
        raise Http404
    return user


def _roles(user: User) -> list[str]:
    return sorted(selectors.mandate_of(user, on=timezone.localdate()).roles)


def _person_page(request: StaffRequest, user: User, **shown: Any) -> HttpResponse:
    context = {
        "person": user,
        "roles": held.roles(user, on=timezone.localdate()),
        "tokens": selectors.tokens_of(user),
        "wishes": looks.shown(
            second_looks.of_subject(request.centre, user.id)[:10],
            request,
            at=timezone.now(),
        ),
        "role_form": RoleForm(
            auto_id="role_%s",
            centre=request.centre,
            initial={"starts_on": timezone.localdate()},
        ),
        "token_form": TokenForm(auto_id="token_%s", roles=_roles(user)),
        "now": timezone.now(),
        "today": timezone.localdate(),
    }
    return page(request, "office/staff/person.html", ROOM, context | shown)
