"""Every refusal has one shape, says what to do, and leaves nothing half done."""

import json
from typing import Any

import pytest
from django.test import Client

from motcua.accounts import services as accounts
from motcua.accounts.models import ApiToken, RoleAssignment, User
from motcua.dossiers.models import Dossier
from motcua.people.models import Citizen
from motcua.simulator.town import invented_tax_code
from motcua.ward.founding import Founder
from motcua.ward.models import Centre
from tests.api.programs import ROOT, Program, program_of, reception
from tests.cast import NOW


def problem(answer: Any, status: int, slug: str) -> dict[str, Any]:
    """Check the shape of a problem and return it."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    told: dict[str, Any] = json.loads(answer.content)
    assert told["type"] == f"urn:motcua:problem:{slug}"
    assert told["status"] == status
    assert told["title"]
    assert told["detail"]
    return told


def fields(told: dict[str, Any]) -> dict[str, str]:
    """The sentence beside each field."""
    return {error["field"]: error["message"] for error in told["errors"]}


def test_without_a_token_nobody_gets_in(town: Centre) -> None:
    answer = Program().get("/dossiers")

    problem(answer, 401, "no-token")
    assert answer["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "header", ["Basic YTpi", "Bearer", "Bearer wrong", "Bearer é\x01"]
)
def test_a_wrong_token_is_no_token(town: Centre, header: str) -> None:
    answer = Client().get(f"{ROOT}/dossiers", headers={"Authorization": header})

    problem(answer, 401, "no-token")


def test_a_session_of_the_pages_opens_nothing_here(
    signed_in: Any, reception_mai: Any
) -> None:
    answer = signed_in(reception_mai).get(f"{ROOT}/dossiers")

    problem(answer, 401, "no-token")


def test_guessing_tokens_is_stopped_and_good_tokens_go_on(desk: Program) -> None:
    guesses = [Program(f"mc_{number}").get("/dossiers") for number in range(31)]

    assert {answer.status_code for answer in guesses[:30]} == {401}
    problem(guesses[30], 429, "too-many-tries")
    assert guesses[30]["Retry-After"] == "600"
    assert desk.get("/dossiers").status_code == 200


def test_an_old_or_revoked_token_ends_at_once(desk: Program) -> None:
    token = ApiToken.objects.get(centre__slug="hoa-binh")
    accounts.revoke_token(token=token, by=Founder(), at=NOW)

    problem(desk.get("/dossiers"), 401, "no-token")


def test_a_role_that_ended_counts_at_the_next_request(
    town: Centre, desk: Program
) -> None:
    assert desk.get("/dossiers").status_code == 200

    RoleAssignment.objects.filter(centre=town, role="receptionist").update(
        ends_on=NOW.date().replace(day=24)
    )

    problem(desk.get("/dossiers"), 403, "forbidden")


def test_a_token_carries_only_its_own_role(town: Centre) -> None:
    user = User.objects.get(centre=town, username="tiepnhan")
    accounts.grant_role(
        user=user, role="sysadmin", starts_on=NOW.date(), by=Founder(), at=NOW
    )

    program = program_of("tiepnhan", "sysadmin")

    assert program.get("/staff").status_code == 200
    problem(program.send("/dossiers", reception(town)), 403, "forbidden")


def test_the_wrong_role_is_told_so(officer: Program, town: Centre) -> None:
    problem(officer.send("/dossiers", reception(town)), 403, "forbidden")
    assert not Dossier.objects.filter(centre=town).exists()


def test_a_stranger_finds_nothing(outsider: Program, received: str) -> None:
    acts = ["claims", "hand-overs", "pauses/end"]
    answers = [
        outsider.get(f"/dossiers/{received}"),
        outsider.get(f"/dossiers/{received}/receipt.pdf"),
        *[outsider.send(f"/dossiers/{received}/{act}") for act in acts],
    ]

    for answer in answers:
        problem(answer, 404, "not-found")
    assert outsider.get("/dossiers", list="all").json()["items"] == []
    assert outsider.get("/people", q="Bùi Thị An").json()["items"] == []


def test_somebody_elses_step_is_not_ones_own(desk: Program, received: str) -> None:
    told = problem(desk.send(f"/dossiers/{received}/claims"), 403, "forbidden")

    assert told["detail"] == "Bước này thuộc về vai trò, đơn vị hoặc người khác."


def test_what_is_not_next_is_a_conflict(officer: Program, received: str) -> None:
    answer = officer.send(
        f"/dossiers/{received}/payments/confirmation", {"evidence": "BL 12"}
    )

    problem(answer, 409, "conflict")


def test_a_stale_revision_changes_nothing(officer: Program, received: str) -> None:
    tag = officer.get(f"/dossiers/{received}")["ETag"]
    moved = officer.send(f"/dossiers/{received}/claims", if_match=tag)

    stale = officer.send(f"/dossiers/{received}/hand-overs", if_match=tag)

    assert (tag, moved["ETag"]) == ('"1"', '"2"')
    problem(stale, 412, "stale")
    assert officer.get(f"/dossiers/{received}")["ETag"] == '"2"'


@pytest.mark.parametrize(
    ("if_match", "status"),
    [("*", 200), ('W/"1"', 200), ('"x"', 412), ("1", 400), ('"1", "2"', 412)],
)
def test_if_match_is_read_as_http_has_it(
    officer: Program, received: str, if_match: str, status: int
) -> None:
    answer = officer.send(f"/dossiers/{received}/claims", if_match=if_match)

    assert answer.status_code == status


def test_each_wrong_field_has_its_own_sentence(desk: Program, town: Centre) -> None:
    person = {
        "full_name": "12345",
        "personal_id": "123456789",
        "birth_on": "2025-02-30",
        "phone": "113",
        "email": "không phải thư",
        "neighbourhood": "một",
    }

    told = problem(
        desk.send("/dossiers", reception(town, submitter=person, note="x" * 501)),
        422,
        "invalid",
    )

    assert fields(told) == {
        "submitter.full_name": "Họ tên phải có chữ.",
        "submitter.personal_id": (
            "Đây là số CMND cũ 9 số, đã hết giá trị. "
            "Lấy số 12 chữ số trên thẻ căn cước hoặc VNeID."
        ),
        "submitter.birth_on": "Ngày phải có thật, viết theo dạng 2026-11-25.",
        "submitter.phone": "Số điện thoại chưa đúng. Ví dụ đúng: 0912 345 678.",
        "submitter.email": "Địa chỉ thư điện tử không đúng.",
        "submitter.neighbourhood": "Phải là số nguyên.",
        "note": "Dài quá 500 ký tự.",
    }
    assert not Citizen.objects.filter(centre=town, full_name="12345").exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"procedure": "9.999999"}, "procedure"),
        ({"procedure": "2.000815", "papers": []}, "procedure"),
        ({"papers": []}, "papers"),
        ({"origin": "by_pigeon"}, "origin"),
        ({"counter": 999}, "counter"),
        (
            {
                "owner": {"full_name": "Bùi Văn Con"},
                "company": {"name": "Hợp tác xã", "tax_code": invented_tax_code(3)},
            },
            "company",
        ),
        ({"owner": {"full_name": "An", "birth_on": "2126-01-01"}}, "owner.birth_on"),
        ({"owner": {"full_name": "An", "birth_on": 5}}, "owner.birth_on"),
        ({"surprise": True}, "surprise"),
        ({"submitter": None}, "submitter"),
        ({"papers": "none"}, "papers"),
        ({"quantities": {"bản": 10**30}}, "quantities.bản"),
    ],
)
def test_a_reception_that_cannot_be_names_its_field(
    desk: Program, town: Centre, changes: dict[str, Any], field: str
) -> None:
    answer = desk.send("/dossiers", reception(town, **changes))

    told = problem(answer, 422, "invalid")
    assert field in fields(told)
    assert not Dossier.objects.filter(centre=town).exists()


def test_problems_are_told_in_the_language_asked_for(town: Centre) -> None:
    vietnamese = problem(Program().get("/dossiers"), 401, "no-token")
    english = problem(Program(language="en").get("/dossiers"), 401, "no-token")

    assert vietnamese["title"] == "Chưa có mã truy cập hợp lệ"
    assert english["type"] == vietnamese["type"]


DEEP = b'{"a":' * 30 + b"1" + b"}" * 30
ABYSS = b"[" * 100_000 + b"]" * 100_000


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"{", 400),
        (b"null", 422),
        (b"[]", 422),
        (b'"text"', 422),
        (b"\xff\xfe{}", 400),
        (b'{"procedure": "\xc3\x28"}', 400),
        (b'{"procedure": "2.000635\\u0000"}', 400),
        (b'{"procedure": "\\ud800"}', 400),
        (b'{"\\u0000": 1}', 400),
        (b'{"quantities": {"a": NaN}}', 400),
        (b'{"quantities": {"a": 1e999}}', 422),
        (b'{"counter": ' + b"9" * 5000 + b"}", 400),
        (DEEP, 400),
        (ABYSS, 400),
        (b'{"note": "' + b"a" * 10_000_000 + b'"}', 413),
        (b'{"submitter": {"full_name": "' + b"a" * 1_900_000 + b'"}}', 422),
    ],
    ids=range(17),
)
def test_unreadable_bodies_are_the_callers_fault(
    desk: Program, body: bytes, status: int
) -> None:
    answer = desk.send("/dossiers", body)

    assert answer.status_code == status, answer.content[:200]
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "path",
    [
        "/dossiers/%00",
        "/dossiers/%ff%fe",
        "/dossiers/%ED%A0%80",
        "/dossiers/" + "9" * 5000,
        "/dossiers/x%E2%80%AEy",
        "/procedures/%00",
        "/people?q=%00",
        "/people?q=%ff",
        "/people?q=" + "a" * 201,
        "/dossiers?list=all&after=-1",
        "/dossiers?list=all&after=WzEsIGZhbHNlXQ",
        "/dossiers?list=all&after=" + "9" * 401,
        "/procedures?offset=-1",
        "/procedures?offset=99999999999999999999",
        "/dossiers?list=all&limit=0",
        "/dossiers?list=everything",
        "/dossiers?state=77",
        "/due?procedure=2.000635&received=yesterday",
        "/due?procedure=2.000635&received=0001-01-01T00:00:00",
        "/due?procedure=2.000635&received=9999-12-31T23:59:59Z",
        "/due?procedure=2.000635&received=5",
        "/calendar/special-days?year=99999",
        "/nothing/here",
        "/dossiers/",
        "",
        "/",
    ],
)
def test_unreadable_addresses_are_the_callers_fault(desk: Program, path: str) -> None:
    answer = desk.client.get(ROOT + path, headers=desk.headers)

    if answer.status_code == 301:
        answer = desk.client.get(answer["Location"], headers=desk.headers)
    assert 400 <= answer.status_code < 500 or answer.json().get("items") == []


def test_the_wrong_method_is_a_problem_too(desk: Program) -> None:
    answer = desk.send("/people", method="DELETE")

    problem(answer, 405, "method-not-allowed")
    assert answer["Allow"] == "GET"


def test_a_foreign_host_is_a_problem_too(town: Centre) -> None:
    answer = Client().get(f"{ROOT}/dossiers", headers={"Host": "elsewhere.example"})

    problem(answer, 400, "malformed")
