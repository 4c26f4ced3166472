"""Each list of the desk reads its own rows by an index, never those of the whole centre."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from motcua.accounts.selectors import Mandate
from motcua.dossiers import selectors
from motcua.dossiers.models import Dossier
from motcua.rules.lifecycle import State
from motcua.ward.models import Centre
from tests.cast import mandate


def plan_of(rows: QuerySet[Any]) -> str:
    """How SQLite will look the rows up."""
    sql, values = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", values)
        return "\n".join(str(step[-1]) for step in cursor.fetchall())


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's words")
@pytest.mark.parametrize(
    ("rows", "index"),
    [
        (lambda c, m, d: selectors.my_work(m), "work_of_person"),
        (lambda c, m, d: selectors.pool(m), "work_of_role"),
        (lambda c, m, d: selectors.approvals(m), "work_of_role"),
        (lambda c, m, d: selectors.ready_results(c), "results_to_hand_out"),
        (lambda c, m, d: selectors.recent(c), "dossiers_by_time"),
        (
            lambda c, m, d: selectors.recent(c).filter(state=State.STOPPED),
            "dossiers_by_state",
        ),
        (lambda c, m, d: selectors.search(c, d.code), "(centre_id=? AND code=?)"),
        (lambda c, m, d: selectors.of_citizen(d.submitter), "dossiers_of_citizen"),
    ],
)
def test_a_list_is_read_by_its_index(
    town: Centre,
    dossier: Dossier,
    rows: Callable[[Centre, Mandate, Dossier], QuerySet[Dossier]],
    index: str,
) -> None:
    plan = plan_of(rows(town, mandate("phochutich"), dossier))

    assert index in plan, plan
