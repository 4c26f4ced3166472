"""Open streams in a process of their own: the phones of a full hall, all at once.

`python -m bench.hall_phones PORT` reads the addresses of streams as JSON from its
input, opens all of them, says "open" when each has its first snapshot, and reads on
until its output is closed.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Final

from bench.hall_driver import Officer
from bench.hall_screens import LIVE
from bench.house import ROOT, Environment, Server

AT_ONCE: Final = 20
CHUNK: Final = 65_536


@contextmanager
def opened(
    house: Environment, server: Server, addresses: Sequence[str]
) -> Iterator[None]:
    """All these streams are open while the block runs."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.hall_phones", str(server.port)],
        env=dict(house),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(list(addresses)))
        process.stdin.close()
        if process.stdout.readline().strip() != "open":
            raise RuntimeError("the streams did not open")
        yield
    finally:
        process.kill()
        process.wait()


def followed(server: Server, officer: dict[str, Any], count: int) -> list[str]:
    """Give out so many numbers; the address of the stream of each one's page."""
    giver = Officer(server.port, officer)
    line = HTTPConnection("127.0.0.1", server.port)
    found = []
    for _ in range(count):
        line.request("GET", f"/so/{giver.give_code()}/")
        page = LIVE.search(line.getresponse().read().decode())
        if page is None:
            raise RuntimeError("the page of a number names no stream")
        found.append(page[1])
    return found


def resident(server: Server) -> float:
    """What the server keeps in memory now, in MB."""
    rollup = Path(f"/proc/{server.process.pid}/smaps_rollup").read_text("ascii")
    rows = dict(line.split()[:2] for line in rollup.splitlines()[1:])
    return int(rows["Rss:"]) / 1024


async def _read(port: int, address: str, gate: asyncio.Semaphore) -> asyncio.Task[None]:
    async with gate:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        await reader.readuntil(b"event: snapshot")
    return asyncio.create_task(_drain(reader))


async def _drain(reader: asyncio.StreamReader) -> None:
    while await reader.read(CHUNK):
        pass


async def _hold(port: int, addresses: Sequence[str]) -> None:
    gate = asyncio.Semaphore(AT_ONCE)
    streams = await asyncio.gather(*(_read(port, each, gate) for each in addresses))
    print("open", flush=True)
    await asyncio.gather(*streams)


if __name__ == "__main__":
    asyncio.run(_hold(int(sys.argv[1]), json.load(sys.stdin)))
