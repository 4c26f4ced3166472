"""Receptions a second beside the floor: `python -m bench.intake [--json]`."""

import sys
from typing import Any, Final

from bench.house import POSTGRESQL, SQLITE, inside, private_house
from bench.report import Figure, main

CLIENTS: Final = (1, 4, 16)
AIMED_CLIENTS: Final = 4


def measure() -> list[Figure]:
    """PostgreSQL by client processes, SQLite by 16 threads of one process."""
    with private_house(POSTGRESQL) as house:
        found = inside(house, "at_postgresql", *map(str, CLIENTS))
    figures = [
        Figure("intake: statements of one reception", found["statements"], ""),
        Figure("intake: statements of the floor", found["floor_statements"], ""),
        Figure("intake: rows of one reception", found["rows"], ""),
    ]
    for count in CLIENTS:
        figures += _with_clients(count, found["clients"][str(count)])
    with private_house(SQLITE) as house:
        return figures + _with_threads(inside(house, "at_sqlite"))


def _with_clients(count: int, found: dict[str, Any]) -> list[Figure]:
    what = f"intake: PostgreSQL, {count} client{'s' if count > 1 else ''}"
    return [
        Figure(f"{what}, ours", found["ours"], "tx/s"),
        Figure(f"{what}, floor", found["floor"], "tx/s"),
        Figure(
            f"{what}, ours ÷ floor",
            found["ratio"],
            "",
            at_least=0.5 if count == AIMED_CLIENTS else None,
        ),
        Figure(f"{what}, p95", found["p95_ms"], "ms"),
    ]


def _with_threads(found: dict[str, Any]) -> list[Figure]:
    what = "intake: SQLite, 16 threads"
    return [
        Figure(f"{what}, ours", found["ours"], "tx/s"),
        Figure(f"{what}, floor", found["floor"], "tx/s"),
        Figure(f"{what}, ours ÷ floor", found["ratio"], ""),
        Figure(f"{what}, median", found["median_ms"], "ms"),
        Figure(f"{what}, worst", found["worst_ms"], "ms"),
        Figure(
            f"{what}, worst wait for the lock",
            found["worst_wait_ms"],
            "ms",
            at_most=200,
        ),
        Figure(f"{what}, floor worst", found["floor_worst_ms"], "ms"),
    ]


if __name__ == "__main__":
    sys.exit(main(measure))
