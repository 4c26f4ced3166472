"""Read who may do what."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from motcua.accounts.models import ApiToken, RoleAssignment, User
from motcua.accounts.roles import CAPABILITIES, Capability, capabilities_of
from motcua.accounts.services import token_digest
from motcua.ward.models import Centre


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
    """A person with the roles held on one day and what they allow, and where."""

    user: User
    grants: tuple[Grant, ...]

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles, wherever they hold."""
        return frozenset(grant.role for grant in self.grants)

    @cached_property
    def capabilities(self) -> frozenset[Capability]:
        """What the roles allow, wherever they hold."""
        return capabilities_of(self.roles)

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

    def _grants_with(self, capability: Capability) -> list[Grant]:
        return [g for g in self.grants if capability in CAPABILITIES.get(g.role, ())]


def mandate_of(user: User, *, on: date) -> Mandate:
    """What this person may do on this day."""
    held = _held(on).filter(centre_id=user.centre_id, user=user)
    columns = ("role", "field_id", "step_key", "neighbourhood_id")
    return Mandate(user, tuple(Grant(*row) for row in held.values_list(*columns)))


def active_user(user_id: UUID) -> User | None:
    """The person with this key while the sign-in is open, with the centre."""
    return (
        User.objects.filter(id=user_id, is_active=True).select_related("centre").first()
    )


def mandate_of_token(text: str, *, at: datetime) -> Mandate | None:
    """What the bearer of this token may do now, or None for a bad or old one."""
    # A token finds its centre, as a sign-in does (design.md 2).
    token = (
        ApiToken.objects.filter(
            digest=token_digest(text),
            revoked_at=None,
            expires_at__gt=at,
            user__is_active=True,
        )
        .select_related("user", "user__centre")
        .first()
    )
    if token is None:
        return None
    held = mandate_of(token.user, on=timezone.localdate(at))
    return replace(held, grants=tuple(g for g in held.grants if g.role == token.role))


def people_with_role(
    centre: Centre, role: str, *, on: date, department_id: object = None
) -> QuerySet[User]:
    """The active people who hold a role on a day, in one unit when it is given."""
    held = _held(on).filter(centre=centre, role=role)
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


def assignments_of(user: User) -> QuerySet[RoleAssignment]:
    """Every role a person holds or held, the newest first."""
    return RoleAssignment.objects.filter(centre_id=user.centre_id, user=user).order_by(
        "-starts_on", "role"
    )


def roles_of(centre: Centre, *, on: date) -> dict[object, list[str]]:
    """The roles everybody of the centre holds on a day, by user id."""
    roles: dict[object, list[str]] = {}
    for user_id, role in _held(on).filter(centre=centre).values_list("user_id", "role"):
        roles.setdefault(user_id, []).append(role)
    return roles


def open_role(user: User, role: str) -> RoleAssignment | None:
    """The assignment of a role that has no last day yet, if there is one."""
    return RoleAssignment.objects.filter(
        centre_id=user.centre_id, user=user, role=role, ends_on=None
    ).first()


def tokens_of(user: User) -> QuerySet[ApiToken]:
    """The tokens of a person, newest first."""
    return ApiToken.objects.filter(centre_id=user.centre_id, user=user).order_by(
        "-made_at", "-id"
    )


def token(centre: Centre, token_id: UUID) -> ApiToken | None:
    """One token of the centre."""
    return ApiToken.objects.filter(centre=centre, id=token_id).first()


def _held(on: date) -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on
    )
