"""What will happen, each at its own simulated time; earlier things first."""

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

Act = Callable[[datetime], None]


@dataclass(order=True)
class _Event:
    at: datetime
    order: int
    do: Act = field(compare=False)


class Agenda:
    """A queue of events; of two at the same time the one planned first comes first."""

    def __init__(self) -> None:
        """Begin with nothing planned."""
        self._queue: list[_Event] = []
        self._orders = itertools.count()

    def plan(self, at: datetime, do: Act) -> None:
        """Let this happen at that time."""
        heapq.heappush(self._queue, _Event(at, next(self._orders), do))

    def run(
        self, until: datetime | None, *, after: Callable[[datetime], object]
    ) -> None:
        """Let everything happen up to a time (None: all); `after` follows each event."""
        while self._queue and (until is None or self._queue[0].at <= until):
            event = heapq.heappop(self._queue)
            event.do(event.at)
            after(event.at)
