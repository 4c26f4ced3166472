"""Inside the house: what one reception spends its time on.

`python -m bench.spent [--json]` prints the statements of one reception and the
functions with most time of their own.
"""

import cProfile
import json
import pstats
import sys
import time
from typing import Any, Final

import django

django.setup()

from bench import receptions  # noqa: E402  (needs Django set up)

TIMES: Final = 300
TOP: Final = 25


def main() -> None:
    """Warm up, count, then profile."""
    desk = receptions.open_desk()
    for _ in range(50):
        desk.receive()
    with receptions.statements() as seen:
        desk.receive()
    began, began_cpu = time.perf_counter(), time.process_time()
    for _ in range(TIMES):
        desk.receive()
    wall, cpu = time.perf_counter() - began, time.process_time() - began_cpu
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(TIMES):
        desk.receive()
    profile.disable()
    facts: dict[str, Any] = {
        "wall_ms": wall / TIMES * 1000,
        "cpu_ms": cpu / TIMES * 1000,
        "statements": [sql[:150] for sql in seen],
        "own_time": _own_time(profile),
    }
    if "--json" in sys.argv:
        print(json.dumps(facts))
        return
    print(f"{facts['wall_ms']:.1f} ms, of them {facts['cpu_ms']:.1f} ms of our CPU")
    for sql in facts["statements"]:
        print("  ", sql)
    for line in facts["own_time"]:
        print(f"  {line[1]:6.3f} ms {line[2]:6.1f} x  {line[0]}")


def _own_time(profile: cProfile.Profile) -> list[tuple[str, float, float]]:
    stats: dict[Any, Any] = vars(pstats.Stats(profile))["stats"]
    rows = [
        (f"{file.rsplit('/', 2)[-1]}:{name}", own / TIMES * 1000, calls / TIMES)
        for (file, _, name), (_, calls, own, _, _) in stats.items()
    ]
    return sorted(rows, key=lambda row: -row[1])[:TOP]


if __name__ == "__main__":
    main()
