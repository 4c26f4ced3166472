"""Lists of dossiers, read a page at a time and never counted whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from motcua.accounts.roles import Capability
from motcua.accounts.selectors import Mandate
from motcua.dossiers.models import Dossier, PromiseReview, Step
from motcua.people.models import Citizen
from motcua.people.selectors import search_citizens
from motcua.people.services import find_by_personal_id
from motcua.rules import codes
from motcua.rules import personal_id as ids
from motcua.rules.lifecycle import OPEN, State
from motcua.rules.vietnamese import NotAPhone, fold, phone
from motcua.ward.models import Centre

PAGE: Final = 50
SIGN: Final = "sign"


@dataclass(frozen=True)
class Page:
    """One page of a list and where the next one begins (None at the end)."""

    rows: list[Dossier]
    next_after: str | None


def my_work(mandate: Mandate) -> QuerySet[Dossier]:
    """The open dossiers in this person's hands, the most urgent first."""
    return _work(mandate).filter(holder=mandate.user)


def pool(mandate: Mandate) -> QuerySet[Dossier]:
    """The open dossiers anyone with this person's roles may take."""
    user = mandate.user
    return (
        _work(mandate)
        .exclude(state=State.NEW)
        .filter(
            Q(holder_department=None) | Q(holder_department_id=user.department_id),
            holder=None,
            holder_role__in=mandate.roles,
        )
    )


def approvals(mandate: Mandate) -> QuerySet[Dossier]:
    """The dossiers that wait for this leader's signature."""
    return (
        _work(mandate)
        .filter(
            Q(holder=mandate.user) | Q(holder=None),
            holder_role__in=mandate.roles,
            steps__status="active",
            steps__key=SIGN,
            steps__centre_id=F("centre_id"),
        )
        .exclude(state__in=[State.SUPPLEMENT, State.AWAITING_PAYMENT, State.STOPPED])
    )


def ready_results(centre: Centre) -> QuerySet[Dossier]:
    """Results that wait for their owners, the longest waiting first."""
    return _rows(centre).filter(state=State.RESOLVED).order_by("resolved_at", "id")


def recent(centre: Centre) -> QuerySet[Dossier]:
    """Everything received, newest first."""
    return _rows(centre).order_by("-received_at", "-id")


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
        _rows(citizen.centre)
        .filter(owner_citizen=citizen)
        .order_by("-received_at", "-id")
    )


def search(centre: Centre, text: str) -> QuerySet[Dossier]:
    """Dossiers by code (or its beginning), exact number or phone, or name words."""
    code = codes.normalise(text)
    rows = _rows(centre)
    if codes.DOSSIER_CODE.fullmatch(code):
        return rows.filter(code=code)
    if code[:3].isdigit() and "." in code:
        return rows.filter(code__startswith=code).order_by("-received_at", "-id")
    if (number := _personal_number(text)) is not None:
        citizen = find_by_personal_id(centre, number)
        return _of_people(centre, [citizen.id] if citizen else [])
    if (called := _phone(text)) is not None:
        found = search_citizens(centre, called)
        return _of_people(centre, [citizen.id for citizen in found])
    words = fold(text).split()
    if not words:
        return rows.none()
    for word in words:
        rows = rows.filter(owner_folded__contains=word)
    return rows.order_by("-received_at", "-id")


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
    if mandate.may(Capability.SEE_DOSSIERS):
        return True
    if dossier.holder_id is None and dossier.holder_role in mandate.roles:
        return dossier.holder_department_id in {None, mandate.user.department_id}
    return dossier.steps.filter(
        centre_id=dossier.centre_id, assignee=mandate.user
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


def page(rows: QuerySet[Dossier], *, offset: int = 0, size: int = PAGE) -> Page:
    """Cut one page out of a list."""
    found = list(rows[offset : offset + size + 1])
    more = str(offset + size) if len(found) > size else None
    return Page(found[:size], more)


def _rows(centre: Centre | UUID) -> QuerySet[Dossier]:
    return Dossier.objects.filter(centre=centre).select_related(
        "version__procedure", "holder"
    )


def _of_people(centre: Centre, people: list[UUID]) -> QuerySet[Dossier]:
    """The dossiers these people own or handed in, newest first."""
    every = Dossier.objects.filter(centre=centre).values_list("id", flat=True)
    # Two lookups by index; an OR would read the dossiers of the whole centre.
    theirs = every.filter(owner_citizen_id__in=people).union(
        every.filter(submitter_id__in=people)
    )
    return _rows(centre).filter(id__in=list(theirs)).order_by("-received_at", "-id")


def _work(mandate: Mandate) -> QuerySet[Dossier]:
    return (
        _rows(mandate.user.centre_id)
        .filter(held_since__isnull=False)
        .order_by(F("due_at").asc(nulls_last=True), "id")
    )


def _phone(text: str) -> str | None:
    try:
        return phone(text)
    except NotAPhone:
        return None


def _personal_number(text: str) -> str | None:
    try:
        return ids.parse(text).digits
    except ids.NotAPersonalId:
        return None
