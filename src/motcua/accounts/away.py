"""Read who is away, who stands in, and who signs for whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.accounts.models import Absence, Delegation, Departure, User
from motcua.ward.models import Centre


@dataclass(frozen=True)
class SignerAway:
    """A signer who is not there, until when, and who may sign meanwhile."""

    absence: Absence
    deputies: list[Delegation]


def absences(centre: Centre, *, since: date) -> QuerySet[Absence]:
    """The absences that are not over on this day, the next one first."""
    return (
        Absence.objects.filter(centre=centre, cancelled_at=None, ends_on__gte=since)
        .select_related("user__department", "substitute", "made_by")
        .order_by("starts_on", "id")
    )


def absences_of(user: User, *, since: date) -> QuerySet[Absence]:
    """What one person still has ahead or is in."""
    return (
        Absence.objects.filter(
            centre_id=user.centre_id, user=user, cancelled_at=None, ends_on__gte=since
        )
        .select_related("substitute", "made_by")
        .order_by("starts_on", "id")
    )


def absence(centre: Centre, absence_id: UUID) -> Absence | None:
    """One absence of the centre that was not taken back."""
    return (
        Absence.objects.filter(centre=centre, id=absence_id, cancelled_at=None)
        .select_related("user", "substitute")
        .first()
    )


def away_on(
    centre_id: UUID, day: date, people: Iterable[UUID] | None = None
) -> dict[UUID, Absence]:
    """Who is away on this day (of these people when they are named), by user id."""
    rows = Absence.objects.filter(
        centre_id=centre_id, cancelled_at=None, starts_on__lte=day, ends_on__gte=day
    ).select_related("user", "substitute")
    if people is not None:
        rows = rows.filter(user_id__in=list(people))
    return {row.user_id: row for row in rows}


def delegations(centre: Centre, *, since: date) -> QuerySet[Delegation]:
    """The delegations that are not over on this day, with their fields."""
    return (
        Delegation.objects.filter(centre=centre, revoked_at=None, ends_on__gte=since)
        .select_related("leader", "deputy")
        .prefetch_related("fields__field")
        .order_by("starts_on", "id")
    )


def delegation(centre: Centre, delegation_id: UUID) -> Delegation | None:
    """One delegation that was not revoked."""
    return (
        Delegation.objects.filter(centre=centre, id=delegation_id, revoked_at=None)
        .select_related("leader", "deputy")
        .first()
    )


def delegation_for(
    *, leader_id: UUID, deputy: User, field_id: UUID, on: date
) -> Delegation | None:
    """The paper by which the deputy signs for this leader in this field today."""
    return (
        Delegation.objects.filter(
            _covers(field_id),
            centre_id=deputy.centre_id,
            leader_id=leader_id,
            deputy=deputy,
            revoked_at=None,
            starts_on__lte=on,
            ends_on__gte=on,
        )
        .order_by("made_at", "id")
        .first()
    )


def signers_away(
    centre_id: UUID, signers: Iterable[User], *, field_id: UUID, on: date
) -> list[SignerAway] | None:
    """Those who sign when every one of them is away; None while one is there."""
    people = [person.id for person in signers]
    away = away_on(centre_id, on, people)
    if not people or set(away) != set(people):
        return None
    papers = list(
        Delegation.objects.filter(
            _covers(field_id),
            centre_id=centre_id,
            leader_id__in=people,
            revoked_at=None,
            starts_on__lte=on,
            ends_on__gte=on,
            deputy__is_active=True,
        )
        .select_related("deputy")
        .order_by("made_at", "id")
    )
    return [
        SignerAway(gone, [paper for paper in papers if paper.leader_id == gone.user_id])
        for gone in away.values()
    ]


def departures_of(user: User) -> QuerySet[Departure]:
    """The records of a person's leaving, the newest first."""
    return (
        Departure.objects.filter(centre_id=user.centre_id, user=user)
        .select_related("made_by", "user")
        .order_by("-left_at", "-id")
    )


def departure(centre: Centre, departure_id: UUID) -> Departure | None:
    """One record with its people."""
    return (
        Departure.objects.filter(centre=centre, id=departure_id)
        .select_related("user__department", "made_by")
        .first()
    )


def _covers(field_id: UUID) -> Q:
    """A delegation without fields covers all of them."""
    return Q(fields=None) | Q(fields__field_id=field_id)
