"""Change the ward: found a centre, publish its calendar.

Every change of the calendar is a new edition. Promises already given keep the edition
they were counted with; the fact `CalendarChanged` lets upper areas list them and ask.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import IntegrityError

from motcua.events.ward import CalendarChanged
from motcua.foundation.audit import services as audit
from motcua.foundation.outbox import services as outbox
from motcua.foundation.toolkit.work import unit_of_work
from motcua.rules.worktime import OfficeCalendar
from motcua.ward.models import CalendarDay, CalendarEdition, Centre, OfficeSeason

ZONE: Final = "Asia/Ho_Chi_Minh"


class DayAlreadySpecial(Exception):
    """The calendar already says something of that day."""


class NoSuchDay(LookupError):
    """The calendar says nothing special of that day."""


def publish_calendar(
    *, centre: Centre, by: audit.Actor, at: datetime, note: str = ""
) -> CalendarEdition:
    """Freeze the calendar as it stands into a new edition.

    Raises rules.worktime.InvalidCalendar when hours or days contradict each other.
    """
    with unit_of_work():
        Centre.objects.select_for_update().get(id=centre.id)
        last = CalendarEdition.objects.filter(centre=centre).order_by("-number").first()
        number = last.number + 1 if last else 1
        content = _content(centre, edition=str(number))
        edition = CalendarEdition.objects.create(
            centre=centre,
            number=number,
            content=OfficeCalendar.from_data(content).to_data(),
            published_at=at,
            published_by=by.audit_name,
            note=note,
        )
        audit.write(
            centre_id=centre.id,
            by=by,
            verb="publish_calendar",
            subject=("calendar_edition", edition.id),
            at=at,
            reason=note,
            number=number,
        )
        outbox.record(
            CalendarChanged(
                centre_id=centre.id, edition_id=edition.id, number=edition.number
            ),
            at=at,
        )
    return edition


@dataclass(frozen=True)
class NewDay:
    """A day to be marked: its kind, the hours left open, the document that says so."""

    on: date
    kind: str
    name: str
    sessions: Sequence[Sequence[str]] = ()
    replaces: date | None = None
    source: str = ""


def add_special_day(
    *, centre: Centre, new: NewDay, by: audit.Actor, at: datetime
) -> CalendarEdition:
    """Mark a day as holiday, swap, worked day or closure; publish the new edition.

    Raises DayAlreadySpecial, or rules.worktime.InvalidCalendar.
    """
    with unit_of_work():
        try:
            CalendarDay.objects.create(
                centre=centre,
                on=new.on,
                kind=new.kind,
                name=new.name,
                sessions=[list(span) for span in new.sessions],
                replaces=new.replaces,
                source=new.source,
                is_verified=bool(new.source),
            )
        except IntegrityError:
            raise DayAlreadySpecial(new.on) from None
        return publish_calendar(
            centre=centre, by=by, at=at, note=f"+ {new.on}: {new.name}"
        )


def remove_special_day(
    *, centre: Centre, on: date, by: audit.Actor, at: datetime
) -> CalendarEdition:
    """Make a day an ordinary one again; publish. Raises NoSuchDay."""
    with unit_of_work():
        gone, _ = CalendarDay.objects.filter(centre=centre, on=on).delete()
        if not gone:
            raise NoSuchDay(on)
        return publish_calendar(centre=centre, by=by, at=at, note=f"- {on}")


def set_hours(
    *, centre: Centre, season: str, week: dict[str, Any], by: audit.Actor, at: datetime
) -> CalendarEdition:
    """Change the opening hours of one season; publish the new edition."""
    with unit_of_work():
        changed = OfficeSeason.objects.filter(centre=centre, name=season).update(
            week=week, is_verified=True
        )
        if not changed:
            raise OfficeSeason.DoesNotExist(season)
        return publish_calendar(centre=centre, by=by, at=at, note=season)


def _content(centre: Centre, *, edition: str) -> dict[str, Any]:
    days = CalendarDay.objects.filter(centre=centre).order_by("on")
    seasons = OfficeSeason.objects.filter(centre=centre).order_by("first")
    # A closure of our own says nothing of a year's holidays.
    announced = (day.on.year for day in days if day.kind != CalendarDay.Kind.CLOSURE)
    last_year = max(announced, default=date.min.year)
    return {
        "edition": edition,
        "zone": ZONE,
        "known_until": date(last_year, 12, 31).isoformat(),
        "seasons": [
            {"name": s.name, "first": s.first, "last": s.last, "week": s.week}
            for s in seasons
        ],
        "days": [
            {
                "on": day.on.isoformat(),
                "kind": day.kind,
                "name": day.name,
                "sessions": day.sessions,
                "provisional": day.is_provisional,
                "replaces": day.replaces.isoformat() if day.replaces else None,
            }
            for day in days
        ],
    }
