"""Read visits: counts, one person's earlier ones, and the ledger of second trips."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce

from motcua.people.models import Citizen
from motcua.rules import trips
from motcua.rules.trips import Coming, Figure, Kind
from motcua.visits.models import Visit
from motcua.ward.models import Centre

RECENT: Final = timedelta(days=60)
MOST_RECENT: Final = 5


def counts_by_outcome(
    centre: Centre, *, since: datetime, until: datetime
) -> dict[str, int]:
    """How many episodes of a span ended how."""
    rows = (
        in_span(centre, since=since, until=until)
        .values_list("outcome")
        .annotate(count=Count("id"))
    )
    return dict(rows)


def counts_by_service(
    centre: Centre, *, since: datetime, until: datetime
) -> dict[str, int]:
    """How many services without a dossier were given, by code of the service."""
    rows = (
        in_span(centre, since=since, until=until)
        .exclude(service="")
        .values_list("service")
        .annotate(count=Count("id"))
    )
    return dict(rows)


def in_span(centre: Centre, *, since: datetime, until: datetime) -> QuerySet[Visit]:
    """The visits that began in a span and count; those that go on do not yet."""
    return Visit.objects.filter(
        centre=centre,
        opened_at__gte=since,
        opened_at__lt=until,
        closed_at__isnull=False,
        struck_at=None,
    )


def visit(centre: Centre, visit_id: UUID) -> Visit | None:
    """One visit that counts, with the people and the counter it names."""
    return (
        Visit.objects.filter(centre=centre, id=visit_id, struck_at=None)
        .select_related("citizen", "counter", "served_by", "again_of", "again_owner")
        .first()
    )


def walk_ins(centre: Centre, *, since: datetime, until: datetime) -> QuerySet[Visit]:
    """The services without a dossier of a span, newest first, struck ones too."""
    return (
        Visit.objects.filter(centre=centre, opened_at__gte=since, opened_at__lt=until)
        .exclude(service="")
        .select_related("citizen", "served_by", "counter")
        .order_by("-closed_at", "-id")
    )


def earlier_visits(centre: Centre, citizen: Citizen, *, at: datetime) -> list[Visit]:
    """The first visits of this person's matters of the last weeks, newest first."""
    found = Visit.objects.filter(
        centre=centre,
        citizen=citizen,
        struck_at=None,
        again_of=None,
        opened_at__gte=at - RECENT,
        opened_at__lt=at,
    )
    return list(found.order_by("-opened_at")[:MOST_RECENT])


@dataclass(frozen=True)
class Second:
    """One second trip of the ledger: the visit, the first one, what it was."""

    visit: Visit
    first: Visit
    kind: Kind


@dataclass(frozen=True)
class Ledger:
    """The matters that began in a span: the figure and each second trip.

    `with_dossier` is the same figure of those matters only that led to a dossier:
    copies and guidance, which are far more, do not thin it.
    """

    figure: Figure
    seconds: list[Second]
    with_dossier: Figure

    def by_owner(self) -> dict[tuple[str, str], int]:
        """How many second trips by cause and name of the unit that answers for it."""
        counts: dict[tuple[str, str], int] = {}
        for second in self.seconds:
            owner = second.visit.again_owner
            key = (second.visit.again_cause, owner.name if owner else "")
            counts[key] = counts.get(key, 0) + 1
        return counts


def ledger(centre: Centre, *, since: datetime, until: datetime) -> Ledger:
    """The ledger of the matters whose first visit was in the span.

    Their later visits belong to them whenever they were made, so a month's figure can
    still fall while its matters are open. Who left before being served has had no
    matter yet: it begins with the visit in which they are.
    """
    firsts = list(
        in_span(centre, since=since, until=until)
        .filter(again_of=None)
        .exclude(outcome=Visit.Outcome.LEFT)
        .select_related("citizen", "served_by")
        .order_by("opened_at", "id")
    )
    later = _later_visits(centre, since=since, until=until)
    matters, with_dossier, seconds = [], [], []
    for first in firsts:
        visits = [first, *later.get(first.id, [])]
        comings = [_coming(visit, first) for visit in visits]
        matters.append(comings)
        if any(visit.outcome == Visit.Outcome.DOSSIER for visit in visits):
            with_dossier.append(comings)
        seconds += _seconds(visits, comings)
    seconds.sort(key=lambda second: second.visit.opened_at, reverse=True)
    return Ledger(trips.figure(matters), seconds, trips.figure(with_dossier))


def seconds_per_visit(
    centre: Centre, *, since: datetime, until: datetime
) -> float | None:
    """Officer seconds per visit, over the visits whose length is known.

    Time is counted from when the officer began, not from when the person came.
    """
    spans = (
        in_span(centre, since=since, until=until)
        .filter(place=Visit.Place.COUNTER)
        .values_list(Coalesce("began_at", "opened_at"), "closed_at")
    )
    lengths = [
        (closed - began).total_seconds()
        for began, closed in spans
        if closed and closed > began
    ]
    return sum(lengths) / len(lengths) if lengths else None


def _later_visits(
    centre: Centre, *, since: datetime, until: datetime
) -> dict[UUID | None, list[Visit]]:
    found = (
        Visit.objects.filter(
            centre=centre,
            struck_at=None,
            again_of__isnull=False,
            again_of__opened_at__gte=since,
            again_of__opened_at__lt=until,
        )
        .select_related("citizen", "served_by", "again_owner")
        .order_by("opened_at", "id")
    )
    by_first: dict[UUID | None, list[Visit]] = {}
    for visit in found:
        by_first.setdefault(visit.again_of_id, []).append(visit)
    return by_first


def _coming(visit: Visit, first: Visit) -> Coming:
    return Coming(visit.place, visit == first, visit.again_cause)


def _seconds(visits: Sequence[Visit], comings: Sequence[Coming]) -> list[Second]:
    kinds = trips.kinds_of(comings)
    return [
        Second(visit, visits[0], kind)
        for visit, kind in zip(visits, kinds, strict=True)
        if kind in {Kind.WISHED, Kind.NEEDED}
    ]
