"""What an officer may be able to do that a ticket may need: the shipped list of codes."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from django.utils.translation import get_language

DATA: Final = Path(__file__).parent / "data" / "skills.json"


@dataclass(frozen=True)
class SkillKind:
    """A skill by its code, in the words of the page."""

    code: str
    name_vi: str
    name_en: str

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.name_en if get_language() == "en" else self.name_vi


@cache
def shipped() -> dict[str, SkillKind]:
    """Every skill by its code, in the order of the list."""
    rows = json.loads(DATA.read_text(encoding="utf-8"))["skills"]
    return {
        row["code"]: SkillKind(row["code"], row["name_vi"], row["name_en"])
        for row in rows
    }
