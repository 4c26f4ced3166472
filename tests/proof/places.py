"""A database of its own with the seeded town, and a server that can be killed."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import psycopg
from django.db import connection
from psycopg import sql

from tests.rivals import SOURCE

PATIENCE_SECONDS: Final = 60.0
ROOT: Final = SOURCE.parent
FOUND: Final = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.utils import timezone
from motcua.accounts.models import User
from motcua.accounts.services import make_token
from motcua.simulator import town
from motcua.ward.founding import Founder
centre = town.seed(size=12)
user = User.objects.get(centre=centre, username="tiepnhan")
at = timezone.now()
print(make_token(user=user, role="receptionist", name="storm", by=Founder(), at=at))
"""


class Place:
    """A var folder and a database on the engine under test, used by other processes."""

    def __init__(self, var: Path, name: str) -> None:
        """Make the empty database; `found` fills it."""
        self.var = var
        if connection.vendor == "sqlite":
            self.database = f"sqlite:///{var / 'motcua.sqlite3'}"
            return
        where = connection.settings_dict
        with psycopg.connect(
            host=where["HOST"], user=where["USER"], dbname="postgres", autocommit=True
        ) as line:
            line.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        host = quote(str(where["HOST"]), safe="")
        self.database = f"postgresql://{where['USER']}@{host}/{name}"

    def environment(self, **more: str) -> dict[str, str]:
        """What a process of this place is started with."""
        return {
            **os.environ,
            "PYTHONPATH": f"{SOURCE}:{ROOT}",
            "DATABASE_URL": self.database,
            "MOTCUA_VAR": str(self.var),
            "DJANGO_SETTINGS_MODULE": "motcua.config.settings.demo",
            **more,
        }

    def run(self, program: str, *, patience: float = 120) -> str:
        """Run a small Python program here; its output."""
        done = subprocess.run(
            [sys.executable, "-c", f"import django\ndjango.setup()\n{program}"],
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=patience,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ask(self, program: str) -> Any:
        """Run a program that prints JSON; what it said."""
        return json.loads(self.run(program))

    def found(self) -> str:
        """Migrate, seed, and return an API token of the reception officer."""
        return self.run(FOUND).strip()


class Server:
    """`motcua serve` of a place; killed without warning and started again."""

    def __init__(self, place: Place) -> None:
        """Take a free port; nothing runs before `start`."""
        self._place = place
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and return when the port answers."""
        with (self._place.var / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "motcua.config.cli", "serve"],
                env=self._place.environment(PORT=str(self.port)),
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        give_up = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            assert self._process.poll() is None, "the server ended"
            assert time.monotonic() < give_up, "the server does not answer"
            time.sleep(0.05)

    def kill(self) -> None:
        """`kill -9`."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait(timeout=20)
            self._process = None

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True
