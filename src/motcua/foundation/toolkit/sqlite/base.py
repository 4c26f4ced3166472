"""SQLite with writers served in the order they came.

SQLite's own busy handler sleeps and retries, so an unlucky writer can starve for
seconds. Inside one process a ticket lock around ``BEGIN IMMEDIATE`` gives each writer
its turn; other processes still meet at SQLite's own lock.
"""

import itertools
import threading
from collections import deque
from typing import Any

from django.db.backends.sqlite3 import base


class FifoLock:
    """A lock that is handed over in the order of asking."""

    def __init__(self) -> None:
        """Start free, with nobody waiting."""
        self._guard = threading.Lock()
        self._held = False
        self._waiting: deque[threading.Lock] = deque()

    def acquire(self) -> None:
        """Wait for every earlier caller, then hold the lock."""
        with self._guard:
            if not self._held:
                self._held = True
                return
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        try:
            turn.acquire()
        except BaseException:
            # Ctrl-C while waiting: leave the line, or pass on a turn just given.
            with self._guard:
                is_ours = turn not in self._waiting
                if not is_ours:
                    self._waiting.remove(turn)
            if is_ours:
                self.release()
            raise

    def release(self) -> None:
        """Hand the lock to the next in line, or leave it free."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._held = False


_locks: dict[str, FifoLock] = {}
_locks_guard = threading.Lock()
_commits = itertools.count(1)
_newest_commit = 0


def _lock_for(name: str) -> FifoLock:
    with _locks_guard:
        return _locks.setdefault(name, FifoLock())


def commits() -> int:
    """How many transactions this process has committed: another one, another number."""
    return _newest_commit


def _count_commit() -> None:
    global _newest_commit  # noqa: PLW0603  (one number for all connections)
    _newest_commit = next(_commits)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's SQLite connection with a fair place in the line of writers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Start outside any transaction."""
        super().__init__(*args, **kwargs)
        self._turn: FifoLock | None = None

    def _start_transaction_under_autocommit(self) -> None:
        lock = _lock_for(str(self.settings_dict["NAME"]))
        lock.acquire()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # not in the stubs
        except BaseException:
            # Interrupted right after BEGIN: an open transaction would block them all.
            if self.connection is not None and self.connection.in_transaction:
                self.connection.rollback()
            lock.release()
            raise
        self._turn = lock

    def _leave(self) -> None:
        if self._turn is not None:
            turn, self._turn = self._turn, None
            turn.release()

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]  # not in the stubs
        _count_commit()
        self._leave()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # not in the stubs
        finally:
            self._leave()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # not in the stubs
        finally:
            self._leave()
