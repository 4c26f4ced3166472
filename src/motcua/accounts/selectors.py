"""Read who may do what."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from motcua.accounts import mandate_rows
from motcua.accounts.models import (
    ApiToken,
    RoleAssignment,
    User,
)
from motcua.accounts.roles import CAPABILITIES, Capability, capabilities_of
from motcua.accounts.services import token_digest
from motcua.foundation.toolkit.prepared import prepared_one
from motcua.rules.vietnamese import sort_key
from motcua.ward.models import Centre


@dataclass(frozen=True)
class Absentee:
    """A person who is away today and whose steps somebody else may do."""

    user_id: UUID
    full_name: str
    department_id: UUID | None


@dataclass(frozen=True)
class SignsFor:
    """A leader in whose name somebody may sign today, in one field or in all (None)."""

    leader_id: UUID
    full_name: str
    role: str
    field_id: UUID | None


@dataclass(frozen=True)
class Grant:
    """One role a person holds on a day; None and "" limit nothing."""

    role: str
    field_id: UUID | None = None
    step_key: str = ""
    neighbourhood_id: UUID | None = None

    def covers(self, *, field_id: UUID | None, step_key: str | None = None) -> bool:
        """True when a dossier of this field, at this kind of step, is within it."""
        return self.field_id in {None, field_id} and (
            step_key is None or self.step_key in {"", step_key}
        )


@dataclass(frozen=True)
class Mandate:
    """A person with the roles held on one day and what they allow, and where.

    `stands_for` are the absent whose substitute this person is; `signs_for` the leaders
    who gave their signature away.
    """

    user: User
    grants: tuple[Grant, ...]
    stands_for: tuple[Absentee, ...] = ()
    signs_for: tuple[SignsFor, ...] = ()

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles, wherever they hold."""
        return frozenset(grant.role for grant in self.grants)

    @cached_property
    def capabilities(self) -> frozenset[Capability]:
        """What the roles allow, wherever they hold."""
        own = capabilities_of(self.roles)
        return own | {Capability.SIGN_FOR} if self.signs_for else own

    def may(self, capability: Capability) -> bool:
        """True when the person may do this today, at least somewhere."""
        return capability in self.capabilities

    def may_in(self, capability: Capability, field_id: UUID | None) -> bool:
        """True when the person may do this with the matters of this field."""
        return any(
            grant.covers(field_id=field_id) for grant in self._grants_with(capability)
        )

    def fields_of(self, capability: Capability) -> frozenset[UUID] | None:
        """The only fields in which this is allowed, or None for all of them."""
        fields = {grant.field_id for grant in self._grants_with(capability)}
        return None if None in fields else frozenset(f for f in fields if f)

    def neighbourhoods_of(self, capability: Capability) -> frozenset[UUID] | None:
        """The only neighbourhoods in which this is allowed, or None for all of them."""
        places = {grant.neighbourhood_id for grant in self._grants_with(capability)}
        return None if None in places else frozenset(p for p in places if p)

    def holds(self, role: str, *, field_id: UUID, step_key: str) -> bool:
        """True when the role covers this kind of step of a dossier of this field."""
        return any(
            grant.role == role and grant.covers(field_id=field_id, step_key=step_key)
            for grant in self.grants
        )

    @property
    def people(self) -> list[UUID]:
        """The person and the absent they stand in for."""
        return [self.user.id, *(absent.user_id for absent in self.stands_for)]

    @property
    def units(self) -> list[UUID]:
        """The units whose open work this person may take."""
        units = [self.user.department_id]
        units += [absent.department_id for absent in self.stands_for]
        return [unit for unit in units if unit is not None]

    def _grants_with(self, capability: Capability) -> list[Grant]:
        return [g for g in self.grants if capability in CAPABILITIES.get(g.role, ())]


