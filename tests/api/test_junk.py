"""No field of any operation takes junk for more than a mistake (WEB-6, WEB-7)."""

import json
from collections.abc import Iterator
from typing import Any, Final
from uuid import uuid4

import pytest
from django.db import transaction

from motcua.accounts.roles import CAPABILITIES
from motcua.api.routes import api
from motcua.simulator.town import USERNAMES
from motcua.ward.models import Centre
from tests.api.programs import Program, program_of
from tests.cast import EXTRACT
from tests.web.matrix import operations
from tests.web.matrix_rule import Rule
from tests.web.matrix_rules import OPERATIONS

JUNK: Final[list[Any]] = [
    None,
    True,
    -1,
    0.5,
    10**30,
    1e308,
    "",
    "x" * 3000,
    "\u202e\u200b\u2066",
    "😀",
    "'; DROP TABLE dossiers_dossier; --",
    "../../etc/passwd",
    [],
    [[]],
    {},
    {"$ne": None},
    "9999-99-99",
    "2026-11-25T09:00:00+99:00",
]
PLACES: Final = [
    "%20",
    "-1",
    "9" * 400,
    "%F0%9F%98%80",
    "%E2%80%AE",
    "%27%22%3B",
    "..%2F..",
    "00000000-0000-0000-0000-000000000000",
    "2026-02-30",
]
PARAMETERS: Final = [*PLACES, "a=b", "%00", "%FF", "", "1e9", "0", "true"]
GOOD: Final = {
    "username": "tiepnhan",
    "role": "receptionist",
    "on": "2026-01-01",
    "citizen_id": "00000000-0000-7000-8000-000000000000",
    "act_id": "00000000-0000-7000-8000-000000000000",
    "file_id": "00000000-0000-7000-8000-000000000000",
    "review_id": "00000000-0000-7000-8000-000000000000",
    "token_id": "00000000-0000-7000-8000-000000000000",
    "task_id": "00000000-0000-7000-8000-000000000000",
    "hand_over_id": "00000000-0000-7000-8000-000000000000",
    "absence_id": "00000000-0000-7000-8000-000000000000",
    "form": "01",
    "number": "1",
    "name": "late",
    "verb": "call",
}


@pytest.fixture
def programs(town: Centre) -> dict[str, Program]:
    """A program of each role that is needed."""
    return {
        role: program_of(USERNAMES[role], role)
        for role in (
            "receptionist",
            "vice_chairman",
            "sysadmin",
            "centre_director",
            "police_officer",
        )
    }


def test_junk_in_any_field_is_refused_or_harmless(
    programs: dict[str, Program], received: str
) -> None:
    asked = 0
    for name, rule in OPERATIONS.items():
        method, path = operations()[name]
        good = GOOD | {"code": EXTRACT if "/procedures/" in path else received}
        where = path.format(**good).removeprefix("/api/v1")
        for body in _spoiled(dict(rule.body)):
            _send(_program(programs, rule), method, where, body)
            asked += 1

    print(f"\nbodies {asked}, server errors 0")
    assert asked > 1000


def test_junk_in_any_address_is_refused_or_harmless(
    programs: dict[str, Program], received: str
) -> None:
    for name, rule in OPERATIONS.items():
        method, path = operations()[name]
        for junk in PLACES:
            if "{" in path:
                values = dict.fromkeys([*GOOD, "code"], junk)
                where = path.format(**values).removeprefix("/api/v1")
                _send(_program(programs, rule), method, where, dict(rule.body))
    assert received


def test_junk_in_any_parameter_is_refused_or_harmless(
    programs: dict[str, Program], received: str
) -> None:
    asked = 0
    for way, entries in api.get_openapi_schema()["paths"].items():
        for method, entry in entries.items():
            program = _program(programs, OPERATIONS[entry["operationId"]])
            where = way.format(**GOOD, code=received).removeprefix("/api/v1")
            for name in _parameters(entry):
                for junk in PARAMETERS:
                    _send(program, method.upper(), f"{where}?{name}={junk}", {})
                    asked += 1

    print(f"\nparameters {asked}, server errors 0")
    assert asked > 200


def _parameters(entry: dict[str, Any]) -> list[str]:
    return [p["name"] for p in entry["parameters"] if p["in"] == "query"]


def _send(program: Program, method: str, where: str, body: Any) -> None:
    with transaction.atomic():
        answer = program.client.generic(
            method,
            f"/api/v1{where}",
            json.dumps(body).encode(),
            "application/json",
            headers={**program.headers, "Idempotency-Key": uuid4().hex},
        )
        transaction.set_rollback(True)
    assert answer.status_code < 500, (method, where, body)


def _spoiled(body: dict[str, Any]) -> Iterator[Any]:
    """The body with each of its fields, at any depth, replaced by each junk."""
    yield from JUNK
    for name, value in body.items():
        yield {key: kept for key, kept in body.items() if key != name}
        for junk in JUNK:
            yield body | {name: junk}
        if isinstance(value, dict):
            yield from (body | {name: worse} for worse in _spoiled(value))
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield from (
                body | {name: [worse, *value[1:]]} for worse in _spoiled(value[0])
            )


def _program(programs: dict[str, Program], rule: Rule) -> Program:
    """One that may do it, so that the junk itself is looked at."""
    return next(
        program
        for role, program in programs.items()
        if not rule.any_of or rule.any_of & CAPABILITIES[role]
    )
