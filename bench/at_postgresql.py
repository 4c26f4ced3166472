"""Inside the house: receptions by client processes on PostgreSQL, ours and the floor.

`python -m bench.at_postgresql CLIENTS …` prints JSON. Each client is a process with a
connection of its own, as web processes are; blocks of ours and of the floor alternate.
"""

import json
import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from multiprocessing.connection import Connection
from typing import Any, Final

import django
import psycopg

django.setup()

from bench import floor, receptions  # noqa: E402  (need Django set up)
from bench.report import middle, percentile  # noqa: E402

BLOCK_SECONDS: Final = 1.5
ROUNDS: Final = 5
OURS: Final = "ours"
FLOOR: Final = "floor"


@dataclass(frozen=True)
class Client:
    """A process that receives dossiers when told to."""

    process: multiprocessing.process.BaseProcess
    line: Connection


def hire(number: int) -> list[Client]:
    """Start the clients while no connection is open yet."""
    forks = multiprocessing.get_context("fork")
    clients = []
    for _ in range(number):
        here, there = forks.Pipe()
        process = forks.Process(target=_serve, args=(there,), daemon=True)
        process.start()
        clients.append(Client(process, here))
    return clients


def rounds(clients: list[Client], days: Iterator[int]) -> dict[str, Any]:
    """Let these clients work in alternating blocks; transactions a second and waits."""
    per_second: dict[str, list[float]] = {OURS: [], FLOOR: []}
    waits: list[float] = []
    for _ in range(ROUNDS):
        for kind, speeds in per_second.items():
            times = _block(clients, kind, next(days))
            speeds.append(len(times) / BLOCK_SECONDS)
            waits += times if kind == OURS else []
    ratios = [a / b for a, b in zip(per_second[OURS], per_second[FLOOR], strict=True)]
    return {
        OURS: middle(per_second[OURS]),
        FLOOR: middle(per_second[FLOOR]),
        "ratio": middle(ratios),
        "p95_ms": percentile(waits, 0.95) * 1000,
    }


def _block(clients: list[Client], kind: str, day: int) -> list[float]:
    for client in clients:
        client.line.send((kind, day))
    return [seconds for client in clients for seconds in client.line.recv()]


def _serve(line: Connection) -> None:
    """A client's life: get the pattern, then work one block for each word."""
    pattern: floor.Pattern = line.recv()
    desk = receptions.open_desk()
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as bare:

        def write(_: int) -> None:
            with bare.transaction():
                floor.write_once(pattern, bare.execute, "%s")

        work: dict[str, Callable[[int], None]] = {OURS: desk.receive, FLOOR: write}
        for each in work.values():
            each(0)
        line.send(None)
        while word := line.recv():
            kind, day = word
            line.send(_times(work[kind], day))


def _times(do: Callable[[int], None], day: int) -> list[float]:
    times = []
    end = time.perf_counter() + BLOCK_SECONDS
    while (began := time.perf_counter()) < end:
        do(day)
        times.append(time.perf_counter() - began)
    return times


def main(counts: list[int]) -> None:
    """Measure for each number of clients."""
    clients = hire(max(counts))
    desk = receptions.open_desk()
    pattern = floor.pattern_of(desk)
    with receptions.statements() as seen:
        desk.receive()
    for client in clients:
        client.line.send(pattern)
    for client in clients:
        client.line.recv()
    days = count(start=1)
    facts: dict[str, Any] = {
        "statements": len(seen),
        "rows": sum(len(table.rows) for table in pattern.tables) + 1,
        "floor_statements": len(pattern.tables) + 1,
        "clients": {number: rounds(clients[:number], days) for number in counts},
    }
    for client in clients:
        client.line.send(None)
        client.process.join()
    print(json.dumps(facts))


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [1, 4, 16])