def mandate_of(user: User, *, on: date) -> Mandate:
    """What this person may do on this day, by own roles and for others."""
    grants, stands_for, signs_for = [], [], []
    for kind, role, name, person, other, unit in mandate_rows.of(
        user.id, user.centre_id, on
    ):
        if kind == mandate_rows.ROLE:
            grants.append(Grant(role, other, name, person))
        elif kind == mandate_rows.ABSENCE:
            stands_for.append(Absentee(person, name, unit))
        elif Capability.APPROVE in CAPABILITIES.get(role, ()):
            signs_for.append(SignsFor(person, name, role, other))
    return Mandate(
        user,
        tuple(sorted(grants, key=repr)),
        tuple(sorted(stands_for, key=lambda absent: str(absent.user_id))),
        tuple(sorted(signs_for, key=repr)),
    )


def active_user(user_id: UUID) -> User | None:
    """The person with this key while the sign-in is open, with the centre."""
    return (
        User.objects.filter(id=user_id, is_active=True).select_related("centre").first()
    )


def mandate_of_token(text: str, *, at: datetime) -> Mandate | None:
    """What the bearer of this token may do now, or None for a bad or old one."""
    token = _live_token(token_digest(text), at)
    if token is None:
        return None
    held = mandate_of(token.user, on=timezone.localdate(at))
    grants = tuple(grant for grant in held.grants if grant.role == token.role)
    # A program never signs in another person's name: that is a personal act.
    return replace(held, grants=grants, signs_for=())


@prepared_one
def _live_token(digest: str, at: datetime) -> QuerySet[ApiToken]:
    # A token finds its centre, as a sign-in does (design.md 2).
    return ApiToken.objects.filter(
        digest=digest, revoked_at=None, expires_at__gt=at, user__is_active=True
    ).select_related("user", "user__centre")


def people_with_role(
    centre: Centre, role: str, *, on: date, department_id: object = None
) -> QuerySet[User]:
    """The active people who hold a role on a day, in one unit when it is given."""
    held = mandate_rows.held(on).filter(centre=centre, role=role)
    if department_id is not None:
        held = held.filter(Q(department=None) | Q(department_id=department_id))
    return User.objects.filter(
        centre=centre, is_active=True, id__in=held.values("user_id")
    ).order_by("full_name")


def staff(centre: Centre) -> QuerySet[User]:
    """Everybody of the centre with their unit and roles, by name."""
    return (
        User.objects.filter(centre=centre)
        .select_related("department")
        .order_by("full_name", "id")
    )


def holders_of(centre: Centre, roles: Collection[str], *, since: date) -> list[User]:
    """The active people with one of these roles on that day or later, as a list is
    read here: by given name.
    """
    held = mandate_rows.open_since(since).filter(centre=centre, role__in=roles)
    people = staff(centre).filter(is_active=True, id__in=held.values("user_id"))
    return sorted(people, key=lambda person: sort_key(person.full_name))


def roles_held(user: User, *, since: date) -> set[str]:
    """The roles a person holds on that day or later."""
    held = mandate_rows.open_since(since).filter(centre_id=user.centre_id, user=user)
    return set(held.values_list("role", flat=True))


def assignments_of(user: User) -> QuerySet[RoleAssignment]:
    """Every role a person holds or held, the newest first."""
    return RoleAssignment.objects.filter(centre_id=user.centre_id, user=user).order_by(
        "-starts_on", "role"
    )


def roles_of(centre: Centre, *, on: date) -> dict[object, list[str]]:
    """The roles everybody of the centre holds on a day, by user id."""
    roles: dict[object, list[str]] = {}
    for user_id, role in (
        mandate_rows.held(on).filter(centre=centre).values_list("user_id", "role")
    ):
        roles.setdefault(user_id, []).append(role)
    return roles


def not_over(user: User, *, on: date) -> QuerySet[RoleAssignment]:
    """What a person holds on a day or will hold later: what can still be ended."""
    return assignments_of(user).filter(Q(ends_on=None) | Q(ends_on__gte=on))


def tokens_of(user: User) -> QuerySet[ApiToken]:
    """The tokens of a person, newest first."""
    return ApiToken.objects.filter(centre_id=user.centre_id, user=user).order_by(
        "-made_at", "-id"
    )


def token(centre: Centre, token_id: UUID) -> ApiToken | None:
    """One token of the centre."""
    return ApiToken.objects.filter(centre=centre, id=token_id).first()
