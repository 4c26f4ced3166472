"""Each list of the desk reads its own rows by an index, never those of the whole centre."""

from collections.abc import Callable, Iterator
from copy import copy
from datetime import timedelta
from functools import partial
from typing import Any, Final

import pytest
from django.db import connection
from django.db.models import QuerySet

from motcua.accounts.selectors import Mandate
from motcua.dossiers import selectors
from motcua.dossiers.models import Dossier, Paper, Promise, Slip, StateChange, Step
from motcua.dossiers.selectors import paging, today
from motcua.people import names
from motcua.people.models import Citizen, NameWord
from motcua.rules.lifecycle import State
from motcua.ward.models import Centre
from tests.cast import NOW, mandate
from tests.dossiers.copies import copies

HISTORY: Final = 600
PEOPLE: Final = 100
# SQLite does not tell the names of unique constraints, but their columns.
AS_SQLITE_SAYS: Final = {
    "one_dossier_per_code": "(centre_id=? AND code",
    "one_dossier_per_token": "(centre_id=? AND lookup_token=?)",
    "one_word_of_a_name": "(centre_id=? AND word>? AND word<?)",
    "one_step_of_dossier": "(centre_id=? AND dossier_id=?)",
    "one_paper_per_place": "(centre_id=? AND dossier_id=?)",
    "one_promise_per_number": "(centre_id=? AND dossier_id=?)",
    "one_slip_per_number": "(centre_id=? AND dossier_id=?)",
}

Ask = Callable[[Centre, Mandate, Dossier], QuerySet[Any]]


@pytest.fixture
def among_many(dossier: Dossier) -> Dossier:
    """An open dossier among hundreds that were closed, as the database knows."""
    centre = dossier.centre
    others = [
        Citizen(centre=centre, full_name=f"W{n}", folded_name=f"w{n}")
        for n in range(PEOPLE)
    ]
    Citizen.objects.bulk_create(others)
    Dossier.objects.bulk_create(closed(dossier, others))
    words = (
        NameWord(centre=centre, word=f"w{n}", name=f"w{n} x") for n in range(HISTORY)
    )
    NameWord.objects.bulk_create(words)
    count_again()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Some hundred rows fit on few leaves; a plan for millions is asked for.
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
    return dossier


def closed(dossier: Dossier, owners: list[Citizen]) -> Iterator[Dossier]:
    for number, twin in enumerate(copies(dossier, HISTORY)):
        past = copy(twin)
        past.state, past.held_since, past.holder_role = State.RETURNED, None, ""
        past.received_at = NOW - timedelta(hours=number + 1)
        past.resolved_at = past.returned_at = past.due_at = NOW
        past.owner_folded = f"w{number} x"
        past.owner_citizen = past.submitter = owners[number % len(owners)]
        yield past


def count_again() -> None:
    """Let PostgreSQL know how the rows lie; SQLite plans without knowing."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def of_another_role(dossier: Dossier) -> Iterator[Dossier]:
    """Open work that waits for others: one role's is a small part of what is open."""
    for twin in copies(dossier, PEOPLE, first=HISTORY):
        twin.holder_role = "specialist_kt"
        yield twin


def plan_of(rows: QuerySet[Any]) -> str:
    """How the database will look the rows up, in its own words."""
    sql, values = rows.query.sql_with_params()
    words = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        cursor.execute(f"{words} {sql}", values)
        return "\n".join(str(step[-1]) for step in cursor.fetchall())


def of_today(name: str, _centre: Centre, who: Mandate, _one: Dossier) -> QuerySet[Any]:
    """One list of today's page, as far as its first page."""
    return today.listed(who, name, today.edges_of(who, at=NOW))[:51]


@pytest.mark.parametrize(
    ("rows", "index"),
    [
        (lambda c, m, d: selectors.my_work(m), "work_of_person"),
        (lambda c, m, d: selectors.pool(m), "work_of_role"),
        (lambda c, m, d: selectors.approvals(m), "work_of_role"),
        (lambda c, m, d: selectors.ready_results(c)[:51], "results_to_hand_out"),
        *(
            (partial(of_today, name), index)
            for name, index in (
                ("late", "open_by_promise"),
                ("soon", "open_by_promise"),
                ("due-later", "open_by_promise"),
                ("agencies", "open_by_promise"),
                ("supplement", "open_by_promise"),
                ("answers", "open_by_promise"),
                ("uncollected", "results_to_hand_out"),
            )
        ),
        (lambda c, m, d: selectors.recent(c)[:51], "dossiers_by_time"),
        (
            lambda c, m, d: selectors.recent(c).filter(state=State.STOPPED)[:51],
            "dossiers_by_state",
        ),
        (lambda c, m, d: selectors.of_citizen(d.submitter)[:51], "dossiers_of_citizen"),
        (lambda c, m, d: selectors.search(c, d.code).rows, "one_dossier_per_code"),
        (
            lambda c, m, d: selectors.search(c, d.code[:16]).rows[:51],
            "one_dossier_per_code",
        ),
        (lambda c, m, d: selectors.search(c, "bui thi an").rows, "dossiers_of_name"),
        (
            lambda c, m, d: (
                Dossier.objects.filter(centre=c, submitter=d.submitter)
                .order_by("-received_at", "-id")
                .values("id")[:201]
            ),
            "dossiers_of_submitter",
        ),
        (lambda c, m, d: names.of_word(c, "bui")[:200], "one_word_of_a_name"),
        (
            lambda c, m, d: Dossier.objects.filter(centre=c, lookup_token="0"),
            "one_dossier_per_token",
        ),
    ],
)
def test_a_list_is_read_by_its_index(
    town: Centre, among_many: Dossier, rows: Ask, index: str
) -> None:
    if index == "work_of_role":
        # Of one open dossier any index finds all; of many, only the role's own.
        Dossier.objects.bulk_create(of_another_role(among_many))
        count_again()

    plan = plan_of(rows(town, mandate("phochutich"), among_many))

    wanted = AS_SQLITE_SAYS.get(index, index)
    assert (wanted if connection.vendor == "sqlite" else index) in plan, plan


@pytest.mark.parametrize(
    ("model", "index"),
    [
        (Step, "one_step_of_dossier"),
        (Paper, "one_paper_per_place"),
        (StateChange, "changes_of_dossier"),
        (Promise, "one_promise_per_number"),
        (Slip, "one_slip_per_number"),
    ],
)
def test_the_rows_of_one_dossier_are_read_by_their_index(
    town: Centre, among_many: Dossier, model: Any, index: str
) -> None:
    plan = plan_of(model.objects.filter(centre=town, dossier=among_many))

    wanted = AS_SQLITE_SAYS.get(index, index)
    assert (wanted if connection.vendor == "sqlite" else index) in plan, plan


def test_a_later_page_begins_at_its_place_in_the_index(
    town: Centre, among_many: Dossier
) -> None:
    rows = selectors.recent(town)
    first = selectors.page(rows)

    beyond = paging.beyond(rows, first.next_after or "")

    plan = plan_of(beyond[:51])
    start = "received_at<" if connection.vendor == "sqlite" else "Index Cond: ((centre"
    assert "dossiers_by_time" in plan, plan
    assert start in plan, plan
    assert "received_at <=" in plan or "received_at<" in plan, plan
