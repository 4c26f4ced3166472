"""What a bench found: figures with their aims, as a table or as JSON."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any, Final

SIGNS: Final = {True: "✓", False: "✗", None: " "}


@dataclass(frozen=True)
class Figure:
    """One number: what it is, and the aim it is held to, if any.

    `at_least` and `at_most` are aims; a figure without one is there to compare with.
    """

    name: str
    value: float
    unit: str
    at_least: float | None = None
    at_most: float | None = None

    @property
    def is_met(self) -> bool | None:
        """Whether the aim is met; None without one."""
        if self.at_least is not None:
            return self.value >= self.at_least
        if self.at_most is not None:
            return self.value <= self.at_most
        return None

    @property
    def aim(self) -> str:
        """The aim in a word or two."""
        if self.at_least is not None:
            return f"≥ {self.at_least:g}"
        return f"≤ {self.at_most:g}" if self.at_most is not None else ""


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def middle(values: Sequence[float]) -> float:
    """The median; the machine is shared, so one run says little."""
    return median(values)


def table(figures: Sequence[Figure]) -> str:
    """The figures, one a line."""
    widest = max(len(figure.name) for figure in figures)
    return "\n".join(
        f"{SIGNS[f.is_met]} {f.name:<{widest}} {f.value:>10.4g} {f.unit:<6} {f.aim}"
        for f in figures
    )


def show(figures: Sequence[Figure], *, as_json: bool) -> None:
    """Print the table, or one JSON object on one line."""
    if as_json:
        print(json.dumps({"figures": [_facts(f) for f in figures]}, ensure_ascii=False))
    else:
        print(table(figures), flush=True)


def main(measure: Callable[[], list[Figure]]) -> int:
    """Run one bench by itself: `python -m bench.NAME [--json]`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    show(measure(), as_json=chosen.json)
    sys.stdout.flush()
    return 0


def _facts(figure: Figure) -> dict[str, Any]:
    return asdict(figure) | {"value": round(figure.value, 4), "is_met": figure.is_met}
