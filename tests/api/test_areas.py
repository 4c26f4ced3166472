"""Catalogue, calendar, people, staff and tracking over the API."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from motcua.accounts import services as accounts
from motcua.accounts.models import RoleAssignment
from motcua.accounts.selectors import Mandate
from motcua.catalogue.models import LocalProcess
from motcua.foundation.audit.models import Line
from motcua.people.models import Citizen
from motcua.ward.models import CalendarDay, CalendarEdition, Centre, Field
from tests.api.programs import Program
from tests.cast import EXTRACT, NOW

FEE = {
    "name": "Lệ phí bản sao",
    "unit": "bản",
    "amount_vnd": 8000,
    "from_on": "2026-01-01",
    "legal_source": "NQ 01/2026/NQ-HĐND",
}
STEPS: list[dict[str, Any]] = [
    {"key": "receive", "name": "Tiếp nhận", "role": "receptionist", "hours": "0.5"},
    {"key": "verify", "name": "Thẩm tra", "role": "civil_status_officer", "hours": 2},
    {"key": "deliver", "name": "Trả kết quả", "role": "receptionist", "hours": 0},
]


def test_the_catalogue_is_found_and_told(desk: Program) -> None:
    found = desk.get("/procedures", q="trich luc ho tich").json()["items"]
    told = desk.get(f"/procedures/{EXTRACT}").json()
    versions = desk.get(f"/procedures/{EXTRACT}/versions").json()["items"]

    assert EXTRACT in {line["code"] for line in found}
    assert told["components"][0]["is_required"] is True
    assert told["process"]["steps"][0]["key"] == "receive"
    assert told["process"]["is_approved"] is False
    assert [version["number"] for version in versions] == [1]
    assert desk.get("/procedures/9.999999").status_code == 404


def test_an_approved_process_a_fee_and_an_exemption_are_written_down(
    director: Program, town: Centre
) -> None:
    process = {
        "decision_number": "12/QĐ-UBND",
        "decided_on": "2026-11-20",
        "signer": "Chủ tịch",
        "steps": STEPS,
    }
    exemption = {
        "category": "POOR",
        "from_on": "2026-01-01",
        "legal_source": "NQ 01/2026/NQ-HĐND",
    }

    made = director.send(f"/procedures/{EXTRACT}/processes", process)
    fee = director.send(f"/procedures/{EXTRACT}/fees", FEE)
    one = director.send(f"/procedures/{EXTRACT}/exemptions", exemption)
    every = director.send("/exemptions", exemption)

    assert made.json()["number"] == 2
    assert fee.json()["amount_vnd"] == 8000
    assert (one.json()["procedure"], every.json()["procedure"]) == (EXTRACT, None)
    told = director.get(f"/procedures/{EXTRACT}").json()
    assert told["process"]["is_approved"] is True
    assert told["fees"][0]["unit_price"] == 8000
    assert LocalProcess.objects.filter(
        centre=town, decision_number="12/QĐ-UBND"
    ).exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"steps": STEPS[:2]}, "steps"),
        ({"steps": [STEPS[0] | {"role": "king"}, STEPS[2]]}, "steps.0.role"),
        ({"steps": [STEPS[0] | {"department": "X"}, STEPS[2]]}, "steps.0.department"),
        ({"steps": [STEPS[0] | {"key": "dance"}, STEPS[2]]}, "steps.0.key"),
        ({"signer": " "}, "signer"),
    ],
)
def test_a_process_that_cannot_be_is_refused(
    director: Program, change: dict[str, Any], field: str
) -> None:
    process = {
        "decision_number": "12/QĐ-UBND",
        "decided_on": "2026-11-20",
        "signer": "Chủ tịch",
        "steps": STEPS,
        **change,
    }

    answer = director.send(f"/procedures/{EXTRACT}/processes", process)

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_a_value_without_a_source_is_confirmed(director: Program) -> None:
    value = director.get(f"/procedures/{EXTRACT}").json()["unconfirmed"][0]
    path = f"/procedures/{EXTRACT}/confirmations"

    answer = director.send(path, {"value": value, "source": "Quyết định 163/QĐ-BTP"})
    wrong = director.send(path, {"value": "weather", "source": "x"})

    assert answer.status_code == 201
    assert wrong.status_code == 422
    told = director.get(f"/procedures/{EXTRACT}").json()
    assert value not in told["unconfirmed"]
    assert told["confirmations"][0]["confirmed_by"] == "giamdoc"


def test_what_is_exported_is_imported_unchanged(director: Program) -> None:
    whole = director.get("/catalogue/export").json()

    answer = director.send("/catalogue/imports?dry_run=false", whole)

    assert answer.json() == {
        "is_dry_run": False,
        "added": [],
        "changed": [],
        "unchanged": whole["count"],
        "errors": [],
    }


def test_a_dry_run_names_every_bad_row_and_changes_nothing(director: Program) -> None:
    rows = director.get("/catalogue/export").json()["procedures"][:3]
    rows[0]["name_vi"] = "Tên khác"
    rows[1]["fees"] = "free"
    rows[2]["code"] = "one"

    report = director.send("/catalogue/imports", {"procedures": [*rows, 7]}).json()

    assert report["is_dry_run"] is True
    assert len(report["changed"]) == 1
    assert [error["row"] for error in report["errors"]] == [2, 3, 4]
    assert report["errors"][0]["message"] == "Giá trị không đọc được: fees."
    assert director.get(f"/procedures/{rows[0]['code']}").json()["version"] == 1


def _without_key(value: Any) -> list[Any]:
    """Spoiled copies of a value: each part of it gone or of another kind."""
    spoiled: list[Any] = [None, [], {}, -1, 10**12, "x" * 6000]
    if isinstance(value, dict):
        for name, inner in value.items():
            spoiled.append({k: v for k, v in value.items() if k != name})
            spoiled += [value | {name: worse} for worse in _without_key(inner)[:6]]
    return spoiled


@pytest.mark.parametrize(
    "name", ["time_limit", "channels", "documents", "fees", "steps"]
)
def test_no_spoiled_row_is_more_than_a_row_error(director: Program, name: str) -> None:
    row = director.get("/catalogue/export").json()["procedures"][0]
    part = row[name]
    first = part[0] if isinstance(part, list) else part
    rows = [
        row | {name: [worse] if isinstance(part, list) else worse}
        for worse in _without_key(first)
    ]

    for spoiled in rows:
        answer = director.send(
            "/catalogue/imports?dry_run=false", {"procedures": [spoiled]}
        )
        assert answer.status_code == 201, (spoiled[name], answer.content)


def test_a_special_day_makes_an_edition_and_leaves_again(
    director: Program, town: Centre
) -> None:
    day = {"on": "2026-12-30", "kind": "closure", "name": "Mất điện"}
    before = CalendarEdition.objects.filter(centre=town).count()

    added = director.send("/calendar/special-days", day)
    twice = director.send("/calendar/special-days", day)
    told = director.get("/calendar/special-days", year=2026).json()["items"]
    removed = director.send("/calendar/special-days/2026-12-30", method="DELETE")
    gone = director.send("/calendar/special-days/2026-12-30", method="DELETE")

    assert (added.status_code, twice.status_code) == (201, 409)
    assert told[-1]["name"] == "Mất điện"
    assert (removed.status_code, gone.status_code) == (200, 404)
    editions = director.get("/calendar/editions").json()["items"]
    assert editions[0]["number"] == before + 2


@pytest.mark.parametrize(
    "change",
    [
        {"on": "2026-02-30"},
        {"kind": "party"},
        {"sessions": [["25:00", "26:00"]]},
        {"kind": "worked_day", "sessions": [["11:00", "08:00"]]},
        {"kind": "worked_day", "sessions": [["08:00", "11:00"], ["09:00", "10:00"]]},
        {"name": ""},
    ],
)
def test_an_impossible_special_day_is_refused(
    director: Program, town: Centre, change: dict[str, Any]
) -> None:
    day = {"on": "2026-12-30", "kind": "closure", "name": "Mất điện", **change}

    answer = director.send("/calendar/special-days", day)

    assert answer.status_code == 422, answer.content
    assert not CalendarDay.objects.filter(centre=town, on="2026-12-30").exists()


def test_a_due_time_is_counted_line_by_line(desk: Program) -> None:
    told = desk.get("/due", procedure=EXTRACT, received="2026-11-25T15:30:00+07:00")

    assert told.json()["due_at"] == "2026-11-26T17:00:00+07:00"
    assert "sau 15 giờ" in told.json()["lines"][0]


def test_a_naive_time_is_the_centres(desk: Program) -> None:
    told = desk.get("/due", procedure=EXTRACT, received="2026-11-25T15:00:00").json()

    assert told["received_at"] == "2026-11-25T15:00:00+07:00"
    assert told["due_at"] == "2026-11-25T17:00:00+07:00"


def test_a_new_calendar_asks_and_the_director_decides(
    director: Program, review: Callable[[], Any]
) -> None:
    review()

    asked = director.get("/calendar/promise-reviews").json()["items"]
    path = f"/calendar/promise-reviews/{asked[0]['id']}/decision"
    moved = director.send(path, {"decision": "move"})
    again = director.send(path, {"decision": "keep"})

    assert moved.json()["decision"] == "move"
    assert again.status_code == 409
    assert director.get("/calendar/promise-reviews").json()["items"] == []


def test_people_are_found_masked_and_told_whole_for_a_reason(
    desk: Program, town: Centre, received: str
) -> None:
    found = desk.get("/people", q="bui thi an").json()["items"][0]
    path = f"/people/{found['id']}/reveals"

    whole = desk.send(path, {"reason": "Đối chiếu giấy tờ"})
    silent = desk.send(path, {"reason": "  "})

    assert found["personal_id"] == "9991****0123"
    assert whole.json()["personal_id"] == "999155000123"
    assert silent.status_code == 422
    lines = Line.objects.filter(centre_id=town.id, verb="see_person")
    assert [line.reason for line in lines] == ["Đối chiếu giấy tờ"]
    assert received


def test_a_stranger_cannot_reveal_by_a_known_id(
    outsider: Program, town: Centre
) -> None:
    citizen = Citizen.objects.filter(centre=town).first()
    assert citizen is not None

    answer = outsider.send(f"/people/{citizen.id}/reveals", {"reason": "tò mò"})

    assert answer.status_code == 404
    assert not Line.objects.filter(centre_id=town.id, verb="see_person").exists()


def test_staff_are_added_given_roles_and_closed(
    admin: Program, director: Program
) -> None:
    person = {
        "username": "moi.nhan",
        "full_name": "Trần Thị Mới",
        "department": "TTPVHCC",
        "roles": ["receptionist"],
        "password": "mot-mat-khau-dai",
    }

    added = admin.send("/staff", person)
    twice = admin.send("/staff", person)
    asked = admin.send("/staff/moi.nhan/roles", {"role": "clerk"})
    waiting = [act["id"] for act in director.get("/second-looks").json()["items"]]
    alone = admin.send(f"/second-looks/{waiting[0]}/decision", {"is_confirmed": True})
    looked = [
        director.send(f"/second-looks/{act}/decision", {"is_confirmed": True})
        for act in waiting
    ]
    again = director.send(
        f"/second-looks/{waiting[0]}/decision", {"is_confirmed": True}
    )
    held = admin.send("/staff/moi.nhan/roles", {"role": "clerk"})
    ended = admin.send("/staff/moi.nhan/roles/clerk/end", {"ends_on": "2026-11-25"})
    closed = admin.send("/staff/moi.nhan/active", {"is_active": False}, method="PUT")

    codes = [a.status_code for a in (added, twice, asked, held, ended, closed)]
    assert codes == [201, 409, 201, 409, 204, 204]
    assert [a.status_code for a in (alone, *looked, again)] == [403, 200, 200, 409]
    told = admin.get("/staff", limit=200).json()["items"]
    mine = next(person for person in told if person["username"] == "moi.nhan")
    assert mine["is_active"] is False
    assert mine["roles"] == ["clerk", "receptionist"]


def test_a_role_given_until_a_day_is_ended_earlier_and_not_later(
    admin: Program, reception_mai: Mandate
) -> None:
    for field in Field.objects.order_by("code")[:2]:
        accounts.grant_role(
            user=reception_mai.user,
            role="clerk",
            starts_on=NOW.date(),
            ends_on=date(2026, 12, 31),
            scope=accounts.RoleScope(field_id=field.id),
            by=reception_mai.user,
            at=NOW,
        )
    address = "/staff/tiepnhan/roles/clerk/end"

    later = admin.send(address, {"ends_on": "2027-01-31"})
    sooner = admin.send(address, {"ends_on": "2026-11-30"})

    assert (later.status_code, sooner.status_code) == (422, 204)
    held = RoleAssignment.objects.filter(user=reception_mai.user, role="clerk")
    assert [one.ends_on for one in held] == [date(2026, 11, 30)] * 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"username": "Có Dấu"}, "username"),
        ({"roles": ["king"]}, "roles"),
        ({"department": "NOWHERE"}, "department"),
        ({"password": "ngắn"}, "password"),
    ],
)
def test_a_person_who_cannot_be_added_names_the_field(
    admin: Program, change: dict[str, Any], field: str
) -> None:
    person = {"username": "moi.nhan", "full_name": "Trần Thị Mới", **change}

    answer = admin.send("/staff", person)

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_a_token_works_until_it_is_revoked(admin: Program) -> None:
    made = admin.send("/staff/tiepnhan/tokens", {"name": "máy", "role": "receptionist"})
    program = Program(made.json()["token"])
    before = program.get("/dossiers").status_code
    token_id = admin.get("/staff/tiepnhan/tokens").json()["items"][0]["id"]

    revoked = admin.send(f"/tokens/{token_id}", method="DELETE")

    assert (before, revoked.status_code) == (200, 204)
    assert program.get("/dossiers").status_code == 401


@pytest.fixture
def at_this_host(town: Centre) -> None:
    """The town's centre answers where the test client asks."""
    Centre.objects.filter(id=town.id).update(host="testserver")


