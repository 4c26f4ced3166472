"""What messages say: one template per event, read from shipped data."""

import json
import string
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from django.utils.translation import get_language

DATA: Final = Path(__file__).parent / "data" / "templates.json"
LANGUAGES: Final = ("vi", "en")
# All a message may say: no numbers of people, no names, nothing of the result.
FIELDS: Final = frozenset(
    {
        "code",
        "procedure",
        "due",
        "answer_by",
        "ready",
        "exit",
        "track",
        "centre",
        "contact",
    }
)


AT_COUNTER: Final = {"vi": "tại quầy", "en": "at the counter"}
OR: Final = {"vi": "hoặc", "en": "or"}


def contact_of(phone: str, address: str, language: str) -> str:
    """Where to ask; a centre that told neither number nor place still has a counter."""
    counter = AT_COUNTER[language]
    place = f"{counter}, {address}" if address else counter
    return f"{phone} {OR[language]} {place}" if phone else place


class BadTemplate(ValueError):
    """A shipped template says something it may not."""


@dataclass(frozen=True)
class Template:
    """The words of one event in each language, and until when they are of use.

    `calls_for_action`: the person must do something, so somebody calls who has no
    e-mail. `until` names a time of the fact after which the message is of no use;
    `valid_in` the dossier's states in which it still is (none named: all).
    """

    key: str
    fact: str
    name_vi: str
    name_en: str
    calls_for_action: bool
    hours: int
    until: str
    valid_in: frozenset[int]
    is_verified: bool
    source: str
    words: Mapping[str, Mapping[str, str]]

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.name_en if get_language() == "en" else self.name_vi

    def subject(self, language: str, values: Mapping[str, str]) -> str:
        """The line above the message."""
        return self.words[language]["subject"].format_map(values)

    def body(self, language: str, values: Mapping[str, str]) -> str:
        """The message itself."""
        return self.words[language]["body"].format_map(values)


@cache
def all_templates() -> dict[str, Template]:
    """Every template by its key; raises BadTemplate."""
    rows = json.loads(DATA.read_text(encoding="utf-8"))["templates"]
    return {row["key"]: _read(row) for row in rows}


def _read(row: Mapping[str, object]) -> Template:
    words = {language: row[language] for language in LANGUAGES}
    for spoken in words.values():
        assert isinstance(spoken, dict)
        for text in spoken.values():
            asked = {name for _, name, _, _ in string.Formatter().parse(text) if name}
            if not asked <= FIELDS:
                raise BadTemplate(f"{row['key']}: {sorted(asked - FIELDS)}")
    use_by, states = row["use_by"], row["valid_in"]
    assert isinstance(use_by, dict)
    assert isinstance(states, list)
    return Template(
        key=str(row["key"]),
        fact=str(row["fact"]),
        name_vi=str(row["name"]),
        name_en=str(row["name_en"]),
        calls_for_action=row["importance"] == "act",
        hours=int(use_by["hours"]),
        until=str(use_by["until"]),
        valid_in=frozenset(states),
        is_verified=row["status"] == "verified",
        source=str(row["source"]),
        words=words,  # type: ignore[arg-type]  # checked above
    )
