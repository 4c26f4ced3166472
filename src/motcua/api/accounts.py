"""The staff: who they are, what they may do, and the tokens of their programs."""

from datetime import date
from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router
from ninja.responses import Status

from motcua.accounts import second_looks, selectors, services
from motcua.accounts.models import ApiToken, User
from motcua.accounts.roles import CAPABILITIES, Capability
from motcua.accounts.services import NewUser
from motcua.api.auth import ApiRequest, Bearer
from motcua.api.idempotency import Key, create_once
from motcua.api.paging import Paging, cut, next_address
from motcua.api.problems import INVALID, FieldError, Problem
from motcua.api.schemas.accounts import (
    ActiveSent,
    DecisionSent,
    PendingAct,
    PendingActs,
    RoleEndSent,
    RoleSent,
    Staff,
    StaffSent,
    StaffTold,
    TokenMade,
    Tokens,
    TokenSent,
    TokenTold,
)
from motcua.journeys.depart import set_active as close_or_open
from motcua.ward import selectors as ward
from motcua.ward.models import Centre, Department

router = Router(tags=["staff"])

MANAGES: Final = Bearer(Capability.MANAGE_STAFF)
CONFIRMS: Final = Bearer(Capability.CONFIRM_ACTS)


@router.get("/staff", auth=MANAGES, response=Staff)
def list_staff(request: ApiRequest, paging: Query[Paging]) -> Staff:
    """A page of the centre's people, by name."""
    centre = request.auth.user.centre
    found, offset = cut(selectors.staff(centre), paging)
    roles = selectors.roles_of(centre, on=timezone.localdate())
    return Staff(
        items=[_told(user, roles.get(user.id, [])) for user in found],
        next=next_address(request, offset),
    )


@router.post("/staff", auth=MANAGES, response={201: StaffTold})
def add_person(request: ApiRequest, sent: StaffSent, key: Key) -> HttpResponse:
    """Add a person; the roles from today on wait for a second person."""
    centre = request.auth.user.centre
    for role in sent.roles:
        _check_role(role, "roles")
    department = _department(centre, sent.department)

    def do() -> StaffTold:
        user = second_looks.add_person(
            centre=centre,
            new=NewUser(
                username=sent.username,
                full_name=sent.full_name,
                department=department,
                title=sent.title,
                kind=sent.kind.value,
                password=sent.password,
            ),
            roles=dict.fromkeys(sent.roles),
            by=request.auth.user,
            at=timezone.localtime(),
        )
        return _told(user, [])

    return create_once(request.auth, key, sent, do, what="person")


@router.post("/staff/{username}/roles", auth=MANAGES, response={201: PendingAct})
def grant_role(
    request: ApiRequest, username: str, sent: RoleSent, key: Key
) -> HttpResponse:
    """Ask that a person may hold a role; another person confirms it."""
    user = _user(request, username)
    starts_on = sent.starts_on or timezone.localdate()
    if sent.ends_on is not None and sent.ends_on < starts_on:
        raise _invalid("ends_on", _("Ngày kết thúc không được trước ngày bắt đầu."))

    def do() -> PendingAct:
        act = second_looks.ask_for_role(
            user=user,
            wish=_wish(user.centre, sent, starts_on),
            reason=sent.reason,
            by=request.auth.user,
            at=timezone.localtime(),
        )
        return PendingAct.of(act)

    return create_once(request.auth, key, sent, do, what=f"role {username}")


@router.get("/second-looks", auth=CONFIRMS, response=PendingActs)
def list_second_looks(request: ApiRequest) -> PendingActs:
    """What waits for a second person, the oldest first."""
    acts = second_looks.waiting(request.auth.user.centre, at=timezone.localtime())
    return PendingActs(items=[PendingAct.of(act) for act in acts])


@router.post("/second-looks/{act_id}/decision", auth=CONFIRMS, response=PendingAct)
def decide_second_look(
    request: ApiRequest, act_id: UUID, sent: DecisionSent
) -> PendingAct:
    """Confirm or decline what a colleague asked for."""
    act = second_looks.decide(
        act_id=act_id,
        is_confirmed=sent.is_confirmed,
        by=request.auth,
        at=timezone.localtime(),
    )
    return PendingAct.of(act)


