"""Lists of dossiers, read a page at a time and never counted whole."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from motcua.accounts.models import User
from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers.models import Dossier, PromiseReview, Step
from motcua.people.models import Citizen
from motcua.rules.lifecycle import OPEN, State
from motcua.visits.models import Visit
from motcua.ward.models import Centre

SIGN: Final = "sign"
# Long texts of a version, some of them JSON to be read: fifty times on each page.
NOT_IN_ROWS: Final = (
    "channels",
    "legal_basis",
    "marks",
    "raw",
    "result",
    "limit_note",
    "note",
    "source",
)


def my_work(mandate: Mandate) -> QuerySet[Dossier]:
    """The open dossiers in this person's hands, the most urgent first.

    What the absent hold whose substitute this is comes with them.
    """
    if not mandate.stands_for:
        return _work(mandate).filter(holder=mandate.user)
    return _work(mandate).filter(
        Q(holder=mandate.user) | Q(holder_role__in=mandate.roles),
        holder_id__in=mandate.people,
    )


def pool(mandate: Mandate) -> QuerySet[Dossier]:
    """The open dossiers anyone with this person's roles may take."""
    return (
        _work(mandate)
        .exclude(state=State.NEW)
        .filter(
            Q(holder_department=None) | Q(holder_department_id__in=mandate.units),
            _within_grants(mandate),
            holder=None,
        )
    )


def approvals(mandate: Mandate) -> QuerySet[Dossier]:
    """The dossiers that wait for this person's signature, own or given by a leader."""
    mine = _within_grants(mandate) & (Q(holder_id__in=mandate.people) | Q(holder=None))
    for given in mandate.signs_for:
        theirs = Q(holder_role=given.role) & (
            Q(holder_id=given.leader_id) | Q(holder=None)
        )
        mine |= theirs & (Q(field_id=given.field_id) if given.field_id else Q())
    return (
        _work(mandate)
        .filter(
            mine,
            steps__status="active",
            steps__key=SIGN,
            steps__centre_id=F("centre_id"),
        )
        .exclude(state__in=[State.SUPPLEMENT, State.AWAITING_PAYMENT, State.STOPPED])
    )


def ready_results(centre: Centre) -> QuerySet[Dossier]:
    """Results that wait for their owners, the longest waiting first."""
    return (
        rows_of(centre)
        # Named as the index names them, so that it serves.
        .filter(resolved_at__isnull=False, returned_at__isnull=True)
        .filter(state=State.RESOLVED)
        .order_by("resolved_at", "id")
    )


def recent(centre: Centre) -> QuerySet[Dossier]:
    """Everything received, newest first."""
    return rows_of(centre).order_by("-received_at", "-id")


def often_received(
    centre: Centre, *, since: datetime, most: int
) -> list[tuple[str, str, str]]:
    """Code, name and English name of what the centre received most since then."""
    rows = (
        Dossier.objects.filter(centre=centre, received_at__gte=since)
        .values_list(
            "version__procedure__code",
            "version__procedure__name",
            "version__procedure__name_en",
        )
        .annotate(count=Count("id"))
        .order_by("-count", "version__procedure__code")[:most]
    )
    return [(code, name, name_en) for code, name, name_en, _count in rows]


def of_citizen(citizen: Citizen) -> QuerySet[Dossier]:
    """The dossiers a citizen owns, newest first."""
    return (
        rows_of(citizen.centre)
        .filter(owner_citizen=citizen)
        .order_by("-received_at", "-id")
    )


def of_visit(visit: Visit) -> QuerySet[Dossier]:
    """The dossiers for which something was done in a visit, the oldest first."""
    return (
        rows_of(visit.centre)
        .filter(visits__visit=visit)
        .order_by("received_at", "id")
        .distinct()
    )


def within(
    mandate: Mandate,
    rows: QuerySet[Dossier],
    capability: Capability = Capability.SEE_DOSSIERS,
) -> QuerySet[Dossier]:
    """Of these dossiers, those in the fields in which the person may do this."""
    return rows.filter(limits(mandate, capability))


