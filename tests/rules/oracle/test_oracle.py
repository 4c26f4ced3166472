"""The clock and the oracle agree."""

import ast
from pathlib import Path

from tests.rules.oracle import slow_clock
from tests.rules.oracle.compare import difference, questions


def test_the_two_clocks_agree_on_random_dossiers() -> None:
    found = [difference(question) for question in questions(cases=300, seed=20261124)]

    assert [one for one in found if one] == []


def test_the_oracle_stands_on_nothing_of_the_project() -> None:
    tree = ast.parse(Path(slow_clock.__file__).read_text(encoding="utf-8"))

    imported = {
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in [getattr(node, "module", None) or node.names[0].name]
    }

    assert not {name for name in imported if name.startswith(("motcua", "tests"))}