@router.post("/staff/{username}/roles/{role}/end", auth=MANAGES, response={204: None})
def end_role(
    request: ApiRequest, username: str, role: str, sent: RoleEndSent
) -> Status[None]:
    """End a role after the given day."""
    user = _user(request, username)
    held = selectors.not_over(user, on=timezone.localdate()).filter(role=role)
    days = [(one.starts_on, one.ends_on) for one in held]
    if not days:
        raise Http404
    if sent.ends_on < min(first for first, _last in days):
        raise _invalid("ends_on", _("Ngày kết thúc không được trước ngày bắt đầu."))
    try:
        services.end_role(
            user=user,
            role=role,
            ends_on=sent.ends_on,
            by=request.auth.user,
            at=timezone.localtime(),
        )
    except services.RoleNotHeld:
        raise _invalid("ends_on", _("Vai trò hết sớm hơn ngày này.")) from None
    return Status(204, None)


@router.put("/staff/{username}/active", auth=MANAGES, response={204: None})
def set_active(request: ApiRequest, username: str, sent: ActiveSent) -> Status[None]:
    """Open or close a person's sign-in and tokens; closing counts at once."""
    close_or_open(
        user=_user(request, username),
        is_active=sent.is_active,
        by=request.auth.user,
        at=timezone.localtime(),
    )
    return Status(204, None)


@router.get("/staff/{username}/tokens", auth=MANAGES, response=Tokens)
def list_tokens(request: ApiRequest, username: str) -> Tokens:
    """The tokens of one person; their texts are nowhere kept."""
    rows = selectors.tokens_of(_user(request, username))
    return Tokens(items=[_token_told(token, username) for token in rows])


@router.post("/staff/{username}/tokens", auth=MANAGES, response={201: TokenMade})
def make_token(
    request: ApiRequest, username: str, sent: TokenSent, key: Key
) -> HttpResponse:
    """Make a token for one role of a person."""
    user = _user(request, username)

    def do() -> TokenMade:
        text = services.make_token(
            user=user,
            role=sent.role,
            name=sent.name,
            by=request.auth.user,
            at=timezone.localtime(),
        )
        return TokenMade(username=username, role=sent.role, name=sent.name, token=text)

    return create_once(request.auth, key, sent, do, what=f"token {username}")


@router.delete("/tokens/{token_id}", auth=MANAGES, response={204: None})
def revoke_token(request: ApiRequest, token_id: UUID) -> Status[None]:
    """End a token at once."""
    token = selectors.token(request.auth.user.centre, token_id)
    if token is None:
        raise Http404
    services.revoke_token(token=token, by=request.auth.user, at=timezone.localtime())
    return Status(204, None)


def _user(request: ApiRequest, username: str) -> User:
    people = selectors.staff(request.auth.user.centre)
    user = people.filter(username=username).first()
    if user is None:
        raise Http404
    return user


def _department(centre: Centre, code: str) -> Department | None:
    if not code:
        return None
    department = ward.departments(centre).filter(code=code).first()
    if department is None:
        raise _invalid("department", _("Không có đơn vị này."))
    return department


def _check_role(role: str, field: str) -> None:
    if role not in CAPABILITIES:
        raise _invalid(field, _("Không có vai trò này."))


def _told(user: User, roles: list[str]) -> StaffTold:
    return StaffTold(
        username=user.username,
        full_name=user.full_name,
        title=user.title,
        kind=user.kind,
        department=user.department.code if user.department else None,
        is_active=user.is_active,
        roles=sorted(roles),
    )


def _token_told(token: ApiToken, username: str) -> TokenTold:
    return TokenTold(
        id=token.id,
        username=username,
        role=token.role,
        name=token.name,
        made_at=token.made_at,
        expires_at=token.expires_at,
        revoked_at=token.revoked_at,
    )


def _invalid(field: str, message: str) -> Problem:
    return Problem(INVALID, errors=[FieldError(field, message)])


def _wish(centre: Centre, sent: RoleSent, starts_on: date) -> second_looks.RoleWish:
    field = ward.fields().filter(code=sent.field).first() if sent.field else None
    if sent.field and field is None:
        raise _invalid("field", _("Không có lĩnh vực này."))
    number = sent.neighbourhood
    place = (
        ward.neighbourhoods(centre).filter(number=number).first() if number else None
    )
    if number and place is None:
        raise _invalid("neighbourhood", _("Không có tổ dân phố này."))
    return second_looks.RoleWish(
        role=sent.role,
        starts_on=starts_on,
        ends_on=sent.ends_on,
        field_id=field.id if field else None,
        step_key=sent.step,
        neighbourhood_id=place.id if place else None,
    )
