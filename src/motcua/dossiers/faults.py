"""The kinds of fault officers tick, read from shipped data."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from django.utils.translation import get_language

DATA: Final = Path(__file__).parent / "data" / "faults.json"
PAPER: Final = "paper"
DECLARATION: Final = "declaration"


@dataclass(frozen=True)
class FaultKind:
    """One kind of fault, and how it is usually mended."""

    key: str
    name_vi: str
    name_en: str
    mend_vi: str
    mend_en: str
    of: str
    needs_detail: bool
    is_verified: bool

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.name_en if get_language() == "en" else self.name_vi

    @property
    def mend(self) -> str:
        """How to mend it, in the language of the page."""
        return self.mend_en if get_language() == "en" else self.mend_vi


@cache
def all_kinds() -> dict[str, FaultKind]:
    """Every kind by its key, in the order of the checklist."""
    rows = json.loads(DATA.read_text(encoding="utf-8"))["faults"]
    return {
        row["key"]: FaultKind(
            key=row["key"],
            name_vi=row["vi"],
            name_en=row["en"],
            mend_vi=row["mend_vi"],
            mend_en=row["mend_en"],
            of=row["of"],
            needs_detail=row["needs_detail"],
            is_verified=row["verified"],
        )
        for row in rows
    }


def kinds_of(subject: str) -> list[FaultKind]:
    """The kinds a paper, or a part of the declaration, can have."""
    return [kind for kind in all_kinds().values() if kind.of in {subject, "both"}]


def named(keys: list[str]) -> str:
    """The kinds in one line, in the language of the page."""
    kinds = all_kinds()
    return "; ".join(kinds[key].name if key in kinds else key for key in keys)
