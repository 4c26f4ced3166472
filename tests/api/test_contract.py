"""The contract as it is published: a change of it is seen, never an accident."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from motcua.api.routes import api
from motcua.ward.models import Centre
from tests.api.programs import Program

SNAPSHOT = Path(__file__).parent / "openapi.json"
REWRITE = os.environ.get("SNAPSHOTS") == "rewrite"


@pytest.fixture
def contract(town: Centre) -> dict[str, Any]:
    """What is served, without a token."""
    told: dict[str, Any] = Program().get("/openapi.json").json()
    return told


def test_the_contract_is_the_snapshot(contract: dict[str, Any]) -> None:
    """`make snapshots` writes a new one when the change is meant."""
    served = json.dumps(contract, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if REWRITE:
        SNAPSHOT.write_text(served, encoding="utf-8")

    assert served == SNAPSHOT.read_text(encoding="utf-8")


def test_it_is_openapi_of_today_and_names_no_other_host(
    contract: dict[str, Any],
) -> None:
    assert contract["openapi"] == "3.1.0"
    assert "http" not in json.dumps(contract["paths"])


def test_no_page_of_others_is_served(town: Centre) -> None:
    assert Program().get("/docs").status_code == 404


def test_every_operation_has_its_own_name_and_a_problem(
    contract: dict[str, Any],
) -> None:
    entries = [entry for way in contract["paths"].values() for entry in way.values()]
    names = [entry["operationId"] for entry in entries]

    assert len(names) == len(set(names)) == len(api.operations())
    assert all("default" in entry["responses"] for entry in entries)
    assert all(entry["description"] for entry in entries)


def test_every_creation_asks_for_a_key(contract: dict[str, Any]) -> None:
    creations = {
        entry["operationId"]: {p["name"] for p in entry["parameters"]}
        for way in contract["paths"].values()
        for entry in way.values()
        if "201" in entry["responses"]
    }

    assert len(creations) == 17
    assert all("Idempotency-Key" in names for names in creations.values()), creations
