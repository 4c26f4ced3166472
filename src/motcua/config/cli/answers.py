"""How commands answer: sentences for people, JSON for programs."""

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any


class Problem(Exception):
    """The command cannot go on; the text is for the person at the keyboard."""

    def __init__(self, text: str, exit_code: int = 1) -> None:
        """Exit code 1 says no, 2 says the words were wrong."""
        super().__init__(text)
        self.exit_code = exit_code


def say(text: str) -> None:
    """One line for people."""
    print(text, flush=True)


def say_json(facts: Mapping[str, Any]) -> None:
    """Facts for a program, on one line of standard output."""
    json.dump(facts, sys.stdout, ensure_ascii=False, default=str)
    print(flush=True)


def say_table(heads: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    """Columns as wide as their widest word, after an empty line."""
    lines = [heads, *(tuple("" if v is None else str(v) for v in r) for r in rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(heads))]
    say("")
    for line in lines:
        say("  ".join(w.ljust(n) for w, n in zip(line, widths, strict=True)).rstrip())
