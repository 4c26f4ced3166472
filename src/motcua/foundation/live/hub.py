"""The stream server: a raw ASGI application that holds many open screens.

Every stream gets the full snapshot when it opens and after each change, so nothing can
be missed. A changed topic is rendered once, however many screens show it. Changes of
this process arrive by `topics.listen`, those of other processes by `watch`.
"""

import asyncio
import contextlib
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, MutableMapping
from itertools import chain
from typing import Any, Final

from django.db import close_old_connections

from motcua.foundation.live import topics
from motcua.foundation.live.watch import Watcher

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Stream = tuple[str, str]

BEAT: Final = b"event: beat\ndata:\n\n"
"""Still here. A comment would do for the line, but pages never hear of comments."""
HEADERS: Final = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]

START: Final = {"type": "http.response.start", "status": 200, "headers": HEADERS}
END: Final = {"type": "http.response.body", "body": b""}

log = logging.getLogger(__name__)


def event(html: str) -> bytes:
    """One server-sent event carrying a whole snapshot."""
    lines = "".join(f"data: {line}\n" for line in html.splitlines() or [""])
    return f"event: snapshot\n{lines}\n".encode()


class Screen:
    """One open stream: the body that waits to be sent, and the last one it got."""

    def __init__(self) -> None:
        """Start with nothing to send."""
        self.waiting: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._newest: bytes | None = None
        self._is_over = False

    def begin(self, body: bytes) -> None:
        """Give the first snapshot, unless a refresh was faster: that one is newer."""
        if self._newest is None:
            self.show(body)

    def show(self, body: bytes) -> None:
        """Put the newest body in place of one not sent yet; an equal one is dropped."""
        if body == self._newest or self._is_over:
            return
        self._newest = body
        while not self.waiting.empty():
            self.waiting.get_nowait()
        self.waiting.put_nowait(body)

    def end(self) -> None:
        """Close the stream; a browser opens it anew as soon as somebody answers."""
        self._is_over = True
        self.waiting.put_nowait(None)


class Hub:
    """Open streams by topic and language, and the task that refreshes them."""

    def __init__(self) -> None:
        """Start with no screens; background work begins with the first one."""
        self._screens: dict[Stream, set[Screen]] = defaultdict(set)
        self._dirty: set[str | None] = set()
        self._due: dict[Stream, float] = {}
        self._drawn: dict[Stream, float] = {}
        self._is_ending = False
        self._wake = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._watcher: Watcher | None = None

    def start(self) -> None:
        """Begin the background work in the running loop; calling again does nothing."""
        if self._loop is not None:
            return
        self._loop = asyncio.get_running_loop()
        topics.listen(self._told)
        self._watcher = Watcher(self._told)
        self._watcher.start()
        self._task = asyncio.create_task(self._refresh())

    async def stop(self) -> None:
        """End the streams and the background work; calling again does nothing."""
        self._is_ending = True
        for screen in chain.from_iterable(self._screens.values()):
            screen.end()
        if self._task is not None and self._watcher is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None
            topics.unlisten(self._told)
            await asyncio.to_thread(self._watcher.stop)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one stream until its screen goes away."""
        self.start()
        screen = Screen()
        try:
            stream = topics.opened(scope["path"].removeprefix("/events/"))
        except topics.UnknownTopic:
            await _not_found(send)
            return
        if self._is_ending:
            # Anything but a stream that ends would tell the browser never to come back.
            await send(START)
            await send(END)
            return
        # Listed before the first rendering: a change in between is not missed.
        self._screens[stream].add(screen)
        try:
            self._drawn[stream] = self._now()
            screen.begin(await asyncio.to_thread(_render, stream))
            await send(START)
            await self._pump(screen, topics.beat_of(stream[0]), receive, send)
        except topics.UnknownTopic:
            await _not_found(send)
        finally:
            self._screens[stream].discard(screen)
            if not self._screens[stream]:
                del self._screens[stream]
                self._due.pop(stream, None)
                self._drawn.pop(stream, None)

    async def _pump(
        self, screen: Screen, beat: float, receive: Receive, send: Send
    ) -> None:
        gone = asyncio.create_task(_until_gone(receive))
        while not gone.done():
            waiting = asyncio.create_task(screen.waiting.get())
            await asyncio.wait(
                {gone, waiting},
                timeout=beat,
                return_when=asyncio.FIRST_COMPLETED,
            )
            if gone.done():
                waiting.cancel()
                return
            if waiting.done():
                body = waiting.result()
            else:
                waiting.cancel()
                body = BEAT
            if body is None:
                gone.cancel()
                await send(END)
                return
            await send({"type": "http.response.body", "body": body, "more_body": True})

    def _told(self, topic: str | None) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._mark, topic)

    def _mark(self, topic: str | None) -> None:
        self._dirty.add(topic)
        self._wake.set()

    async def _refresh(self) -> None:
        """Draw what changed, the impatient first; changes meanwhile get in line at once."""
        while True:
            self._line_up()
            stream = self._next()
            if stream is None:
                await self._something()
                continue
            del self._due[stream]
            self._drawn[stream] = self._now()
            await self._show_again(stream)

    def _line_up(self) -> None:
        """Say when each stream that changed is to be drawn."""
        self._wake.clear()
        dirty, self._dirty = self._dirty, set()
        if not dirty:
            return
        for stream in self._screens:
            topic = stream[0]
            if topic in dirty:
                due = 0.0
            elif None in dirty or not dirty.isdisjoint(topics.heard_by(topic)):
                due = self._drawn.get(stream, 0.0) + topics.patience_of(topic)
            else:
                continue
            self._due[stream] = min(due, self._due.get(stream, due))

    def _next(self) -> Stream | None:
        """The most urgent of the streams whose time has come."""
        now = self._now()
        ready = [stream for stream, due in self._due.items() if due <= now]
        return min(ready, key=self._urgency, default=None)

    def _urgency(self, stream: Stream) -> tuple[bool, float, float]:
        due = self._due[stream]
        return due > 0.0, topics.patience_of(stream[0]), due

    async def _something(self) -> None:
        """Wait for a change, at most until the next stream is due."""
        waits = min(self._due.values(), default=None)
        left = None if waits is None else max(0.0, waits - self._now())
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), left)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    async def _show_again(self, stream: Stream) -> None:
        try:
            body = await asyncio.to_thread(_render, stream)
        except topics.UnknownTopic:
            return
        except Exception:  # one bad snapshot must not freeze every other screen
            log.exception("rendering failed topic=%s", stream[0])
            return
        for screen in self._screens.get(stream, ()):
            screen.show(body)


async def _not_found(send: Send) -> None:
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _render(stream: Stream) -> bytes:
    close_old_connections()
    try:
        return event(topics.snapshot(*stream))
    finally:
        close_old_connections()
