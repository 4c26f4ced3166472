"""Change who may do what: people, roles, tokens, sign-in."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import IntegrityError
from django.db.models import Q
from django.utils import timezone

from motcua.accounts.models import ApiToken, RoleAssignment, User
from motcua.accounts.roles import CAPABILITIES
from motcua.foundation.audit import services as audit
from motcua.foundation.requests import services as requests
from motcua.foundation.toolkit.work import unit_of_work
from motcua.ward.models import Centre, Department

SIGN_IN_TRIES: Final = 8
SHORTEST_PASSWORD: Final = 12
TOKEN_LIFETIME: Final = timedelta(days=180)


class UsernameTaken(Exception):
    """Another person of the centre signs in with that name."""


class UnknownRole(ValueError):
    """Nobody can hold this role."""


class PasswordTooShort(ValueError):
    """A password has at least twelve characters."""


class RoleAlreadyHeld(Exception):
    """The person holds this role already, within the same or more, in that time."""


class OwnSignIn(Exception):
    """Nobody closes their own sign-in: nobody could open it again."""


class RoleNotHeld(ValueError):
    """The person does not hold this role (any more): no token carries it, none ends."""


class TooManyTries(Exception):
    """Sign-in is closed for this name or address for some minutes."""


@dataclass(frozen=True)
class NewUser:
    """A person to be added; without a password nobody can sign in as them."""

    username: str
    full_name: str
    department: Department | None = None
    title: str = ""
    kind: str = User.Kind.STAFF
    password: str | None = None


@dataclass(frozen=True)
class RoleScope:
    """Within what a role is held; what is empty limits nothing."""

    field_id: UUID | None = None
    step_key: str = ""
    neighbourhood_id: UUID | None = None


EVERYWHERE: Final = RoleScope()


def add_user(
    *,
    centre: Centre,
    new: NewUser,
    roles: Iterable[str],
    by: audit.Actor,
    at: datetime,
) -> User:
    """Add a person with these roles from today on.

    Raises UsernameTaken, PasswordTooShort or UnknownRole.
    """
    if new.password is not None and len(new.password) < SHORTEST_PASSWORD:
        raise PasswordTooShort
    with unit_of_work():
        user = User(
            centre=centre,
            username=new.username,
            full_name=new.full_name,
            title=new.title,
            kind=new.kind,
            department=new.department,
            password=make_password(new.password),
        )
        try:
            user.save(force_insert=True)
        except IntegrityError:
            raise UsernameTaken(new.username) from None
        _note(user, by, "add_user", at)
        for role in roles:
            grant_role(
                user=user, role=role, starts_on=timezone.localdate(at), by=by, at=at
            )
    return user


def grant_role(
    *,
    user: User,
    role: str,
    starts_on: date,
    ends_on: date | None = None,
    scope: RoleScope = EVERYWHERE,
    by: audit.Actor,
    at: datetime,
) -> RoleAssignment:
    """Let a person hold a role; it counts at the person's next request.

    What a second person confirmed (`second_looks`), or the founding of a centre.
    Raises UnknownRole or RoleAlreadyHeld.
    """
    with unit_of_work():
        check_role(user, role, starts_on, ends_on, scope)
        assignment = RoleAssignment.objects.create(
            centre_id=user.centre_id,
            user=user,
            role=role,
            department_id=user.department_id,
            field_id=scope.field_id,
            step_key=scope.step_key,
            neighbourhood_id=scope.neighbourhood_id,
            starts_on=starts_on,
            ends_on=ends_on,
        )
        _note(user, by, "grant_role", at, role=role)
    return assignment


def check_role(
    user: User,
    role: str,
    starts_on: date,
    ends_on: date | None = None,
    scope: RoleScope = EVERYWHERE,
) -> None:
    """Raises UnknownRole, or RoleAlreadyHeld.

    A role is held already when on one of these days it is held within the same scope or
    a wider one; in another field, or at first in one and then in all, it is not.
    """
    if role not in CAPABILITIES:
        raise UnknownRole(role)
    held = RoleAssignment.objects.filter(
        Q(field=None) | Q(field_id=scope.field_id),
        Q(step_key="") | Q(step_key=scope.step_key),
        Q(neighbourhood=None) | Q(neighbourhood_id=scope.neighbourhood_id),
        Q(ends_on=None) | Q(ends_on__gte=starts_on),
        centre_id=user.centre_id,
        user=user,
        role=role,
    )
    if ends_on is not None:
        held = held.filter(starts_on__lte=ends_on)
    if held.exists():
        raise RoleAlreadyHeld(role)


def end_role(
    *,
    user: User,
    role: str,
    ends_on: date,
    by: audit.Actor,
    at: datetime,
    assignment_id: UUID | None = None,
) -> None:
    """End a role after the given day, also where it was given until a later one.

    It ends wherever it is held by then, or only the one assignment. Raises RoleNotHeld
    when that leaves nothing to end: a last day is never put off.
    """
    with unit_of_work():
        held = RoleAssignment.objects.filter(
            Q(ends_on=None) | Q(ends_on__gt=ends_on),
            centre_id=user.centre_id,
            user=user,
            role=role,
            starts_on__lte=ends_on,
        )
        if assignment_id is not None:
            held = held.filter(id=assignment_id)
        if not held.update(ends_on=ends_on):
            raise RoleNotHeld(role)
        _note(user, by, "end_role", at, role=role)


def set_active(*, user: User, is_active: bool, by: audit.Actor, at: datetime) -> None:
    """Open or close a person's sign-in; closing counts at the next request.

    Raises OwnSignIn for somebody who would close their own.
    """
    if by.audit_id == user.id and not is_active:
        raise OwnSignIn
    with unit_of_work():
        user.is_active = is_active
        user.save(update_fields=["is_active"])
        _note(user, by, "set_active", at, is_active=is_active)


def sign_in(
    *,
    username: str,
    password: str,
    address: str,
    at: datetime,
    centre: Centre | None = None,
) -> User | None:
    """Return the person with this name and password, or None; counts failures.

    Where several centres share the database, the centre of the address that was opened
    says whose people are meant. The same work is done for an unknown name, so time
    tells nothing. Raises TooManyTries.
    """
    keys = (f"sign-in name {username.casefold()}", f"sign-in address {address}")
    if any(
        requests.is_blocked(key, at=at, most=most)
        for key, most in zip(keys, (SIGN_IN_TRIES, SIGN_IN_TRIES * 10), strict=True)
    ):
        raise TooManyTries
    # Signing in is one of the places that look across centres (design.md 2).
    named = User.objects.filter(username=username, is_active=True)
    people = list((named.filter(centre=centre) if centre else named)[:2])
    user = people[0] if len(people) == 1 else None
    if (
        check_password(password, user.password if user else make_password(None))
        and user
    ):
        with unit_of_work():
            requests.forgive(keys[0])
            _note(user, user, "sign_in", at)
        return user
    for key in keys:
        requests.note_failure(key, at=at)
    return None


def make_token(
    *, user: User, role: str, name: str, by: audit.Actor, at: datetime
) -> str:
    """Make an API token for one role of a person; the text is shown only now."""
    with unit_of_work():
        if not RoleAssignment.objects.filter(
            Q(ends_on=None) | Q(ends_on__gte=timezone.localdate(at)),
            centre_id=user.centre_id,
            user=user,
            role=role,
        ).exists():
            raise RoleNotHeld(role)
        text = f"mc_{secrets.token_urlsafe(32)}"
        token = ApiToken.objects.create(
            centre_id=user.centre_id,
            user=user,
            role=role,
            name=name,
            digest=token_digest(text),
            made_at=at,
            expires_at=at + TOKEN_LIFETIME,
        )
        audit.write(
            centre_id=user.centre_id,
            by=by,
            verb="make_token",
            subject=("api_token", token.id),
            at=at,
            role=role,
        )
    return text


def revoke_token(*, token: ApiToken, by: audit.Actor, at: datetime) -> None:
    """End a token at once."""
    with unit_of_work():
        token.revoked_at = at
        token.save(update_fields=["revoked_at"])
        audit.write(
            centre_id=token.centre_id,
            by=by,
            verb="revoke_token",
            subject=("api_token", token.id),
            at=at,
        )


def token_digest(text: str) -> str:
    """What is kept of a token: its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()


def _note(user: User, by: audit.Actor, verb: str, at: datetime, **detail: Any) -> None:
    audit.write(
        centre_id=user.centre_id,
        by=by,
        verb=verb,
        subject=("user", user.id),
        at=at,
        **detail,
    )
