"""Changing the calendar: every change is an edition, told as a fact, never in place."""

from datetime import date, datetime

import pytest

from motcua.accounts.selectors import Mandate
from motcua.foundation.audit.models import Line
from motcua.foundation.outbox.models import Message
from motcua.rules.worktime import InvalidCalendar
from motcua.ward import selectors, services
from motcua.ward.founding import Founder
from motcua.ward.models import CalendarDay, CalendarEdition, Centre, OfficeSeason
from motcua.ward.services import DayAlreadySpecial, NewDay, NoSuchDay
from tests.cast import NOW

DAY = date(2026, 11, 27)
CLOSED = NewDay(on=DAY, kind="closure", name="Mất điện", source="Thông báo 12")


def test_a_new_special_day_is_a_new_edition_with_line_and_fact(
    town: Centre, admin_quan: Mandate
) -> None:
    edition = services.add_special_day(
        centre=town, new=CLOSED, by=admin_quan.user, at=NOW
    )

    assert edition.number == 2
    assert selectors.edition_in_force(town) == edition
    assert not selectors.calendar_of(edition).is_working_day(DAY)
    assert Line.objects.get(subject_id=edition.id).verb == "publish_calendar"
    fact = Message.objects.filter(centre_id=town.id, kind="ward.CalendarChanged").last()
    assert fact is not None
    assert fact.values["number"] == 2


def test_the_edition_before_stays_as_it_was(town: Centre, admin_quan: Mandate) -> None:
    before = selectors.edition_in_force(town)

    services.add_special_day(centre=town, new=CLOSED, by=admin_quan.user, at=NOW)

    before.refresh_from_db()
    assert selectors.calendar_of(before).is_working_day(DAY)


def test_one_day_is_special_once(town: Centre, admin_quan: Mandate) -> None:
    services.add_special_day(centre=town, new=CLOSED, by=admin_quan.user, at=NOW)

    with pytest.raises(DayAlreadySpecial):
        services.add_special_day(centre=town, new=CLOSED, by=admin_quan.user, at=NOW)

    assert CalendarEdition.objects.filter(centre=town).count() == 2


def test_a_day_can_become_ordinary_again(town: Centre, admin_quan: Mandate) -> None:
    services.add_special_day(centre=town, new=CLOSED, by=admin_quan.user, at=NOW)

    edition = services.remove_special_day(
        centre=town, on=DAY, by=admin_quan.user, at=NOW
    )

    assert selectors.calendar_of(edition).is_working_day(DAY)
    with pytest.raises(NoSuchDay):
        services.remove_special_day(centre=town, on=DAY, by=admin_quan.user, at=NOW)


def test_hours_that_contradict_each_other_change_nothing(
    town: Centre, admin_quan: Mandate
) -> None:
    season = OfficeSeason.objects.filter(centre=town).first()
    assert season is not None
    week = {"0": [["09:00", "12:00"], ["11:00", "17:00"]]}

    with pytest.raises(InvalidCalendar):
        services.set_hours(
            centre=town, season=season.name, week=week, by=admin_quan.user, at=NOW
        )

    assert CalendarEdition.objects.filter(centre=town).count() == 1
    assert OfficeSeason.objects.get(centre=town, id=season.id).week == season.week


def test_new_hours_count_from_the_new_edition(
    town: Centre, admin_quan: Mandate
) -> None:
    seasons = OfficeSeason.objects.filter(centre=town)
    week = {str(day): [["08:00", "12:00"], ["13:00", "16:00"]] for day in range(5)}
    for season in seasons:
        edition = services.set_hours(
            centre=town, season=season.name, week=week, by=admin_quan.user, at=NOW
        )

    closing = selectors.calendar_of(edition).closing(DAY)

    assert (closing.hour, closing.minute) == (16, 0)


def test_another_centre_keeps_its_calendar(
    town: Centre, stranger_centre: Centre, admin_quan: Mandate
) -> None:
    services.add_special_day(centre=town, new=CLOSED, by=admin_quan.user, at=NOW)

    assert selectors.edition_in_force(stranger_centre).number == 1
    assert not CalendarDay.objects.filter(centre=stranger_centre, on=DAY).exists()


def test_the_founded_ward_is_the_one_of_the_article(town: Centre) -> None:
    neighbourhoods = selectors.neighbourhoods(town)

    assert neighbourhoods.count() == 94
    assert len({n.former_ward_id for n in neighbourhoods}) == 7
    assert selectors.counters(town).count() == 15
    years = range(2024, 2028)
    assert all(selectors.special_days(town, year).exists() for year in years)


def test_a_centre_is_found_by_its_host(town: Centre, stranger_centre: Centre) -> None:
    assert selectors.centre_for_host("song-da.example") == stranger_centre
    assert selectors.centre_for_host("nobody.example") is None


def test_an_edition_is_read_the_same_after_the_database(town: Centre) -> None:
    edition = selectors.edition_in_force(town)
    at = datetime.fromisoformat("2026-11-24T09:00:00+07:00")

    calendar = selectors.calendar_of(edition)

    assert not calendar.is_working_day(at.date())
    assert type(calendar).from_data(edition.content) == calendar


def test_a_closure_far_ahead_does_not_make_its_year_known(town: Centre) -> None:
    new = NewDay(on=date(2030, 3, 4), kind="closure", name="Sửa nhà")

    edition = services.add_special_day(centre=town, new=new, by=Founder(), at=NOW)

    assert edition.content["known_until"] == "2027-12-31"
