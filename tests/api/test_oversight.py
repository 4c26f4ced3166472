"""The heads' lists and absences by program."""

from datetime import timedelta

import pytest
import time_machine

from motcua.dossiers.models import Dossier, Step, StepDeviation
from motcua.ward.models import Centre
from tests.api.programs import Program, program_of
from tests.cast import NOW


def test_each_figure_of_today_is_the_length_of_its_list(
    director: Program, received: str
) -> None:
    with time_machine.travel(NOW + timedelta(days=5), tick=False):
        told = director.get("/oversight/today").json()
        lists = {
            name: director.get(f"/oversight/today/{name}").json()["items"]
            for name in told["counts"]
        }
        stuck = director.get("/oversight/stuck").json()["items"]

    assert told["counts"] == {name: len(rows) for name, rows in lists.items()}
    assert [row["code"] for row in lists["late"]] == [received]
    assert told["stuck"] == len(stuck) == 1
    assert stuck[0]["dossier"]["code"] == received
    assert stuck[0]["reasons"] == ["no_movement"]


def test_there_is_no_list_of_another_name(director: Program) -> None:
    assert director.get("/oversight/today/everything").status_code == 404


def test_deviations_are_told_page_by_page(
    town: Centre, director: Program, received: str
) -> None:
    dossier = Dossier.objects.get(code=received)
    step = Step.objects.get(dossier=dossier, position=2)
    for number in range(51):
        StepDeviation.objects.create(
            centre=town,
            dossier=dossier,
            step=step,
            kind="over_time" if number else "skipped",
            at=NOW - timedelta(minutes=number),
            planned_minutes=60,
            spent_minutes=60 + number,
        )

    first = director.get("/oversight/deviations").json()
    rest = director.client.get(first["next"], headers=director.headers).json()
    skipped = director.get("/oversight/deviations", kind="skipped").json()

    assert len(first["items"]) == 50
    assert [row["spent_minutes"] for row in rest["items"]] == [110]
    assert rest["next"] is None
    assert len(skipped["items"]) == 1


@pytest.mark.parametrize("after", ["x", "2026-11-25_x", "2026-11-25T09:00:00_1"])
def test_a_garbled_place_is_a_mistake(director: Program, after: str) -> None:
    answer = director.get("/oversight/deviations", after=after)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "after"


def test_an_officer_is_away_and_comes_back(
    town: Centre, desk: Program, officer: Program
) -> None:
    days = {"starts_on": "2026-11-25", "ends_on": "2026-11-27", "kind": "sick"}

    made = desk.send("/absences", days, key="a-1")
    again = desk.send("/absences", days, key="a-1")
    twice = desk.send("/absences", days)
    others = officer.get("/absences").json()["items"]
    mine = desk.get("/absences").json()["items"]
    ended = desk.send(f"/absences/{made.json()['id']}/end")

    assert made.status_code == 201
    assert again.json() == made.json()
    assert twice.status_code == 409
    assert [row["person"] for row in mine] == ["tiepnhan"]
    assert others == []
    assert ended.status_code == 200
    assert desk.get("/absences").json()["items"] == []


def test_only_those_who_assign_speak_for_others(
    desk: Program, officer: Program, town: Centre
) -> None:
    days = {"starts_on": "2026-11-26", "ends_on": "2026-11-26"}
    chief = program_of("chanhvp", "office_chief")

    by_colleague = officer.send("/absences", {**days, "person": "tiepnhan"})
    by_chief = chief.send("/absences", {**days, "person": "tiepnhan"})
    of_nobody = chief.send("/absences", {**days, "person": "ai.do"})

    assert by_colleague.status_code == 403
    assert by_chief.json()["person"] == "tiepnhan"
    assert of_nobody.json()["errors"][0]["field"] == "person"


def test_a_seconded_officer_names_who_stands_in(officer: Program) -> None:
    days = {"starts_on": "2026-11-26", "ends_on": "2026-11-26"}

    answer = officer.send("/absences", days)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "substitute"
