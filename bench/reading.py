"""Pages over 16 thousand, 160 thousand and a million dossiers: do they stay as fast?

`python -m bench.reading [--json] [--whole]`; `--whole` adds the million, on PostgreSQL:
some ten minutes and ten GB. Houses of all sizes stand side by side and are asked in
turn, so that the ratio compares moments of the same machine.
"""

import argparse
import os
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Final

from bench.house import POSTGRESQL, SQLITE, Server, inside, private_house, served
from bench.report import Figure, percentile, show

SIZES: Final = (16_000, 160_000)
MILLION: Final = 1_000_000
ROUNDS: Final = 5
LIST_SECONDS: Final = 4.0
# An officer reads before looking again; without a pause 16 clients are a load test.
THINK_SECONDS: Final = 1.0
OK: Final = frozenset({200, 302})
AIMS: Final = {"work list": (0.95, 150), "tracking": (0.99, 50), "search": (0.95, 60)}
GROWTH: Final = 1.3
TICKS: Final = os.sysconf("SC_CLK_TCK")

Ask = Callable[[HTTPConnection], None]


@dataclass
class House:
    """One size on one database: its server, and what was measured there."""

    size: int
    server: Server
    keys: dict[str, Any]
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    cpu: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    @property
    def port(self) -> int:
        """Where it answers."""
        return int(self.server.address.rsplit(":", 1)[1])

    def cpu_seconds(self) -> float:
        """What its server has computed so far, its database apart."""
        stat = Path(f"/proc/{self.server.process.pid}/stat").read_text(encoding="ascii")
        fields = stat.rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS


def measure(*, whole: bool = False) -> list[Figure]:
    """Both databases at 16 and 160 thousand; a million on PostgreSQL when asked for."""
    figures = _on(POSTGRESQL, [*SIZES, MILLION] if whole else list(SIZES))
    return figures + _on(SQLITE, list(SIZES))


def _on(database: str, sizes: Sequence[int]) -> list[Figure]:
    with ExitStack() as stack:
        houses, figures = [], []
        for size in sizes:
            print(f"  {database}, {size:,} dossiers …", file=sys.stderr, flush=True)
            # Nothing is measured while it writes, so a load need not wait for the disk.
            place = stack.enter_context(private_house(database, is_durable=False))
            loaded = inside(place, "load", str(size))
            figures.append(
                Figure(
                    f"reading: loaded, {database}, {size:,}",
                    loaded["rows_a_second"],
                    "rows/s",
                    at_least=20_000,
                )
            )
            keys = inside(place, "readers")
            houses.append(House(size, stack.enter_context(served(place)), keys))
        for round_ in range(-1, ROUNDS):
            for house in houses:
                _look(house, is_warm_up=round_ < 0)
        return figures + _told(database, houses)


def _look(house: House, *, is_warm_up: bool) -> None:
    own = {"Cookie": _cookie(house.keys["finder"])}
    for name in ("tracking", "dossier", "search"):
        headers = {} if name == "tracking" else own
        asks = [_get(path, headers) for path in house.keys[name]]
        _measured(house, name, lambda asks=asks: _one_by_one(house, asks))  # type: ignore[misc]
    seconds = LIST_SECONDS / 2 if is_warm_up else LIST_SECONDS
    for name, pause in (("work list", THINK_SECONDS), ("work list, no pause", 0.0)):
        _measured(
            house,
            name,
            lambda pause=pause: _together(house, seconds=seconds, pause=pause),  # type: ignore[misc]
        )
    if is_warm_up:
        house.times.clear()
        house.cpu.clear()


def _measured(house: House, name: str, do: Callable[[], list[float]]) -> None:
    before = house.cpu_seconds()
    times = do()
    house.times[name] += times
    house.cpu[name].append((house.cpu_seconds() - before) / len(times) * 1000)


def _one_by_one(house: House, asks: Sequence[Ask]) -> list[float]:
    line = HTTPConnection("127.0.0.1", house.port)
    times = [_timed(ask, line) for ask in asks]
    line.close()
    return times


def _together(house: House, *, seconds: float, pause: float) -> list[float]:
    """Sixteen officers, each with a list of their own screen."""
    kept: list[float] = []

    def work(session: str, delay: float) -> None:
        time.sleep(delay)
        line = HTTPConnection("127.0.0.1", house.port)
        ask = _get("/desk/", {"Cookie": _cookie(session)})
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            kept.append(_timed(ask, line))
            time.sleep(pause)
        line.close()

    workers = house.keys["workers"]
    threads = [
        threading.Thread(target=work, args=(session, pause * n / len(workers)))
        for n, session in enumerate(workers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return kept


def _told(database: str, houses: Sequence[House]) -> list[Figure]:
    figures = []
    for name in houses[0].times:
        for house in houses:
            figures += _of_page(database, name, house)
        first, last = houses[0], houses[-1]
        grown = _p95(last, name) / _p95(first, name)
        figures.append(
            Figure(
                f"reading: {name}, {database}, p95 at {last.size:,} ÷ {first.size:,}",
                grown,
                "",
                at_most=GROWTH,
            )
        )
    return figures


def _of_page(database: str, name: str, house: House) -> list[Figure]:
    what = f"reading: {name}, {database}, {house.size:,}"
    share, most = AIMS.get(name, (0.0, None))
    figures = [
        Figure(
            f"{what}, p{point * 100:.0f}",
            percentile(house.times[name], point) * 1000,
            "ms",
            at_most=most if point == share else None,
        )
        for point in (0.5, 0.95, 0.99)
    ]
    cpu = sum(house.cpu[name]) / len(house.cpu[name])
    figures.append(Figure(f"{what}, our CPU", cpu, "ms"))
    if name in house.keys["floor"]:
        floor = house.keys["floor"][name]
        figures.append(Figure(f"{what}, bare driver p95", floor, "ms"))
    return figures


def _p95(house: House, name: str) -> float:
    return percentile(house.times[name], 0.95)


def _cookie(session: str) -> str:
    return f"session={session}; sessionid={session}"


def _get(path: str, headers: dict[str, str]) -> Ask:
    def ask(line: HTTPConnection) -> None:
        line.request("GET", path, headers=headers)
        answer = line.getresponse()
        text = answer.read()
        if answer.status not in OK:
            raise RuntimeError(f"{path} → {answer.status}: {text[:300]!r}")

    return ask


def _timed(ask: Ask, line: HTTPConnection) -> float:
    began = time.perf_counter()
    ask(line)
    return time.perf_counter() - began


def main() -> int:
    """Run this bench by itself."""
    parser = argparse.ArgumentParser(prog="bench.reading")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--whole", action="store_true")
    chosen = parser.parse_args()
    figures = measure(whole=chosen.whole)
    show(figures, as_json=chosen.json)
    return 1 if any(figure.is_met is False for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
