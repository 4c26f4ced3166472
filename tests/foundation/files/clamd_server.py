"""A server that speaks clamd's INSTREAM, and can fail in every way a real one can."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from motcua.foundation.files.decoder.verdict import EICAR

OK: Final = b"stream: OK\0"
FOUND: Final = b"stream: Win.Test.EICAR_HDB-1 FOUND\0"


@dataclass
class ClamdServer:
    """What it does next: "scan", "hang", "cut", "garbage", "limit", "half".

    More than `longest` bytes are always over its limit.
    """

    address: str
    mode: str = "scan"
    longest: int = 2**30
    received: list[bytes] = field(default_factory=list)
    end: threading.Event = field(default_factory=threading.Event)

    def serve(self, door: socket.socket) -> None:
        """Answer one caller after another."""
        while not self.end.is_set():
            try:
                line, _ = door.accept()
            except OSError:
                return
            with line:
                self._answer(line)

    def _answer(self, line: socket.socket) -> None:
        if self.mode == "cut":
            return
        data = self._read(line)
        answers = {
            "garbage": b"\xff\xfeHTTP/1.1 200 OK\0",
            "limit": b"INSTREAM size limit exceeded. ERROR\0",
            "half": b"stream: O",
        }
        if self.mode == "hang":
            self.end.wait(10)
            return
        self.received.append(data)
        verdict = FOUND if EICAR in data else OK
        mode = self.mode if len(data) <= self.longest else "limit"
        line.sendall(answers.get(mode, verdict))

    def _read(self, line: socket.socket) -> bytes:
        reader = line.makefile("rb")
        assert reader.read(10) == b"zINSTREAM\0"
        data = b""
        while size := struct.unpack(">I", reader.read(4))[0]:
            data += reader.read(size)
        return data


@contextmanager
def clamd(folder: Path | None = None) -> Iterator[ClamdServer]:
    """A running server: on a unix socket in the folder, else on a free port."""
    if folder is not None:
        door = socket.socket(socket.AF_UNIX)
        door.bind(str(folder / "clamd.sock"))
        door.listen()
        address = f"unix:{folder / 'clamd.sock'}"
    else:
        door = socket.create_server(("127.0.0.1", 0))
        address = f"127.0.0.1:{door.getsockname()[1]}"
    server = ClamdServer(address)
    thread = threading.Thread(target=server.serve, args=(door,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.end.set()
        door.shutdown(socket.SHUT_RDWR)
        door.close()
        thread.join(timeout=10)
