"""Read the ward: its centre, its calendar, its units."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.foundation.toolkit.prepared import prepared
from motcua.rules.worktime import OfficeCalendar
from motcua.ward.models import (
    CalendarDay,
    CalendarEdition,
    Centre,
    Counter,
    Department,
    Field,
    Neighbourhood,
    OfficeSeason,
)

_calendars: dict[UUID, OfficeCalendar] = {}


class NoCalendar(LookupError):
    """The centre has not published a calendar yet."""


def centre_for_host(host: str) -> Centre | None:
    """The centre that answers at this host, or the only one there is."""
    centres = _centres(host)
    is_clear = len(centres) == 1 or (centres and centres[0].host == host)
    return centres[0] if is_clear else None


@prepared
def _centres(host: str) -> QuerySet[Centre]:
    """Two of the centres, the one of this host first."""
    return Centre.objects.annotate(is_named=Q(host=host)).order_by("-is_named")[:2]


def has_calendar(centre: Centre) -> bool:
    """True when the centre has published a calendar."""
    return CalendarEdition.objects.filter(centre=centre).exists()


def edition_in_force(centre: Centre) -> CalendarEdition:
    """The newest edition of the calendar; raises NoCalendar."""
    # The content is long and `calendar_of` knows it already.
    editions = CalendarEdition.objects.filter(centre=centre).defer("content")
    edition = editions.order_by("-number").first()
    if edition is None:
        raise NoCalendar(centre.slug)
    return edition


def calendar_of(edition: CalendarEdition) -> OfficeCalendar:
    """The edition as the rules read it; kept in memory, since editions never change."""
    calendar = _calendars.get(edition.id)
    if calendar is None:
        calendar = _calendars[edition.id] = OfficeCalendar.from_data(edition.content)
    return calendar


def calendar_in_force(centre: Centre) -> OfficeCalendar:
    """The calendar the centre works by today; raises NoCalendar."""
    return calendar_of(edition_in_force(centre))


def editions(centre: Centre) -> QuerySet[CalendarEdition]:
    """Every edition, newest first."""
    return CalendarEdition.objects.filter(centre=centre).order_by("-number")


def special_days(centre: Centre, year: int) -> QuerySet[CalendarDay]:
    """The special days of one year in order."""
    return CalendarDay.objects.filter(centre=centre, on__year=year).order_by("on")


def special_day(centre: Centre, on: date) -> CalendarDay | None:
    """What the calendar says of one day, if anything."""
    return CalendarDay.objects.filter(centre=centre, on=on).first()


def years_with_special_days(centre: Centre) -> list[int]:
    """The years the calendar knows something of, in order."""
    days = CalendarDay.objects.filter(centre=centre).dates("on", "year")
    return [day.year for day in days]


def seasons(centre: Centre) -> QuerySet[OfficeSeason]:
    """The opening hours by season, from New Year on."""
    return OfficeSeason.objects.filter(centre=centre).order_by("first")


def counters(centre: Centre) -> QuerySet[Counter]:
    """The counters by number."""
    return Counter.objects.filter(centre=centre).order_by("number")


def departments(centre: Centre) -> QuerySet[Department]:
    """The units and partner agencies by name."""
    return Department.objects.filter(centre=centre).order_by("kind", "name")


def fields() -> QuerySet[Field]:
    """Every national field of procedures by name."""
    return Field.objects.all()


def department(centre: Centre, code: str) -> Department | None:
    """The unit with this code."""
    return Department.objects.filter(centre=centre, code=code).first()


def neighbourhoods(centre: Centre) -> QuerySet[Neighbourhood]:
    """The neighbourhoods by number, with the former ward of each."""
    return (
        Neighbourhood.objects.filter(centre=centre)
        .select_related("former_ward")
        .order_by("number")
    )
