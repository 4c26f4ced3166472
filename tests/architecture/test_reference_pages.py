"""The reference pages say what the code says."""

from pathlib import Path

import pytest

from motcua.config import reference

FOLDER = Path(__file__).parents[2] / "docs" / "reference"


@pytest.mark.parametrize("name", sorted(reference.pages()))
def test_the_page_is_as_the_code_writes_it(name: str) -> None:
    """Rewrite with `python -m motcua.config.reference docs/reference`."""
    assert (FOLDER / name).read_text(encoding="utf-8") == reference.pages()[name]
