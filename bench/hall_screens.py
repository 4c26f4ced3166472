"""From a call to twenty screens: how long until each of them has the number.

Every screen is a stream of its own, opened as a paired display opens it; the time runs
from sending the call to the arrival of the snapshot that carries the number.
"""

import re
import threading
import time
from collections.abc import Sequence
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any, Final

from bench.hall_driver import Officer

CALLS: Final = 25
PAUSE: Final = 0.1
PATIENCE: Final = 5.0
SCREEN: Final = "/thiet-bi/man-hinh/"
LIVE: Final = re.compile(r"(/events/[^\"&<\s]+)")


class Screen:
    """One open stream and when each number came."""

    def __init__(self, port: int, token: str) -> None:
        """Open the page of the display, then its stream."""
        page = HTTPConnection("127.0.0.1", port)
        page.request("GET", SCREEN, headers={"Cookie": f"device={token}"})
        found = LIVE.search(page.getresponse().read().decode())
        if found is None:
            raise RuntimeError("the page of a display names no stream")
        page.close()
        self.line = HTTPConnection("127.0.0.1", port)
        self.line.request("GET", found[1])
        self.stream: HTTPResponse = self.line.getresponse()
        self.came: dict[str, float] = {}
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self) -> None:
        seen = ""
        while part := self._part():
            now, seen = time.perf_counter(), seen + part.decode(errors="ignore")
            for label in set(re.findall(r"[A-Z][0-9]{3,}", seen)):
                self.came.setdefault(label, now)
            seen = seen[-200:]

    def _part(self) -> bytes:
        try:
            return self.stream.read1(65_536)
        except HTTPException:
            # The server ends with the bench, in the middle of the stream.
            return b""


def measure(port: int, officer: dict[str, Any], tokens: Sequence[str]) -> list[float]:
    """Seconds from each call to each screen, over all calls and screens."""
    screens = [Screen(port, token) for token in tokens]
    caller = Officer(port, officer)
    times: list[float] = []
    for _ in range(CALLS):
        caller.give()
        began = time.perf_counter()
        label = caller.call()
        end = began + PATIENCE
        while time.perf_counter() < end and not all(label in s.came for s in screens):
            time.sleep(0.002)
        times += [screen.came.get(label, end) - began for screen in screens]
        caller.finish()
        time.sleep(PAUSE)
    return times
