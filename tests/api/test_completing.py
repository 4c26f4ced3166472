"""A dossier that comes in, is completed, refused or kept, by program as on the pages."""

from typing import Any

import pytest

from motcua.dossiers.models import Dossier
from motcua.foundation.audit.models import Line
from motcua.ward.models import Centre
from tests.api.programs import HANDED, Program, program_of, reception

WHY = {
    "legal_ground": "Điều 19 khoản 2",
    "reason": "Không thuộc thẩm quyền",
    "appeal": "Ủy ban nhân dân phường Hòa Bình",
}
WRONG = {"kinds": ["unreadable"], "detail": "Mờ"}


@pytest.fixture
def lodged(town: Centre, desk: Program) -> str:
    """The code of a dossier that came in and waits for its answer."""
    code: str = desk.send("/lodgings", reception(town)).json()["code"]
    return code


@pytest.fixture
def ready(desk: Program, officer: Program, leader: Program, received: str) -> str:
    """The code of a dossier whose result waits for its owner."""
    officer.send(f"/dossiers/{received}/hand-overs")
    leader.send(f"/dossiers/{received}/approval")
    program_of("vanthu", "clerk").send(f"/dossiers/{received}/hand-overs")
    return received


def read(program: Program, code: str) -> Any:
    return program.get(f"/dossiers/{code}").json()


def fault_of(code: str) -> dict[str, Any]:
    """The first paper of the dossier, which cannot be read."""
    paper = Dossier.objects.get(code=code).papers.order_by("position")[0]
    return {**WRONG, "component": paper.component_key}


def ask(program: Program, code: str, **more: Any) -> Any:
    body = {"faults": [fault_of(code)], "reason": "Bổ sung bản rõ", **more}
    return program.send(f"/dossiers/{code}/supplements", body)


def bring(program: Program, code: str) -> Any:
    body = {"brought": [{"position": 1, "how": "Đã nộp bản rõ"}]}
    return program.send(f"/dossiers/{code}/supplements/answer", body)


def test_a_dossier_with_a_supplement_lives_through_the_api(
    town: Centre, desk: Program, officer: Program, leader: Program, lodged: str
) -> None:
    accepted = desk.send(f"/dossiers/{lodged}/acceptance").json()
    asked = ask(officer, lodged).json()
    answered = bring(desk, lodged).json()
    passed = [
        officer.send(f"/dossiers/{lodged}/hand-overs"),
        leader.send(f"/dossiers/{lodged}/approval"),
        program_of("vanthu", "clerk").send(f"/dossiers/{lodged}/hand-overs"),
        desk.send(f"/dossiers/{lodged}/return", HANDED),
    ]

    assert accepted["state_name"] == "ACCEPTED"
    assert asked["state_name"] == "SUPPLEMENT"
    assert answered["state_name"] in {"ACCEPTED", "IN_PROGRESS"}
    assert {answer.status_code for answer in passed} == {200}
    assert read(desk, lodged)["state_name"] == "RETURNED"
    forms = [s["form"] for s in desk.get(f"/dossiers/{lodged}/slips").json()["items"]]
    assert forms == ["01", "02"]
    (request,) = desk.get(f"/dossiers/{lodged}/supplements").json()["items"]
    assert request["status"] == "answered"
    assert request["faults"][0]["kinds"] == ["unreadable"]


def test_lodging_twice_with_one_key_is_one_dossier(town: Centre, desk: Program) -> None:
    first = desk.send("/lodgings", reception(town), key="l-1")
    again = desk.send("/lodgings", reception(town), key="l-1")

    assert first.status_code == 201
    assert first["Location"] == f"/api/v1/dossiers/{first.json()['code']}"
    assert first.json()["answer_due_at"] == "2026-11-26T09:00:00+07:00"
    assert again.json() == first.json()
    assert again["Idempotency-Replayed"] == "true"


def test_a_lodged_dossier_is_not_accepted_without_its_papers(
    town: Centre, desk: Program
) -> None:
    sent = reception(town, papers=[])
    code = desk.send("/lodgings", sent).json()["code"]

    refused = desk.send(f"/dossiers/{code}/acceptance")
    accepted = desk.send(
        f"/dossiers/{code}/acceptance", {"missing_accepted": "Đã tra cứu"}
    )

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "papers"
    assert accepted.status_code == 200


def test_reception_refuses_with_ground_and_form_03(desk: Program, lodged: str) -> None:
    unfounded = desk.send(f"/dossiers/{lodged}/refusal", {**WHY, "legal_ground": " "})
    refused = desk.send(f"/dossiers/{lodged}/refusal", WHY)

    assert unfounded.status_code == 422
    assert refused.json()["state_name"] == "REJECTED"
    assert desk.get(f"/dossiers/{lodged}/receipt.pdf").status_code == 404
    slip = desk.get(f"/dossiers/{lodged}/slips/03/1.pdf")
    assert slip.content.startswith(b"%PDF-")


