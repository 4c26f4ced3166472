"""A row of a catalogue file is looked at before anything is made of it."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

import motcua.catalogue
from motcua.catalogue.row_shapes import first_fault

SHIPPED: Final = Path(motcua.catalogue.__file__).parent / "data" / "procedures.json"


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    """The shipped rows."""
    whole: list[dict[str, Any]] = json.loads(SHIPPED.read_text(encoding="utf-8"))[
        "procedures"
    ]
    return whole


def test_every_shipped_row_is_sound(rows: list[dict[str, Any]]) -> None:
    assert {row["code"]: place for row in rows if (place := first_fault(row))} == {}


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"name_vi": 7}, "name_vi"),
        ({"name_vi": "x" * 501}, "name_vi"),
        ({"status": "sleeping"}, "status"),
        ({"time_limit": {"value": -1, "unit": "hours"}}, "time_limit.value"),
        ({"time_limit": {"value": True, "unit": "hours"}}, "time_limit.value"),
        ({"time_limit": {"unit": "hours"}}, "time_limit.value"),
        ({"documents": [{"id": "a"}]}, "documents.1.name_vi"),
        ({"documents": {}}, "documents"),
        ({"fees": [{"amount": "8000"}]}, "fees.1.amount"),
        ({"steps": {"items": [{"key": "receive"}]}}, "steps.items.1.name_vi"),
        ({"channels": []}, "channels"),
        ({"legal_basis": [None]}, "legal_basis.1"),
    ],
)
def test_the_first_unreadable_value_is_named(
    rows: list[dict[str, Any]], change: dict[str, Any], place: str
) -> None:
    assert first_fault(rows[0] | change) == place
