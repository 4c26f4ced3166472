"""Read who may do what."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from motcua.accounts.models import ApiToken, RoleAssignment, User
from motcua.accounts.roles import Capability, capabilities_of
from motcua.accounts.services import token_digest
from motcua.ward.models import Centre


@dataclass(frozen=True)
class Mandate:
    """A person with the roles held on one day and what they allow."""

    user: User
    roles: frozenset[str]
    capabilities: frozenset[Capability]

    def may(self, capability: Capability) -> bool:
        """True when the person may do this today."""
        return capability in self.capabilities


def mandate_of(user: User, *, on: date) -> Mandate:
    """What this person may do on this day."""
    roles = frozenset(
        _held(on)
        .filter(centre_id=user.centre_id, user=user)
        .values_list("role", flat=True)
    )
    return Mandate(user, roles, capabilities_of(roles))


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
    roles = held.roles & {token.role}
    return Mandate(token.user, roles, capabilities_of(roles))


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
