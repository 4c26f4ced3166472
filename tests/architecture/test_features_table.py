"""The table of features promises nothing that no test holds."""

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs/reference/features.md"
ROW = re.compile(r"\| ([CQ][0-9]+) \| (.+?) \| (\w+) \| ?(.*?) ?\|")
ROWS = [
    row.groups() for row in map(ROW.fullmatch, TABLE.read_text().splitlines()) if row
]


def test_every_feature_has_one_row() -> None:
    numbers = Counter(number for number, *_ in ROWS)

    expected = [f"C{n}" for n in range(1, 122)] + [f"Q{n}" for n in range(1, 91)]
    assert numbers == Counter(expected)


def test_an_answer_is_yes_part_or_no() -> None:
    assert {answer for _, _, answer, _ in ROWS} <= {"yes", "part", "no"}


def test_every_yes_names_a_living_test() -> None:
    promises = {number: test for number, _, answer, test in ROWS if answer == "yes"}

    assert [number for number, test in promises.items() if not _is_alive(test)] == []


@pytest.mark.parametrize(
    ("test", "alive"),
    [
        (
            f"tests/architecture/{Path(__file__).name}::test_every_feature_has_one_row",
            True,
        ),
        (f"tests/architecture/{Path(__file__).name}::test_every_feature", False),
        ("tests/architecture/test_nowhere.py::test_anything", False),
        ("", False),
    ],
)
def test_a_living_test_is_a_function_in_its_file(test: str, alive: bool) -> None:
    assert _is_alive(test) is alive


def _is_alive(test: str) -> bool:
    path, _, name = test.strip("`").partition("::")
    file = ROOT / path
    return file.is_file() and f"def {name}(" in file.read_text()
