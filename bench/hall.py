"""A day in the hall: numbers, calls, screens. `motcua bench hall [--quick] [--json]`.

Officers are threads of processes of their own that speak HTTP to a real server; the
floor sends the same SQL by the bare driver. Numbers given twice and people called twice
are counted from what the clients were told and from the raw rows.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from bench import hall_phones, hall_screens
from bench.house import (
    POSTGRESQL,
    ROOT,
    SQLITE,
    Environment,
    Server,
    inside,
    private_house,
    served,
)
from bench.reading import TICKS
from bench.report import Figure, middle, percentile, show

PROCESSES: Final = 3
QUICK_SECONDS: Final = 3.0
WHOLE_SECONDS: Final = 15.0
HISTORY: Final = (0, 20_000, 100_000)
CROWDS: Final = (1, 4, 15)
SCREENS: Final = (4, 20)
AT_WORK_SECONDS: Final = 2.0
"""Between two lives of an officer: ten minutes pass there in a real hall."""
PHONES: Final = 300
STREAMS: Final = 1_000


def measure(database: str = SQLITE, *, quick: bool = False) -> list[Figure]:
    """One officer and fifteen on one database; whole: more officers, longer history."""
    figures = []
    for old in HISTORY[:1] if quick else HISTORY:
        with private_house(database) as house:
            keys = inside(house, "hall_inside", "prepare", str(old))
            # At night the worker would close the hall in the middle of the measuring.
            with served(house, "serve", "--no-worker") as server:
                figures += _crowds(house, server, keys["officers"], old, quick=quick)
                counts = SCREENS[-1:] if quick else SCREENS
                figures += _screens(server, keys, counts, f"{old} old")
                if not quick:
                    figures += _phones(house, server, keys, old)
    return figures


def _crowds(
    house: Environment,
    server: Server,
    officers: Sequence[Any],
    old: int,
    *,
    quick: bool,
) -> list[Figure]:
    seconds = QUICK_SECONDS if quick else WHOLE_SECONDS
    found: list[Figure] = []
    told: dict[str, list[str]] = {"issued": [], "called": []}
    _work(server, house, officers, 2.0)
    paces = [(crowd, 0.0) for crowd in ((1, 15) if quick else CROWDS)]
    if not quick:
        paces.append((CROWDS[-1], AT_WORK_SECONDS))
    for crowd, pause in paces:
        before = _cpu(server)
        run = _work(server, house, officers[:crowd], seconds, pause)
        cpu = (_cpu(server) - before) / len(run["times"]["cycle"]) * 1000
        pace = f" every {pause:g} s" if pause else ""
        found += _figures(run["times"], f"{crowd} officers{pace}, {old} old", cpu)
        told = {name: told[name] + run[name] for name in told}
    rows = inside(house, "hall_inside", "count")
    floor = inside(house, "hall_inside", "floor", "1.0" if quick else "2.0")[
        "cycle_seconds"
    ]
    ours = found[0].value / 1000
    return [
        *found,
        Figure(
            f"hall: numbers twice, {old} old",
            _worse("issued", told, rows),
            "",
            at_most=0,
        ),
        Figure(
            f"hall: called twice, {old} old",
            _worse("called", told, rows),
            "",
            at_most=0,
        ),
        Figure(f"hall: floor ÷ ours, {old} old", floor / ours, ""),
    ]


def _screens(
    server: Server, keys: dict[str, Any], counts: Sequence[int], where: str
) -> list[Figure]:
    """One counter calls, so many screens show it."""
    found = []
    for count in counts:
        times = hall_screens.measure(
            server.port, keys["officers"][0], keys["displays"][:count]
        )
        found.append(
            Figure(
                f"hall: call to screen p95, {count} screens, {where}",
                percentile(times, 0.95) * 1000,
                "ms",
                at_most=250,
            )
        )
    return found


def _phones(
    house: Environment, server: Server, keys: dict[str, Any], old: int
) -> list[Figure]:
    """Everybody in the hall follows their number; then a thousand streams."""
    followed = hall_phones.followed(server, keys["officers"][1], PHONES)
    with hall_phones.opened(house, server, followed):
        where = f"{PHONES} phones, {old} old"
        found = _screens(server, keys, SCREENS[-1:], where)
        run = _work(server, house, keys["officers"], WHOLE_SECONDS, AT_WORK_SECONDS)
        found += _figures(
            run["times"], f"15 officers every {AT_WORK_SECONDS:g} s, {where}", 0
        )[:-1]
    before = hall_phones.resident(server)
    many = [followed[n % PHONES] for n in range(STREAMS)]
    with hall_phones.opened(house, server, many):
        grown = hall_phones.resident(server) - before
    name = f"hall: memory of {STREAMS} streams, {old} old"
    return [*found, Figure(name, grown, "MB", at_most=100)]


def _figures(times: dict[str, list[float]], name: str, cpu: float) -> list[Figure]:
    cycle = times["cycle"]
    return [
        Figure(f"hall: cycle p50, {name}", middle(cycle) * 1000, "ms"),
        Figure(f"hall: cycle p95, {name}", percentile(cycle, 0.95) * 1000, "ms"),
        Figure(
            f"hall: issue p95, {name}",
            percentile(times["issue"], 0.95) * 1000,
            "ms",
            at_most=40,
        ),
        Figure(
            f"hall: call p95, {name}",
            percentile(times["call"], 0.95) * 1000,
            "ms",
            at_most=60,
        ),
        Figure(f"hall: CPU a cycle, {name}", cpu, "ms", at_most=30),
    ]


def _work(
    server: Server,
    house: Environment,
    officers: Sequence[Any],
    seconds: float,
    pause: float = 0.0,
) -> Any:
    """All officers at once, spread over processes; what they were told, together."""
    shares = [officers[n::PROCESSES] for n in range(PROCESSES)]
    drivers = []
    for share in filter(None, shares):
        driver = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "bench.hall_driver",
                str(server.port),
                str(seconds),
                str(pause),
            ],
            env=dict(house),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert driver.stdin is not None
        driver.stdin.write(json.dumps(list(share)))
        driver.stdin.close()
        drivers.append(driver)
    parts = [_told(driver) for driver in drivers]
    return {
        "times": {
            name: [t for part in parts for t in part["times"][name]]
            for name in parts[0]["times"]
        },
        "issued": [label for part in parts for label in part["issued"]],
        "called": [key for part in parts for key in part["called"]],
    }


def _told(driver: subprocess.Popen[str]) -> Any:
    assert driver.stdout is not None
    text = driver.stdout.read()
    if driver.wait() != 0:
        raise RuntimeError("a driver of the bench failed")
    return json.loads(text)


def _worse(what: str, told: dict[str, list[str]], rows: dict[str, int]) -> int:
    """The larger of what the clients saw and what the rows say."""
    seen = len(told[what]) - len(set(told[what]))
    return max(seen, rows["duplicate_numbers" if what == "issued" else "double_calls"])


def _cpu(server: Server) -> float:
    stat = Path(f"/proc/{server.process.pid}/stat").read_text(encoding="ascii")
    fields = stat.rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def contract(figures: Sequence[Figure], database: str) -> dict[str, Any]:
    """The figures under the names that others read."""
    by_name = {figure.name: figure.value for figure in figures}
    return {
        "duplicate_numbers": by_name["hall: numbers twice, 0 old"],
        "double_calls": by_name["hall: called twice, 0 old"],
        "cycle_p50_ms_1": round(by_name["hall: cycle p50, 1 officers, 0 old"], 2),
        "cycle_p95_ms_15": round(by_name["hall: cycle p95, 15 officers, 0 old"], 2),
        "cpu_ms_per_cycle": round(by_name["hall: CPU a cycle, 1 officers, 0 old"], 2),
        "screen_p95_ms": round(
            by_name["hall: call to screen p95, 20 screens, 0 old"], 2
        ),
        "floor_ratio": round(by_name["hall: floor ÷ ours, 0 old"], 4),
        "database": database,
    }


def main() -> int:
    """Measure, and print the table or the contract's object."""
    parser = argparse.ArgumentParser(prog="bench hall")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--database", choices=["sqlite", "postgresql"], default="sqlite"
    )
    chosen = parser.parse_args()
    database = POSTGRESQL if chosen.database == "postgresql" else SQLITE
    figures = measure(database, quick=chosen.quick)
    if chosen.json:
        print(json.dumps(contract(figures, database)))
        return 0
    show(figures, as_json=False)
    return 1 if any(figure.is_met is False for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