def limits(mandate: Mandate, capability: Capability = Capability.SEE_DOSSIERS) -> Q:
    """The fields in which the person may do this, as a condition on dossiers."""
    fields = mandate.fields_of(capability)
    return Q() if fields is None else Q(field_id__in=fields)


def sent_back_before(centre: Centre, rows: Iterable[Dossier]) -> set[UUID]:
    """Which of these dossiers were sent back at least once."""
    return set(
        Step.objects.filter(
            centre=centre,
            dossier_id__in=[dossier.id for dossier in rows],
            times_sent_back__gt=0,
        ).values_list("dossier_id", flat=True)
    )


def visible_to(mandate: Mandate, dossier: Dossier) -> bool:
    """True when this person may see the dossier at all.

    Those with the general right see every one of their centre; others only what is or
    was in their hands. Everybody else is a stranger: the page answers 404.
    """
    if dossier.centre_id != mandate.user.centre_id:
        return False
    if mandate.may_in(Capability.SEE_DOSSIERS, dossier.field_id):
        return True
    if dossier.holder_id is None and any(
        grant.role == dossier.holder_role and grant.covers(field_id=dossier.field_id)
        for grant in mandate.grants
    ):
        return dossier.holder_department_id in {None, *mandate.units}
    return dossier.steps.filter(
        centre_id=dossier.centre_id, assignee_id__in=mandate.people
    ).exists()


def in_state_counts(centre: Centre, *, since: datetime) -> dict[State, int]:
    """How many dossiers received since then are in which state."""
    rows = (
        Dossier.objects.filter(centre=centre, received_at__gte=since)
        .values_list("state")
        .annotate(count=Count("id"))
    )
    return {State(state): count for state, count in rows}


def open_reviews(centre: Centre) -> QuerySet[PromiseReview]:
    """The promises a new calendar asks about, earliest first."""
    return (
        PromiseReview.objects.filter(
            centre=centre,
            decision="",
            dossier__state__in=[int(state) for state in OPEN],
        )
        .select_related("dossier__version__procedure", "edition")
        .order_by("new_due_at", "id")
    )


def review(centre: Centre, review_id: UUID) -> PromiseReview | None:
    """One question a new calendar asked, answered or not."""
    return (
        PromiseReview.objects.filter(centre=centre, id=review_id)
        .select_related("dossier", "edition")
        .first()
    )


def rows_of(centre: Centre | UUID) -> QuerySet[Dossier]:
    """The dossiers of a centre with what a row of a table shows."""
    return (
        Dossier.objects.filter(centre=centre)
        .select_related("version__procedure", "holder")
        .defer("declaration", *(f"version__{name}" for name in NOT_IN_ROWS))
    )


def _within_grants(mandate: Mandate) -> Q:
    """What waits for one of the person's roles, within the scope it is held in."""
    whole = [g.role for g in mandate.grants if not (g.field_id or g.step_key)]
    found = Q(holder_role__in=whole)
    for grant in mandate.grants:
        if grant.role in whole:
            continue
        field = Q(field_id=grant.field_id) if grant.field_id else Q()
        step = Q(_at_step(grant.step_key)) if grant.step_key else Q()
        found |= Q(field, step, holder_role=grant.role)
    return found


def _at_step(key: str) -> Exists:
    return Exists(
        Step.objects.filter(
            centre_id=OuterRef("centre_id"),
            dossier=OuterRef("pk"),
            status=Step.Status.ACTIVE,
            key=key,
        )
    )


def _work(mandate: Mandate) -> QuerySet[Dossier]:
    # Long lists name few procedures and people: each is read once, not once a row.
    centre_id = mandate.user.centre_id
    people = User.objects.filter(centre=centre_id)
    matters = ProcedureVersion.objects.defer(*NOT_IN_ROWS).select_related("procedure")
    return (
        Dossier.objects.filter(centre=centre_id, held_since__isnull=False)
        .defer("declaration")
        .prefetch_related(Prefetch("holder", people), Prefetch("version", matters))
        .order_by(F("due_at").asc(nulls_last=True), "id")
    )
