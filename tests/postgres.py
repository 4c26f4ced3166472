"""A private PostgreSQL server for one run, gone afterwards.

    python -m tests.postgres [--durable] -- pytest -q

runs the command with DATABASE_URL set. The server has a folder of its own and listens
only on a socket in it, so any number can run side by side. Without `--durable` it
forgoes what protects against a power cut, which makes the tests twice as fast.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

FORGETFUL = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


class PostgresMissing(Exception):
    """No PostgreSQL server program is installed here."""


def programs() -> Path:
    """The folder of the newest server; Debian keeps it out of PATH."""
    found = shutil.which("initdb")
    folders = [*Path("/usr/lib/postgresql").glob("*/bin")]
    newest = max(folders, key=lambda f: int(f.parent.name), default=None)
    if newest is None and found is None:
        raise PostgresMissing("Install PostgreSQL's server: apt-get install postgresql")
    return newest or Path(str(found)).resolve().parent


def as_server_user() -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


@contextmanager
def private_server(*, durable: bool = False) -> Iterator[str]:
    """Start a server; yields the DATABASE_URL of its empty database `motcua`."""
    folder = Path(tempfile.mkdtemp(prefix="motcua-pg-"))
    data, who, folder_of_programs = folder / "data", as_server_user(), programs()

    def call(program: str, *options: str) -> None:
        command = [*who, str(folder_of_programs / program), *options]
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)

    if who:
        os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
    settings = f"-k {folder} -c listen_addresses='' -c max_connections=200"
    settings += "" if durable else f" {FORGETFUL}"
    locale = ["--encoding=UTF8", "--locale=C.UTF-8"]
    try:
        call("initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "-N", *locale)
        log = str(folder / "log")
        call("pg_ctl", "-D", str(data), "-w", "-l", log, "-o", settings, "start")
        call("createdb", "-h", str(folder), "-U", "postgres", "motcua")
        yield f"postgresql://postgres@{quote(str(folder), safe='')}/motcua"
    finally:
        if (data / "postmaster.pid").exists():
            call("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def main(arguments: list[str]) -> int:
    """Run the command after `--` against a fresh server; returns its exit code."""
    split = arguments.index("--")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with private_server(durable="--durable" in arguments[:split]) as url:
        # Ctrl-C reaches the command too: let it finish its report, then stop.
        signal.signal(signal.SIGINT, lambda *_: None)
        environment = {**os.environ, "DATABASE_URL": url}
        return subprocess.call(arguments[split + 1 :], env=environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
