"""The pages of the heads: what is stuck, what went other than planned."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from motcua.accounts.selectors import Mandate
from motcua.dossiers import services
from motcua.dossiers.models import Dossier, Step, StepDeviation, StuckLimit
from motcua.ward.models import Centre
from tests.cast import NOW, mandate


@pytest.fixture
def at_director(
    signed_in: Callable[[Mandate], Client], director_khanh: Mandate
) -> Client:
    """Khánh's browser."""
    return signed_in(director_khanh)


@pytest.fixture
def late(town: Centre, dossier: Dossier, civil_status_linh: Mandate) -> StepDeviation:
    """One deviation of Linh's step."""
    return StepDeviation.objects.create(
        centre=town,
        dossier=dossier,
        step=Step.objects.get(dossier=dossier, position=2),
        kind="over_time",
        at=NOW - timedelta(hours=1),
        officer=civil_status_linh.user,
        unit_id=civil_status_linh.user.department_id,
        planned_minutes=60,
        spent_minutes=150,
    )


def test_the_director_sees_what_is_stuck_and_why(
    signed_in: Callable[[Mandate], Client], director_khanh: Mandate, dossier: Dossier
) -> None:
    def page() -> str:
        browser = signed_in(director_khanh)
        return browser.get("/desk/oversight/stuck/").content.decode()

    fresh = page()
    with time_machine.travel(NOW + timedelta(days=5), tick=False):
        later = page()

    assert "Không hồ sơ nào bị kẹt" in fresh
    assert f"/desk/dossiers/{dossier.code}/" in later
    assert "Chưa có tiến triển" in later


def test_the_director_sets_the_hours(at_director: Client, town: Centre) -> None:
    bad = at_director.post(
        "/desk/oversight/stuck/limit/", {"working_hours": "0", "source": "QĐ 1"}
    )
    at_director.post(
        "/desk/oversight/stuck/limit/", {"working_hours": "24", "source": "QĐ 1"}
    )

    assert bad.status_code == 422
    assert "từ 1 đến 400" in bad.content.decode()
    assert StuckLimit.objects.get(centre=town).working_hours == 24


def test_the_report_names_step_officer_and_hours(
    at_director: Client, late: StepDeviation
) -> None:
    page = at_director.get("/desk/oversight/deviations/").content.decode()

    assert "dùng 2 giờ 30 phút, định mức 1 giờ" in page
    assert late.officer is not None
    assert late.officer.full_name in page
    assert f"/desk/dossiers/{late.dossier.code}/?tab=process" in page


@pytest.mark.parametrize(
    ("asked", "is_shown"),
    [
        ({"kind": "over_time"}, True),
        ({"kind": "skipped"}, False),
        ({"step": "seal"}, False),
        ({"since": "01/01/2026", "until": "31/01/2026"}, False),
    ],
)
def test_the_report_is_filtered(
    at_director: Client, late: StepDeviation, asked: dict[str, str], is_shown: bool
) -> None:
    page = at_director.get("/desk/oversight/deviations/", asked).content.decode()

    assert (late.dossier.code in page) == is_shown


@pytest.mark.parametrize(
    "asked",
    [
        {"since": "hôm qua"},
        {"since": "02/11/2026", "until": "01/11/2026"},
        {"officer": "x"},
        {"after": "2026-99_x"},
    ],
)
def test_a_bad_question_is_answered_in_words(
    at_director: Client, asked: dict[str, str]
) -> None:
    answer = at_director.get("/desk/oversight/deviations/", asked)

    assert answer.status_code == 200


def test_the_file_has_the_same_rows_and_no_formula(
    at_director: Client, late: StepDeviation
) -> None:
    Step.objects.filter(id=late.step_id, centre_id=late.centre_id).update(
        name="=HYPERLINK(1)"
    )

    body = at_director.get("/desk/oversight/deviations.csv").content.decode("utf-8-sig")

    (row,) = list(csv.DictReader(io.StringIO(body)))
    assert row["ma_ho_so"] == late.dossier.code
    assert row["da_dung_phut"] == "150"
    assert row["buoc"] == "'=HYPERLINK(1)"


@pytest.mark.parametrize(
    ("who", "sees"), [("chanhvp", True), ("truongphong.kt", False)]
)
def test_a_head_of_a_unit_sees_only_the_unit(
    signed_in: Callable[[Mandate], Client], late: StepDeviation, who: str, sees: bool
) -> None:
    page = signed_in(mandate(who)).get("/desk/oversight/deviations/").content.decode()

    assert (late.dossier.code in page) == sees


def test_an_officer_has_no_such_page(at_counter: Client) -> None:
    for page in ("stuck/", "deviations/", "deviations.csv"):
        assert at_counter.get(f"/desk/oversight/{page}").status_code == 404


def test_the_process_stands_beside_what_happened(
    at_director: Client, town: Centre, dossier: Dossier, civil_status_linh: Mandate
) -> None:
    later = NOW + timedelta(days=2)
    services.hand_over(centre=town, code=dossier.code, by=civil_status_linh, at=later)

    page = at_director.get(f"/desk/dossiers/{dossier.code}/?tab=process")

    words = page.content.decode()
    assert "Quy trình được duyệt và việc đã làm" in words
    assert "Quá giờ của bước" in words
    assert civil_status_linh.user.full_name in words


def test_deviations_are_counted_by_step_officer_and_unit_and_narrowed_by_each(
    at_director: Client, late: StepDeviation
) -> None:
    page = at_director.get("/desk/oversight/deviations/")
    tables = page.context["shares"]

    rows = [table.table.rows[0].cells for table in tables]
    assert [table.caption for table in tables] == [
        "Theo bước",
        "Theo người làm",
        "Theo đơn vị, cơ quan",
    ]
    assert [cells[1].text for cells in rows] == [1, 1, 1]
    assert f"officer={late.officer_id}" in rows[1][0].url
    for cells in rows:
        narrowed = at_director.get(f"/desk/oversight/deviations/{cells[0].url}")
        assert late.dossier.code in narrowed.content.decode()