@pytest.mark.usefixtures("at_this_host")
def test_a_citizen_follows_by_code_and_last_four(received: str) -> None:
    anyone = Program()

    told = anyone.send("/tracking", {"code": received, "last_four": "0123"})
    wrong_code = anyone.send("/tracking", {"code": "nope", "last_four": "0123"})
    wrong_tail = anyone.send("/tracking", {"code": received, "last_four": "9999"})

    assert told.json()["state_name"] == "ACCEPTED"
    assert "Bùi" not in str(told.json())
    assert (wrong_code.status_code, wrong_code.content) == (404, wrong_tail.content)


@pytest.mark.usefixtures("at_this_host")
def test_nobody_tries_ten_thousand_endings(received: str) -> None:
    anyone = Program()
    codes = [
        anyone.send("/tracking", {"code": received, "last_four": str(n)}).status_code
        for n in range(1000, 1011)
    ]

    right = anyone.send("/tracking", {"code": received, "last_four": "0123"})

    assert codes == [404] * 10 + [429]
    assert right.status_code == 429


def test_the_days_visits_are_counted(desk: Program, received: str) -> None:
    told = desk.get("/visits/today").json()

    assert told["on"] == "2026-11-25"
    assert told["open"] + sum(told["by_outcome"].values()) == 1
    assert received
