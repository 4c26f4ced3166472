"""What an idle centre keeps in memory: `python -m bench.memory [--json]`."""

import sys
import time
from pathlib import Path
from typing import Final
from urllib.request import Request, urlopen

from bench.house import SQLITE, Environment, inside, private_house, served
from bench.report import Figure, main

PAGES: Final = 50
QUIET_SECONDS: Final = 2.0
PATHS: Final = ("/", "/thu-tuc/", "/thu-tuc/2.000635/", "/gio-lam-viec/", "/desk/")


def measure() -> list[Figure]:
    """Web and worker in one process, as `motcua run` has them, after fifty pages."""
    with private_house(SQLITE) as house:
        return _after_pages(house)


def _after_pages(house: Environment) -> list[Figure]:
    keys = inside(house, "visitors")
    cookie = f"session={keys['session']}; sessionid={keys['session']}"
    with served(house) as server:
        paths = [*PATHS, keys["tracking"]]
        for number in range(PAGES):
            wanted = server.address + paths[number % len(paths)]
            with urlopen(Request(wanted, headers={"Cookie": cookie})) as answer:
                answer.read()
        # Idle: what the last requests still held is given back by then.
        time.sleep(QUIET_SECONDS)
        kilobytes = _memory(server.process.pid)
    return [
        Figure(
            "memory: web and worker, RSS", kilobytes["Rss"] / 1024, "MB", at_most=250
        ),
        Figure("memory: web and worker, PSS", kilobytes["Pss"] / 1024, "MB"),
    ]


def _memory(pid: int) -> dict[str, int]:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    rows = (line.split() for line in rollup.splitlines()[1:])
    return {row[0].rstrip(":"): int(row[1]) for row in rows}


if __name__ == "__main__":
    sys.exit(main(measure))
