"""The tables of features and of quality promise nothing that no test holds."""

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"\| ([A-Z]+-?[0-9]+) \| (.+?) \| (\w+) \| ?(.*?) ?\|(?: ?(.*?) ?\|)?")
TOTAL = re.compile(r"\| [^|]+ \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|")
ANSWERS = ("yes", "part", "no")
FEATURES = ROOT / "docs/reference/features.md"
QUALITY = ROOT / "docs/reference/quality.md"
TABLES = pytest.mark.parametrize(
    "page", [FEATURES, QUALITY], ids=lambda page: page.stem
)
GROUPS = {
    "DUR": 10, "IDM": 5, "CON": 8, "AUD": 7, "BAK": 7, "FLT": 8, "DSK": 4, "CLK": 4,
    "OFF": 7, "ATN": 6, "ATZ": 7, "WEB": 7, "RAT": 1, "FIL": 4, "PII": 5, "SUP": 1,
    "UPG": 1, "OBS": 1, "SOAK": 1,
}  # fmt: skip


def rows_of(page: Path) -> list[tuple[str, str, str]]:
    """Each row's number, answer and tests."""
    found = map(ROW.fullmatch, page.read_text().splitlines())
    return [(row[1], row[3], row[4]) for row in found if row]


def test_every_feature_has_one_row() -> None:
    numbers = Counter(number for number, *_ in rows_of(FEATURES))

    expected = [f"C{n}" for n in range(1, 122)] + [f"Q{n}" for n in range(1, 91)]
    assert numbers == Counter(expected)


def test_every_requirement_has_one_row() -> None:
    numbers = Counter(number for number, *_ in rows_of(QUALITY))

    expected = [
        f"{name}-{n}" for name, last in GROUPS.items() for n in range(1, last + 1)
    ]
    assert len(expected) == 94
    assert numbers == Counter(expected)


@TABLES
def test_an_answer_is_yes_part_or_no(page: Path) -> None:
    assert {answer for _, answer, _ in rows_of(page)} <= set(ANSWERS)


@TABLES
def test_every_yes_names_living_tests(page: Path) -> None:
    promises = {
        number: tests for number, answer, tests in rows_of(page) if answer == "yes"
    }

    assert [number for number, tests in promises.items() if not _are_alive(tests)] == []


@TABLES
def test_no_row_names_a_dead_test(page: Path) -> None:
    named = re.findall(r"`(tests/[^`]+::[^`]+)`", page.read_text())

    assert [
        test for test in named if "::test_name" not in test and not _is_alive(test)
    ] == []


@TABLES
def test_the_totals_add_up(page: Path) -> None:
    text = page.read_text()
    counted = Counter(answer for _, answer, _ in rows_of(page))
    told = [tuple(map(int, line.groups())) for line in TOTAL.finditer(text)]

    sums = [sum(column) for column in zip(*told, strict=True)]
    assert sums == [*(counted[answer] for answer in ANSWERS), counted.total()]


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
    assert _are_alive(test) is alive


def _are_alive(tests: str) -> bool:
    return all(_is_alive(test.strip("`")) for test in tests.split(" · "))


def _is_alive(test: str) -> bool:
    path, _, name = test.partition("::")
    file = ROOT / path
    return file.is_file() and f"def {name}(" in file.read_text()
