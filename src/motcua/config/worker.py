"""The background worker: one thread that goes through the schedule."""

import logging
import threading
from datetime import datetime
from typing import Final

from django.db import close_old_connections, connection
from django.utils import timezone

from motcua.config.schedule import TASKS, Task

TICK_SECONDS: Final = 0.25

log = logging.getLogger(__name__)


class Worker:
    """Runs each task of the schedule when its time has come, one after another.

    A task that fails is logged and tried again at its next time; the others go on.
    """

    def __init__(self) -> None:
        """Everything is due at the start."""
        self._ended = threading.Event()
        self._thread = threading.Thread(
            target=self.work_until_stopped, name="worker", daemon=True
        )
        self._next: dict[str, datetime] = {}

    def start(self) -> None:
        """Begin in a thread of this process."""
        self._thread.start()

    def stop(self) -> None:
        """Let the task under way end, then return."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def work_until_stopped(self) -> None:
        """Go through the schedule again and again."""
        while not self._ended.wait(TICK_SECONDS):
            self.work_once()
        connection.close()

    def work_once(self) -> None:
        """Do everything that is due now."""
        for task in TASKS:
            at = timezone.now()
            if self._next.get(task.name, at) <= at:
                self._next[task.name] = at + task.every
                self._do(task, at)

    def _do(self, task: Task, at: datetime) -> None:
        close_old_connections()
        try:
            task.do(at)
        except Exception:  # one bad task must not stop the others
            log.exception("task failed name=%s", task.name)
