"""The calendar as it is told and sent."""

from typing import Annotated, Self

from ninja import Field, Schema

from motcua.api.schemas.fields import Day, Moment, Sent, most, words
from motcua.rules.worktime import Reckoning
from motcua.ward import explanations
from motcua.ward.models import CalendarDay

Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class EditionTold(Schema):
    """One edition of the calendar; it never changes."""

    number: int
    published_at: Moment
    published_by: str
    note: str


class Editions(Schema):
    """One page of editions, newest first."""

    items: list[EditionTold]
    next: str | None


class SpecialDayTold(Schema):
    """A day that is not like its weekday."""

    on: Day
    kind: str
    name: str
    sessions: list[list[str]]
    replaces: Day | None
    is_provisional: bool
    is_verified: bool
    source: str


class SpecialDays(Schema):
    """The special days of one year in order."""

    items: list[SpecialDayTold]


class SpecialDaySent(Sent):
    """A holiday, swap, worked day or closure."""

    on: Day
    kind: CalendarDay.Kind
    name: Annotated[str, words(120)]
    sessions: Annotated[
        list[Annotated[list[Clock], Field(min_length=2, max_length=2)]],
        Field(max_length=6),
    ] = []
    replaces: Day | None = None
    source: Annotated[str, most(300)] = ""


class CalendarPublished(Schema):
    """The edition that a change of the calendar made."""

    edition: int


class DueTold(Schema):
    """When a dossier received then would be due, counted line by line.

    `due_at` is null with a reason where the procedure has no known limit.
    """

    procedure: str
    received_at: Moment
    due_at: Moment | None
    is_provisional: bool
    edition: str | None
    rule_set: str | None
    lines: list[str]
    reason: str

    @classmethod
    def of(cls, procedure: str, reckoning: Reckoning) -> Self:
        """The due time with everything it was counted from."""
        return cls(
            procedure=procedure,
            received_at=reckoning.received_at,
            due_at=reckoning.due_at,
            is_provisional=reckoning.provisional,
            edition=reckoning.edition,
            rule_set=reckoning.rule_set,
            lines=explanations.explain(reckoning),
            reason="",
        )


class VisitsToday(Schema):
    """How many visits of the day ended how; open ones have no outcome yet."""

    on: Day
    open: int
    by_outcome: dict[str, int]
