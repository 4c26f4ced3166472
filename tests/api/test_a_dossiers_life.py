"""One dossier from reception to return, by the tokens of those whose turn it is."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from motcua.simulator.town import invented_tax_code
from motcua.ward.models import Centre
from tests.api.programs import HANDED, Program, program_of, reception


def test_three_tokens_carry_a_dossier_to_its_end(
    town: Centre, desk: Program, officer: Program, leader: Program
) -> None:
    clerk = program_of("vanthu", "clerk")
    code = desk.send("/dossiers", reception(town)).json()["code"]
    by_role = {
        "civil_status_officer": officer,
        "vice_chairman": leader,
        "clerk": clerk,
        "receptionist": desk,
    }

    seen = []
    while (state := desk.get(f"/dossiers/{code}").json())["state_name"] != "RETURNED":
        mine = by_role[state["holder_role"]]
        seen.append(_next_act(mine, code))

    assert seen[0] == "hand_over"
    assert "approve_result" in seen
    assert seen[-1] == "return_result"
    assert state["returned_to"] == "Bùi Thị An"
    assert state["exit"] == "counter"
    assert [step["status"] for step in state["steps"]] == ["done"] * len([*seen, 0])


def test_the_receipt_of_reception_carries_code_promise_and_address(
    town: Centre, desk: Program
) -> None:
    answer = desk.send("/dossiers", reception(town))

    assert answer.status_code == 201
    receipt = answer.json()
    assert receipt["code"] == "000.00.95.H44-261125-0001"
    assert receipt["due_at"] == "2026-11-25T17:00:00+07:00"
    assert receipt["track_address"].startswith("http://testserver/theo-doi/")
    assert answer["Location"] == f"/api/v1/dossiers/{receipt['code']}"


def test_a_dossier_explains_its_promise_and_masks_its_people(
    desk: Program, received: str
) -> None:
    told = desk.get(f"/dossiers/{received}").json()

    assert told["explanation"][0] == "Tiếp nhận lúc 09:00 thứ Tư 25/11/2026."
    assert told["submitter"]["personal_id"] == "9991****0123"
    assert told["submitter"]["phone"] == "091****678"
    assert told["actions"] == ["withdraw"]


def test_the_one_whose_turn_it_is_reads_what_is_lawful(
    officer: Program, received: str
) -> None:
    told = officer.get(f"/dossiers/{received}").json()

    assert told["actions"][:2] == ["claim", "hand_over"]


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_the_receipt_prints_the_same_each_time(
    desk: Program, received: str, size: str
) -> None:
    first, second = (
        desk.get(f"/dossiers/{received}/receipt.pdf", size=size) for _ in range(2)
    )

    assert first["Content-Type"] == "application/pdf"
    assert first.content.startswith(b"%PDF-")
    assert first.content == second.content


def test_a_pause_stops_the_clock_and_its_end_starts_it(
    officer: Program, received: str
) -> None:
    officer.send(f"/dossiers/{received}/claims")
    asked = {"reason": "Nộp lệ phí theo thông báo", "amount": "8.000 đ"}
    paid = {"evidence": "BL 0012"}

    where = f"/dossiers/{received}/payments"
    paused = officer.send(where, asked | {"evidence": "TB 15"}).json()
    again = officer.send(where, asked | {"evidence": "TB 15"})
    resumed = officer.send(f"{where}/confirmation", paid).json()

    assert paused["state_name"] == "AWAITING_PAYMENT"
    assert again.status_code == 409
    assert resumed["state_name"] == "IN_PROGRESS"


def test_work_is_found_in_the_pool_and_then_in_ones_own_list(
    officer: Program, received: str
) -> None:
    before = _codes(officer.get("/dossiers", list="pool"))

    officer.send(f"/dossiers/{received}/claims")

    assert before == [received]
    assert _codes(officer.get("/dossiers", list="pool")) == []
    assert _codes(officer.get("/dossiers", list="mine")) == [received]


def test_a_list_goes_on_at_the_address_it_names(town: Centre, desk: Program) -> None:
    made = [desk.send("/dossiers", reception(town)).json()["code"] for _ in range(3)]

    first = desk.get("/dossiers", list="all", limit=2)
    rest = desk.client.get(first.json()["next"], headers=desk.headers)

    assert _codes(first) + _codes(rest) == made[::-1]
    assert rest.json()["next"] is None


def test_words_without_accents_and_states_find_a_dossier(
    desk: Program, received: str
) -> None:
    assert _codes(desk.get("/dossiers", q="bui thi an")) == [received]
    assert _codes(desk.get("/dossiers", list="all", state=2)) == [received]
    assert _codes(desk.get("/dossiers", list="all", state=9)) == []


def test_an_owner_and_a_company_are_entered_with_the_submitter(
    town: Centre, desk: Program
) -> None:
    owner = {"full_name": "Bùi Văn Con", "birth_on": "2020-01-05"}
    company = {"name": "Hợp tác xã Rau sạch", "tax_code": invented_tax_code(3)}

    child = desk.send("/dossiers", reception(town, owner=owner))
    firm = desk.send("/dossiers", reception(town, company=company))

    assert child.json()["owner"] == "Bùi Văn Con"
    assert firm.json()["owner"] == "Hợp tác xã Rau sạch"


def test_pages_cost_few_queries(
    desk: Program,
    received: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(2):
        desk.get("/dossiers", list="all")

    with django_assert_max_num_queries(5):
        desk.get("/dossiers", list="all")
    with django_assert_max_num_queries(19):
        desk.get(f"/dossiers/{received}")
    with django_assert_max_num_queries(5):
        desk.get("/procedures")
    with django_assert_max_num_queries(14):
        desk.get("/procedures/2.000635")


def _next_act(program: Program, code: str) -> str:
    """Take the first lawful act that moves the dossier on."""
    actions: list[str] = program.get(f"/dossiers/{code}").json()["actions"]
    act = next(act for act in actions if act != "claim")
    path, body = {
        "hand_over": ("hand-overs", {}),
        "approve_result": ("approval", {"note": "Đồng ý"}),
        "return_result": ("return", HANDED),
    }[act]
    answer = program.send(f"/dossiers/{code}/{path}", body)
    assert answer.status_code == 200, answer.content
    return act


def _codes(answer: Any) -> list[str]:
    return [line["code"] for line in answer.json()["items"]]
