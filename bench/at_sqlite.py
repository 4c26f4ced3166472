"""Inside the house: receptions by 16 threads on one SQLite file, ours and the floor.

`python -m bench.at_sqlite` prints JSON. The floor's threads ask for the write lock by
SQLite's own busy handler, as the bare driver does.
"""

import json
import sqlite3
import threading
import time
from collections.abc import Callable
from typing import Any, Final

import django

django.setup()

from django.conf import settings  # noqa: E402  (needs Django set up)
from django.db import connection  # noqa: E402

from bench import floor, receptions  # noqa: E402
from bench.report import middle  # noqa: E402
from motcua.foundation.toolkit.sqlite.base import FifoLock  # noqa: E402

THREADS: Final = 16
BLOCK_SECONDS: Final = 2.0
ROUNDS: Final = 4

Work = Callable[[threading.Barrier, list[float]], None]


def ours(day: int) -> Work:
    """A thread at its desk until the block ends."""

    def work(start: threading.Barrier, times: list[float]) -> None:
        desk = receptions.open_desk()
        start.wait()
        _until_end(lambda: desk.receive(day), times)
        connection.close()

    return work


def bare(pattern: floor.Pattern) -> Work:
    """The same for the bare driver."""

    def work(start: threading.Barrier, times: list[float]) -> None:
        base = sqlite3.connect(
            settings.DATABASES["default"]["NAME"], timeout=20, isolation_level=None
        )
        for pragma in settings.DATABASES["default"]["OPTIONS"]["init_command"].split(
            ";"
        ):
            base.execute(pragma)

        def write() -> None:
            base.execute("BEGIN IMMEDIATE")
            floor.write_once(pattern, base.execute, "?")
            base.execute("COMMIT")

        start.wait()
        _until_end(write, times)
        base.close()

    return work


def block(work: Work) -> list[float]:
    """The seconds each reception took while all threads worked."""
    start = threading.Barrier(THREADS)
    times: list[list[float]] = [[] for _ in range(THREADS)]
    threads = [threading.Thread(target=work, args=(start, kept)) for kept in times]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [seconds for kept in times for seconds in kept]


def _until_end(do: Callable[[], None], times: list[float]) -> None:
    end = time.perf_counter() + BLOCK_SECONDS
    while (began := time.perf_counter()) < end:
        do()
        times.append(time.perf_counter() - began)


def _watch_the_line() -> list[float]:
    """Collects how long each writer stood in the line for the write lock."""
    waits: list[float] = []
    acquire = FifoLock.acquire

    def timed(lock: FifoLock) -> None:
        began = time.perf_counter()
        acquire(lock)
        waits.append(time.perf_counter() - began)

    FifoLock.acquire = timed  # type: ignore[method-assign, assignment]
    return waits


def main() -> None:
    """Alternate blocks of ours and of the floor."""
    desk = receptions.open_desk()
    pattern = floor.pattern_of(desk)
    waits = _watch_the_line()
    ours_times, speeds, floor_speeds, floor_worst = [], [], [], []
    for day in range(1, ROUNDS + 1):
        times = block(ours(day))
        ours_times += times
        speeds.append(len(times) / BLOCK_SECONDS)
        times = block(bare(pattern))
        floor_speeds.append(len(times) / BLOCK_SECONDS)
        floor_worst.append(max(times))
    facts: dict[str, Any] = {
        "ours": middle(speeds),
        "floor": middle(floor_speeds),
        "ratio": middle([a / b for a, b in zip(speeds, floor_speeds, strict=True)]),
        "worst_wait_ms": max(waits) * 1000,
        "worst_ms": max(ours_times) * 1000,
        "median_ms": middle(ours_times) * 1000,
        "floor_worst_ms": max(floor_worst) * 1000,
    }
    print(json.dumps(facts))


if __name__ == "__main__":
    main()
