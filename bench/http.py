"""Requests to a real server: `python -m bench.http [--json]`.

The floor is an empty page behind the same middleware in the same server; the clients
are threads of this process with connections they keep, so they take their share of the
machine as well.
"""

import json
import random
import sys
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from http.client import HTTPConnection
from typing import Any, Final

from bench.house import POSTGRESQL, SQLITE, inside, private_house, served
from bench.report import Figure, main, middle, percentile

CLIENTS: Final = 4
BLOCK_SECONDS: Final = 2.0
ROUNDS: Final = 3
LOOKS: Final = 150
OK: Final = frozenset({200, 201})

Ask = Callable[[HTTPConnection], None]
Headers = Mapping[str, str]


def measure() -> list[Figure]:
    """Receptions on both databases; pages on the one of a single ward."""
    figures = []
    for database in (POSTGRESQL, SQLITE):
        with private_house(database) as house:
            keys = inside(house, "visitors")
            with served(
                {**house, "DJANGO_SETTINGS_MODULE": "bench.settings"}
            ) as server:
                port = int(server.address.rsplit(":", 1)[1])
                figures += _receptions(database, port, keys)
                if database == SQLITE:
                    figures += _pages(port, keys)
    return figures


def _receptions(database: str, port: int, keys: dict[str, Any]) -> list[Figure]:
    ours = _reception(keys)
    floor = _get("/bench/empty/", {})
    speeds: dict[str, list[float]] = {"ours": [], "floor": []}
    waits: list[float] = []
    for _ in range(ROUNDS):
        times = _block(port, ours)
        waits += times
        speeds["ours"].append(len(times) / BLOCK_SECONDS)
        speeds["floor"].append(len(_block(port, floor)) / BLOCK_SECONDS)
    what = f"http: receptions, {database}, {CLIENTS} clients"
    return [
        Figure(what, middle(speeds["ours"]), "/s"),
        Figure(f"{what}, p95", percentile(waits, 0.95) * 1000, "ms"),
        Figure(f"http: empty page, {database}", middle(speeds["floor"]), "/s"),
    ]


def _pages(port: int, keys: dict[str, Any]) -> list[Figure]:
    cookie = {"Cookie": f"session={keys['session']}; sessionid={keys['session']}"}
    pages: dict[str, tuple[str, Headers]] = {
        "empty page": ("/bench/empty/", {}),
        "tracking page": (keys["tracking"], {}),
        "work list": ("/desk/", cookie),
    }
    figures = []
    line = HTTPConnection("127.0.0.1", port)
    for name, (path, headers) in pages.items():
        ask = _get(path, headers)
        times = [_timed(lambda ask=ask: ask(line)) for _ in range(LOOKS)]  # type: ignore[misc]
        figures += [
            Figure(f"http: {name}, p50", middle(times) * 1000, "ms"),
            Figure(f"http: {name}, p95", percentile(times, 0.95) * 1000, "ms"),
        ]
    return figures


def _reception(keys: dict[str, Any]) -> Ask:
    headers = {
        "Authorization": f"Bearer {keys['token']}",
        "Content-Type": "application/json",
    }

    def ask(line: HTTPConnection) -> None:
        number = f"999{random.randrange(10**9):09d}"
        sent = keys["reception"]
        sent = sent | {"submitter": sent["submitter"] | {"personal_id": number}}
        own = {**headers, "Idempotency-Key": uuid.uuid4().hex}
        _ask(line, "POST", "/api/v1/dossiers", json.dumps(sent), own)

    return ask


def _get(path: str, headers: Headers) -> Ask:
    return lambda line: _ask(line, "GET", path, None, headers)


def _ask(
    line: HTTPConnection, method: str, path: str, body: str | None, headers: Headers
) -> None:
    line.request(method, path, body, dict(headers))
    answer = line.getresponse()
    text = answer.read()
    if answer.status not in OK:
        raise RuntimeError(f"{method} {path} → {answer.status}: {text[:300]!r}")


def _block(port: int, ask: Ask) -> list[float]:
    times: list[list[float]] = [[] for _ in range(CLIENTS)]

    def work(kept: list[float]) -> None:
        line = HTTPConnection("127.0.0.1", port)
        end = time.perf_counter() + BLOCK_SECONDS
        while time.perf_counter() < end:
            kept.append(_timed(lambda: ask(line)))
        line.close()

    threads = [threading.Thread(target=work, args=(kept,)) for kept in times]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [seconds for kept in times for seconds in kept]


def _timed(do: Callable[[], None]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main(measure))
