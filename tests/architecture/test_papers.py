"""The project's papers agree with the project."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAPERS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+\.md|[A-Z]+)(?:#[^)]*)?\)")


def test_the_changelog_is_the_source_of_the_version() -> None:
    topmost = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)

    assert topmost is not None
    assert PYPROJECT["project"]["version"] == topmost[1]
    assert f'softwareVersion: "{topmost[1]}"' in (ROOT / "publiccode.yml").read_text()


@pytest.mark.parametrize("rule", PYPROJECT["tool"]["ruff"]["lint"]["ignore"])
def test_each_rule_switched_off_has_its_reason(rule: str) -> None:
    assert re.search(
        rf"^\|.*\b{rule}\b.*\|", (ROOT / "STYLE.md").read_text(), re.MULTILINE
    )


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_links_between_papers_lead_somewhere(paper: Path) -> None:
    targets = LINK.findall(paper.read_text())

    assert [link for link in targets if not (paper.parent / link).exists()] == []


def test_every_decision_is_in_the_index() -> None:
    index = (ROOT / "docs/index.md").read_text()
    decisions = sorted((ROOT / "docs/adr").glob("*.md"))

    assert [adr.name for adr in decisions if f"adr/{adr.name}" not in index] == []
