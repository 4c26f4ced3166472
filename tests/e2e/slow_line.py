"""A bad line between a browser and the house: late, and now and then something is lost.

What is lost on a line TCP sends again, so the browser sees it later and never wrong:
each piece is held back by half the round trip, one in twenty for one retransmission
more, and a new connection costs a round trip before its first byte.
"""

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from random import Random
from typing import Final

ROUND_TRIP: Final = 0.3
LOST: Final = 0.05
SENT_AGAIN_AFTER: Final = 0.2
CHUNK: Final = 16_384


@contextmanager
def slow_line(port: int, *, seed: int = 6) -> Iterator[int]:
    """A port of this machine that leads to `port` over the bad line."""
    opened: Future[int] = Future()
    closing: Future[Callable[[], object]] = Future()

    async def stand() -> None:
        dice, end, loop = Random(seed), asyncio.Event(), asyncio.get_running_loop()
        door = await asyncio.start_server(
            lambda reader, writer: _carry(reader, writer, port, dice), "127.0.0.1", 0
        )
        closing.set_result(lambda: loop.call_soon_threadsafe(end.set))
        opened.set_result(int(door.sockets[0].getsockname()[1]))
        await end.wait()
        door.close()

    thread = threading.Thread(target=asyncio.run, args=(stand(),), name="slow line")
    thread.start()
    try:
        yield opened.result()
    finally:
        closing.result()()
        thread.join()


async def _carry(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    port: int,
    dice: Random,
) -> None:
    await asyncio.sleep(ROUND_TRIP)
    house = await asyncio.open_connection("127.0.0.1", port)
    # The line is taken down while browsers still hold on to it.
    with suppress(ConnectionError, asyncio.CancelledError):
        await asyncio.gather(
            _one_way(reader, house[1], dice), _one_way(house[0], writer, dice)
        )


async def _one_way(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, dice: Random
) -> None:
    """Pieces stay in their order: a late one holds up those behind it."""
    line: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
    sender = asyncio.create_task(_late(line, writer))
    clock = asyncio.get_running_loop().time
    while piece := await reader.read(CHUNK):
        again = SENT_AGAIN_AFTER + ROUND_TRIP if dice.random() < LOST else 0.0
        line.put_nowait((clock() + ROUND_TRIP / 2 + again, piece))
    line.put_nowait((clock() + ROUND_TRIP / 2, b""))
    await sender


async def _late(
    line: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter
) -> None:
    clock = asyncio.get_running_loop().time
    with suppress(ConnectionError):
        while True:
            at, piece = await line.get()
            await asyncio.sleep(max(0.0, at - clock()))
            if not piece:
                writer.close()
                return
            writer.write(piece)
            await writer.drain()
