"""Words to the process that holds the screens, on SQLite: lines in a file beside it.

PostgreSQL carries such words itself. SQLite only says that *something* was written, and
drawing every open screen anew for that costs more than the writing did.
"""

from pathlib import Path
from typing import Final

from django.db import connection

LONGEST: Final = 1_000_000
"""Bytes after which what was read is forgotten."""


def place(database: str) -> Path:
    """The file of the notes to whoever serves this database."""
    return Path(f"{database}-live")


def leave(topic: str) -> None:
    """Say to the serving process, if there is one, that a topic changed."""
    with place(str(connection.settings_dict["NAME"])).open(
        "a", encoding="utf-8"
    ) as notes:
        notes.write(f"{topic}\n")


class Notes:
    """What is left for us from now on."""

    def __init__(self, database: str) -> None:
        """Forget what was left for whoever served before: screens open with the newest."""
        self._file = place(database)
        self._file.write_bytes(b"")
        self._read = 0

    def new(self) -> set[str]:
        """The topics that were left since the last call."""
        length = self._file.stat().st_size if self._file.exists() else 0
        if length <= self._read:
            self._read = length
            return set()
        with self._file.open("rb") as notes:
            notes.seek(self._read)
            text = notes.read()
        # A line that is just being written is read when it is whole.
        whole = text[: text.rfind(b"\n") + 1]
        self._read += len(whole)
        if self._read > LONGEST:
            self._file.write_bytes(b"")
            self._read = 0
        return set(whole.decode(errors="replace").split())
