"""The calendar, due times, the questions a new calendar asks, and the day's visits."""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from motcua.accounts.roles import Capability
from motcua.api.auth import STAFF, ApiRequest, Bearer
from motcua.api.idempotency import Key, create_once
from motcua.api.paging import Paging, cut, next_address
from motcua.api.schemas.dossiers import Decided, DecisionSent, Reviews, ReviewTold
from motcua.api.schemas.fields import Day, Instant
from motcua.api.schemas.ward import (
    CalendarPublished,
    DueTold,
    Editions,
    EditionTold,
    SpecialDays,
    SpecialDaySent,
    SpecialDayTold,
    VisitsToday,
)
from motcua.catalogue import selectors as catalogue
from motcua.dossiers import selectors as dossiers
from motcua.dossiers import services as dossier_services
from motcua.visits import selectors as visits
from motcua.ward import selectors, services
from motcua.ward.services import NewDay

router = Router(tags=["calendar"])

MANAGES: Final = Bearer(Capability.MANAGE_CALENDAR)


class Year(Schema):
    """One calendar year; the present one unless another is named."""

    year: Annotated[int, Field(ge=1900, le=2200)] | None = None


class DueAsked(Schema):
    """A procedure, and when a dossier comes in; now unless another time is named."""

    procedure: Annotated[str, Field(max_length=20)]
    received: Instant | None = None


@router.get("/calendar/editions", auth=STAFF, response=Editions)
def list_editions(request: ApiRequest, paging: Query[Paging]) -> Editions:
    """A page of the calendar's editions, newest first."""
    rows = selectors.editions(request.auth.user.centre).defer("content")
    found, offset = cut(rows, paging)
    return Editions(
        items=[EditionTold.from_orm(edition) for edition in found],
        next=next_address(request, offset),
    )


@router.get("/calendar/special-days", auth=STAFF, response=SpecialDays)
def list_special_days(request: ApiRequest, asked: Query[Year]) -> SpecialDays:
    """The special days of a year."""
    year = asked.year or timezone.localdate().year
    rows = selectors.special_days(request.auth.user.centre, year)
    return SpecialDays(items=[SpecialDayTold.from_orm(day) for day in rows])


@router.post("/calendar/special-days", auth=MANAGES, response={201: CalendarPublished})
def add_special_day(
    request: ApiRequest, sent: SpecialDaySent, key: Key
) -> HttpResponse:
    """Make a day special; the calendar gets a new edition, no promise moves."""

    def do() -> CalendarPublished:
        edition = services.add_special_day(
            centre=request.auth.user.centre,
            new=NewDay(
                on=sent.on,
                kind=sent.kind.value,
                name=sent.name,
                sessions=sent.sessions,
                replaces=sent.replaces,
                source=sent.source,
            ),
            by=request.auth.user,
            at=timezone.localtime(),
        )
        return CalendarPublished(edition=edition.number)

    return create_once(request.auth, key, sent, do, what="special day")


@router.delete("/calendar/special-days/{on}", auth=MANAGES, response=CalendarPublished)
def remove_special_day(request: ApiRequest, on: Day) -> CalendarPublished:
    """Make a day an ordinary one again; the calendar gets a new edition."""
    edition = services.remove_special_day(
        centre=request.auth.user.centre,
        on=on,
        by=request.auth.user,
        at=timezone.localtime(),
    )
    return CalendarPublished(edition=edition.number)


@router.get("/calendar/promise-reviews", auth=MANAGES, response=Reviews)
def list_promise_reviews(request: ApiRequest, paging: Query[Paging]) -> Reviews:
    """A page of the promises a new calendar asks about."""
    rows = dossiers.open_reviews(request.auth.user.centre)
    found, offset = cut(rows, paging)
    items = [
        ReviewTold(
            id=review.id,
            code=review.dossier.code,
            edition=review.edition.number,
            old_due_at=review.old_due_at,
            new_due_at=review.new_due_at,
        )
        for review in found
    ]
    return Reviews(items=items, next=next_address(request, offset))


@router.post(
    "/calendar/promise-reviews/{review_id}/decision", auth=MANAGES, response=Decided
)
def decide_promise_review(
    request: ApiRequest, review_id: UUID, sent: DecisionSent
) -> Decided:
    """Keep the promise or move it to the date of the new calendar."""
    centre = request.auth.user.centre
    review = dossiers.review(centre, review_id)
    if review is None:
        raise Http404
    decided = dossier_services.decide_review(
        review=review,
        decision=sent.decision,
        by=request.auth.user,
        at=timezone.localtime(),
    )
    return Decided(id=decided.id, decision=decided.decision)


@router.get("/due", auth=STAFF, response=DueTold)
def reckon_due(request: ApiRequest, asked: Query[DueAsked]) -> DueTold:
    """When a dossier received then is due, counted line by line."""
    centre = request.auth.user.centre
    received = asked.received or timezone.localtime()
    offer = catalogue.offer(centre, asked.procedure, on=received.date())
    reckoning = dossier_services.preview_due(
        centre, offer.version.time_limit, received_at=received
    )
    if reckoning is not None:
        return DueTold.of(asked.procedure, reckoning)
    return DueTold(
        procedure=asked.procedure,
        received_at=received,
        due_at=None,
        is_provisional=False,
        edition=None,
        rule_set=None,
        lines=[],
        reason=offer.version.limit_note or _("Chưa biết thời hạn giải quyết."),
    )


@router.get(
    "/visits/today",
    auth=Bearer(Capability.SEE_DOSSIERS),
    response=VisitsToday,
    tags=["visits"],
)
def count_visits(request: ApiRequest) -> VisitsToday:
    """How many visits of today ended how."""
    today = timezone.localdate()
    since = _midnight(today)
    counts = visits.counts_by_outcome(
        request.auth.user.centre, since=since, until=since + timedelta(days=1)
    )
    still_open = counts.pop("", 0)
    return VisitsToday(on=today, open=still_open, by_outcome=counts)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
