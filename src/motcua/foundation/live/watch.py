"""Notice changes made by other processes, from one thread of its own."""

import logging
import sqlite3
import threading
from collections.abc import Callable
from typing import Final

import psycopg
from django.db import connection

from motcua.foundation.live import notes, topics
from motcua.foundation.toolkit.sqlite.base import commits

POLL_SECONDS: Final = 0.25
RETRY_SECONDS: Final = 1.0

log = logging.getLogger(__name__)


class Watcher:
    """Calls `changed` with a topic, or with None when any topic may have changed."""

    def __init__(self, changed: Callable[[str | None], None]) -> None:
        """Prepare for the engine in use; nothing runs before `start`."""
        self._changed = changed
        self._ended = threading.Event()
        self._database = dict(connection.settings_dict)
        self._notes: notes.Notes | None = None
        watch = self._hear if connection.vendor == "postgresql" else self._poll
        self._thread = threading.Thread(
            target=self._keep, args=(watch,), name="live-watch", daemon=True
        )

    def start(self) -> None:
        """Begin to watch; what is left for us from now on is not missed."""
        if connection.vendor == "sqlite":
            self._notes = notes.Notes(str(self._database["NAME"]))
        self._thread.start()

    def stop(self) -> None:
        """Stop watching; returns when the thread has ended."""
        self._ended.set()
        self._thread.join(timeout=3)

    def _keep(self, watch: Callable[[], None]) -> None:
        while not self._ended.is_set():
            try:
                watch()
            except (psycopg.Error, sqlite3.Error):
                # The database may be restarting; screens stay open meanwhile.
                log.warning("watching for changes broke off", exc_info=True)
                self._ended.wait(RETRY_SECONDS)

    def _poll(self) -> None:
        name = str(self._database["NAME"])
        file = sqlite3.connect(name)
        seen = _written(file)
        try:
            while not self._ended.wait(POLL_SECONDS):
                seen, before = _written(file), seen
                told = self._notes.new() if self._notes else set()
                for topic in told:
                    self._changed(topic)
                # What another process wrote without a word could be anything.
                if not told and seen[0] != before[0] and seen[1] == before[1]:
                    self._changed(None)
        finally:
            file.close()

    def _hear(self) -> None:
        where = self._database
        with psycopg.connect(
            host=where["HOST"] or None,
            port=where["PORT"] or None,
            dbname=where["NAME"],
            user=where["USER"] or None,
            password=where["PASSWORD"] or None,
            autocommit=True,
        ) as line:
            line.execute(f"LISTEN {topics.CHANNEL}")
            self._changed(None)
            while not self._ended.is_set():
                for notice in line.notifies(timeout=1):
                    self._changed(notice.payload)


def _written(file: sqlite3.Connection) -> tuple[int, int]:
    """Other numbers after each commit of anybody, and of this process."""
    return file.execute("PRAGMA data_version").fetchone()[0], commits()
