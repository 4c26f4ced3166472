"""Read who may do what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import F, Q, QuerySet, Value
from django.utils import timezone

from motcua.accounts.models import (
    Absence,
    ApiToken,
    Delegation,
    RoleAssignment,
    User,
)
from motcua.accounts.roles import CAPABILITIES, Capability, capabilities_of
from motcua.accounts.services import token_digest
from motcua.ward.models import Centre

_ROLE: Final = "role"
_ABSENCE: Final = "absence"
_SIGNATURE: Final = "signature"


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
class Mandate:
    """A person with the roles held on one day and what they allow.

    `stands_for` are the absent whose substitute this person is; `signs_for` the leaders
    who gave their signature away.
    """

    user: User
    roles: frozenset[str]
    capabilities: frozenset[Capability]
    stands_for: tuple[Absentee, ...] = ()
    signs_for: tuple[SignsFor, ...] = ()

    def may(self, capability: Capability) -> bool:
        """True when the person may do this today."""
        return capability in self.capabilities

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


def mandate_of(user: User, *, on: date) -> Mandate:
    """What this person may do on this day, by own roles and for others."""
    roles, stands_for, signs_for = set(), [], []
    for kind, role, name, person, other, unit in _mandate_rows(user, on):
        if kind == _ROLE:
            roles.add(role)
        elif kind == _ABSENCE:
            stands_for.append(Absentee(person, name, unit))
        elif Capability.APPROVE in CAPABILITIES.get(role, ()):
            signs_for.append(SignsFor(person, name, role, other))
    capabilities = capabilities_of(frozenset(roles))
    if signs_for:
        capabilities |= {Capability.SIGN_FOR}
    return Mandate(
        user,
        frozenset(roles),
        capabilities,
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
    # A program never signs in another person's name: that is a personal act.
    return Mandate(token.user, roles, capabilities_of(roles), held.stands_for)


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


def _mandate_rows(user: User, on: date) -> Iterable[tuple[Any, ...]]:
    """Roles, absences stood in for and signatures given, in one question.

    Columns: which of the three, role, name, person, field, unit.
    """
    mine = {"centre_id": user.centre_id}
    roles = _held(on).filter(**mine, user=user)
    absences = Absence.objects.filter(
        **mine,
        substitute=user,
        cancelled_at=None,
        starts_on__lte=on,
        ends_on__gte=on,
        user__is_active=True,
    )
    signatures = Delegation.objects.filter(
        Q(leader__assignments__ends_on=None) | Q(leader__assignments__ends_on__gte=on),
        **mine,
        deputy=user,
        revoked_at=None,
        starts_on__lte=on,
        ends_on__gte=on,
        leader__is_active=True,
        leader__assignments__starts_on__lte=on,
    )
    return roles.values_list(
        Value(_ROLE), F("role"), Value(""), F("user_id"), F("id"), F("department_id")
    ).union(
        absences.values_list(
            Value(_ABSENCE),
            Value(""),
            F("user__full_name"),
            F("user_id"),
            F("id"),
            F("user__department_id"),
        ),
        signatures.values_list(
            Value(_SIGNATURE),
            F("leader__assignments__role"),
            F("leader__full_name"),
            F("leader_id"),
            F("fields__field_id"),
            F("leader__department_id"),
        ),
    )
