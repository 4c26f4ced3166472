"""A private house for one measurement: a seeded centre on a database of its own.

Everything is measured in child processes, so that a bench never touches the database
of the person who runs it, and so that one bench's caches never warm another's.
"""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from urllib.error import URLError

from tests.postgres import private_server

ROOT: Final = Path(__file__).resolve().parents[1]
POSTGRESQL: Final = "PostgreSQL"
SQLITE: Final = "SQLite"
START_SECONDS: Final = 60

Environment = Mapping[str, str]


@contextmanager
def private_house(
    database: str, *, is_seeded: bool = True, is_durable: bool = True
) -> Iterator[Environment]:
    """The environment of a house on this database, by default with full durability."""
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory(prefix="motcua-bench-"))
        kept = {n: v for n, v in os.environ.items() if not n.startswith("MOTCUA_")}
        kept.pop("DATABASE_URL", None)
        environment = kept | {
            "MOTCUA_VAR": folder,
            "DJANGO_SETTINGS_MODULE": "motcua.config.settings.demo",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "PORT": str(_free_port()),
        }
        if database == POSTGRESQL:
            url = stack.enter_context(private_server(durable=is_durable))
            environment["DATABASE_URL"] = url
        if is_seeded:
            command(environment, "demo")
        yield environment


def command(environment: Environment, *words: str) -> str:
    """What one `motcua` command prints."""
    done = subprocess.run(
        [sys.executable, "-m", "motcua.config.cli", *words],
        env=dict(environment),
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def inside(environment: Environment, module: str, *words: str) -> dict[str, Any]:
    """The JSON facts that `python -m bench.MODULE` finds inside the house."""
    done = subprocess.run(
        [sys.executable, "-m", f"bench.{module}", *words],
        env=dict(environment),
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    facts: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return facts


@dataclass(frozen=True)
class Server:
    """A running server, where it answers, and how long its first page took."""

    process: subprocess.Popen[bytes]
    address: str
    start_seconds: float

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.address.rsplit(":", 1)[1])


@contextmanager
def served(environment: Environment, *words: str) -> Iterator[Server]:
    """A real `motcua serve` (or what the words say) that has answered its first page."""
    address = f"http://127.0.0.1:{environment['PORT']}"
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "motcua.config.cli", *(words or ("serve",))],
        env=dict(environment),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(address)
        yield Server(process, address, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for(address: str) -> None:
    """Return when the first page has come; raises TimeoutError."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=START_SECONDS) as answer:
                answer.read()
        except (URLError, ConnectionError):
            time.sleep(0.02)
        else:
            return
    raise TimeoutError(address)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
