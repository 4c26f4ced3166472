"""What the heads look at first: each figure is the length of its list."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.accounts.absences import NewAbsence, declare_absence
from motcua.accounts.selectors import Mandate
from motcua.dossiers import selectors, services
from motcua.dossiers.models import Dossier
from motcua.dossiers.selectors import today
from motcua.dossiers.selectors.today import Desired, Edges
from motcua.ward import selectors as ward
from motcua.ward.models import Centre
from tests.cast import NOW, mandate
from tests.dossiers.conftest import MARITAL, ask
from tests.dossiers.test_scopes import elsewhere, limited

FIRST = datetime.fromisoformat("2026-01-01T00:00:00")
LAST = datetime.fromisoformat("2026-12-10T00:00:00")
FRIDAY = datetime.fromisoformat("2026-11-27T10:00:00+07:00")


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+07:00")


def names_of(who: Mandate, dossier: Dossier, *, when: datetime = NOW) -> set[str]:
    """In which lists a dossier stands."""
    edges = today.edges_of(who, at=when)
    return {
        name
        for name in today.LISTS
        if today.listed(who, name, edges).filter(id=dossier.id).exists()
    }


def due(dossier: Dossier, when: datetime) -> Dossier:
    """The same dossier, promised for another time."""
    dossier.due_at = dossier.received_at = when
    dossier.save(update_fields=["due_at", "received_at"])
    return dossier


@pytest.mark.parametrize(
    ("promised", "lists"),
    [
        ("2026-11-25T08:59:00", {"late"}),
        ("2026-11-25T09:00:00", {"soon", "due-today"}),
        ("2026-11-25T23:00:00", {"soon", "due-today"}),
        ("2026-11-27T08:59:00", {"soon", "due-soon"}),
        ("2026-11-27T09:00:00", {"due-week"}),
        ("2026-11-29T17:00:00", {"due-week"}),
        ("2026-11-30T08:00:00", {"due-later"}),
    ],
)
def test_a_dossier_stands_where_its_promise_puts_it(
    dossier: Dossier, director_khanh: Mandate, promised: str, lists: set[str]
) -> None:
    due(dossier, at(promised))

    assert names_of(director_khanh, dossier) == lists


def test_no_day_off_hides_in_the_next_48_hours(
    dossier: Dossier, director_khanh: Mandate
) -> None:
    due(dossier, at("2026-12-01T09:00:00"))

    on_friday = names_of(director_khanh, dossier, when=FRIDAY)

    assert on_friday == {"soon", "due-soon"}


@pytest.mark.django_db
@given(st.datetimes(FIRST, LAST))
def test_the_moments_between_the_lists_are_in_order(
    town_calendar: Any, wall: datetime
) -> None:
    edges = Edges.of(town_calendar, town_calendar.zoned(wall))

    assert edges.uncollected < edges.at < edges.tonight <= edges.week
    assert edges.at + timedelta(days=2) <= edges.soon <= edges.week


@pytest.fixture(scope="module")
def town_calendar(django_db_setup: None, django_db_blocker: Any) -> Any:
    """The seeded calendar, read once."""
    with django_db_blocker.unblock():
        return ward.calendar_in_force(Centre.objects.get(slug="hoa-binh"))


def test_a_paused_clock_is_neither_late_nor_running(
    town: Centre,
    dossier: Dossier,
    civil_status_linh: Mandate,
    director_khanh: Mandate,
) -> None:
    ask(town, dossier, civil_status_linh)

    later = NOW + timedelta(days=20)

    assert names_of(director_khanh, dossier, when=later) == {"supplement"}


def test_who_holds_what_is_late_is_named_with_the_unit(
    town: Centre,
    receive: Callable[..., Dossier],
    civil_status_linh: Mandate,
    director_khanh: Mandate,
) -> None:
    held, free = receive(), receive()
    services.claim(centre=town, code=held.code, by=civil_status_linh, at=NOW)
    edges = today.edges_of(director_khanh, at=NOW + timedelta(days=5))

    shares = today.late_by(director_khanh, edges)

    assert sum(share.count for share in shares) == 2
    (mine,) = [share for share in shares if share.person]
    assert mine.person == civil_status_linh.user.full_name
    whose = Desired(unit_id=mine.unit_id, person_id=mine.person_id)
    rows = today.listed(director_khanh, "late", edges, whose)
    assert [row.code for row in rows] == [held.code]
    nobody = Desired(role=free.holder_role)
    rows = today.listed(director_khanh, "late", edges, nobody)
    assert [row.code for row in rows] == [free.code]


def test_each_figure_is_the_length_of_its_list(
    town: Centre,
    receive: Callable[..., Dossier],
    civil_status_linh: Mandate,
    director_khanh: Mandate,
) -> None:
    receive(at=NOW - timedelta(days=7))
    receive(MARITAL)
    ask(town, receive(), civil_status_linh)

    now = today.today(director_khanh, at=NOW)

    edges = today.edges_of(director_khanh, at=NOW)
    lists = {name: today.listed(director_khanh, name, edges) for name in today.LISTS}
    assert now.counts == {name: len(rows) for name, rows in lists.items()}
    assert now.counts["late"] == now.counts["supplement"] == 1
    assert now.running == 2


def test_a_result_waits_too_long_when_the_list_of_results_says_so(
    town: Centre, ready: Dossier, director_khanh: Mandate
) -> None:
    for days in range(10, 35):
        when = NOW + timedelta(days=days)
        edges = today.edges_of(director_khanh, at=when)

        found = today.listed(director_khanh, "uncollected", edges)

        assert [d.id for d in found] == [
            d.id for d, _days in selectors.uncollected(town, at=when)
        ], when


def test_a_field_limits_what_is_overseen(
    dossier: Dossier, director_khanh: Mandate
) -> None:
    later = NOW + timedelta(days=5)
    elsewhere_only = limited(director_khanh, field=elsewhere(dossier))

    now = today.today(elsewhere_only, at=later)

    assert set(now.counts.values()) == {0}
    assert now.late_by == []
    assert now.stuck == 0
    assert names_of(limited(director_khanh, field=dossier.field), dossier) != set()


def test_the_head_of_a_unit_sees_the_unit(town: Centre, dossier: Dossier) -> None:
    chief, stranger_head = mandate("chanhvp"), mandate("truongphong.kt")
    is_of_office = dossier.holder_department_id == chief.user.department_id

    assert bool(names_of(chief, dossier)) == is_of_office
    assert names_of(stranger_head, dossier) == set()


def test_another_ward_counts_nothing_of_this_one(
    dossier: Dossier, stranger_centre: Centre
) -> None:
    director = mandate("songda.centre_director")

    now = today.today(director, at=NOW + timedelta(days=5))

    assert set(now.counts.values()) == {0}


def test_who_is_away_without_a_substitute_is_named(
    town: Centre, reception_mai: Mandate, director_khanh: Mandate
) -> None:
    day = NOW.date()
    declare_absence(
        user=reception_mai.user,
        new=NewAbsence(starts_on=day, ends_on=day, reason="Ốm"),
        by=reception_mai.user,
        at=NOW,
    )

    def alone(when: datetime) -> list[Any]:
        rows = today.absent_without_substitute(director_khanh, at=when)
        return [row.user for row in rows]

    assert alone(NOW) == [reception_mai.user]
    assert alone(NOW + timedelta(days=1)) == []


def test_only_what_waits_for_ones_own_hand_is_offered(
    town: Centre, to_sign: Dossier, leader_hung: Mandate, director_khanh: Mandate
) -> None:
    leaders = today.today(leader_hung, at=NOW).to_sign
    directors = today.today(director_khanh, at=NOW).to_sign

    assert leaders == {"approvals": 1}
    assert directors == {"asked": 0, "letters": 0}


def test_a_hundred_dossiers_cost_no_more_queries_than_one(
    receive: Callable[..., Dossier],
    director_khanh: Mandate,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    for _ in range(12):
        receive(at=NOW - timedelta(days=7))

    with django_assert_max_num_queries(22):
        today.today(director_khanh, at=NOW)
