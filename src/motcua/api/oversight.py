"""What the heads look at: today's figures and their lists, what is stuck, deviations."""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Final
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from motcua.accounts.roles import Capability
from motcua.api.auth import ApiRequest, Bearer
from motcua.api.paging import KeysetPaging, next_address
from motcua.api.problems import INVALID, FieldError, Problem
from motcua.api.schemas.dossiers import Line, Lines
from motcua.api.schemas.fields import Day, Moment
from motcua.dossiers import selectors
from motcua.dossiers.models import DeviationKind, StepDeviation
from motcua.dossiers.selectors import After, NotACursor, Stuck, Wanted
from motcua.dossiers.selectors import today as overview

router = Router(tags=["oversight"])

OVERSEES: Final = Bearer(Capability.SEE_OVERSIGHT)
MOST_STUCK: Final = 200
MONTH: Final = timedelta(days=30)
DAY: Final = timedelta(days=1)
MINUTE: Final = timedelta(minutes=1)


class TodayTold(Schema):
    """The figures of this moment; each is the length of the list of its name."""

    at: Moment
    counts: dict[str, int]
    stuck: int
    to_sign: dict[str, int]
    absent: list[str]


class StuckTold(Schema):
    """A dossier nobody will move, and why."""

    dossier: Line
    reasons: list[str]
    since: Moment
    idle_minutes: int


class StuckList(Schema):
    """The stuck dossiers, the longest without movement first, at most 200."""

    items: list[StuckTold]


class DeviationTold(Schema):
    """A step that went other than planned."""

    code: str
    step: str
    kind: str
    at: Moment
    officer: str | None
    unit: str | None
    planned_minutes: int
    spent_minutes: int


class Deviations(Schema):
    """One page of them, the newest first."""

    items: list[DeviationTold]
    next: str | None


class DeviationsAsked(Schema):
    """Which days (the last thirty when not said) and which kind."""

    since: Day | None = None
    until: Day | None = None
    kind: DeviationKind | None = None
    after: Annotated[str, Field(max_length=100)] = ""


@router.get("/oversight/today", auth=OVERSEES, response=TodayTold)
def read_today(request: ApiRequest) -> TodayTold:
    """Late now, late soon, stuck, waiting for others."""
    at = timezone.localtime()
    now = overview.today(request.auth, at=at)
    return TodayTold(
        at=at,
        counts=now.counts,
        stuck=now.stuck,
        to_sign=now.to_sign,
        absent=[row.user.username for row in now.absent],
    )


@router.get("/oversight/today/{name}", auth=OVERSEES, response=Lines)
def list_of_today(request: ApiRequest, name: str, paging: Query[KeysetPaging]) -> Lines:
    """A page of the dossiers behind one figure."""
    if not overview.is_list(name):
        raise Http404
    edges = overview.edges_of(request.auth, at=timezone.localtime())
    rows = overview.listed(request.auth, name, edges)
    try:
        found = selectors.page(rows, after=paging.after, size=paging.limit)
    except NotACursor:
        raise _wrong_page() from None
    return Lines(
        items=[Line.of(dossier) for dossier in found.rows],
        next=next_address(request, found.next_after, name="after"),
    )


@router.get("/oversight/stuck", auth=OVERSEES, response=StuckList)
def list_stuck(request: ApiRequest) -> StuckList:
    """The dossiers nobody will move unless reminded."""
    found = overview.stuck_for(request.auth, at=timezone.localtime())
    return StuckList(items=[_stuck(one) for one in found[:MOST_STUCK]])


@router.get("/oversight/deviations", auth=OVERSEES, response=Deviations)
def list_deviations(request: ApiRequest, asked: Query[DeviationsAsked]) -> Deviations:
    """Steps that went other than planned; a unit's head sees the unit's."""
    mandate = request.auth
    own_unit = None if overview.sees_all(mandate) else mandate.user.department_id
    last = asked.until or timezone.localdate()
    wanted = Wanted(
        since=_midnight(asked.since or last - MONTH),
        until=_midnight(last + DAY),
        kind=asked.kind.value if asked.kind else "",
        unit_id=own_unit,
    )
    after = _after(asked.after) if asked.after else None
    found, following = selectors.deviation_page(
        mandate.user.centre, wanted, after=after
    )
    place = f"{following.at.isoformat()}_{following.row_id}" if following else None
    return Deviations(
        items=[_deviation(row) for row in found],
        next=next_address(request, place, name="after"),
    )


def _stuck(one: Stuck) -> StuckTold:
    return StuckTold(
        dossier=Line.of(one.dossier),
        reasons=[reason.value for reason in one.reasons],
        since=one.since,
        idle_minutes=one.idle // MINUTE,
    )


def _deviation(row: StepDeviation) -> DeviationTold:
    return DeviationTold(
        code=row.dossier.code,
        step=row.step.key,
        kind=row.kind,
        at=row.at,
        officer=row.officer.username if row.officer else None,
        unit=row.unit.code if row.unit else None,
        planned_minutes=row.planned_minutes,
        spent_minutes=row.spent_minutes,
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _after(text: str) -> After:
    at, _mark, row_id = text.partition("_")
    try:
        moment = datetime.fromisoformat(at)
        place = After(moment, UUID(row_id))
    except ValueError:
        raise _wrong_page() from None
    if moment.tzinfo is None:
        raise _wrong_page()
    return place


def _wrong_page() -> Problem:
    wrong = FieldError("after", _("Không phải trang của danh sách này."))
    return Problem(INVALID, errors=[wrong])