def test_an_old_revision_asks_for_nothing(officer: Program, received: str) -> None:
    officer.send(f"/dossiers/{received}/claims")
    body = {"faults": [fault_of(received)], "reason": "?"}

    stale = officer.send(f"/dossiers/{received}/supplements", body, if_match='"1"')

    assert stale.status_code == 412
    assert read(officer, received)["state_name"] != "SUPPLEMENT"


def test_a_second_request_waits_for_the_head(
    desk: Program, officer: Program, received: str
) -> None:
    ask(officer, received)
    bring(desk, received)

    without_ground = ask(officer, received)
    second = ask(officer, received, ground="Kiểm tra lại thấy thiếu")
    own = officer.send(
        f"/dossiers/{received}/supplements/decision", {"is_approved": True}
    )
    chief = program_of("chanhvp", "office_chief")
    decided = chief.send(
        f"/dossiers/{received}/supplements/decision", {"is_approved": True}
    )

    assert without_ground.status_code == 422
    assert second.json()["state_name"] != "SUPPLEMENT"
    assert own.status_code == 403
    assert decided.json()["state_name"] == "SUPPLEMENT"


def test_a_refusal_is_proposed_and_dropped(officer: Program, received: str) -> None:
    proposed = officer.send(f"/dossiers/{received}/refusal/proposal", WHY)
    dropped = officer.send(f"/dossiers/{received}/refusal/drop")
    again = officer.send(f"/dossiers/{received}/refusal/drop")

    assert proposed.status_code == dropped.status_code == 200
    assert again.status_code == 409


def test_the_receipt_is_form_01_whatever_else_was_given(
    desk: Program, officer: Program, received: str
) -> None:
    before = desk.get(f"/dossiers/{received}/receipt.pdf")
    ask(officer, received)

    after = desk.get(f"/dossiers/{received}/receipt.pdf")

    assert after.content == before.content
    assert "-01-1-a4.pdf" in after["Content-Disposition"]
    assert after.content == desk.get(f"/dossiers/{received}/slips/01/1.pdf").content
    assert desk.get(f"/dossiers/{received}/slips/04/1.pdf").status_code == 404


def test_a_paper_result_is_kept_and_missed(desk: Program, ready: str) -> None:
    kept = desk.send(f"/dossiers/{ready}/custody", {"place": "Tủ 2, ngăn 1"})
    lost = desk.send(f"/dossiers/{ready}/custody/loss", {"reason": "Không thấy"})
    blocked = desk.send(f"/dossiers/{ready}/return", HANDED)

    assert kept.status_code == lost.status_code == 200
    assert blocked.status_code == 409


@pytest.mark.parametrize("shown", [None, "", "mặt quen"])
def test_a_result_is_handed_to_nobody_without_a_proof(
    desk: Program, ready: str, shown: str | None
) -> None:
    without = {key: value for key, value in HANDED.items() if key != "shown"}
    sent = without if shown is None else without | {"shown": shown}

    answer = desk.send(f"/dossiers/{ready}/return", sent)

    assert answer.status_code == 422
    assert [e["field"] for e in answer.json()["errors"]] == ["shown"]
    assert read(desk, ready)["state_name"] == "RESOLVED"


def test_originals_that_were_shown_go_back_or_it_is_said_why_not(
    desk: Program, ready: str
) -> None:
    there = f"/dossiers/{ready}/return"
    said = HANDED | {"kept_reason": ""}
    papers = read(desk, ready)["papers"]
    shown = [p["position"] for p in papers if p["is_present"] and not p["stays"]]
    assert shown

    silent = desk.send(there, said)
    wrong = desk.send(there, said | {"papers_back": [*shown, 99]})
    back = desk.send(there, said | {"papers_back": shown})

    assert [silent.status_code, wrong.status_code, back.status_code] == [422, 422, 200]
    assert [e["field"] for e in silent.json()["errors"]] == ["kept_reason"]
    papers = read(desk, ready)["papers"]
    assert [p["position"] for p in papers if p["returned_at"]] == shown
    line = Line.objects.get(verb="check_receiver")
    assert (line.detail["shown"], line.detail["papers_back"]) == ("id_card", shown)


def test_the_control_slip_is_drawn_once_for_one_key(
    officer: Program, received: str
) -> None:
    there = f"/dossiers/{received}/control-slips"
    first = officer.send(there, key="c-1")
    again = officer.send(there, key="c-1")

    assert first.status_code == 201
    assert (first.json()["form"], first.json()["number"]) == ("06", 1)
    assert again.json() == first.json()
    assert officer.client.get(first.json()["pdf"], headers=officer.headers).content


def test_the_desk_takes_a_task_back_from_an_agency(
    officer: Program, received: str
) -> None:
    body = {"agencies": ["THUE"], "question": "Còn nợ không?", "medium": "electronic"}
    officer.send(f"/dossiers/{received}/agency-tasks", body)
    (task,) = officer.get(f"/dossiers/{received}/agencies").json()["items"]

    there = f"/dossiers/{received}/agencies/{task['id']}/removal"
    taken = officer.send(there, {"reason": "Đã có câu trả lời"})
    again = officer.send(there, {"reason": "Đã có câu trả lời"})

    assert taken.json()["state"] == "taken_back"
    assert again.status_code == 409
