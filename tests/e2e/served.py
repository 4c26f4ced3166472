"""A whole centre in a process of its own, for journeys: real HTTP, real streams."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS: Final = 60.0


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def served_centre(
    var: Path,
    environment: Mapping[str, str] | None = None,
    at: datetime | None = None,
) -> Iterator[str]:
    """Run the trial centre until the block ends; gives its address.

    With `at` its clock starts there instead of now. Ctrl-C is what stops it, and it must stop by itself then.
    """
    with running_centre(var, free_port(), environment, at) as (address, _):
        yield address


@contextmanager
def running_centre(
    var: Path,
    port: int,
    environment: Mapping[str, str] | None = None,
    at: datetime | None = None,
    *,
    with_worker: bool = True,
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The same at a port of one's own choice; gives the process as well."""
    place = {
        **os.environ,
        "MOTCUA_VAR": str(var),
        "PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "motcua.config.settings.demo",
        "PYTHONPATH": str(ROOT / "src"),
        **(environment or {}),
    }
    program = ["motcua.config.cli"]
    if at is not None:
        program = ["tests.e2e.clock", at.isoformat()]
    with (var / "served.log").open("wb") as log:
        server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                *program,
                "run",
                *([] if with_worker else ["--no-worker"]),
            ],
            env=place,
            cwd=ROOT,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, server, var / "served.log")
            yield address, server
        finally:
            server.send_signal(2)
            code = server.wait(timeout=20)
    said = (var / "served.log").read_text(encoding="utf-8")
    assert code in {0, 130}, f"{said}\nexit code {code}"


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    pause = 0.05
    while server.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{address}/ui/language/", timeout=2).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(pause)
        else:
            return
    raise AssertionError(log.read_text(encoding="utf-8"))
