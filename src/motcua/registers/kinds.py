"""The general confirmations people ask for, and what is answered to each of them."""

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.utils.translation import get_language

DATA: Final = Path(__file__).parent / "data" / "confirmations.json"


class Answer(StrEnum):
    """What the centre does when somebody asks for this paper."""

    ISSUE = "issue"
    REFUSE = "refuse"
    PROCEDURE = "procedure"


@dataclass(frozen=True)
class Blank:
    """One thing to be filled in on the paper."""

    name: str
    label_vi: str
    label_en: str
    hint: str = ""
    is_long: bool = False

    @property
    def label(self) -> str:
        """The label in the language of the page."""
        return self.label_en if get_language() == "en" else self.label_vi


@dataclass(frozen=True)
class Kind:
    """A paper people ask for.

    REFUSE: a database answers already; `instead` says what to use. PROCEDURE: it is a
    real procedure and becomes a dossier.
    """

    code: str
    answer: Answer
    name_vi: str
    name_en: str
    blanks: tuple[Blank, ...] = ()
    database_vi: str = ""
    database_en: str = ""
    instead_vi: str = ""
    instead_en: str = ""
    law: str = ""
    procedure: str = ""

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.name_en if get_language() == "en" else self.name_vi

    @property
    def database(self) -> str:
        """Where the data are, in the language of the page."""
        return self.database_en if get_language() == "en" else self.database_vi

    @property
    def instead(self) -> str:
        """What to use instead, in the language of the page."""
        return self.instead_en if get_language() == "en" else self.instead_vi


@cache
def all_kinds() -> dict[str, Kind]:
    """Every kind by its code, as shipped."""
    rows = json.loads(DATA.read_text(encoding="utf-8"))["kinds"]
    return {row["code"]: _kind(row) for row in rows}


def _kind(row: dict[str, Any]) -> Kind:
    plain = {k: v for k, v in row.items() if k not in {"fields", "answer"}}
    blanks = tuple(
        Blank(
            name=field["name"],
            label_vi=field["label_vi"],
            label_en=field["label_en"],
            hint=field.get("hint_vi", ""),
            is_long=field.get("is_long", False),
        )
        for field in row.get("fields", [])
    )
    return Kind(answer=Answer(row["answer"]), blanks=blanks, **plain)
